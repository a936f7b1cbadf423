import { quizDraw, quizLock, quizNudge, quizRegrade } from '../../../../jobs/quiz.ts';
import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { inBatches } from '../../../lib/lists/batches.ts';
import { isDuplicateKey } from '../../../lib/stores/mongo.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import type { ShiftGroup } from '../../../members/audience/resolve.ts';
import { type WorkTimes, workTimesOf } from '../../../members/calendar/work-times.ts';
import { shiftHours, type Work } from '../../../members/shift.ts';
import { countAtLock } from '../card/service/answer.ts';
import { closeCards } from '../card/service/asked.ts';
import { countLast } from '../card/service/channel-count.ts';
import { unanswered } from '../card/service/unanswered.ts';
import { planDigest } from '../digest/service/digest.ts';
import { type Card, cards, questions, type Run, runs, type Schedule, schedules } from '../model.ts';
import { daysToCheck, isDue, lockAt, nudgeAt, sendAt } from '../run/rules/schedule.ts';
import { clocksOf, worksOf } from '../run/service/clocks.ts';

const BATCH = 500;

/** Opens the runs that are due, and finds nudges, locks and re-grades whose hour has come. Doing it twice is doing it once. */
export async function tick(ctx: Context): Promise<void> {
  const now = clock.now();
  const { workspace } = ctx;
  const active = await schedules(ctx).find({ workspace, state: 'active' }).lean<Schedule[]>();
  const times = await workTimesOf(ctx);
  for (const schedule of active) {
    for (const group of await clocksOf(ctx, schedule)) await openRuns(ctx, times, schedule, group, now);
  }
  const [drawing, nudges, locks] = await Promise.all([
    runs(ctx)
      .find({ workspace, state: 'drawing', lockAt: { $gt: now } }, { _id: 1 })
      .lean(),
    runs(ctx)
      .find({ workspace, state: 'open', nudgeAt: { $lte: now }, lockAt: { $gt: now } }, { _id: 1 })
      .lean(),
    runs(ctx)
      .find({ workspace, state: { $in: ['open', 'drawing'] }, lockAt: { $lte: now } }, { _id: 1 })
      .lean(),
  ]);
  const corrected = await questions(ctx)
    .find({ workspace, regradeAt: { $lte: now } }, { version: 1 })
    .lean();
  for (const { _id, version } of corrected) {
    await ctx.enqueue(quizRegrade, { question: _id, version }, { key: `${_id}-${version}-late` });
  }
  for (const run of drawing) await ctx.enqueue(quizDraw, { run: run._id }, { key: run._id });
  for (const run of nudges) await ctx.enqueue(quizNudge, { run: run._id }, { key: run._id });
  for (const run of locks) await ctx.enqueue(quizLock, { run: run._id }, { key: run._id });
}

/**
 * Opens the group's run of each day that may be due: a night shift's day is still yesterday's after midnight. It is due when it
 * is by one of the group's calendars; the draw leaves out whose branch is off.
 */
async function openRuns(
  ctx: Context,
  times: WorkTimes,
  schedule: Schedule,
  group: ShiftGroup,
  now: Date,
): Promise<void> {
  const works = worksOf(times, schedule, group);
  for (const day of daysToCheck(now, group.tz)) {
    const work = works.find((one) => isDue(schedule, day, one, now, group.tz));
    if (work !== undefined) await openRun(ctx, schedule, group, day, work);
  }
}

/** Writes the run down under its own id: two workers open one. */
async function openRun(ctx: Context, schedule: Schedule, group: ShiftGroup, day: string, work: Work): Promise<void> {
  const { tz } = group;
  const sentAt = sendAt(schedule, day, work, tz);
  const locksAt = lockAt(schedule, day, work, tz);
  const id = `${schedule._id}-${day}-${group.key}`;
  if ((await runs(ctx).exists({ _id: id })) !== null) return;
  const nudge = nudgeAt(locksAt, sentAt, { shiftEndsAt: shiftHours(work, day, tz)?.endsAt });
  try {
    await runs(ctx).create({
      _id: id,
      workspace: ctx.workspace,
      schedule: schedule._id,
      day,
      tz,
      shift: group.shift,
      sendAt: sentAt,
      lockAt: locksAt,
      ...(nudge === undefined ? {} : { nudgeAt: nudge }),
      mode: schedule.mode,
      ...(schedule.channel === undefined ? {} : { channel: schedule.channel }),
      questions: [],
      state: 'drawing',
      invited: 0,
      createdAt: clock.now(),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Plans one nudge for each person of the run who has not answered. @returns how many. */
export async function nudge(ctx: Context, runId: string): Promise<number> {
  const run = await runs(ctx).findOne({ _id: runId, workspace: ctx.workspace, state: 'open' }).lean<Run>();
  if (run === null || run.nudgeAt === undefined || run.lockAt <= clock.now()) return 0;
  let count = 0;
  if (run.mode === 'dm') {
    for await (const batch of inBatches<Card>(
      cards(ctx).find({ workspace: ctx.workspace, run: runId }).lean<Card[]>().cursor(),
      BATCH,
    )) {
      const waiting = await unanswered(ctx, batch);
      count += await plan(
        ctx,
        waiting.map(({ card }) => ({
          notice: `quiz.nudge-${runId}`,
          kind: 'quiz.nudge',
          recipient: card.member,
          to: 'member' as const,
          params: { card: card._id },
          expiresAt: run.lockAt,
          priority: 4,
        })),
      );
    }
  }
  await runs(ctx).updateOne({ _id: runId }, { $unset: { nudgeAt: 1 } });
  return count;
}

/** Counts the unconfirmed choices and closes the run; ended in the middle, it is completed by the next time. */
export async function lock(ctx: Context, runId: string): Promise<void> {
  const run = await runs(ctx).findOne({ _id: runId, workspace: ctx.workspace }).lean<Run>();
  if (run === null || run.state === 'locked' || run.lockAt > clock.now()) return;
  const chosen = cards(ctx)
    .find({ workspace: ctx.workspace, run: runId, 'picks.0': { $exists: true } })
    .lean<Card[]>()
    .cursor();
  for await (const batch of inBatches<Card>(chosen, BATCH)) {
    const open = await unanswered(ctx, batch);
    const people = await membersOf(
      ctx,
      open.map(({ card }) => card.member),
    );
    // All at once: what they read and write is gathered into few commands.
    await Promise.all(
      open.flatMap(({ card, items }) => {
        const member = { user: card.member, ...people.get(card.member), ...unitOf(card) };
        return items.map((item) => countAtLock(ctx, member, card, item));
      }),
    );
  }
  // Before the run is closed, so that nothing is missing when this dies in between.
  await closeCards(ctx, run);
  await planDigest(ctx, run);
  await runs(ctx).updateOne({ _id: runId }, { $set: { state: 'locked' } });
  await countLast(ctx, runId);
}

function unitOf(card: Card): { branch: string | undefined; team: string | undefined } {
  return { branch: card.branch, team: card.team };
}
