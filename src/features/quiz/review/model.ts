import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { Packed } from './packed.ts';

/** What a member remembers of the questions of a bank; it follows from the ledger alone. */
export interface Memory extends Packed {
  workspace: string;
  member: string;
  bank: string;
  /** Grows with each write: whoever has read an older one writes nothing. */
  version: number;
}

const string = { type: String, required: true } as const;

const memorySchema = new Schema<Memory>(
  { workspace: string, member: string, bank: string, version: Number, questions: String, states: Buffer },
  { versionKey: false },
);
memorySchema.index({ workspace: 1, member: 1, bank: 1 }, { unique: true });

export const memories = collection('quiz_memories', memorySchema);
