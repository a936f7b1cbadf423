import { type Case, type CaseEvent, caseSchema } from '../../../cases/case.ts';
import { collection } from '../../../lib/stores/collection.ts';
import type { Clock, Outcome, Satisfaction, State } from './states.ts';

export const EVENTS = [
  'received',
  'accepted',
  'handedOver',
  'progress',
  'solved',
  'partly',
  'impossible',
  'closed',
  'silent',
  'reopened',
  'merged',
  'warned',
  'escalated',
] as const;
export type EventKind = (typeof EVENTS)[number];

/** Something that happened to an item. */
export interface ItemEvent extends CaseEvent {
  what: EventKind;
  clock?: Clock;
}

/** A suggestion or a problem, with its owner and its clocks. */
export interface Item extends Case {
  state: State;
  events: ItemEvent[];
  acceptBy: Date;
  replyBy?: Date;
  outcome?: Outcome;
  satisfaction?: Satisfaction;
}

const itemSchema = caseSchema<Item>({
  acceptBy: { type: Date, required: true },
  replyBy: Date,
  outcome: String,
});

export const items = collection('suggestions', itemSchema);
