import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { isBlank } from '../../../../lib/blank.ts';
import { clock } from '../../../../lib/clock.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { WORDS } from '../../messages/words.ts';
import { type Enrolment, enrolments, type Session } from '../../model.ts';
import { enrolmentsOf, managedSession, mayManage, presentSession } from '../../session/service/sessions.ts';
import { ATTENDED, hasAttended, type Mark, rollOpensAt } from '../rules/attendance.ts';
import { book } from './book.ts';
import { settleMarks } from './settle-marks.ts';

/** One person of the roll. */
export interface RollRow {
  member: string;
  name: string;
  mark: Mark | undefined;
  /** Marked by somebody else, and not confirmed yet. */
  isOpen: boolean;
  /** Why they were absent, in their own word. */
  absence: AbsenceReason | undefined;
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

/** Who is expected, with what is known of each: the unmarked first, then by name. */
export async function rollOf(ctx: Context, session: Session): Promise<RollRow[]> {
  const rows = new Map((await enrolmentsOf(ctx, { session: session._id })).map((one) => [one.member, one]));
  const expected = session.seats.filter((one) => one.state === 'held').map((one) => one.member);
  const names = await membersOf(ctx, expected);
  return expected
    .map((member): RollRow => {
      const row = rows.get(member);
      const isOpen = row?.markedBy !== undefined && row.agrees === undefined && hasAttended(row.mark);
      const absence = row?.absence === undefined ? undefined : absenceReason(row.absence);
      return { member, name: names.get(member)?.name ?? member, mark: row?.mark, isOpen, absence };
    })
    .sort((a, b) => Number(a.mark !== undefined) - Number(b.mark !== undefined) || (a.name < b.name ? -1 : 1));
}

/** What was put right of a session's marks, the last first. */
export async function correctionsOf(ctx: Context, session: string): Promise<Correction[]> {
  const rows = (await enrolmentsOf(ctx, { session })).filter((one) => one.corrections.length > 0);
  const people = await membersOf(
    ctx,
    rows.flatMap((one) => [one.member, ...one.corrections.map(({ by }) => by)]),
  );
  const nameOf = (user: string) => people.get(user)?.name ?? '';
  return rows
    .flatMap(({ member, corrections }) =>
      corrections.map(({ by, at, from, to, reason }) => ({
        ...{ name: nameOf(member), by: nameOf(by), at, from, to, reason },
      })),
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** A session whose roll the actor may call. @throws UserError for any other */
export async function taughtSession(ctx: Context, actor: Actor, id: string): Promise<Session> {
  const session = await presentSession(ctx, id);
  if (session.trainer !== actor.user && !mayManage(actor, session)) throw new UserError(WORDS.notTrainer);
  return session;
}

/**
 * The trainer, or an officer, marks who has no phone: "by the roll", and that person is asked whether it is so.
 * @throws UserError outside the roll's time, for who is not expected, and for a trainer's own mark
 */
export async function mark(ctx: Context, actor: Actor, id: string, member: string, as: Mark): Promise<Session> {
  const session = await taughtSession(ctx, actor, id);
  const now = clock.now();
  if (member === actor.user && !mayManage(actor, session)) throw new UserError(WORDS.notYourself);
  if (session.state !== 'open') throw new UserError(WORDS.rollClosed);
  if (now < rollOpensAt(session)) throw new UserError(WORDS.rollNotYet);
  if (!session.seats.some((one) => one.member === member && one.state === 'held')) throw new UserError(WORDS.notOnList);
  try {
    // Closed between the look and the mark: the record is there, settled, and another one is not let in.
    await enrolments(ctx).updateOne(
      { workspace: ctx.workspace, session: id, member, settled: { $exists: false } },
      {
        $set: { mark: as, markedAt: now, markedBy: actor.user },
        $unset: { agrees: 1 },
        $setOnInsert: { at: session.startsAt, wrong: 0, corrections: [] },
      },
      { upsert: true },
    );
  } catch (error) {
    if (isDuplicateKey(error)) throw new UserError(WORDS.rollClosed);
    throw error;
  }
  if (hasAttended(as) && member !== actor.user)
    await plan(ctx, [
      {
        // Another mark is another question.
        ...{
          notice: `training.marked-${id}-${now.getTime()}`,
          kind: 'training.marked',
          recipient: member,
          to: 'member',
        },
        params: { session: id, at: String(now.getTime()) },
      },
    ]);
  return session;
}

/**
 * Whoever was marked by somebody else says whether it is so. "No" takes it back; after the end by a reversing entry.
 * The first word counts, and only about the mark that was asked about: another one, or a correction, stands.
 * @param markedAt names that mark
 */
export async function agree(
  ctx: Context,
  actor: Actor,
  id: string,
  markedAt: Date,
  isSo: boolean,
): Promise<Enrolment | undefined> {
  const own = { workspace: ctx.workspace, session: id, member: actor.user };
  const asked = { markedAt, markedBy: { $exists: true }, mark: { $in: [...ATTENDED] }, corrections: { $size: 0 } };
  const unsaid = { ...own, ...asked, agrees: { $exists: false } };
  const session = await presentSession(ctx, id);
  if (isSo) await enrolments(ctx).updateOne(unsaid, { $set: { agrees: true } });
  else if (session.state !== 'closed')
    await enrolments(ctx).updateOne(
      { ...unsaid, settled: { $exists: false } },
      { $set: { agrees: false }, $unset: { mark: 1, markedAt: 1 } },
    );
  else {
    const row = await enrolments(ctx).findOne(unsaid).lean<Enrolment>();
    if (row !== null) await appendCorrection(ctx, session, row, { by: actor.user, to: 'absent', reason: '' }, false);
  }
  return (await enrolments(ctx).findOne(own).lean<Enrolment>()) ?? undefined;
}

/**
 * An officer corrects what stands after the end, with the reason: the ledger gets a reversing entry, and the person is told.
 * @returns whether something was to be corrected
 */
export async function correct(
  ctx: Context,
  actor: Actor,
  id: string,
  member: string,
  to: Mark,
  reason: string,
): Promise<boolean> {
  const session = await managedSession(ctx, actor, id);
  if (session.state !== 'closed') throw new UserError(WORDS.notClosed);
  if (isBlank(reason)) throw new UserError(WORDS.whyCorrected);
  const [row] = await enrolmentsOf(ctx, { session: id, member });
  if (row === undefined) throw new UserError(WORDS.notOnList);
  if (row.mark === to) return false;
  await appendCorrection(ctx, session, row, { by: actor.user, to, reason });
  return true;
}

async function appendCorrection(
  ctx: Context,
  session: Session,
  row: Enrolment,
  { by, to, reason }: { by: string; to: Mark; reason: string },
  agrees?: boolean,
): Promise<void> {
  const { member, mark: from, corrections } = row;
  // Closed before marks were settled; where the closing is under way, its own writes come first.
  if (row.settled !== true && !session.news.some((one) => one.what === 'closed')) await settleMarks(ctx, session._id);
  const correction = { by, at: clock.now(), to, reason, ...(from === undefined ? {} : { from }) };
  const corrected = await enrolments(ctx)
    .findOneAndUpdate(
      {
        ...{ workspace: ctx.workspace, session: session._id, member, settled: true },
        corrections: { $size: corrections.length },
      },
      {
        $set: { mark: to, unbooked: true, ...(agrees === undefined ? {} : { agrees }) },
        $push: { corrections: correction },
      },
      { returnDocument: 'after' },
    )
    .lean<Enrolment>();
  if (corrected === null) throw new UserError(WORDS.busy);
  await book(ctx, session, [corrected]);
}

const REASONS = ['work', 'leave', 'forgot', 'other'] as const;
export type AbsenceReason = (typeof REASONS)[number];
export const absenceReason = (word: string): AbsenceReason => REASONS.find((one) => one === word) ?? 'other';

/** Why somebody was absent, in the own word; nothing is written for who was not. @returns their part in it as it is now */
export async function explain(
  ctx: Context,
  actor: Actor,
  id: string,
  reason: AbsenceReason,
): Promise<Enrolment | undefined> {
  const own = { workspace: ctx.workspace, session: id, member: actor.user };
  await enrolments(ctx).updateOne({ ...own, mark: 'absent' }, { $set: { absence: reason } });
  return (await enrolments(ctx).findOne(own).lean<Enrolment>()) ?? undefined;
}
