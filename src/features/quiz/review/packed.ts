import { DAY_MS, dayFromNumber, dayNumber } from '../../../lib/zone.ts';
import type { ReviewState } from './rules.ts';

/** What is remembered of one question: the state of FSRS, and whether the last answer was right. */
export interface Remembered extends ReviewState {
  right: boolean;
}

/**
 * What a member remembers of a bank, in few bytes: a member who knows a hundred questions is one short document instead of a
 * hundred, and the morning's draw reads ten thousand members in a moment.
 */
export interface Packed {
  /** The questions' ids, which have no spaces, with one space between two. */
  questions: string;
  /** 36 bytes for each question, in the same order; see `put`. */
  states: Uint8Array;
}

const SIZE = 36;
const STATES = 4;
const RIGHT = 8;
/** A number of a day is never 0 in what this product has seen. */
const NO_DAY = 0;

export const NOTHING: Packed = { questions: '', states: new Uint8Array() };

/** The ids, in the order of the states. */
export function idsOf({ questions }: Packed): string[] {
  return questions === '' ? [] : questions.split(' ');
}

/** What is remembered of a question; undefined of one that was never answered. */
export function remembered(packed: Packed, question: string): Remembered | undefined {
  const place = idsOf(packed).indexOf(question);
  return place < 0 ? undefined : stateAt(packed, place);
}

/** Everything, by question. */
export function allOf(packed: Packed): Map<string, Remembered> {
  return new Map(idsOf(packed).map((question, place) => [question, stateAt(packed, place)]));
}

/** The same with another state of one question; what is given stays as it is. */
export function withState(packed: Packed, question: string, state: Remembered): Packed {
  const ids = idsOf(packed);
  const found = ids.indexOf(question);
  const place = found < 0 ? ids.length : found;
  const states = new Uint8Array(SIZE * Math.max(ids.length, place + 1));
  states.set(packed.states);
  put(states, place, state);
  return { questions: found < 0 ? [...ids, question].join(' ') : packed.questions, states };
}

/** The same without a question. */
export function withoutState(packed: Packed, question: string): Packed {
  const left = [...allOf(packed)].filter(([id]) => id !== question);
  return left.reduce((all, [id, state]) => withState(all, id, state), NOTHING);
}

/** When each question comes back, in milliseconds since the epoch, in the order of the ids. */
export function duesOf({ states }: Packed): number[] {
  const view = viewOf(states);
  return Array.from({ length: states.length / SIZE }, (_, place) => dueAt(view, place * SIZE));
}

/**
 * last (ms, 8) · stability (8) · difficulty (8) · days to the next answer (2) · reps (2) · lapses (2) · state and right (1) ·
 * none (1) · last day as a number (4); little-endian.
 */
function put(states: Uint8Array, place: number, of: Remembered): void {
  const view = viewOf(states);
  const at = place * SIZE;
  view.setFloat64(at, of.last.getTime(), true);
  view.setFloat64(at + 8, of.stability, true);
  view.setFloat64(at + 16, of.difficulty, true);
  view.setUint16(at + 24, Math.round((of.due.getTime() - of.last.getTime()) / DAY_MS), true);
  view.setUint16(at + 26, of.reps, true);
  view.setUint16(at + 28, of.lapses, true);
  view.setUint8(at + 30, of.state + (of.right ? RIGHT : 0));
  view.setInt32(at + 32, of.lastDay === undefined ? NO_DAY : dayNumber(of.lastDay), true);
}

function stateAt({ states }: Packed, place: number): Remembered {
  const view = viewOf(states);
  const at = place * SIZE;
  const flags = view.getUint8(at + 30);
  const lastDay = view.getInt32(at + 32, true);
  return {
    due: new Date(dueAt(view, at)),
    stability: view.getFloat64(at + 8, true),
    difficulty: view.getFloat64(at + 16, true),
    reps: view.getUint16(at + 26, true),
    lapses: view.getUint16(at + 28, true),
    state: flags % STATES,
    last: new Date(view.getFloat64(at, true)),
    ...(lastDay === NO_DAY ? {} : { lastDay: dayFromNumber(lastDay) }),
    right: flags >= RIGHT,
  };
}

const dueAt = (view: DataView, at: number): number =>
  view.getFloat64(at, true) + view.getUint16(at + 24, true) * DAY_MS;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
