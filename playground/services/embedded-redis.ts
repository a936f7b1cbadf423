import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import type { Part, Places } from './part.ts';
import { startPart } from './part.ts';
import { privateRoot } from './private-root.ts';

const WATCHDOG = fileURLToPath(new URL('watchdog.mjs', import.meta.url));

/** Redis or Valkey on a free port of 127.0.0.1 behind a password of this start, its data in `dataDir/redis`. */
export async function startEmbeddedRedis(places: Places): Promise<Part> {
  const data = join(places.dataDir, 'redis');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('hex');
  const port = await freePort();
  const config = join(places.runDir, 'redis.conf');
  const lines = [
    ...['bind 127.0.0.1', `port ${port}`, `requirepass ${password}`, `dir "${data.replaceAll('"', '\\"')}"`],
    ...['appendonly yes', 'save ""', 'maxmemory-policy noeviction', 'daemonize no', 'loglevel notice'],
  ];
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const server = await serverProgram(places, [config]);
  const address = `redis://:${password}@127.0.0.1:${port}`;
  return startPart({
    name: 'Redis',
    address,
    logFile: join(places.logDir, 'redis.log'),
    command: process.execPath,
    args: [WATCHDOG, server.command, ...server.args],
    env: { ...process.env, NODE_OPTIONS: '' },
    isReady: () => answers(address),
  });
}

async function serverProgram(places: Places, args: string[]): Promise<{ command: string; args: string[] }> {
  for (const name of ['redis-server', 'valkey-server']) {
    const program = onPath(name);
    if (program) return { command: program, args };
  }
  const root = await privateRoot(places.cacheDir, places.log);
  return root.wrap(root.valkey, args, 'valkey-server');
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

async function answers(address: string): Promise<boolean> {
  const redis = new Redis(address, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    disconnectTimeout: 50,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

/** A port of 127.0.0.1 that nobody listens on at this moment; `wanted` if it is one of them. */
export async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => (wanted ? freePort().then(resolve, reject) : reject(new Error('no free port'))));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
