import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { READ_MS } from '../../../../gatherings/opinions/rules.ts';
import { type People, peopleOf } from '../../../../gatherings/people/people.ts';
import { closesAfter } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { aggregateEntries } from '../../../../participation/ledger/read.ts';
import { type Session, sessions } from '../../model.ts';
import { hasQuizAfter } from '../../quiz/service/results.ts';
import { differences, type Field } from '../../rules/facts.ts';
import { gathered } from '../../seats/service/seats.ts';
import { factsOf } from '../../session/service/facts.ts';
import { stored } from '../../session/service/write.ts';
import { openFor } from './open-for.ts';

const OPEN = 10;
const LATELY_TAUGHT = 3;

/** A person's sessions, what is open to them, what they teach, and the minutes of this year. */
export async function mineOf(
  ctx: Context,
  actor: Actor,
): Promise<{ own: Session[]; open: Session[]; taught: Session[]; minutes: number; studied: number }> {
  const [own, open, taught, year] = await Promise.all([
    gathered.ownOf(ctx, actor.user),
    openFor(ctx, actor.user, OPEN),
    taughtBy(ctx, actor.user),
    minutesOfYear(ctx, actor),
  ]);
  return { own, open, taught, ...year };
}

/** Of classes, and apart from them of self-study. */
async function minutesOfYear(ctx: Context, { user, tz }: Actor): Promise<{ minutes: number; studied: number }> {
  const first = `${dayOf(clock.now(), tz).slice(0, 4)}-01-01`;
  const found = await aggregateEntries<{ _id: boolean; minutes: number }>(
    ctx,
    { member: user, feature: 'training', day: { $gte: first } },
    [{ $group: { _id: { $eq: ['$category', 'self-study'] }, minutes: { $sum: '$minutes' } } }],
  ).toArray();
  const sumOf = (isStudy: boolean) => found.find((one) => one._id === isStudy)?.minutes ?? 0;
  return { minutes: sumOf(false), studied: sumOf(true) };
}

/** What a session's officers and trainer see besides: who comes, who waits, what was changed by whom. */
export async function affairsOf(
  ctx: Context,
  session: Session,
): Promise<{
  people: People;
  isQuizzed: boolean;
  unseen: string[];
  changes: { at: Date; by: string; fields: Field[] }[];
}> {
  const { past } = session;
  const [people, officers, isQuizzed] = await Promise.all([
    peopleOf(stored, ctx, session),
    membersOf(
      ctx,
      past.map((one) => one.by),
    ),
    hasQuizAfter(ctx, session.course),
  ]);
  const versions = [...past, factsOf(session)];
  return {
    people,
    isQuizzed,
    unseen: [...people.held, ...people.line]
      .filter(({ seat }) => seat?.must === true && seat.seenAt === undefined)
      .map(({ name }) => name),
    changes: past.map(({ at, by, ...facts }, index) => ({
      at,
      by: officers.get(by)?.name ?? '',
      fields: differences(facts, versions[index + 1] ?? facts),
    })),
  };
}

/** What a member teaches: whose roll can still be called or is to come, the next first; then what is closed and has feedback to read. */
export async function taughtBy(ctx: Context, user: string): Promise<Session[]> {
  const now = clock.now();
  const own = { workspace: ctx.workspace, trainer: user };
  const [open, closed] = await Promise.all([
    sessions(ctx)
      .find({ ...own, state: 'open', endsAt: { $gt: closesAfter(now) } })
      .sort({ startsAt: 1, _id: 1 })
      .limit(5)
      .lean<Session[]>(),
    sessions(ctx)
      .find({ ...own, state: 'closed', endsAt: { $gt: new Date(now.getTime() - READ_MS) } })
      .sort({ endsAt: -1, _id: -1 })
      .limit(LATELY_TAUGHT)
      .lean<Session[]>(),
  ]);
  return [...open, ...closed.reverse()];
}

const PAST = 20;

/** The sessions in which a person had a place and that are over, the last first. */
export function pastSessions(ctx: Context, user: string): Promise<Session[]> {
  return sessions(ctx)
    .find({
      workspace: ctx.workspace,
      'seats.member': user,
      endsAt: { $lte: clock.now() },
      state: { $ne: 'cancelled' },
    })
    .sort({ endsAt: -1, _id: 1 })
    .limit(PAST)
    .lean<Session[]>();
}
