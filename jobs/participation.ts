import { z } from 'zod';
import { defineJob } from './define.ts';

/** A crash leaves the record behind the ledger for so long. */
export const CATCH_UP_MS = 5 * 60_000;

/** Brings standings up to date whose writer died between the ledger and the standing. */
export const participationCatchUp = defineJob({
  name: 'participation.catchUp',
  payload: z.object({}),
  attempts: 1,
  limitMs: CATCH_UP_MS,
  everyMs: CATCH_UP_MS,
});

/** Recounts every standing and roll-up from the ledger and mends what differs. */
export const participationVerify = defineJob({
  name: 'participation.verify',
  payload: z.object({}),
  attempts: 2,
  limitMs: 60 * 60_000,
  everyMs: 24 * 60 * 60_000,
});

/** Brings the roll-ups of the ledger up to it, so that a report finds little left to do. */
export const participationRollUp = defineJob({
  name: 'participation.rollUp',
  payload: z.object({}),
  attempts: 1,
  limitMs: 15 * 60_000,
  everyMs: 5 * 60_000,
});

/** Counts everybody's streak once by what was asked of them (2026-12); done, it finds nothing to do. */
export const participationRecountStreaks = defineJob({
  name: 'participation.recountStreaks',
  payload: z.object({}),
  attempts: 1,
  limitMs: 60 * 60_000,
  everyMs: 10 * 60_000,
});
