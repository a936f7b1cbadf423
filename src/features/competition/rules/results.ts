import type { Standing } from './reckon.ts';

/** How it ended; a correction that moves a rank or a total makes the next one. */
export interface Result {
  nth: number;
  rows: { unit: string; rank?: number; total: number }[];
}

/** What of a standing is kept as a result. */
export const rankedRows = ({ rows }: Standing): Result['rows'] =>
  rows.map(({ unit, rank, total }) => ({ unit: unit.key, total, ...(rank === undefined ? {} : { rank }) }));

/** What is written when a ranking comes to these rows; undefined: it is what holds. */
export function nextResult(
  { results = [] }: { results?: Result[] },
  rows: Result['rows'],
): { results: Result[]; unbooked: true } | undefined {
  const last = results.at(-1);
  if (last !== undefined && JSON.stringify(last.rows) === JSON.stringify(rows)) return undefined;
  return { results: [...results, { nth: (last?.nth ?? 0) + 1, rows }], unbooked: true };
}
