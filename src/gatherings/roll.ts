import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { plan } from '../delivery/plan.ts';
import { isBlank } from '../lib/blank.ts';
import { clock } from '../lib/clock.ts';
import { isDuplicateKey } from '../lib/stores/mongo.ts';
import { membersOf } from '../members/audience/audience.ts';
import type { Attendance } from './attendance.ts';
import { expectedAt, type Gathering, isExpected } from './gathering.ts';
import { ATTENDED, hasAttended, type Mark, rollOpensAt } from './rules/marks.ts';
import type { Settling } from './settling.ts';
import type { Stored } from './stored.ts';

/** One person of the roll. */
export interface RollRow {
  member: string;
  name: string;
  mark: Mark | undefined;
  /** Marked by somebody else, and not confirmed yet. */
  isOpen: boolean;
  /** Why they were absent, in their own word. */
  absence: AbsenceReason | undefined;
  /** How many they were to bring along. */
  guests: number;
}

/** What an officer has put right after the end, and why; a person's own "no" has no reason. */
export interface Correction {
  name: string;
  by: string;
  at: Date;
  from: Mark | undefined;
  to: Mark;
  reason: string;
}

export const ABSENCES = ['work', 'leave', 'forgot', 'other'] as const;
export type AbsenceReason = (typeof ABSENCES)[number];
export const absenceReason = (word: string): AbsenceReason => ABSENCES.find((one) => one === word) ?? 'other';

/** Who may do what at a gathering. */
export interface Rights<T> {
  /** Whether a person manages it: changes it, and corrects its attendance. */
  manages(ctx: Context, actor: Actor, one: T): boolean | Promise<boolean>;
  /** Whether a person may call the roll without managing it: the trainer, the chair. */
  leads?(actor: Actor, one: T): boolean;
}

export interface Roll<T> {
  /** The people who are expected, with what is known of each: the unmarked first, then by name. */
  rollOf(ctx: Context, one: T): Promise<RollRow[]>;
  /** What was put right of a gathering's marks, the last first. */
  correctionsOf(ctx: Context, id: string): Promise<Correction[]>;
  /** A gathering whose roll the actor may call. @throws UserError for any other */
  called(ctx: Context, actor: Actor, id: string): Promise<T>;
  /** A gathering that the actor manages. @throws UserError for any other */
  managed(ctx: Context, actor: Actor, id: string): Promise<T>;
  /**
   * Marks a person who has no phone: "by the roll", and that person is asked whether it is so.
   * @throws UserError outside the roll's time, for people who are not expected, and for one's own mark
   */
  mark(ctx: Context, actor: Actor, id: string, member: string, as: Mark): Promise<T>;
  /**
   * A person who was marked by somebody else says whether it is so. "No" takes it back; after the end by a reversing entry.
   * The first word counts, and only about the mark that was asked about: another one, or a correction, stands.
   * @param markedAt names that mark
   */
  agree(ctx: Context, actor: Actor, id: string, markedAt: Date, isSo: boolean): Promise<Attendance | undefined>;
  /**
   * Corrects what stands after the end, with the reason: the ledger gets a reversing entry, and the person is told.
   * @returns whether something was to be corrected
   */
  correct(ctx: Context, actor: Actor, id: string, member: string, to: Mark, reason: string): Promise<boolean>;
  /** Why a person was absent, in their own word; nothing is written for anybody else. @returns their part in it as it is now */
  explain(ctx: Context, actor: Actor, id: string, reason: AbsenceReason): Promise<Attendance | undefined>;
}

/** The list of people who are expected, and what is marked on it before and after the attendance is closed. */
export function roll<T extends Gathering>(
  { feature, words, present, attendances, attendancesOf }: Stored<T>,
  { manages, leads = () => false }: Rights<T>,
  { book, settleMarks }: Pick<Settling<T>, 'book' | 'settleMarks'>,
): Roll<T> {
  const partOf = async (ctx: Context, session: string, member: string): Promise<Attendance | undefined> =>
    (await attendancesOf(ctx, { session, member }))[0];

  const called: Roll<T>['called'] = async (ctx, actor, id) => {
    const one = await present(ctx, id);
    if (!leads(actor, one) && !(await manages(ctx, actor, one))) throw new UserError(words.notTrainer);
    return one;
  };

  const managed: Roll<T>['managed'] = async (ctx, actor, id) => {
    const one = await present(ctx, id);
    if (!(await manages(ctx, actor, one))) throw new UserError(words.notYours);
    return one;
  };

  async function appendCorrection(
    ctx: Context,
    one: T,
    { member, mark: from, corrections, settled }: Attendance,
    { by, to, reason }: { by: string; to: Mark; reason: string },
    agrees?: boolean,
  ): Promise<void> {
    // Closed before marks were settled; where the closing is under way, its own writes come first.
    if (settled !== true && !one.news.some(({ what }) => what === 'closed')) await settleMarks(ctx, one._id);
    const correction = { by, at: clock.now(), to, reason, ...(from === undefined ? {} : { from }) };
    const corrected = await attendances(ctx)
      .findOneAndUpdate(
        {
          workspace: ctx.workspace,
          session: one._id,
          member,
          settled: true,
          corrections: { $size: corrections.length },
        },
        {
          $set: { mark: to, unbooked: true, ...(agrees === undefined ? {} : { agrees }) },
          $push: { corrections: correction },
        },
        { returnDocument: 'after' },
      )
      .lean<Attendance>();
    if (corrected === null) throw new UserError(words.busy);
    await book(ctx, one, [corrected]);
  }

  return {
    called,
    managed,
    rollOf: async (ctx, one) => {
      const rows = new Map((await attendancesOf(ctx, { session: one._id })).map((row) => [row.member, row]));
      const names = await membersOf(ctx, expectedAt(one));
      return one.seats
        .filter(({ state }) => state === 'held')
        .map(({ member, guests = 0 }): RollRow => {
          const row = rows.get(member);
          const isOpen = row?.markedBy !== undefined && row.agrees === undefined && hasAttended(row.mark);
          const absence = row?.absence === undefined ? undefined : absenceReason(row.absence);
          return { member, name: names.get(member)?.name ?? member, mark: row?.mark, isOpen, absence, guests };
        })
        .sort((a, b) => Number(a.mark !== undefined) - Number(b.mark !== undefined) || (a.name < b.name ? -1 : 1));
    },
    correctionsOf: async (ctx, session) => {
      const rows = (await attendancesOf(ctx, { session })).filter((one) => one.corrections.length > 0);
      const people = await membersOf(
        ctx,
        rows.flatMap((one) => [one.member, ...one.corrections.map(({ by }) => by)]),
      );
      const nameOf = (user: string) => people.get(user)?.name ?? '';
      return rows
        .flatMap(({ member, corrections }) =>
          corrections.map(
            ({ by, at, from, to, reason }): Correction => ({
              name: nameOf(member),
              by: nameOf(by),
              at,
              from,
              to,
              reason,
            }),
          ),
        )
        .sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    mark: async (ctx, actor, id, member, as) => {
      const one = await called(ctx, actor, id);
      const now = clock.now();
      if (member === actor.user && !(await manages(ctx, actor, one))) throw new UserError(words.notYourself);
      if (one.state !== 'open') throw new UserError(words.rollClosed);
      if (now < rollOpensAt(one)) throw new UserError(words.rollNotYet);
      if (!isExpected(one, member)) throw new UserError(words.notOnList);
      try {
        // Closed between the look and the mark: the record is there, settled, and another one is not let in.
        await attendances(ctx).updateOne(
          { workspace: ctx.workspace, session: id, member, settled: { $exists: false } },
          {
            $set: { mark: as, markedAt: now, markedBy: actor.user },
            $unset: { agrees: 1 },
            $setOnInsert: { at: one.startsAt, wrong: 0, corrections: [] },
          },
          { upsert: true },
        );
      } catch (error) {
        if (isDuplicateKey(error)) throw new UserError(words.rollClosed);
        throw error;
      }
      if (hasAttended(as) && member !== actor.user)
        await plan(ctx, [
          {
            // Another mark is another question.
            notice: `${feature}.marked-${id}-${now.getTime()}`,
            kind: `${feature}.marked`,
            recipient: member,
            to: 'member',
            params: { session: id, at: String(now.getTime()) },
          },
        ]);
      return one;
    },
    agree: async (ctx, actor, id, markedAt, isSo) => {
      const unsaid = {
        workspace: ctx.workspace,
        session: id,
        member: actor.user,
        markedAt,
        markedBy: { $exists: true },
        mark: { $in: [...ATTENDED] },
        corrections: { $size: 0 },
        agrees: { $exists: false },
      };
      const one = await present(ctx, id);
      if (isSo) await attendances(ctx).updateOne(unsaid, { $set: { agrees: true } });
      else if (one.state !== 'closed')
        await attendances(ctx).updateOne(
          { ...unsaid, settled: { $exists: false } },
          { $set: { agrees: false }, $unset: { mark: 1, markedAt: 1 } },
        );
      else {
        const row = await attendances(ctx).findOne(unsaid).lean<Attendance>();
        if (row !== null) await appendCorrection(ctx, one, row, { by: actor.user, to: 'absent', reason: '' }, false);
      }
      return partOf(ctx, id, actor.user);
    },
    correct: async (ctx, actor, id, member, to, reason) => {
      const one = await managed(ctx, actor, id);
      if (one.state !== 'closed') throw new UserError(words.notClosed);
      if (isBlank(reason)) throw new UserError(words.whyCorrected);
      const row = await partOf(ctx, id, member);
      if (row === undefined) throw new UserError(words.notOnList);
      if (row.mark === to) return false;
      await appendCorrection(ctx, one, row, { by: actor.user, to, reason });
      return true;
    },
    explain: async (ctx, actor, id, reason) => {
      const own = { workspace: ctx.workspace, session: id, member: actor.user };
      await attendances(ctx).updateOne({ ...own, mark: 'absent' }, { $set: { absence: reason } });
      return partOf(ctx, id, actor.user);
    },
  };
}
