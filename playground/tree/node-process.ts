import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lastLines } from '../services/child.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export interface NodeProcessOptions {
  name: string;
  script: string;
  nodeArgs: readonly string[];
  env: Record<string, string>;
  logFile: string;
  /** Answers 200 at `/readyz` when the program can work. */
  healthPort: number;
  onCrash: (fault: string) => void;
}

/** The bot or the worker: one program of ours with a log, that ends when we end. */
export interface NodeProcess {
  name: string;
  pid(): number;
  isRunning(): boolean;
  /** Resolves when it is ready; rejects with a sentence and the log's last lines when it is not. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(signal?: NodeJS.Signals): void;
}

const READY_MS = 60_000;
const GRACE_MS = 15_000;

export function nodeProcess(options: NodeProcessOptions): NodeProcess {
  let child: ChildProcess | undefined;
  let isMeant = false;
  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  function launch(): ChildProcess {
    const log = openSync(options.logFile, 'a');
    const made = spawn(process.execPath, [...options.nodeArgs, options.script], {
      cwd: PROJECT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log, 'ipc'],
      // Out of the terminal's group: after Ctrl-C we decide in which order they end.
      detached: true,
    });
    closeSync(log);
    return made;
  }

  const fault = (what: string): string => {
    const lines = lastLines(options.logFile);
    return `${options.name} ${what}.${lines ? ` The end of its log (${options.logFile}):\n${lines}` : ''}`;
  };
  const ending = (): string =>
    child?.signalCode ? `was ended by ${child.signalCode}` : `ended with exit code ${child?.exitCode ?? '?'}`;

  return {
    name: options.name,
    pid: () => child?.pid ?? 0,
    isRunning,
    async start() {
      if (isRunning()) return;
      isMeant = false;
      const mine = launch();
      child = mine;
      let isReady = false;
      mine.once('exit', () => {
        if (isReady && !isMeant) options.onCrash(fault(ending()));
      });
      const until = performance.now() + READY_MS;
      while (!isReady) {
        await sleep(25);
        if (!isRunning()) throw new Error(fault(`could not start: it ${ending()}`));
        if (performance.now() > until) throw new Error(fault(`is not ready after ${READY_MS / 1000} seconds`));
        isReady = await answersReady(options.healthPort);
      }
    },
    async stop() {
      if (!child || !isRunning()) return;
      const mine = child;
      isMeant = true;
      const ended = new Promise((resolve) => mine.once('exit', resolve));
      mine.kill('SIGTERM');
      const timer = setTimeout(() => mine.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
    kill: (signal = 'SIGKILL') => void child?.kill(signal),
  };
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
