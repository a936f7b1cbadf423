import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { isAlive } from '../../playground/services/private-root.ts';
import { runDirOf } from '../../playground/services/services.ts';

const SCRIPT = fileURLToPath(new URL('../../playground/start.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'jingying-start-'));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Started {
  process: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
  ready(): Promise<string>;
}

function npmStart(dataDir: string, ...args: string[]): Started {
  const { SLACK_BOT_TOKEN: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx/esm', SCRIPT, '--data', dataDir, '--port', '0', '--empty', ...args],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    process: child,
    output: () => output,
    ended,
    async ready() {
      await vi.waitUntil(() => /is ready: http\S+\n/.test(output) || child.exitCode !== null, { timeout: 60_000 });
      const [, url] = /^Jingying is ready: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output) ?? [];
      if (!url) throw new Error(`not ready: ${output}`);
      return url;
    },
  };
}

/** All processes below one, by name of the program they run. */
function below(pid: number): Map<string, number> {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, ppid = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ pid: Number(name), ppid: Number(ppid), line: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
      } catch {
        return [];
      }
    });
  const found = new Map<string, number>();
  const visit = (of: number): void => {
    for (const one of parents.filter((candidate) => candidate.ppid === of)) {
      const name = ['programs/bot.js', 'programs/worker.js', 'mongo-server.mjs', 'watchdog.mjs', 'redis.conf'].find(
        (part) => one.line.includes(part),
      );
      found.set(name ?? one.line, one.pid);
      visit(one.pid);
    }
  };
  visit(pid);
  return found;
}

const allGone = (pids: Iterable<number>) => vi.waitUntil(() => ![...pids].some(isAlive), { timeout: 25_000 });

describe.runIf(process.platform === 'linux')('npm start', () => {
  it('serves the page, refuses a second one on the same data, ends in order, and starts again', async () => {
    const data = join(home, 'order');
    const one = npmStart(data);
    const url = await one.ready();
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    const tree = below(one.process.pid ?? 0);
    expect([...tree.keys()]).toEqual(
      expect.arrayContaining(['programs/bot.js', 'programs/worker.js', 'mongo-server.mjs', 'watchdog.mjs']),
    );

    // The command line finds what runs here.
    const JY = fileURLToPath(new URL('../../playground/jy.mjs', import.meta.url));
    const { SLACK_BOT_TOKEN: _, ...own } = process.env;
    const jy = spawnSync(process.execPath, [JY, 'verify'], {
      env: { ...own, PLAYGROUND_DATA: data },
      encoding: 'utf8',
    });
    expect([jy.status, jy.stderr]).toEqual([0, '']);

    const two = npmStart(data);
    expect(await two.ended).toBe(1);
    expect(two.output()).toMatch(/^The playground in .* is running already: end it first\.\n$/);

    one.process.kill('SIGINT');
    expect(await one.ended).toBe(0);
    await allGone(tree.values());
    expect(one.output()).not.toMatch(/unexpected|Error/);
    expect(readdirSync(tmpdir())).not.toContain(runDirOf(data).split('/').at(-1));

    const again = npmStart(data);
    await again.ready();
    again.process.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('leaves no orphan when it is killed outright', async () => {
    const one = npmStart(join(home, 'killed'));
    await one.ready();
    const tree = below(one.process.pid ?? 0);
    expect(tree.size).toBeGreaterThanOrEqual(5);
    one.process.kill('SIGKILL');
    await allGone(tree.values());
  });

  for (const part of ['programs/bot.js', 'programs/worker.js', 'mongo-server.mjs', 'watchdog.mjs']) {
    it(`reports a crash of ${part} and takes everything down`, async () => {
      const one = npmStart(join(home, 'crash'));
      await one.ready();
      const tree = below(one.process.pid ?? 0);
      process.kill(tree.get(part) ?? 0, 'SIGKILL');
      expect(await one.ended).toBe(1);
      expect(one.output()).toMatch(/^(The bot|The worker|MongoDB|Redis) (was ended by SIGKILL|ended unexpectedly)/m);
      expect(one.output()).toContain('Everything else is being ended.');
      await allGone(tree.values());
    });
  }

  it('says what is wrong with its options', async () => {
    const one = npmStart(join(home, 'options'), '--port', 'abc');
    expect(await one.ended).toBe(1);
    expect(one.output()).toBe('--port abc is not a port: give a number from 1 to 65535.\n');
  });
});
