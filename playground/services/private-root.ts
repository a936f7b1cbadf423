import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findMirror } from './apt-sources.ts';

const run = promisify(execFile);
const SUITE = 'trixie';
const PACKAGES = [
  ...['libc6', 'libgcc-s1', 'libstdc++6'],
  ...['valkey-server', 'valkey-tools', 'libjemalloc2', 'liblzf1', 'libssl3t64', 'libsystemd0', 'libcap2', 'libzstd1'],
  ...['zlib1g', 'libatomic1'],
];
const TRIPLETS: Record<string, { triplet: string; loader: string }> = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

/** A folder with a newer glibc and the programs for it, used by single processes without touching the system. */
export interface PrivateRoot {
  /** The command line that runs `program` under the folder's own loader and libraries. */
  wrap(program: string, args: string[], argv0?: string): { command: string; args: string[] };
  valkey: string;
}

/** The version of glibc that this Node runs on, such as `2.36`; nothing on another C library or system. */
export function glibcVersion(): string | undefined {
  // Without this the report looks up the names of all open connections, which takes seconds on a closed network.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const header = report && typeof report === 'object' && 'header' in report ? report.header : undefined;
  if (!header || typeof header !== 'object' || !('glibcVersionRuntime' in header)) return undefined;
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : undefined;
}

export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

/** What this process is installing: MongoDB and Redis need the same folder at the same time. */
const installing = new Map<string, Promise<void>>();

/**
 * Downloads Debian's packages into `cacheDir` (once, also when others try it at the same time) and unpacks them there.
 * Throws with the reason where that is impossible.
 */
export async function privateRoot(cacheDir: string, log: (line: string) => void): Promise<PrivateRoot> {
  const names = TRIPLETS[process.arch];
  if (process.platform !== 'linux' || !names)
    throw new Error(`there are no packages for ${process.platform}-${process.arch}`);
  const root = join(cacheDir, `${SUITE}-${process.arch}`);
  if (!existsSync(root)) {
    const mine =
      installing.get(root) ?? withLock(`${root}.lock`, async () => existsSync(root) || install(cacheDir, root, log));
    installing.set(root, mine);
    await mine.finally(() => installing.delete(root));
  }
  const libraries = join(root, 'usr/lib', names.triplet);
  return {
    valkey: join(root, 'usr/bin/valkey-check-rdb'),
    wrap: (program, args, argv0) => ({
      command: join(libraries, names.loader),
      args: ['--library-path', libraries, ...(argv0 ? ['--argv0', argv0] : []), program, ...args],
    }),
  };
}

async function install(cacheDir: string, root: string, log: (line: string) => void): Promise<boolean> {
  const mirror = findMirror();
  if (!mirror) throw new Error('this system names no mirror of Debian');
  log('First start: fetching the libraries for the embedded database (about 15 MB, once) …');
  const work = await mkdtemp(join(cacheDir, 'installing-'));
  try {
    await Promise.all(
      ['lists/partial', 'cache/archives/partial', 'root', 'debs'].map((name) =>
        mkdir(join(work, name), { recursive: true }),
      ),
    );
    await writeFile(join(work, 'status'), '');
    await writeFile(join(work, 'sources.list'), `deb [signed-by=${mirror.keyring}] ${mirror.uri} ${SUITE} main\n`);
    const options = {
      'Dir::Etc::sourcelist': join(work, 'sources.list'),
      'Dir::Etc::sourceparts': '/dev/null',
      'Dir::Etc::preferences': '/dev/null',
      'Dir::Etc::preferencesparts': '/dev/null',
      'Dir::State::lists': join(work, 'lists'),
      'Dir::State::status': join(work, 'status'),
      'Dir::Cache': join(work, 'cache'),
      'APT::Sandbox::User': 'root',
      'Acquire::Languages': 'none',
      'Acquire::Retries': '3',
      'Acquire::http::Timeout': '20',
      'Acquire::https::Timeout': '20',
    };
    const apt = (...args: string[]) =>
      run(
        'apt-get',
        ['-q', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]), ...args],
        {
          cwd: join(work, 'debs'),
          env: { ...process.env, LC_ALL: 'C.UTF-8' },
        },
      );
    await apt('update', '-o', 'APT::Update::Error-Mode=any');
    await apt('download', ...PACKAGES);
    for (const deb of await readdir(join(work, 'debs')))
      await run('dpkg', ['-x', join(work, 'debs', deb), join(work, 'root')]);
    // Two at once are harmless: the second finds the folder taken and uses it.
    await rename(join(work, 'root'), root).catch((error: unknown) => {
      if (!existsSync(root)) throw error;
    });
    return true;
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(
      text.split('\n').find((line) => line.startsWith('E:')) ?? text.trim().split('\n')[0] ?? 'apt-get failed',
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** One process at a time, by a folder that only one can make; a folder whose owner is gone is taken away. */
async function withLock(path: string, work: () => Promise<unknown>): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const owner = join(path, 'pid');
  for (;;) {
    try {
      await mkdir(path);
      await writeFile(owner, String(process.pid));
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (await isAbandoned(path, owner)) {
      const away = `${path}.${process.pid}`;
      await rename(path, away).then(
        () => rm(away, { recursive: true, force: true }),
        () => {},
      );
    }
    await sleep(100);
  }
  try {
    await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function isAbandoned(path: string, owner: string): Promise<boolean> {
  const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
  if (pid > 0) return !isAlive(pid);
  const made = await stat(path).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > 5_000;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
