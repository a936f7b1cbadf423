import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINE_NEEDS_GLIBC } from './advice.ts';
import type { Part, Places } from './part.ts';
import { startPart } from './part.ts';
import { glibcVersion, isAtLeast, privateRoot } from './private-root.ts';

const SERVER = fileURLToPath(new URL('mongo-server.mjs', import.meta.url));

/** MongoDB's engine on `dataDir/mongo`, under a private glibc where the machine's is too old. */
export async function startEmbeddedMongo(places: Places): Promise<Part> {
  const data = join(places.dataDir, 'mongo');
  const socket = join(places.runDir, 'mongo.sock');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await rm(socket, { force: true });
  const command = await commandLine(places, [SERVER, data, socket]);
  return startPart({
    name: 'MongoDB',
    address: `mongodb://${encodeURIComponent(socket)}/jingying?directConnection=true`,
    logFile: join(places.logDir, 'mongo.log'),
    ...command,
    // The engine makes its own socket's folder in the temporary folder: ours, so that we can clear it.
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: places.runDir },
    isReady: async (seen) => seen.includes('ready'),
  });
}

async function commandLine(places: Places, args: string[]): Promise<{ command: string; args: string[] }> {
  const glibc = glibcVersion();
  if (process.platform === 'linux') {
    if (!glibc) throw new Error('the embedded MongoDB needs glibc');
    if (!isAtLeast(glibc, ENGINE_NEEDS_GLIBC)) {
      return (await privateRoot(places.cacheDir, places.log)).wrap(process.execPath, args);
    }
  }
  return { command: process.execPath, args };
}
