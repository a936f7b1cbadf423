import type { Context } from '../../context.ts';
import { membersOf } from '../../members/audience/audience.ts';
import type { Attendance } from '../attendance.ts';
import type { Gathering } from '../gathering.ts';
import { hasAttended, type Mark } from '../rules/marks.ts';
import type { Seat } from '../rules/seats.ts';
import type { Stored } from '../stored.ts';

/**
 * The lists of people of a gathering: by seat, with a seat and in the line; by presence, who came and who did not; and who gave the
 * seat back.
 */
export const LISTS = ['held', 'line', 'came', 'missing', 'withdrawn'] as const;
export type List = (typeof LISTS)[number];

/** One person of a list. */
export interface Person {
  member: string;
  name: string;
  employeeNumber: string;
  branch: string;
  team: string;
  guests: number;
  /** Absent for people who gave it back. */
  seat: Seat | undefined;
  /** In the line, from 1 on; 0 for anybody else. */
  place: number;
  mark: Mark | undefined;
  part: Attendance | undefined;
}

export type People = Record<List, Person[]>;

/** The people of a gathering in their lists: seats and line in the order of arrival, presence by name, the last withdrawal first. */
export async function peopleOf<T extends Gathering>(
  { attendancesOf }: Pick<Stored<T>, 'attendancesOf'>,
  ctx: Context,
  { _id: session, seats }: T,
): Promise<People> {
  const rows = await attendancesOf(ctx, { session });
  const parts = new Map(rows.map((one) => [one.member, one]));
  const seated = new Set(seats.map(({ member }) => member));
  const left = rows
    .filter(({ withdrawnAt, member }) => withdrawnAt !== undefined && !seated.has(member))
    .sort((a, b) => (b.withdrawnAt?.getTime() ?? 0) - (a.withdrawnAt?.getTime() ?? 0));
  const known = await membersOf(ctx, [...seated, ...left.map(({ member }) => member)]);
  const personOf = (member: string, seat?: Seat, place = 0): Person => {
    const { name = member, employeeNumber = '', branch = '', team = '' } = known.get(member) ?? {};
    const part = parts.get(member);
    const guests = seat?.guests ?? 0;
    return { member, name, employeeNumber, branch, team, guests, seat, place, mark: part?.mark, part };
  };
  const held = seats.filter(({ state }) => state === 'held').map((seat) => personOf(seat.member, seat));
  const waiting = seats.filter(({ state }) => state === 'waiting');
  const asked = seats.filter(({ state }) => state === 'offered').map((seat) => personOf(seat.member, seat));
  const byName = held.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    held,
    line: [...asked, ...waiting.map((seat, nth) => personOf(seat.member, seat, nth + 1))],
    came: byName.filter(({ mark }) => hasAttended(mark)),
    missing: byName.filter(({ mark }) => !hasAttended(mark)),
    withdrawn: left.map(({ member }) => personOf(member)),
  };
}

/** How many seats are held or offered, guests included. */
export const guestsOf = ({ held }: Pick<People, 'held'>): number => held.reduce((sum, { guests }) => sum + guests, 0);
