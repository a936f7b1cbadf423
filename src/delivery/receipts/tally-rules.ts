import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ReceiptState, TallyRow } from './rules.ts';

/*
 * How rows of counts are kept, and brought up to date in parts, without storage and without a clock.
 */

const FAST = 1;

export interface Unit {
  branch: string;
  team: string;
}

/** What is counted together: each of these teams in each of these branches, which one range of an index holds. */
export interface Cover {
  branches: ReadonlySet<string>;
  teams: ReadonlySet<string>;
}

/** The smallest that has all these units in it. */
export function coverOf(units: readonly Unit[]): Cover {
  return {
    branches: new Set(units.map(({ branch }) => branch)),
    teams: new Set(units.map(({ team }) => team)),
  };
}

export function isCovered({ branch, team }: Unit, { branches, teams }: Cover): boolean {
  return branches.has(branch) && teams.has(team);
}

/** Whether most of the rows would be counted again: then all of them are, which is no dearer. */
export function coversMost(rows: readonly TallyRow[], cover: Cover): boolean {
  return rows.filter((row) => isCovered(row, cover)).length * 2 > rows.length;
}

/** The rows with what was counted again in the place of what was there, in order. */
export function withRecount(rows: readonly TallyRow[], cover: Cover, recounted: readonly TallyRow[]): TallyRow[] {
  return inOrder([...rows.filter((row) => !isCovered(row, cover)), ...recounted]);
}

/** By branch, team and state. */
export function inOrder(rows: readonly TallyRow[]): TallyRow[] {
  return rows.toSorted(
    (one, other) => before(one.branch, other.branch) || before(one.team, other.team) || before(one.state, other.state),
  );
}

function before(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

type PackedRow = [branch: string, team: string, state: ReceiptState, count: number, wrongFirst: number, opened: number];

/** A tenth of its JSON: what is read and written at each look. */
export function packRows(rows: readonly TallyRow[]): Uint8Array {
  const packed = rows.map((row): PackedRow => [row.branch, row.team, row.state, row.count, row.wrongFirst, row.opened]);
  return deflateRawSync(JSON.stringify(packed), { level: FAST });
}

export function unpackRows(packed: Uint8Array): TallyRow[] {
  const rows = JSON.parse(inflateRawSync(packed).toString()) as PackedRow[];
  return rows.map(([branch, team, state, count, wrongFirst, opened]) => ({
    branch,
    team,
    state,
    count,
    wrongFirst,
    opened,
  }));
}
