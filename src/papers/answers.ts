/*
 * How a paper is timed and marked: pure.
 */

/** What somebody answered: the place of the option on the sheet, by question; undefined: nothing. */
export type Answers = readonly (number | undefined)[];

/** A question as it is marked. @param right the options that count; empty: it counts for everybody */
export interface Key {
  right: readonly number[];
}

/** How many answers are right. A question that was found wrong counts for everybody who had the paper. */
export function rightOf(answers: Answers, keys: readonly Key[]): number {
  return keys.filter(({ right }, nth) => {
    const answer = answers[nth];
    return right.length === 0 || (answer !== undefined && right.includes(answer));
  }).length;
}

/** So far a click can be older than its arrival: Slack takes it at once, and the way to us may be slow. */
const SLOW_MS = 30_000;

/**
 * When somebody pressed: Slack's stamp of the click, so that a slow way from Slack to us costs nobody a second. A stamp that is
 * from the future, or too old for a slow way, is not believed.
 * @param stamp Slack's `action_ts`, in seconds
 */
export function pressedAt(stamp: string, arrivedAt: Date): Date {
  const at = Math.round(Number(stamp) * 1_000);
  const arrived = arrivedAt.getTime();
  if (!Number.isFinite(at) || at > arrived) return arrivedAt;
  return new Date(Math.max(at, arrived - SLOW_MS));
}

/** Whether nothing can be answered on a paper any more. @param count how many questions it has */
export const isEnded = (
  { answers, endsAt }: { answers: readonly unknown[]; endsAt: Date },
  count: number,
  now: Date,
): boolean => answers.length >= count || endsAt <= now;
