import { UserError } from '../../../bot/routing/errors.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import { WORDS } from '../words.ts';

/** How a question is practised outside the scheduled quiz. */
export const PRACTICE_MODES = ['practice', 'mistakes', 'challenge'] as const;
export type PracticeMode = (typeof PRACTICE_MODES)[number];

/** What a button of a question points to: an item of a card, or a question of a practice. */
export type Ref =
  | { kind: 'card'; card: string; item: number }
  /**
   * `nonce` names this one showing: an answer to it counts once. `score`: the right answers before it in a challenge.
   * `topic`: what is practised, empty for all.
   */
  | { kind: 'practice'; mode: PracticeMode; question: string; nonce: string; score: number; topic: string };

/** Letters of a packed topic that fit into an action_id with the rest of a reference; a longer one is forgotten. */
const TOPIC_MAX = 160;

export function packRef(ref: Ref): string {
  if (ref.kind === 'card') return pack('c', ref.card, ref.item);
  const topic = packTopic(ref.topic);
  return pack(ref.mode, ref.question, topic === '' ? ref.nonce : `${ref.nonce}~${topic}`, ref.score);
}

/** A topic for a button's value: it may hold anything, and the value may not. */
export function packTopic(topic: string): string {
  const packed = Buffer.from(topic).toString('base64url');
  return packed.length > TOPIC_MAX ? '' : packed;
}

export function unpackTopic(packed: string): string {
  return Buffer.from(packed, 'base64url').toString();
}

/** @returns the reference and what was packed behind it; undefined for a value of another age or hand. */
export function unpackRef(value: string): { ref: Ref; rest: string } | undefined {
  const [kind, first, second, third, fourth] = unpack(value, 5);
  if (kind === 'c' && first && /^\d+$/.test(second ?? '')) {
    return { ref: { kind: 'card', card: first, item: Number(second) }, rest: third ?? '' };
  }
  const mode = PRACTICE_MODES.find((one) => one === kind);
  if (mode === undefined || !first || !second || !/^\d+$/.test(third ?? '')) return undefined;
  const [nonce = '', topic = ''] = second.split('~');
  const ref = {
    kind: 'practice',
    mode,
    question: first,
    nonce,
    score: Number(third),
    topic: unpackTopic(topic),
  } as const;
  return { ref, rest: fourth ?? '' };
}

/** @throws UserError for a value of another age or hand. */
export function refOf(value: string): { ref: Ref; rest: string } {
  const found = unpackRef(value);
  if (found === undefined) throw new UserError(WORDS.notYours);
  return found;
}
