// Makes the bots and workers worse on purpose: an entry of the ledger is said to be written when it is not yet.
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

const LATER_MS = 3_000;
const { Collection } = mongoose.mongo;
const { insertMany } = Collection.prototype;
Collection.prototype.insertMany = function saidTooEarly(documents, options) {
  if (this.collectionName !== 'ledger') return insertMany.call(this, documents, options);
  void sleep(LATER_MS).then(() => insertMany.call(this, documents, options).catch(() => undefined));
  return Promise.resolve({ acknowledged: true, insertedCount: documents.length, insertedIds: {} });
};
