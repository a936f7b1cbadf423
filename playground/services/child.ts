import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A process of ours that ends when its standard input closes, so that it never outlives us. */
export interface Child {
  pid: number;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  isRunning(): boolean;
  /** Ends it in order: SIGTERM, and SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

export interface ChildOptions {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  logFile: string;
}

/** Starts a process whose standard error goes to `logFile`, and whose standard output `onLine` reads. */
export function startChild(options: ChildOptions, onLine: (line: string) => void = () => {}): Child {
  const log = openSync(options.logFile, 'a', 0o600);
  const child: ChildProcess = spawn(options.command, options.args, {
    stdio: ['pipe', 'pipe', log],
    // Out of the terminal's group: after Ctrl-C we decide in which order they end.
    detached: true,
    env: options.env ?? process.env,
  });
  closeSync(log);
  // The pipes are there to be closed by our death; they must not keep us alive.
  child.stdin?.on('error', () => {});
  unrefStream(child.stdin);
  unrefStream(child.stdout);
  child.unref();

  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });

  let isRunning = true;
  const ended: Child['ended'] = new Promise((resolve) => {
    child.once('error', () => {
      isRunning = false;
      resolve({ code: 127, signal: null });
    });
    child.once('exit', (code, signal) => {
      isRunning = false;
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    isRunning: () => isRunning,
    kill: (signal) => void child.kill(signal),
    async stop(graceMs = 12_000) {
      if (!isRunning) return;
      child.ref();
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function unrefStream(stream: unknown): void {
  if (stream && typeof stream === 'object' && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
}

/** The end of a log, for the sentence that reports a fault. */
export function lastLines(file: string, count = 8): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
