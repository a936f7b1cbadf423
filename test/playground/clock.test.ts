import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { type ClockHub, startClockHub } from '../../playground/clock/hub.ts';
import { rewindSchedulers } from '../../playground/clock/rewind.ts';
import { installMovableDate } from '../../playground/clock/shift-date.ts';
import { wakeQueues } from '../../playground/clock/wake-queues.ts';

const HOUR = 3_600_000;
const PRELOAD = new URL('../../playground/clock/preload.ts', import.meta.url).href;
const FOLLOWER = fileURLToPath(new URL('fixtures/clock-follower.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'jy-clock-'));
const children: Follower[] = [];
const hubs: ClockHub[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL');
  for (const hub of hubs.splice(0)) await hub.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Seen {
  now: number;
  at?: string;
  isDate?: boolean;
  ran?: string;
  ready?: boolean;
}
interface Follower {
  process: ChildProcess;
  next(): Promise<Seen>;
}

function follow(hub: ClockHub, ...args: string[]): Follower {
  const child = spawn(process.execPath, ['--import', 'tsx/esm', '--import', PRELOAD, FOLLOWER, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PLAYGROUND_CLOCK: hub.address },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const follower = { process: child, next: async () => JSON.parse((await lines.next()).value ?? '{}') as Seen };
  children.push(follower);
  return follower;
}

async function hubAt(name: string): Promise<ClockHub> {
  const hub = await startClockHub({ socketPath: join(home, `${name}.sock`), statePath: join(home, `${name}.json`) });
  hubs.push(hub);
  return hub;
}

describe('a moved Date', () => {
  afterEach(() => installMovableDate().uninstall());

  it('is a Date in every other respect', async () => {
    const before = Date.now();
    const OldDate = Date;
    const movable = installMovableDate();
    expect(installMovableDate()).toBe(movable);
    movable.setOffset(20 * HOUR);
    // biome-ignore lint/complexity/useDateNow: the constructor is what is tested
    for (const now of [Date.now(), new Date().getTime(), Date.parse(Date()), OldDate.now(), movable.now()]) {
      expect(Math.abs(now - before - 20 * HOUR)).toBeLessThan(5_000);
    }
    const date = new Date();
    expect(date instanceof Date && date instanceof OldDate && date.constructor === Date && Date.name === 'Date').toBe(
      true,
    );
    expect(new Date(2026, 0, 5, 8).getHours()).toBe(8);
    expect(new Date('2026-01-05T08:00:00Z').getTime()).toBe(Date.UTC(2026, 0, 5, 8));
    expect(new Date(undefined as unknown as number).getTime()).toBeNaN();
    expect(structuredClone(date)).toEqual(date);
    class Day extends Date {}
    expect(new Day().getTime()).toBeGreaterThan(before + 19 * HOUR);

    const db = await mongoose.createConnection(inject('mongoUri'), { dbName: 'clock' }).asPromise();
    const Note = db.model('Note', new mongoose.Schema({ at: { type: Date, default: Date.now } }, { timestamps: true }));
    const note = await Note.create({});
    const found = await Note.findOne({ at: { $gte: new Date(before + 19 * HOUR) }, createdAt: note.get('createdAt') });
    expect(found?.at).toEqual(note.at);
    expect(found?.at).toBeInstanceOf(Date);
    await db.dropDatabase();
    await db.close();

    movable.uninstall();
    expect(Date).toBe(OldDate);
    expect(Math.abs(Date.now() - before)).toBeLessThan(5_000);
  });

  it('leaves timers and durations alone', async () => {
    const movable = installMovableDate();
    const started = performance.now();
    movable.setOffset(-HOUR);
    await sleep(20);
    movable.setOffset(HOUR);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(() => movable.setOffset(Number.NaN)).toThrow(RangeError);
  });
});

describe('the hub', () => {
  it('has told every process before a move is done, and a process knows the time before it starts', async () => {
    const hub = await hubAt('tell');
    const morning = Date.UTC(2031, 4, 1, 0, 30);
    await hub.set(morning);
    const followers = [follow(hub, 'listen'), follow(hub, 'listen')];
    for (const follower of followers) {
      const first = await follower.next();
      expect(first.now - morning).toBeLessThan(20_000);
      expect(first.now).toBeGreaterThanOrEqual(morning);
      expect(first.at).toMatch(/^2031-05-01T00:3/);
      expect(first.isDate).toBe(true);
    }
    const heard = vi.fn();
    hub.onChange(heard);
    await hub.set(morning + 24 * HOUR);
    for (const follower of followers) {
      follower.process.stdin?.write('?\n');
      expect((await follower.next()).now).toBeGreaterThanOrEqual(morning + 24 * HOUR);
    }
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ isBack: false, after: morning + 24 * HOUR }));
    await expect(hub.set(Number.NaN)).rejects.toThrow(RangeError);
  });

  it('does not keep a process alive, and is not kept waiting by one that is stuck or gone', async () => {
    const hub = await hubAt('alive');
    const done = follow(hub);
    await new Promise((resolve) => done.process.once('exit', resolve));
    expect(done.process.exitCode).toBe(0);
    const stuck = follow(hub, 'listen');
    await stuck.next();
    stuck.process.kill('SIGSTOP');
    const move = hub.set(hub.now() + HOUR);
    await sleep(100);
    stuck.process.kill('SIGKILL');
    await move;
  });

  it('runs on from where it was after a restart, and a process that loses it keeps its time', async () => {
    const first = await hubAt('state');
    await first.set(Date.now() + 50 * HOUR);
    const follower = follow(first, 'listen');
    await follower.next();
    await hubs.pop()?.close();
    follower.process.stdin?.write('?\n');
    expect((await follower.next()).now).toBeGreaterThan(Date.now() + 49 * HOUR);
    const second = await hubAt('state');
    expect(Math.abs(second.now() - Date.now() - 50 * HOUR)).toBeLessThan(5_000);
  });
});

describe('jobs', () => {
  const prefix = '{clock-test}';
  const url = inject('redisUrl');

  it('delayed by 20 hours run within moments of the move, in a worker of another process', async () => {
    const hub = await hubAt('jobs');
    const connection = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 50 });
    const queue = new Queue('lane', { connection, prefix });
    await Promise.all(Array.from({ length: 5 }, (_, i) => queue.add(`job-${i}`, {}, { delay: 20 * HOUR })));
    await queue.add('much-later', {}, { delay: 50 * HOUR });
    const worker = follow(hub, url, prefix, 'lane');
    await worker.next();
    expect(await worker.next()).toEqual({ ready: true });
    await sleep(700); // Now it waits for the marker, for ten seconds.

    const started = performance.now();
    await hub.set(hub.now() + 20 * HOUR + 1_000);
    await wakeQueues(url, prefix);
    const ran = [];
    for (let i = 0; i < 5; i += 1) ran.push((await worker.next()).ran);
    expect(ran.sort()).toEqual(['job-0', 'job-1', 'job-2', 'job-3', 'job-4']);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect((await queue.getDelayed()).map((job) => job.name)).toEqual(['much-later']);
    worker.process.kill('SIGKILL');
    await queue.obliterate({ force: true });
    await queue.close();
    connection.disconnect();
  });

  it('of a schedule go on at once in both directions', async () => {
    const hub = await hubAt('schedule');
    const connection = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 50 });
    const queue = new Queue('clockwork', { connection, prefix });
    await queue.upsertJobScheduler('tick', { every: 60_000 }, { name: 'tick', data: { of: 'the clock' } });
    const worker = follow(hub, url, prefix, 'clockwork');
    await worker.next();
    await worker.next();
    expect((await worker.next()).ran).toBe('tick');

    await hub.set(hub.now() + 30 * HOUR);
    await wakeQueues(url, prefix, ['clockwork']);
    const ahead = await worker.next();
    expect(ahead.ran).toBe('tick');
    expect(ahead.now).toBeGreaterThan(Date.now() + 29 * HOUR);

    await hub.set(Date.now());
    await rewindSchedulers({ redisUrl: url, prefix, clock: hub.address });
    await wakeQueues(url, prefix, ['clockwork']);
    const back = await worker.next();
    expect(back.ran).toBe('tick');
    expect(back.now).toBeLessThan(Date.now() + HOUR);
    const [scheduler] = await queue.getJobSchedulers();
    expect(scheduler).toMatchObject({ key: 'tick', every: 60_000, template: { data: { of: 'the clock' } } });
    expect(scheduler?.next ?? 0).toBeLessThan(Date.now() + HOUR);
    worker.process.kill('SIGKILL');
    await queue.obliterate({ force: true });
    await queue.close();
    connection.disconnect();
  });

  it('follow a clock that was moved in this process too', async () => {
    const movable = installMovableDate();
    const connection = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 50 });
    const queue = new Queue('here', { connection, prefix });
    const run = vi.fn(async () => {});
    const worker = new Worker('here', run, { connection, prefix });
    try {
      await queue.add('tomorrow', {}, { delay: 20 * HOUR });
      await sleep(300);
      movable.setOffset(21 * HOUR);
      await wakeQueues(url, prefix, ['here']);
      await vi.waitUntil(() => run.mock.calls.length === 1, { timeout: 2_000 });
    } finally {
      movable.uninstall();
      await worker.close(true);
      await queue.obliterate({ force: true });
      await queue.close();
      connection.disconnect();
    }
  });
});
