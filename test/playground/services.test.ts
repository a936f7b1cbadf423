import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findMirror } from '../../playground/services/apt-sources.ts';
import { isAlive, isAtLeast } from '../../playground/services/private-root.ts';
import { runDirOf, type Services, ServicesError, startServices } from '../../playground/services/services.ts';

const home = mkdtempSync(join(tmpdir(), 'jingying-services-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('services in this process', () => {
  // Longer than the path of a socket may be.
  const dataDir = join(home, 'a-rather-long-name-of-a-folder'.repeat(4), '数据');
  let services: Services;
  beforeAll(async () => {
    services = await startServices({ dataDir });
  });
  afterAll(() => services.stop());

  it('keep what was acknowledged when MongoDB is killed while writing, at the same address', async () => {
    const db = await mongoose.createConnection(services.mongoUri, { dbName: 'kill', retryWrites: false }).asPromise();
    const notes = db.collection('notes');
    const acknowledged: number[] = [];
    let isWriting = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; isWriting; i += 1) {
        const n = writer * 1_000_000 + i;
        await notes.insertOne({ n }, { writeConcern: { w: 1, journal: true } }).then(
          () => acknowledged.push(n),
          () => {
            isWriting = false;
          },
        );
      }
    });
    await vi.waitUntil(() => acknowledged.length > 200, { timeout: 15_000 });
    services.mongo?.kill('SIGKILL');
    await Promise.all(writers);
    await vi.waitUntil(() => !services.mongo?.isRunning());
    await services.mongo?.start();
    const found = new Set((await notes.find().toArray()).map((note) => note.n as number));
    expect(acknowledged.filter((n) => !found.has(n))).toEqual([]);
    await db.close();
  });

  it('keep what Redis was told when it is ended and started again, and let nobody in without the password', async () => {
    const redis = new Redis(services.redisUrl);
    await redis.set('kept', 'yes');
    expect((await redis.config('GET', 'maxmemory-policy')).toString()).toContain('noeviction');
    redis.disconnect();
    await services.redis?.stop();
    expect(services.redis?.isRunning()).toBe(false);
    await services.redis?.start();
    const again = new Redis(services.redisUrl);
    expect(await again.get('kept')).toBe('yes');
    again.disconnect();
    const stranger = new Redis(services.redisUrl.replace(/:[^:@]+@/, ''), { retryStrategy: () => null });
    stranger.on('error', () => {});
    await expect(stranger.get('kept')).rejects.toThrow('NOAUTH');
    stranger.disconnect();
  });

  it('tell of a crash, and not of an ending that was asked for', async () => {
    const crashed = vi.fn();
    services.redis?.onCrash(crashed);
    await services.redis?.stop();
    await services.redis?.start();
    services.redis?.kill();
    // It comes after all that an ending could have told.
    await vi.waitUntil(() => crashed.mock.calls.length > 0);
    expect(crashed).toHaveBeenCalledOnce();
    // The server itself ends with its watchdog, so that its port is free again.
    await vi.waitFor(() => services.redis?.start(), { timeout: 10_000 });
  });
});

describe('services of a parent', () => {
  let parent: ChildProcess | undefined;
  afterEach(() => parent?.kill('SIGKILL'));

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`end when the parent gets ${signal}, and bring the data back`, async () => {
      const dataDir = join(home, signal);
      const script = fileURLToPath(new URL('fixtures/services-parent.ts', import.meta.url));
      parent = spawn(process.execPath, ['--import', 'tsx/esm', script, dataDir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const { mongoUri, redisUrl, pids } = await firstLine(parent);
      const db = await mongoose.createConnection(mongoUri).asPromise();
      await db.collection('notes').insertOne({ text: '菁英' }, { writeConcern: { w: 1, journal: true } });
      await db.close();
      const all = [...pids, ...pids.flatMap(childrenOf)];
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(all.every(isAlive)).toBe(true);

      parent.kill(signal);
      await vi.waitUntil(() => !all.some(isAlive), { timeout: 10_000 });
      const redis = new Redis(redisUrl, { retryStrategy: () => null, lazyConnect: true });
      redis.on('error', () => {});
      await expect(redis.connect()).rejects.toThrow();

      const services = await startServices({ dataDir });
      const reopened = await mongoose.createConnection(services.mongoUri).asPromise();
      expect(await reopened.collection('notes').findOne({})).toMatchObject({ text: '菁英' });
      await reopened.close();
      await services.stop();
      expect(existsSync(runDirOf(dataDir))).toBe(false);
    });
  }
});

it('uses addresses that are given and starts nothing for them', async () => {
  const given = { mongoUri: 'mongodb://db.example/jy', redisUrl: 'redis://cache.example' };
  const services = await startServices({ dataDir: join(home, 'given'), ...given });
  expect(services).toMatchObject({ ...given, mongo: undefined, redis: undefined });
  await services.stop();
});

it('says in one sentence what to set when a service cannot be started', async () => {
  const dataDir = join(home, 'broken');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'mongo'), 'a file where the folder belongs');
  const fault = await startServices({ dataDir, redisUrl: 'redis://cache.example' }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ServicesError);
  expect(String(fault)).toMatch(
    /^Error: MongoDB cannot be started.*: run `docker compose -f compose\.demo\.yaml up`, or set MONGODB_URI to running servers\.$/,
  );
});

describe("Debian's mirror", () => {
  it('is read from the sources of the machine, in either form', () => {
    const etc = join(home, 'etc');
    mkdirSync(join(etc, 'sources.list.d'), { recursive: true });
    const keyring = join(etc, 'debian.gpg');
    writeFileSync(keyring, '');
    const source = (uri: string, suites: string) =>
      `Types: deb\n# note\nURIs: ${uri}\nSuites: ${suites}\nComponents: main\n`;
    writeFileSync(
      join(etc, 'sources.list.d', 'debian.sources'),
      [
        source('http://mirror.test/debian-security', 'bookworm-security'),
        source('http://mirror.test/debian/', 'bookworm'),
      ].join('\n'),
    );
    expect(findMirror(etc, [keyring])).toEqual({ uri: 'http://mirror.test/debian/', keyring });
    rmSync(join(etc, 'sources.list.d', 'debian.sources'));
    writeFileSync(
      join(etc, 'sources.list'),
      '# deb http://old.test/debian buster main\ndeb [arch=amd64] http://one.test/debian bookworm main contrib\n',
    );
    expect(findMirror(etc, [keyring])?.uri).toBe('http://one.test/debian');
    writeFileSync(join(etc, 'sources.list'), 'deb http://one.test/ubuntu jammy main\n');
    expect(findMirror(etc, [keyring])).toBeUndefined();
  });

  it('is asked only where the C library is too old', () => {
    expect(['2.36', '2.38', '2.41', '2.4'].map((version) => isAtLeast(version, '2.38'))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

async function firstLine(child: ChildProcess): Promise<{ mongoUri: string; redisUrl: string; pids: number[] }> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('the parent ended');
}

function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux')
    return execFileSync('pgrep', ['-P', String(pid)])
      .toString()
      .split('\n')
      .map(Number)
      .filter(Boolean);
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter(Boolean);
}
