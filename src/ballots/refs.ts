import { z } from 'zod';
import { type Ref, ref } from '../bot/draw/ref.ts';
import { CODE } from './envelopes.ts';

const id = z.string().min(1);
const one = z.object({ id });
const below = z.string().optional();

/** What the buttons and forms of a feature's ballots carry. */
export interface BallotRefs {
  open: Ref<{ id: string }>;
  vote: Ref<{ id: string; code: string }>;
  list: Ref<{ id: string; page: number }>;
  file: Ref<{ id: string }>;
  end: Ref<{ id: string }>;
  cancel: Ref<{ id: string; below?: string | undefined }>;
  /** @property nth how many ties were decided when it was shown */
  tie: Ref<{ id: string; nth: number; below?: string | undefined }>;
  paper: Ref<{ id: string; below?: string | undefined }>;
}

export const ballotRefs = (feature: string): BallotRefs => ({
  open: ref(`${feature}.ballot`, one),
  // The code is made when the dialog opens and rides in the dialog only: a button has none yet.
  vote: ref(`${feature}.ballotVote`, z.object({ id, code: z.string().regex(CODE).or(z.literal('')).default('') })),
  list: ref(`${feature}.ballotList`, z.object({ id, page: z.number().int().default(1) })),
  file: ref(`${feature}.ballotFile`, one),
  end: ref(`${feature}.ballotEnd`, one),
  cancel: ref(`${feature}.ballotCancel`, z.object({ id, below })),
  tie: ref(`${feature}.ballotTie`, z.object({ id, nth: z.number().int(), below })),
  paper: ref(`${feature}.ballotPaper`, z.object({ id, below })),
});
