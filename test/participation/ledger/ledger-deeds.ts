import { afterAll, beforeAll, inject } from 'vitest';
import { connectMongo } from '../../../src/lib/stores/mongo.ts';
import { prepareParticipation, type Store } from '../../../src/participation/ledger/model.ts';
import type { Deed } from '../../../src/participation/ledger/service.ts';
import { prepareRollups } from '../../../src/participation/rollups/model.ts';

export const WORKSPACE = 'T1';

/** A ledger in a database of its own, for the tests of one file. */
export function useLedger(name: string): { store: Store } {
  const held: { store: Store | undefined } = { store: undefined };
  beforeAll(async () => {
    const db = await connectMongo(inject('mongoUri'), `participation-${name}-${process.pid}`);
    held.store = { db, workspace: WORKSPACE };
    await prepareParticipation(held.store);
    await prepareRollups(held.store);
  });
  afterAll(async () => {
    await held.store?.db.dropDatabase();
    await held.store?.db.close();
  });
  return {
    get store() {
      if (held.store === undefined) throw new Error('Only inside a test');
      return held.store;
    },
  };
}

/** An answer worth ten points at nine in the morning of a day in Shanghai. */
export function deedOf(member: string, key: string, changes: Partial<Deed> & { day?: string } = {}): Deed {
  const day = changes.day ?? '2026-03-02';
  return {
    member,
    key,
    feature: 'quiz',
    activity: 'run-1',
    kind: 'answer',
    day,
    at: new Date(`${day}T01:00:00Z`),
    points: 10,
    minutes: 0,
    streak: true,
    outcome: { credit: 1 },
    ...changes,
  };
}
