// Makes the bots and workers worse on purpose: an entry of the ledger is said to be written when it is not yet.
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

const LATER_MS = 3_000;
const { Db } = mongoose.mongo;
const { command } = Db.prototype;
Db.prototype.command = function saidTooEarly(sent, options) {
  if (sent.insert !== 'ledger') return command.call(this, sent, options);
  void sleep(LATER_MS).then(() => command.call(this, sent, options).catch(() => undefined));
  return Promise.resolve({ ok: 1, n: sent.documents.length });
};
