import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';
import type { Noted } from '../../notices/calendar.ts';
import type { Change, Indicator, Kind, Level, Unit } from './rules/facts.ts';
import type { Result } from './rules/results.ts';

/** The figure of the ledger that an indicator is, as it was contributed when it was chosen. */
export interface LedgerFigure {
  key: string;
  feature: string;
  kinds: string[];
  /** What is counted of the entries: hours, different people, or deeds. */
  counts: 'hours' | 'people' | 'deeds';
}

export type KeptIndicator = Indicator & { ledger?: LedgerFigure };

export interface Competition extends Noted {
  name: string;
  kind: Kind;
  level: Level;
  /** Days 'YYYY-MM-DD', both included. */
  from: string;
  to: string;
  /** Whom the officer chose; none: every branch, team or person of those whose it is. */
  chosen: string[];
  /** Fixed when it is opened. */
  units: Unit[];
  indicators: KeptIndicator[];
  /** See `Facts.half`. */
  half: number;
  /** Points for the members of the first unit, the second … */
  prizes: number[];
  changes: Change[];
  /** Slack’s id of the channel in which standings and the result are posted, too. */
  channel?: string;
  state: 'draft' | 'open' | 'ended';
  /** In which its days are reckoned. */
  zone: string;
  openedAt?: Date;
  endedAt?: Date;
  /** From the last that stands in the ledger to the one that holds. */
  results?: Result[];
  /** Grows with everything a ranking depends on, and with each ranking, also where nothing has moved. */
  rankings: number;
  /** It has ended, or a bonus was given since: the ranking is still to come. */
  unranked?: boolean;
  /** Unit → its members when it ended: they get the points. */
  placed?: { unit: string; users: string[] }[];
  /** The result does not stand in the ledger yet. */
  unbooked?: boolean;
  rev: number;
  createdAt: Date;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const mixed = { type: Schema.Types.Mixed } as const;
const plain = { versionKey: false, minimize: false } as const;

export const competitions = collection(
  'competitions',
  new Schema<Competition>(
    {
      _id: text,
      workspace: text,
      name: text,
      kind: text,
      level: text,
      branch: String,
      from: text,
      to: text,
      chosen: [String],
      units: [new Schema<Unit>({ key: text, name: text, heads: number }, { _id: false })],
      indicators: [Schema.Types.Mixed],
      half: number,
      prizes: [Number],
      changes: [Schema.Types.Mixed],
      channel: String,
      state: text,
      zone: text,
      openedAt: Date,
      endedAt: Date,
      results: { type: [Schema.Types.Mixed], default: undefined },
      rankings: number,
      placed: { type: [Schema.Types.Mixed], default: undefined },
      unranked: Boolean,
      unbooked: Boolean,
      noticed: mixed,
      wakeAt: Date,
      rev: number,
      createdBy: text,
      createdAt: date,
      updatedAt: date,
    } as never,
    plain,
  )
    .index({ workspace: 1, wakeAt: 1 })
    .index({ workspace: 1, state: 1, createdAt: -1 })
    .index({ workspace: 1, createdAt: -1 })
    .index({ workspace: 1, channel: 1 }, { partialFilterExpression: { channel: { $exists: true } } }),
);

/** What happened to a value; nothing is ever taken out. */
export interface Step {
  at: Date;
  /** Slack’s user id; `ledger` for the figures that the bot knows. */
  by: string;
  what: 'reported' | 'verified' | 'refused';
  value: number;
  reason?: string;
}

/** The value of a unit on an indicator in a week, a month or the whole: one, whoever reports it. */
export interface Value {
  _id: string;
  workspace: string;
  competition: string;
  indicator: string;
  unit: string;
  slot: string;
  /** Verified: what counts. It stays until a correction is verified. */
  counted?: number;
  countedBy?: string;
  /** Waits for somebody who verifies it. */
  pending?: { value: number; by: string; at: Date; reason?: string };
  refused?: { value: number; by: string; at: Date; reason: string; from: string };
  /** Everybody who has ever reported it: none of them can verify it. */
  hands: string[];
  history: Step[];
  /** What counts has changed, and is not in the pack and the ranking yet. */
  unpacked?: boolean;
  /** The reporter has not been told of the refusal. */
  untold?: boolean;
  rev: number;
}

export const values = collection(
  'competition_values',
  new Schema<Value>(
    {
      _id: text,
      workspace: text,
      competition: text,
      indicator: text,
      unit: text,
      slot: text,
      counted: Number,
      countedBy: String,
      pending: mixed,
      refused: mixed,
      hands: [String],
      history: [Schema.Types.Mixed],
      unpacked: Boolean,
      untold: Boolean,
      rev: number,
    } as never,
    plain,
  )
    .index({ workspace: 1, competition: 1, indicator: 1, unit: 1, slot: 1 }, { unique: true })
    .index({ workspace: 1, competition: 1, unit: 1 })
    .index(
      { workspace: 1, competition: 1, 'pending.at': 1 },
      { name: 'pending', partialFilterExpression: { 'pending.at': { $exists: true } } },
    )
    .index({ workspace: 1, competition: 1 }, { name: 'unpacked', partialFilterExpression: { unpacked: true } })
    .index({ workspace: 1 }, { name: 'untold', partialFilterExpression: { untold: true } })
    .index(
      { workspace: 1, 'refused.from': 1 },
      { name: 'refused', partialFilterExpression: { 'refused.from': { $exists: true } } },
    ),
);

/**
 * The verified values of all units on one indicator in one slot, packed: a page reads a few of these instead of every value. The
 * values are what holds; a pack follows them, and what it does not hold yet is read beside it. See `service/packs.ts`.
 */
export interface ValuePack {
  _id: string;
  workspace: string;
  competition: string;
  indicator: string;
  slot: string;
  /** By the place of the unit in the competition; null: none is verified. */
  cells: (number | null)[];
  /** The `rev` of the value that each cell is from; 0: none. */
  revs: number[];
  /** Grows with every change. */
  rev: number;
}

export const packs = collection(
  'competition_packs',
  new Schema<ValuePack>(
    {
      _id: text,
      workspace: text,
      competition: text,
      indicator: text,
      slot: text,
      cells: [Schema.Types.Mixed],
      revs: [Number],
      rev: number,
    } as never,
    plain,
  ).index({ workspace: 1, competition: 1, indicator: 1, slot: 1, rev: 1 }),
);

/** A rival match 对手赛 within a competition: two units, on all of its indicators or one, and a stake in words. */
export interface Rival {
  _id: string;
  workspace: string;
  competition: string;
  challenger: string;
  rival: string;
  /** Absent: all of them. */
  indicator?: string;
  stake: string;
  state: 'asked' | 'accepted' | 'refused';
  by: string;
  /** Why it was refused. */
  words?: string;
  /** What has to be told of its state. */
  untold?: boolean;
  at: Date;
}

export const rivals = collection(
  'competition_rivals',
  new Schema<Rival>(
    {
      _id: text,
      workspace: text,
      competition: text,
      challenger: text,
      rival: text,
      indicator: String,
      stake: text,
      state: text,
      by: text,
      words: String,
      untold: Boolean,
      at: date,
    },
    plain,
  )
    .index({ workspace: 1, competition: 1, at: -1 })
    .index({ workspace: 1 }, { name: 'untold', partialFilterExpression: { untold: true } }),
);
