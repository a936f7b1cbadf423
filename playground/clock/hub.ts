import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { realNow } from './shift-date.ts';

/** Where the clock stands for all processes. */
export interface ClockHub {
  /** For the variable `PLAYGROUND_CLOCK` of the processes that shall follow. */
  address: string;
  now(): number;
  /** Resolves when every connected process has the new time and every listener has done its part. */
  set(atMs: number): Promise<void>;
  onChange(listener: (change: ClockChange) => void | Promise<void>): void;
  /** How many processes follow at this moment. */
  followers(): number;
  close(): Promise<void>;
}

export interface ClockChange {
  before: number;
  after: number;
  isBack: boolean;
}

export interface ClockHubOptions {
  /** The Unix socket to listen on. */
  socketPath: string;
  /** Keeps the shift between starts: the clock runs on from where it was, and never goes back by a restart. */
  statePath?: string | undefined;
}

/** A process that has not answered by then is stuck, and the others go on without it. */
const PATIENCE_MS = 5_000;
const state = z.object({ offset: z.number() });
const answer = z.object({ ack: z.number() });
/** What `Date` can hold. */
const FURTHEST = 8.64e15;

export async function startClockHub(options: ClockHubOptions): Promise<ClockHub> {
  let offset = await readOffset(options.statePath);
  let turn = 0;
  let last: Promise<void> = Promise.resolve();
  const followers = new Map<Socket, Map<number, () => void>>();
  const listeners = new Set<(change: ClockChange) => void | Promise<void>>();

  const server = createServer((socket) => {
    const waiting = new Map<number, () => void>();
    followers.set(socket, waiting);
    socket.on('error', () => {});
    socket.on('close', () => {
      followers.delete(socket);
      for (const done of waiting.values()) done();
    });
    const lines = createInterface({ input: socket });
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const read = answer.safeParse(parse(line));
      if (read.success) waiting.get(read.data.ack)?.();
    });
    socket.write(`${JSON.stringify({ turn, offset })}\n`);
  });
  await rm(options.socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.socketPath, resolve);
  });
  server.unref();

  function tell(socket: Socket, waiting: Map<number, () => void>, number: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, PATIENCE_MS);
      function done(): void {
        clearTimeout(timer);
        waiting.delete(number);
        resolve();
      }
      waiting.set(number, done);
      socket.write(`${JSON.stringify({ turn: number, offset })}\n`);
    });
  }

  async function move(atMs: number): Promise<void> {
    const before = realNow() + offset;
    offset = Math.round(atMs - realNow());
    turn += 1;
    const number = turn;
    await writeOffset(options.statePath, offset);
    await Promise.all([...followers].map(([socket, waiting]) => tell(socket, waiting, number)));
    for (const listener of listeners) await listener({ before, after: atMs, isBack: atMs < before });
  }

  return {
    address: options.socketPath,
    now: () => realNow() + offset,
    followers: () => followers.size,
    onChange: (listener) => void listeners.add(listener),
    set(atMs) {
      if (!Number.isFinite(atMs) || Math.abs(atMs) > FURTHEST)
        return Promise.reject(new RangeError(`not a time: ${atMs}`));
      // One move after the other: what the last caller asked for is what stays.
      const mine = last.then(() => move(atMs));
      last = mine.catch(() => {});
      return mine;
    },
    async close() {
      for (const socket of followers.keys()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(options.socketPath, { force: true });
    },
  };
}

async function readOffset(path: string | undefined): Promise<number> {
  if (!path) return 0;
  const text = await readFile(path, 'utf8').catch(() => '');
  const read = state.safeParse(parse(text));
  return read.success ? read.data.offset : 0;
}

async function writeOffset(path: string | undefined, offset: number): Promise<void> {
  if (!path) return;
  await writeFile(`${path}.new`, JSON.stringify({ offset }));
  await rename(`${path}.new`, path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
