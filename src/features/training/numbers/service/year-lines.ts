import { type Dimension, type RollupRow, totalOf, totalsBy } from '../../../../participation/rollups/cells.ts';

/** Numbers of a part of the year: who came and, behind `absent`, who was expected and did not. */
export interface Line {
  /** The kind, branch or month; empty: none, or all together. */
  key: string;
  /** In which somebody took part. */
  sessions: number;
  personTimes: number;
  people: number;
  minutes: number;
  /** Person-times of those who were expected and did not come; the excused are none of them. */
  absent: number;
}

export interface YearNumbers {
  all: Line;
  kinds: Line[];
  branches: Line[];
  months: Line[];
  /** Counted apart: nobody is expected to come to it. */
  selfStudy: Line;
}

const SELF_STUDY = 'self-study';

/** The numbers of roll-ups of training. @param branch only those of its people; undefined: everybody's */
export function numbersOfRows(all: readonly RollupRow[], branch: string | undefined): YearNumbers {
  const rows = all.filter((row) => branch === undefined || row.branch === branch);
  const taught = rows.filter((row) => row.category !== SELF_STUDY);
  return {
    all: lineOf(taught),
    kinds: linesBy(taught, 'category'),
    branches: linesBy(taught, 'branch'),
    months: linesBy(taught, 'month'),
    selfStudy: lineOf(rows.filter((row) => row.category === SELF_STUDY)),
  };
}

const ofKind = (rows: readonly RollupRow[], kind: string) => rows.filter((row) => row.kind === kind);

function lineOf(rows: readonly RollupRow[]): Line {
  const { sessions, personTimes, people, minutes } = totalOf(ofKind(rows, 'attend'));
  return { key: '', sessions, personTimes, people, minutes, absent: totalOf(ofKind(rows, 'absent')).personTimes };
}

/** In the order of their names, without those of which everything was taken back. */
function linesBy(rows: readonly RollupRow[], by: Dimension): Line[] {
  const lines = new Map<string, Line>();
  for (const { [by]: key = '', sessions, personTimes, people, minutes } of totalsBy(ofKind(rows, 'attend'), [by]))
    lines.set(key, { key, sessions, personTimes, people, minutes, absent: 0 });
  for (const { [by]: key = '', personTimes: absent } of totalsBy(ofKind(rows, 'absent'), [by])) {
    const none = { key, sessions: 0, personTimes: 0, people: 0, minutes: 0 };
    lines.set(key, { ...(lines.get(key) ?? none), absent });
  }
  return [...lines.values()]
    .filter((line) => line.personTimes + line.absent > 0)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
