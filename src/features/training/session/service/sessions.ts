import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { hasSeat } from '../../../../gatherings/gathering.ts';
import { clock } from '../../../../lib/clock.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { whoIsIn } from '../../../../members/audience/resolve.ts';
import { type AudienceSpec, specOfKeys } from '../../../../members/audience/spec.ts';
import { affairsOf, inAffairs, maySee } from '../../../../members/roles.ts';
import { WORDS } from '../../messages/words.ts';
import { type Session, sessions, type Whom } from '../../model.ts';
import { MOST_SESSIONS } from '../../rules/dates.ts';
import { isOfGroup } from '../../rules/shift-dates.ts';
import { stored } from './write.ts';

const PAGE = 20;
const LATELY = 5;

/** Who may come. */
export function mayCome({ include, except }: Whom): AudienceSpec {
  return specOfKeys(include, except);
}

/** Who must come. */
export function mustCome({ must }: Whom): AudienceSpec {
  return specOfKeys(must, []);
}

/** Whom it may reach at all: the branch whose it is. */
export function withinOf({ branch }: { branch?: string }): { branch: string } | undefined {
  return branch === undefined ? undefined : { branch };
}

/** A session as it is now. @throws UserError when there is none */
export const presentSession = stored.present;
/** What people's parts in sessions came to. */
export const { attendancesOf } = stored;

/** Whether an officer looks after it: the company's, or the own branch's. */
export function mayManage(actor: Actor, session: { branch?: string | undefined }): boolean {
  return maySee(actor, session.branch);
}

/** A session of an officer's affairs. @throws UserError for any other */
export async function managedSession(ctx: Context, actor: Actor, id: string): Promise<Session> {
  const found = await presentSession(ctx, id);
  if (!mayManage(actor, found)) throw new UserError(WORDS.notYours);
  return found;
}

/** A session that the actor teaches, or looks after. @throws UserError for any other */
export async function calledSession(ctx: Context, actor: Actor, id: string): Promise<Session> {
  const found = await presentSession(ctx, id);
  if (found.trainer !== actor.user && !mayManage(actor, found)) throw new UserError(WORDS.notTrainer);
  return found;
}

/** Which of these people may sign up at all. */
export async function invitedTo(ctx: Context, session: Session, users: readonly string[]): Promise<Set<string>> {
  const known = new Set(session.seats.map((one) => one.member));
  const others = users.filter((one) => !known.has(one));
  if (others.length === 0) return known;
  const invited = await whoIsIn(ctx, mayCome(session), others, withinOf(session));
  if (session.group === undefined) return new Set([...known, ...invited]);
  const people = await membersOf(ctx, [...invited]);
  return new Set([
    ...known,
    ...[...people.values()].filter((one) => isOfGroup(one, session.group)).map((one) => one.user),
  ]);
}

/** A page of an officer's sessions, from 1 on: of what is coming the next first, of what is over the last. */
export interface Turn {
  when: 'coming' | 'earlier';
  page: number;
  hasMore: boolean;
}

/** What an officer looks after: what is coming next, then what was lately. @returns whether more is coming, too */
export async function managedSessions(ctx: Context, actor: Actor): Promise<{ found: Session[]; hasMore: boolean }> {
  const [coming, past] = await Promise.all([
    sessionsAt(ctx, actor, 'coming', 0, PAGE + 1),
    sessionsAt(ctx, actor, 'earlier', 0, LATELY),
  ]);
  return { found: [...coming.slice(0, PAGE), ...past], hasMore: coming.length > PAGE };
}

/** @param page anything but a page is the first */
export async function pageOfSessions(
  ctx: Context,
  actor: Actor,
  when: Turn['when'],
  page: number,
): Promise<Turn & { found: Session[] }> {
  const wanted = Number.isInteger(page) && page > 0 ? page : 1;
  const found = await sessionsAt(ctx, actor, when, (wanted - 1) * PAGE, PAGE + 1);
  return { when, page: wanted, found: found.slice(0, PAGE), hasMore: found.length > PAGE };
}

function sessionsAt(ctx: Context, actor: Actor, when: Turn['when'], skipped: number, most: number): Promise<Session[]> {
  const now = clock.now();
  const isComing = when === 'coming';
  return sessions(ctx)
    .find({ workspace: ctx.workspace, ...inAffairs(affairsOf(actor)), endsAt: isComing ? { $gt: now } : { $lte: now } })
    .sort(isComing ? { startsAt: 1, _id: 1 } : { endsAt: -1, _id: -1 })
    .skip(skipped)
    .limit(most)
    .lean<Session[]>();
}

/** All dates of a course, whatever became of them, in order. */
export function allDatesOf(ctx: Context, course: string): Promise<Session[]> {
  return sessions(ctx)
    .find({ workspace: ctx.workspace, course })
    .sort({ index: 1 })
    .limit(MOST_SESSIONS)
    .lean<Session[]>();
}

/** The dates that a change of several has reached and somebody is on the list of, teaches or taught before it, in order. */
export function datesWithWave(
  ctx: Context,
  course: string,
  wave: string,
  user: string,
  state: 'open' | 'cancelled',
): Promise<Session[]> {
  return sessions(ctx)
    .find({
      workspace: ctx.workspace,
      course,
      waves: wave,
      state,
      $or: [{ 'seats.member': user }, { trainer: user }, { past: { $elemMatch: { wave, trainer: user } } }],
    })
    .sort({ index: 1 })
    .lean<Session[]>();
}

/** All dates of a course that are not over, in order. */
export function datesOf(ctx: Context, course: string): Promise<Session[]> {
  return sessions(ctx)
    .find({ workspace: ctx.workspace, course, endsAt: { $gt: clock.now() } })
    .sort({ index: 1 })
    .limit(MOST_SESSIONS)
    .lean<Session[]>();
}

/** The dates of a course that are not over, as they concern a person: of one for each shift their own, or all to its officers. */
export async function datesFor(ctx: Context, actor: Actor, course: string): Promise<Session[]> {
  return (await datesOf(ctx, course)).filter((one) => isFor(actor, one) || one.trainer === actor.user);
}

/** Those of them that are to come. */
export async function comingFor(ctx: Context, actor: Actor, course: string): Promise<Session[]> {
  const now = clock.now();
  return (await datesFor(ctx, actor, course)).filter((one) => one.state === 'open' && one.startsAt > now);
}

/** Whether a date concerns a person: it is for their shift, they are on its list, or they look after it. */
export function isFor(actor: Actor, date: Session): boolean {
  return isOfGroup(actor, date.group) || hasSeat(date, actor.user) || mayManage(actor, date);
}
