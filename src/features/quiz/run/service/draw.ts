import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { newId } from '../../../../lib/ids.ts';
import { fewAtOnce } from '../../../../lib/lists/batches.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { addDays, instantOf } from '../../../../lib/zone.ts';
import { resolveAudience, sizeOfAudience } from '../../../../members/audience/resolve.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import type { Member } from '../../../../members/model.ts';
import {
  type BankQuestion,
  type Card,
  cards,
  questions,
  type Run,
  runs,
  type Schedule,
  schedules,
} from '../../model.ts';
import { shownOrder } from '../../question/rules/shuffle.ts';
import { duesOf, idsOf, NOTHING, type Packed } from '../../review/packed.ts';
import { memoriesOf } from '../../review/service/store.ts';
import { buildPool, drawFor, type Pool } from '../rules/draw.ts';
import { cardNotice } from '../rules/notice.ts';
import { isQuizDay } from '../rules/schedule.ts';

const BATCH = 500;
/** Batches under way: while the database writes one, the next is drawn. More of them hold more cards in memory and are no faster. */
const AT_ONCE = 3;

/** The questions that a schedule draws from, prepared once for all its members. */
export interface DrawPool {
  bank: string;
  pool: Pool;
  contents: Map<string, BankQuestion>;
}

export async function loadPool(ctx: Context, schedule: Pick<Schedule, 'bank' | 'topics'>): Promise<DrawPool> {
  const filter =
    schedule.topics.length === 0
      ? {}
      : { $or: [{ 'content.category': { $in: schedule.topics } }, { 'content.tags': { $in: schedule.topics } }] };
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, bank: schedule.bank, state: 'active', ...filter })
    .lean<BankQuestion[]>();
  const pool = buildPool(
    found.map((question) => ({ id: question._id, posts: question.content.posts, tags: question.content.tags })),
  );
  return { bank: schedule.bank, pool, contents: new Map(found.map((question) => [question._id, question])) };
}

/**
 * Draws the cards of a run, in batches, and plans their delivery. Cards have a unique key per run and member and
 * deliveries one per notice and recipient: after a crash the same job completes what is missing.
 * @returns how many members have a card, or why nothing was drawn.
 */
export async function drawRun(ctx: Context, runId: string): Promise<{ invited: number } | { skipped: string }> {
  const run = await runs(ctx).findOne({ _id: runId, workspace: ctx.workspace }).lean<Run>();
  if (run === null || run.state !== 'drawing') return { skipped: 'not drawing' };
  const schedule = await schedules(ctx).findOne({ _id: run.schedule, workspace: ctx.workspace }).lean<Schedule>();
  if (schedule === null || schedule.state !== 'active') return { skipped: 'schedule not active' };
  const drawn = await loadPool(ctx, schedule);
  if (drawn.contents.size === 0) return { skipped: 'no questions' };
  const invited =
    run.mode === 'channel'
      ? await drawForChannel(ctx, run, schedule, drawn)
      : await drawForMembers(ctx, run, schedule, drawn);
  await runs(ctx).updateOne({ _id: runId, state: 'drawing' }, { $set: { state: 'open', invited } });
  return { invited };
}

/** @returns how many members have a card of their own. */
async function drawForMembers(ctx: Context, run: Run, schedule: Schedule, drawn: DrawPool): Promise<number> {
  let invited = 0;
  const times = await workTimesOf(ctx);
  const group = { clock: { tz: run.tz, shift: run.shift }, size: BATCH };
  await fewAtOnce(resolveAudience(ctx, schedule.audience, 'company', group), AT_ONCE, async (page) => {
    const batch = page.filter((member) => isQuizDay(schedule, run.day, times.of(member)));
    await drawBatch(ctx, run, schedule, drawn, batch);
    invited += batch.length;
  });
  return invited;
}

/** One card for the whole channel; members get their own when they tap it. @returns for how many it is. */
async function drawForChannel(ctx: Context, run: Run, schedule: Schedule, drawn: DrawPool): Promise<number> {
  await questionsOfRun(ctx, run, schedule, drawn);
  if (run.channel !== undefined) {
    await plan(ctx, [
      {
        notice: `quiz.channel-${run._id}`,
        kind: 'quiz.channel',
        recipient: run.channel,
        to: 'channel',
        params: { run: run._id },
        expiresAt: run.lockAt,
        priority: 3,
      },
    ]);
  }
  return (await sizeOfAudience(ctx, schedule.audience)).members;
}

async function drawBatch(
  ctx: Context,
  run: Run,
  schedule: Schedule,
  drawn: DrawPool,
  batch: readonly Member[],
): Promise<void> {
  const drawnCards = await drawCards(ctx, run, schedule.count, drawn, batch);
  const added = await insertNew(cards(ctx), drawnCards);
  const isWhole = added.length === drawnCards.length;
  // After a crash some of them stood already, with other questions.
  const standing = isWhole ? added : await cardsOf(ctx, run, batch);
  await plan(
    ctx,
    standing.map((card) => ({
      notice: cardNotice(run._id),
      kind: 'quiz.card',
      recipient: card.member,
      to: 'member' as const,
      params: { card: card._id },
      dueAt: run.sendAt,
      expiresAt: run.lockAt,
      priority: 3,
    })),
    batch,
  );
}

async function cardsOf(ctx: Context, run: Run, batch: readonly Member[]): Promise<Pick<Card, '_id' | 'member'>[]> {
  const member = { $in: batch.map(({ user }) => user) };
  return cards(ctx).find({ workspace: ctx.workspace, run: run._id, member }, { member: 1 }).lean();
}

/** The cards of some members, drawn and not yet written: one query for what all of them remember. */
export async function drawCards(
  ctx: Context,
  run: Run,
  count: number,
  drawn: DrawPool,
  batch: readonly Member[],
): Promise<Card[]> {
  const users = batch.map((member) => member.user);
  const memories = new Map((await memoriesOf(ctx, users, drawn.bank)).map((one) => [one.member, one]));
  const until = dueBy(run);
  return batch.map((member) => {
    const ids = drawFor({
      member: { id: member.user, ...(member.post === undefined ? {} : { post: member.post }) },
      pool: drawn.pool,
      ...knownBy(memories.get(member.user) ?? NOTHING, until),
      count,
      seed: `${run._id}-${member.user}`,
    });
    return newCard(ctx, run, member, ids, drawn);
  });
}

/** What is due by the end of the day is asked that day, also when yesterday's answer came later than today's lock. */
function dueBy({ day, tz, lockAt }: Run): Date {
  const dayEnd = instantOf(addDays(day, 1), '00:00', tz);
  return dayEnd > lockAt ? dayEnd : lockAt;
}

export function newCard(
  ctx: Context,
  run: Run,
  member: Pick<Member, 'user' | 'branch' | 'team'>,
  ids: readonly string[],
  drawn: Pick<DrawPool, 'contents'>,
): Card {
  const _id = newId();
  return {
    _id,
    workspace: ctx.workspace,
    run: run._id,
    schedule: run.schedule,
    day: run.day,
    member: member.user,
    ...(member.branch === undefined ? {} : { branch: member.branch }),
    ...(member.team === undefined ? {} : { team: member.team }),
    sendAt: run.sendAt,
    lockAt: run.lockAt,
    items: ids.flatMap((id) => {
      const question = drawn.contents.get(id);
      return question === undefined ? [] : [{ question: id, order: shownOrder(question.content, `${_id}-${id}`) }];
    }),
    picks: [],
    createdAt: run.sendAt,
  };
}

/** What a member has seen, and which of it is due by an instant, the longest waiting first. The rest is put in order only when it is asked for. */
function knownBy(memory: Packed, until: Date): { due: string[]; resting: Iterable<string>; seen: Set<string> } {
  const ids = idsOf(memory);
  const dues = duesOf(memory);
  const inOrder = (wanted: (due: number) => boolean): string[] =>
    ids
      .flatMap((id, place) => (wanted(dues[place] ?? 0) ? [{ id, due: dues[place] ?? 0 }] : []))
      .sort((a, b) => a.due - b.due)
      .map(({ id }) => id);
  const resting = {
    [Symbol.iterator]: () => inOrder((due) => due > until.getTime())[Symbol.iterator](),
  };
  return { due: inOrder((due) => due <= until.getTime()), resting, seen: new Set(ids) };
}

/** Channel mode: everyone gets the same questions; the first draw decides. */
async function questionsOfRun(ctx: Context, run: Run, schedule: Schedule, drawn: DrawPool): Promise<string[]> {
  if (run.questions.length > 0) return run.questions;
  const recent = await runs(ctx)
    .find({ workspace: ctx.workspace, schedule: schedule._id, questions: { $ne: [] } })
    .sort({ sendAt: -1 })
    .limit(drawn.contents.size)
    .lean<Run[]>();
  const seen = new Set(recent.flatMap((one) => one.questions));
  const ids = drawFor({
    member: { id: run._id },
    pool: drawn.pool,
    due: [],
    resting: [...seen].reverse(),
    seen,
    count: schedule.count,
    seed: run._id,
  });
  await runs(ctx).updateOne({ _id: run._id, questions: [] }, { $set: { questions: ids } });
  return ids;
}
