import type { Context } from '../context.ts';
import { type PlannedNotice, plan } from '../delivery/plan.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { membersOf } from '../members/audience/audience.ts';
import { annulMany, recordMany, reverseMany } from '../participation/ledger/service.ts';
import { type Attendance, UNMARKED } from './attendance.ts';
import { expectedAt, type Gathering } from './gathering.ts';
import { bookingsOf, type Worth } from './rules/bookings.ts';
import { type Mark, rollOpensAt } from './rules/marks.ts';
import type { Store, Stored } from './stored.ts';

const PAGE = 500;

/** What presence is worth to a feature, and what it does with it. */
export interface Settlement<T> {
  /** What a mark is worth in the ledger; undefined: it does not stand there. */
  worth(one: T, mark: Mark | undefined): Worth | undefined;
  /** What its lines of the ledger say beside. */
  entry(one: T): { category?: string; outcome: Record<string, string> };
  /**
   * What follows from these people's marks: questions, certificates. Called when the attendance is closed and after each
   * correction, and again after a crash: done again it must add nothing.
   */
  attended?(ctx: Context, one: T, rows: readonly Attendance[]): Promise<void>;
}

export interface Settling<T> {
  /** What follows when the attendance is closed: people without a mark were absent, the ledger is written, absentees are asked why. */
  settle(ctx: Context, one: T): Promise<void>;
  /** Settles the marks of a gathering whose attendance is closed, once: from then on they are changed by corrections only. */
  settleMarks(ctx: Store, id: string): Promise<void>;
  /** Brings the ledger to what these people's marks say, once, however often it is done. */
  book(ctx: Context, one: T, rows: readonly Attendance[]): Promise<void>;
  /** What a process that died has not booked. */
  bookUnbooked(ctx: Context): Promise<void>;
  /** A gathering that was moved after its roll was opened: what was marked before the roll of the new hour opens says nothing of it. */
  voidEarlyMarks(ctx: Store, one: T): Promise<void>;
}

/** The mark before the first correction; the present one where none was made. */
const FIRST = {
  $let: {
    vars: { first: { $arrayElemAt: ['$corrections', 0] } },
    in: { $cond: [{ $gt: ['$$first', null] }, '$$first.from', '$mark'] },
  },
};

/** The marks that a person had: when the attendance was closed, then after each correction. */
const marksOf = ({ first, corrections }: Attendance): (Mark | undefined)[] => [
  first,
  ...corrections.map((one) => one.to),
];

/** What becomes of presence: settled once, written into the ledger, corrected by reversing entries. */
export function settling<T extends Gathering>(
  { feature, attendances, find }: Stored<T>,
  { worth, entry, attended }: Settlement<T>,
): Settling<T> {
  const entryKey = (id: string, member: string, nth: number): string =>
    nth === 0 ? `${feature}.attend-${id}-${member}` : `${feature}.correct-${id}-${member}-${nth}`;

  const settleMarks: Settling<T>['settleMarks'] = async (ctx, session) => {
    // Marks from before this was written down are settled when they are next needed, as they were before their first correction.
    await attendances(ctx).updateMany(
      { workspace: ctx.workspace, session, settled: { $exists: false } },
      [{ $set: { settled: true, first: FIRST, unbooked: true } }],
      { updatePipeline: true },
    );
  };

  /** Tells people who were corrected by somebody else, each correction under its own name. */
  async function tellCorrected(ctx: Context, one: T, rows: readonly Attendance[]): Promise<void> {
    await plan(
      ctx,
      rows.flatMap(({ member, corrections }): PlannedNotice[] => {
        const last = corrections.at(-1);
        if (last === undefined || last.by === member) return [];
        const nth = String(corrections.length);
        return [
          {
            notice: `${feature}.corrected-${one._id}-${nth}`,
            kind: `${feature}.corrected`,
            recipient: member,
            to: 'member',
            params: { session: one._id, nth },
          },
        ];
      }),
    );
  }

  const book: Settling<T>['book'] = async (ctx, one, rows) => {
    const people = await membersOf(
      ctx,
      rows.map(({ member }) => member),
    );
    const bookings = rows.flatMap((row) =>
      bookingsOf(marksOf(row), (mark) => worth(one, mark)).map((booking) => ({ row, booking })),
    );
    const { category, outcome } = entry(one);
    await recordMany(
      ctx,
      bookings.flatMap(({ row: { member, markedBy }, booking }) => {
        if (booking.does !== 'record') return [];
        const { nth, kind, minutes, points } = booking;
        const { branch, team, shift, tz } = people.get(member) ?? {};
        const deed = {
          member,
          feature,
          activity: one._id,
          category,
          kind,
          at: one.startsAt,
          points,
          minutes,
          streak: kind === 'attend',
          key: entryKey(one._id, member, nth),
          outcome: { ...outcome, by: markedBy === undefined ? 'code' : 'roll' },
        };
        return [{ deed, person: { branch, team, shift, tz } }];
      }),
    );
    await reverseMany(
      ctx,
      bookings.flatMap(({ row: { member }, booking }) => {
        if (booking.does !== 'reverse') return [];
        const { nth, of, minutes, points } = booking;
        return [{ of: entryKey(one._id, member, of), key: entryKey(one._id, member, nth), points, minutes, outcome }];
      }),
    );
    // After all reversals: a line is annulled with what was corrected of it before, and is corrected no more afterwards.
    await annulMany(
      ctx,
      bookings.flatMap(({ row: { member }, booking }) =>
        booking.does === 'annul' ? [{ of: entryKey(one._id, member, booking.of), outcome }] : [],
      ),
    );
    await attended?.(ctx, one, rows);
    await tellCorrected(ctx, one, rows);
    await Promise.all(
      rows.map(({ member, corrections }) =>
        attendances(ctx).updateOne(
          // Corrected meanwhile: that one is booked by the process that corrected it.
          { workspace: ctx.workspace, session: one._id, member, corrections: { $size: corrections.length } },
          { $unset: { unbooked: 1 } },
        ),
      ),
    );
  };

  return {
    settleMarks,
    book,
    settle: async (ctx, one) => {
      const { workspace } = ctx;
      const { _id: session, startsAt, closedAt = startsAt } = one;
      const expected = expectedAt(one);
      await insertNew(
        attendances(ctx),
        expected.map(
          (member): Attendance => ({
            workspace,
            session,
            member,
            at: startsAt,
            mark: 'absent',
            markedAt: closedAt,
            wrong: 0,
            corrections: [],
          }),
        ),
      );
      const open = { workspace, session, settled: { $exists: false } };
      await attendances(ctx).updateMany(
        { ...open, member: { $in: expected }, mark: { $exists: false } },
        { $set: { mark: 'absent', markedAt: closedAt } },
      );
      // People who gave the seat back after checking in have no part in it.
      await attendances(ctx).updateMany(
        { ...open, member: { $nin: expected }, mark: { $exists: true } },
        { $unset: UNMARKED },
      );
      await settleMarks(ctx, session);
      const rows = await attendances(ctx)
        .find({ workspace, session, settled: true })
        .sort({ member: 1 })
        .lean<Attendance[]>();
      for (let start = 0; start < rows.length; start += PAGE) await book(ctx, one, rows.slice(start, start + PAGE));
      await plan(
        ctx,
        rows
          .filter(({ mark }) => mark === 'absent')
          .map(
            ({ member }): PlannedNotice => ({
              notice: `${feature}.absent-${session}`,
              kind: `${feature}.absent`,
              recipient: member,
              to: 'member',
              params: { session },
            }),
          ),
      );
    },
    bookUnbooked: async (ctx) => {
      const rows = await attendances(ctx)
        .find({ workspace: ctx.workspace, unbooked: true })
        .limit(PAGE)
        .lean<Attendance[]>();
      for (const id of new Set(rows.map(({ session }) => session))) {
        const one = await find(ctx, id);
        const own = rows.filter(({ session }) => session === id);
        if (one?.state === 'closed') await book(ctx, one, own);
      }
    },
    voidEarlyMarks: async (ctx, one) => {
      const own = { workspace: ctx.workspace, session: one._id, settled: { $exists: false } };
      await attendances(ctx).updateMany({ ...own, markedAt: { $lt: rollOpensAt(one) } }, { $unset: UNMARKED });
      // Everybody's part in it is of the new hour.
      await attendances(ctx).updateMany({ ...own, at: { $ne: one.startsAt } }, { $set: { at: one.startsAt } });
    },
  };
}
