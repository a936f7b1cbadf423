import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { productionFlags } from '../playground/production-flags.ts';
import { fileOf, type ProgramName, preloadOf } from './programs.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const READY_MS = 30_000;
/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;

export interface Program {
  script: ProgramName;
  env: Record<string, string>;
  logFile: string;
  /** Counts MongoDB's commands; slower. */
  counts?: boolean;
  nodeArgs?: readonly string[];
}

/** One program of ours; it ends when we end. */
export interface Child {
  pid: number;
  /** Sends a message and waits for the one that comes next. */
  ask<T>(message: string): Promise<T>;
  stop(): Promise<void>;
}

export async function startChild<T>(program: Program): Promise<Child & { first: Promise<T> }> {
  const log = openSync(program.logFile, 'a');
  const preloads = ['end-with-parent' as const, ...(program.counts ? (['count-commands'] as const) : [])];
  const flags = productionFlags(program.script.includes('worker') ? 'worker' : 'bot');
  const args = [...flags, ...preloads.flatMap((one) => ['--import', preloadOf(one)])];
  // Only what a process needs: no token or address of the outside reaches the measured programs.
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(
    process.execPath,
    [...(program.nodeArgs ?? []), ...args, fileOf(program.script, program.counts)],
    {
      cwd: PROJECT,
      env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...program.env },
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);
  const next = <M>(): Promise<M> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`${program.script} ended (${code}): ${lastWords(program.logFile)}`));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        resolve(message as M);
      });
    });
  const first = next<T>();
  first.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    first,
    ask: <M>(message: string) => {
      const answer = next<M>();
      child.send(message);
      return answer;
    },
    stop: () => stopped(child),
  };
}

/** The end of a log, which is gone with the run's folder. */
function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}

/** Starts a program and waits for 200 at its `/readyz`. `readyMs`: from the spawn to then. */
export async function startReady(program: Program, port: number): Promise<Child & { readyMs: number }> {
  const since = performance.now();
  const child = await startChild(program);
  let failure: Error | undefined;
  child.first.catch((error: Error) => {
    failure = error;
  });
  while (!(await answersReady(port))) {
    if (failure !== undefined) throw failure;
    if (performance.now() - since > READY_MS)
      throw new Error(`${program.script} is not ready: ${lastWords(program.logFile)}`);
    await sleep(10);
  }
  return { ...child, readyMs: performance.now() - since };
}

async function answersReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** CPU time that a process has used so far, user and system, in ms. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
