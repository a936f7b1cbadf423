import { NumberSet } from '../../lib/lists/number-set.ts';
/** The entries of one day of a feature, category, kind, branch and activity, as MongoDB puts them together. */
export interface DayGroup {
  category: string;
  kind: string;
  branch: string;
  activity: string;
  entries: number;
  points: number;
  minutes: number;
  /** The member of each deed, and of each that was taken back altogether: somebody may stand in them several times. */
  members: readonly string[];
  annulled: readonly string[];
}

/** The numbers of a period of a feature, of one category, kind and branch; empty: it has none. */
export interface Cell {
  category: string;
  kind: string;
  branch: string;
  deeds: number;
  personTimes: number;
  minutes: number;
  points: number;
  /** The ordinals of members and activities, as `NumberSet` packs them. */
  members: Uint8Array;
  activities: Uint8Array;
}

/** A cell with where it comes from: a month 'YYYY-MM', or a day where the days asked for are no whole month. */
export interface RollupRow extends Cell {
  feature: string;
  period: string;
}

export interface Numbers {
  /** Different activities in which a deed counts. */
  sessions: number;
  /** Members by activity and day: ten sessions of fifty people are 500. */
  personTimes: number;
  /** Different members. */
  people: number;
  /** Entries that count: the answers of a quiz. */
  deeds: number;
  minutes: number;
  points: number;
}

export type Dimension = 'feature' | 'category' | 'kind' | 'branch' | 'month';

export type NumbersRow = Numbers & Partial<Record<Dimension, string>>;

interface Sums {
  deeds: number;
  personTimes: number;
  minutes: number;
  points: number;
  members: NumberSet;
  activities: NumberSet;
}

const newSums = (): Sums => ({
  deeds: 0,
  personTimes: 0,
  minutes: 0,
  points: 0,
  members: new NumberSet(),
  activities: new NumberSet(),
});

/**
 * The cells of one day of a feature. A correction counts where what it corrects does; a deed that was annulled counts
 * for nobody and nothing.
 * @param groups all of that day and feature, in any order
 */
export function foldDay(
  groups: readonly DayGroup[],
  ordinals: { member(name: string): number; activity(name: string): number },
): Cell[] {
  const cells = new Map<string, Sums>();
  for (const group of groups) {
    const key = keyOf(group);
    const sums = cells.get(key) ?? newSums();
    cells.set(key, sums);
    sums.points += group.points;
    sums.minutes += group.minutes;
    const deeds = new Map<string, number>();
    for (const member of group.members) deeds.set(member, (deeds.get(member) ?? 0) + 1);
    for (const member of group.annulled) deeds.set(member, (deeds.get(member) ?? 0) - 1);
    let isHeld = false;
    for (const [member, net] of deeds) {
      if (net <= 0) continue;
      isHeld = true;
      sums.deeds += net;
      sums.personTimes += 1;
      sums.members.add(ordinals.member(member));
    }
    if (isHeld) sums.activities.add(ordinals.activity(group.activity));
  }
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, sums]) => cellOf(key, sums));
}

/** The cells of several days of a feature as those of one period. */
export function mergeCells(cells: Iterable<Cell>): Cell[] {
  return [...summedUp(cells, keyOf)].map(([key, { sums }]) => cellOf(key, sums));
}

/** The numbers of all rows together; who comes in several of them is one of `people`. */
export function totalOf(rows: Iterable<RollupRow>): Numbers {
  const [one] = summedUp(rows, () => '').values();
  return numbersFrom(one?.sums ?? newSums());
}

/** The numbers by one dimension or several, in the order of their names; filter the rows for a part of them. */
export function totalsBy(rows: Iterable<RollupRow>, by: readonly Dimension[]): NumbersRow[] {
  const nameIn = (row: RollupRow, dimension: Dimension): string =>
    dimension === 'month' ? row.period.slice(0, 7) : row[dimension];
  const groups = summedUp(rows, (row) => JSON.stringify(by.map((dimension) => nameIn(row, dimension))));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { first, sums }]) => ({
      ...Object.fromEntries(by.map((dimension) => [dimension, nameIn(first, dimension)])),
      ...numbersFrom(sums),
    }));
}

function keyOf({ category, kind, branch }: Pick<Cell, 'category' | 'kind' | 'branch'>): string {
  return JSON.stringify([category, kind, branch]);
}

function cellOf(key: string, { members, activities, ...sums }: Sums): Cell {
  const [category, kind, branch] = JSON.parse(key) as [string, string, string];
  return { category, kind, branch, ...sums, members: members.packed(), activities: activities.packed() };
}

function numbersFrom({ members, activities, ...sums }: Sums): Numbers {
  return { sessions: activities.size, people: members.size, ...sums };
}

function summedUp<C extends Cell>(
  cells: Iterable<C>,
  groupOf: (cell: C) => string,
): Map<string, { first: C; sums: Sums }> {
  const groups = new Map<string, { first: C; sums: Sums }>();
  for (const cell of cells) {
    const key = groupOf(cell);
    const group = groups.get(key) ?? { first: cell, sums: newSums() };
    groups.set(key, group);
    const { sums } = group;
    sums.deeds += cell.deeds;
    sums.personTimes += cell.personTimes;
    sums.minutes += cell.minutes;
    sums.points += cell.points;
    sums.members.addPacked(cell.members);
    sums.activities.addPacked(cell.activities);
  }
  return groups;
}
