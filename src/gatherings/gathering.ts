import { Schema } from 'mongoose';
import { RUNGS, type Rung } from './rules/ladder.ts';
import { SEAT_STATES, type Seat } from './rules/seats.ts';
import { type Ladder, STATES, type State } from './rules/wake.ts';

/** What is still to be told; taken away when it is planned. */
export type News = { seq: number } & (
  | { what: 'offered' | 'moved'; member: string }
  /** `until`: when the offer was over. */
  | { what: 'passed'; member: string; until: Date }
  | { what: 'changed' | 'cancelled' | 'closed' }
);

/** What has a date and seats. A feature's own documents are these and what it knows beside. */
export interface Gathering {
  _id: string;
  workspace: string;
  startsAt: Date;
  endsAt: Date;
  /** How many seats there are; absent: as many as come. */
  capacity?: number | undefined;
  /** When people are reminded; absent: the usual ladder. */
  reminders?: readonly Rung[] | null | undefined;
  state: State;
  /** The people who come: nothing else decides about them. */
  seats: Seat[];
  /** Counts what happens to seats, and the news. */
  seq: number;
  /** Counts every write: people who write have read the one before. */
  rev: number;
  /** Counts what officers change: people who save have seen the one before. */
  version: number;
  news: News[];
  ladder?: Ladder;
  /** How often its start was moved. */
  moves?: number;
  cancelledBy?: string;
  reason?: string;
  closedAt?: Date;
  /** When it has to be looked at by itself. */
  wakeAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const seatSchema = new Schema<Seat>(
  {
    member: string,
    state: { type: String, required: true, enum: SEAT_STATES },
    at: date,
    seq: Number,
    since: Date,
    until: Date,
    must: Boolean,
    seenAt: Date,
    guests: Number,
  },
  { _id: false },
);

/** The fields of a gathering, for the schema of a feature's own. */
export const gatheringFields = {
  _id: string,
  workspace: string,
  startsAt: date,
  endsAt: date,
  capacity: Number,
  reminders: { type: [{ type: String, enum: RUNGS }], default: undefined },
  state: { type: String, required: true, enum: STATES },
  seats: [seatSchema],
  seq: Number,
  rev: Number,
  version: Number,
  news: [Schema.Types.Mixed],
  ladder: Schema.Types.Mixed,
  moves: Number,
  cancelledBy: String,
  reason: String,
  closedAt: Date,
  wakeAt: Date,
  createdAt: date,
  updatedAt: date,
};

/** Gives a feature's schema the indexes by which its gatherings are found. */
export function indexGatherings<T extends Gathering>(schema: Schema<T>): void {
  schema.index({ workspace: 1, wakeAt: 1 });
  schema.index({ workspace: 1, endsAt: 1, _id: 1 });
  schema.index({ workspace: 1, state: 1, endsAt: 1 });
  schema.index({ workspace: 1, 'seats.member': 1, endsAt: 1 });
}

export function hasSeat({ seats }: Pick<Gathering, 'seats'>, user: string): boolean {
  return seats.some((one) => one.member === user);
}

/** Whether a person is expected to come: has a seat, and neither waits nor thinks about an offer. */
export function isExpected({ seats }: Pick<Gathering, 'seats'>, user: string): boolean {
  return seats.some((one) => one.member === user && one.state === 'held');
}

export const expectedAt = ({ seats }: Pick<Gathering, 'seats'>): string[] =>
  seats.filter((one) => one.state === 'held').map((one) => one.member);

/** The gathering that a notice's copy follows; see `redrawAbout`. */
export const aboutGathering = (feature: string, id: string): string => `${feature}.session:${id}`;
