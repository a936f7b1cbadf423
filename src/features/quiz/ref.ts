import { pack, unpack } from '../../bot/command-text.ts';

/** How a question is practised outside the scheduled quiz. */
export const PRACTICE_MODES = ['practice', 'mistakes', 'challenge'] as const;
export type PracticeMode = (typeof PRACTICE_MODES)[number];

/** What a button of a question points to: an item of a card, or a question of a practice. */
export type Ref =
  | { kind: 'card'; card: string; item: number }
  /** `nonce` names this one showing: an answer to it counts once. `score`: the right answers before it in a challenge. */
  | { kind: 'practice'; mode: PracticeMode; question: string; nonce: string; score: number };

export function packRef(ref: Ref): string {
  return ref.kind === 'card' ? pack('c', ref.card, ref.item) : pack(ref.mode, ref.question, ref.nonce, ref.score);
}

/** @returns the reference and what was packed behind it; undefined for a value of another age or hand. */
export function unpackRef(value: string): { ref: Ref; rest: string } | undefined {
  const [kind, first, second, third, fourth] = unpack(value, 5);
  if (kind === 'c' && first && /^\d+$/.test(second ?? '')) {
    return { ref: { kind: 'card', card: first, item: Number(second) }, rest: third ?? '' };
  }
  const mode = PRACTICE_MODES.find((one) => one === kind);
  if (mode === undefined || !first || !second || !/^\d+$/.test(third ?? '')) return undefined;
  return { ref: { kind: 'practice', mode, question: first, nonce: second, score: Number(third) }, rest: fourth ?? '' };
}
