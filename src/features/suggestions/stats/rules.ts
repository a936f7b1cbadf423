import type { Satisfaction } from '../rules/states.ts';

/** What the numbers need of one item. */
export interface Counted {
  kind: string;
  branch: string;
  createdAt: Date;
  acceptedAt?: Date | undefined;
  solvedAt?: Date | undefined;
  satisfaction?: Satisfaction | undefined;
}

export interface Line {
  key: string;
  count: number;
  solved: number;
  /** Median days; undefined when nothing got so far. */
  toAccept: number | undefined;
  toSolve: number | undefined;
  satisfied: number;
  rated: number;
}

/** The median; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

const DAY_MS = 86_400_000;

/** The numbers of a group. */
export function lineOf(key: string, items: readonly Counted[]): Line {
  const days = (pick: (one: Counted) => Date | undefined) =>
    median(items.flatMap((one) => (pick(one) === undefined ? [] : [Number(pick(one)) - one.createdAt.getTime()])));
  const round = (ms: number | undefined) => (ms === undefined ? undefined : Math.round((ms / DAY_MS) * 10) / 10);
  const rated = items.filter((one) => one.satisfaction !== undefined);
  return {
    key,
    count: items.length,
    solved: items.filter((one) => one.solvedAt !== undefined).length,
    toAccept: round(days((one) => one.acceptedAt)),
    toSolve: round(days((one) => one.solvedAt)),
    satisfied: rated.filter((one) => one.satisfaction === 'satisfied').length,
    rated: rated.length,
  };
}

/** A line for each value of a field, the most frequent first. */
export function linesBy(items: readonly Counted[], field: 'kind' | 'branch'): Line[] {
  const groups = new Map<string, Counted[]>();
  for (const one of items) {
    const group = groups.get(one[field]);
    if (group === undefined) groups.set(one[field], [one]);
    else group.push(one);
  }
  return [...groups]
    .map(([key, own]) => lineOf(key, own))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
