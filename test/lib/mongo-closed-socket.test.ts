import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Connection } from 'mongoose';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

const CLIENT_SOCKETS = 'net.client.socket';

const sockets: Socket[] = [];
const collect = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);

let db: Connection;
beforeEach(async () => {
  sockets.length = 0;
  subscribe(CLIENT_SOCKETS, collect);
  db = await connectMongo(inject('mongoUri'), `closed-socket-${process.pid}`);
});
afterEach(async () => {
  unsubscribe(CLIENT_SOCKETS, collect);
  await db.close(true);
});

const look = () => db.collection('any').findOne({});

it('a command fails whose socket has ended and not told so yet, and the next one passes', async () => {
  await look();
  const open = sockets.filter((socket) => !socket.destroyed);
  expect(open.length).toBeGreaterThan(0);
  for (const socket of open) socket.destroy();
  await expect(look()).rejects.toThrow('closed');
  await expect(look()).resolves.toBeNull();
});

it('a command fails whose socket closes while it waits to be written', async () => {
  await look();
  const open = sockets.filter((socket) => !socket.destroyed);
  // More than a socket's buffers hold: it is not all written when the socket goes.
  const big = db.collection('any').insertOne({ text: 'x'.repeat(12 * 2 ** 20) });
  const failed = expect(big).rejects.toThrow('closed');
  await new Promise(setImmediate);
  expect(open.some((socket) => socket.writableNeedDrain)).toBe(true);
  for (const socket of open) socket.destroy();
  await failed;
});

it('the monitor whose socket ends after its greeting looks again', async () => {
  let ended = 0;
  db.getClient().on('serverHeartbeatSucceeded', () => {
    const greeted = sockets.at(-1);
    // The monitor asks on in a timer of its own: this one comes first.
    if (ended === 0)
      setTimeout(() => {
        ended += 1;
        greeted?.destroy();
      }, 0);
  });
  for (const socket of sockets) socket.destroy();
  const seen = () => look().catch((error: Error) => error.message);
  await expect.poll(async () => [await seen(), ended], { timeout: 30_000 }).toEqual([null, 1]);
  await expect.poll(seen, { timeout: 30_000 }).toBeNull();
});
