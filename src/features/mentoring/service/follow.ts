import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { onDutyOfRank } from '../../../members/ranks.ts';
import { memberOf } from '../../../members/service.ts';
import { annul, type Deed, record } from '../../../participation/ledger/service.ts';
import { learners } from '../model.ts';
import { resultMessages } from '../result-messages.ts';
import { GRADUATE_POINTS, minutesWith, pointsOf } from '../rules/credit.ts';
import { missingEvaluations } from '../rules/exam.ts';
import { confirmerOf, sidesOf } from '../rules/pair.ts';
import type { Meeting, Pair, PairNews, Part } from '../rules/records.ts';
import { graduateCertificates } from './certificates.ts';
import { freePlaces } from './places.ts';

/** Names the copies that follow one pair. */
export const aboutPair = (id: string): string => `mentoring.pair:${id}`;

/** The officers of a pair's branch who are there, none of the two among them where there is anybody else. */
export async function officersOf(
  ctx: Context,
  pair: Pick<Pair, 'branch' | 'apprentice' | 'mentors'>,
): Promise<string[]> {
  return (await onDutyOfRank(ctx, 0, pair.branch ?? '', sidesOf(pair))).users;
}

/** What follows from what has happened to a pair; done again it adds nothing. */
export async function followPair(ctx: Context, pair: Pair): Promise<void> {
  for (const news of pair.news) {
    await doWhat(ctx, pair, news);
    const recipients = await toldOf(ctx, pair, news);
    await plan(
      ctx,
      [...new Set(recipients)].map((recipient) => ({ ...noticeOf(pair, news), recipient })),
    );
  }
  await redrawAbout(ctx, aboutPair(pair._id));
}

function noticeOf({ _id: pair }: Pair, { seq, what, ...about }: PairNews): Omit<PlannedNotice, 'recipient'> {
  const params = Object.fromEntries(Object.entries(about).map(([key, value]) => [key, String(value)]));
  return {
    notice: `mentoring.told-${pair}-${seq}`,
    kind: 'mentoring.told',
    to: 'member',
    about: aboutPair(pair),
    params: { ...params, pair, what },
  };
}

async function toldOf(ctx: Context, pair: Pair, news: PairNews): Promise<string[]> {
  const sides = sidesOf(pair);
  switch (news.what) {
    case 'moved':
      return [];
    case 'proposed':
      return sides.filter((user) => user !== pair.proposedBy);
    case 'changed':
      return sides.filter((user) => user !== news.by);
    case 'agreed':
    case 'silent':
    case 'unexamined':
      return officersOf(ctx, pair);
    case 'term':
      return [...sides, ...(await officersOf(ctx, pair))];
    case 'asked':
      return [...missingEvaluations(pair), ...(await officersOf(ctx, pair))];
    case 'named':
      return [news.by];
    case 'met': {
      const meeting = pair.meetings.find((one) => one.id === news.id);
      if (meeting === undefined || meeting.answer === 'yes') return [];
      return meeting.answer === undefined ? [confirmerOf(pair, meeting)] : [meeting.by];
    }
    case 'ended':
      return sides.filter((user) => user !== news.by);
    case 'vested':
      return (pair.shares ?? []).filter(({ percent }) => percent > 0).map(({ user }) => user);
    default:
      return sides;
  }
}

async function doWhat(ctx: Context, pair: Pair, news: PairNews): Promise<void> {
  const { _id: id } = pair;
  switch (news.what) {
    case 'began': {
      await book(ctx, pair, { member: pair.apprentice, kind: 'paired', key: 'paired', at: beginOf(pair) });
      await learners(ctx).updateOne(
        { workspace: ctx.workspace, member: pair.apprentice },
        { $unset: { wish: 1, wishAt: 1 } },
      );
      return;
    }
    case 'met': {
      const meeting = pair.meetings.find((one) => one.id === news.id);
      if (meeting?.answer === 'yes') await bookMeeting(ctx, pair, meeting);
      return;
    }
    case 'graduated':
      await graduate(ctx, pair);
      return freePlaces(ctx, id);
    case 'vested':
      return bookCredit(ctx, pair, news.part);
    case 'lost':
      return freePlaces(ctx, id, news.mentor);
    case 'ended': {
      await freePlaces(ctx, id);
      // A trial that did not suit counts for nobody.
      if (pair.ended?.inProbation === true) await annul(ctx, keyOf(id, 'paired'), { why: 'probation' });
      if (pair.ended?.how === 'left') await offerAnew(ctx, pair);
      return;
    }
    default:
  }
}

/** When the last of all agreed. */
const beginOf = ({ agreed, branchAgreed, createdAt }: Pair): Date =>
  new Date(
    Math.max(
      ...[...agreed, ...(branchAgreed === undefined ? [] : [branchAgreed])].map(({ at }) => at.getTime()),
      createdAt.getTime(),
    ),
  );

const keyOf = (pair: string, key: string): string => `mentoring.${key}-${pair}`;

async function book(
  ctx: Context,
  { _id: id }: Pick<Pair, '_id'>,
  { key, ...deed }: Pick<Deed, 'member' | 'kind' | 'at' | 'key'> & Partial<Deed>,
): Promise<void> {
  const person = await memberOf(ctx, deed.member);
  const rest = { feature: 'mentoring', activity: id, points: 0, minutes: 0, streak: false, outcome: {} };
  await record(ctx, { ...rest, ...deed, key: keyOf(id, key) }, person ?? {});
}

async function bookMeeting(ctx: Context, pair: Pair, { id, mentor, minutes, at }: Meeting): Promise<void> {
  await book(ctx, pair, { member: pair.apprentice, kind: 'learnt', minutes, at, key: `learnt-${id}` });
  await book(ctx, pair, { member: mentor, kind: 'taught', minutes, at, key: `taught-${id}` });
}

/** A part of the credit for each mentor, as it stands on the pair: written again it is the same. */
async function bookCredit(ctx: Context, pair: Pair, part: Part): Promise<void> {
  const vested = pair.vested.find((one) => one.part === part);
  const { shares = [] } = pair;
  if (vested === undefined) return;
  const points = pointsOf(shares, vested);
  for (const [nth, { user, percent }] of shares.entries())
    if (percent > 0)
      await book(ctx, pair, {
        member: user,
        kind: 'credit',
        points: points[nth] ?? 0,
        at: vested.at,
        outcome: { part, percent },
        key: `credit-${part}-${user}`,
      });
}

async function graduate(ctx: Context, pair: Pair): Promise<void> {
  const { _id: id, apprentice, mentors, graduatedAt = pair.updatedAt, branch } = pair;
  await book(ctx, pair, {
    member: apprentice,
    kind: 'graduated',
    points: GRADUATE_POINTS,
    at: graduatedAt,
    key: 'graduated',
  });
  await bookCredit(ctx, pair, 'graduation');
  const names = await membersOf(ctx, mentors);
  const called = mentors.map((one) => names.get(one)?.name ?? '').filter(Boolean);
  const span = { from: beginOf(pair), to: graduatedAt, minutes: minutesWith(pair) };
  await graduateCertificates.issue(ctx, [
    {
      member: apprentice,
      scope: id,
      topic: resultMessages.zh.certificateTopic(called),
      second: { locale: 'en', words: { topic: resultMessages.en.certificateTopic(called) } },
      span,
      ...(branch === undefined ? {} : { branch }),
      own: { pair: id },
    },
  ]);
  await graduateCertificates.tell(ctx, { pair: id });
}

/** The one who stays is offered a new pair. */
async function offerAnew(ctx: Context, pair: Pair): Promise<void> {
  const people = await membersOf(ctx, sidesOf(pair));
  const left = sidesOf(pair).filter((user) => people.get(user)?.state === 'active');
  await plan(
    ctx,
    left.map((recipient) => ({
      notice: `mentoring.offer-${pair._id}`,
      kind: 'mentoring.offer',
      recipient,
      to: 'member',
      params: { pair: pair._id },
    })),
  );
}
