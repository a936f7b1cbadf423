import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, lastLines, startChild } from './child.ts';

/** Where the services keep what they need. */
export interface Places {
  dataDir: string;
  logDir: string;
  /** Short enough for the path of a Unix socket, and only ours. */
  runDir: string;
  cacheDir: string;
  log: (line: string) => void;
}

/** One running service. Its address stays the same when it is started again. */
export interface Part {
  name: string;
  address: string;
  logFile: string;
  pid(): number;
  isRunning(): boolean;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Kills it as a fault would (SIGKILL), or freezes it (SIGSTOP, SIGCONT). */
  kill(signal?: NodeJS.Signals): void;
  /** Starts it again after `stop` or `kill`. */
  start(): Promise<void>;
  /** Is called when it ends without having been asked to. */
  onCrash(listener: () => void): void;
}

export interface PartOptions {
  name: string;
  address: string;
  logFile: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Gets the lines that it has printed. */
  isReady(seen: string[]): Promise<boolean>;
  /** 30 s unless told. */
  patienceMs?: number;
}

export async function startPart(options: PartOptions): Promise<Part> {
  const listeners = new Set<() => void>();
  let child: Child | undefined;
  let isMeant = false;

  async function start(): Promise<void> {
    if (child?.isRunning()) return;
    isMeant = false;
    const seen: string[] = [];
    const mine = startChild(options, (line) => seen.push(line));
    child = mine;
    const until = performance.now() + (options.patienceMs ?? 30_000);
    while (!(await options.isReady(seen))) {
      if (!mine.isRunning()) throw new Error(`${options.name} did not start: ${lastLines(options.logFile, 3)}`);
      if (performance.now() > until) {
        await mine.stop(1_000);
        throw new Error(`${options.name} did not start in time: ${lastLines(options.logFile, 3)}`);
      }
      await sleep(20);
    }
    void mine.ended.then(() => {
      if (!isMeant && child === mine) for (const listener of listeners) listener();
    });
  }

  await start();
  return {
    name: options.name,
    address: options.address,
    logFile: options.logFile,
    pid: () => child?.pid ?? 0,
    isRunning: () => child?.isRunning() ?? false,
    start,
    async stop() {
      isMeant = true;
      await child?.stop();
    },
    kill: (signal = 'SIGKILL') => child?.kill(signal),
    onCrash: (listener) => void listeners.add(listener),
  };
}
