import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { addDays, DAY_MS } from '../../../lib/zone.ts';
import { instantOf } from '../../../members/shift.ts';
import { ledger } from '../../../participation/model.ts';
import { type BankQuestion, cards, questions, type Run, runs, type Schedule, schedules } from '../model.ts';

export interface Digest {
  day: string;
  took: number;
  invited: number;
  /** Share of right answers among all, 0–1. */
  right: number;
  /** Participation of the same weekday a week before, 0–1. */
  weekBefore: number | undefined;
  hardest: { stem: string; right: number } | undefined;
  byBranch: { branch: string; took: number; invited: number }[];
  /** Teams in which everyone answered. */
  full: string[];
}

/** Few answers make no question the hardest. */
const LEAST_ANSWERS = 3;

/** Plans the digest of a schedule's day for its channel, for the next morning, when this run is the last to close. */
export async function planDigest(ctx: Context, run: Pick<Run, '_id' | 'schedule' | 'day' | 'tz'>): Promise<void> {
  const schedule = await schedules(ctx).findOne({ _id: run.schedule, workspace: ctx.workspace }).lean<Schedule>();
  const open = await runs(ctx).exists({
    workspace: ctx.workspace,
    schedule: run.schedule,
    day: run.day,
    _id: { $ne: run._id },
    state: { $ne: 'locked' },
  });
  if (schedule?.channel === undefined || open !== null) return;
  const dueAt = instantOf(addDays(run.day, 1), schedule.time, run.tz);
  await plan(ctx, [
    {
      notice: `quiz.digest-${run.schedule}-${run.day}`,
      kind: 'quiz.digest',
      recipient: schedule.channel,
      to: 'channel',
      params: { schedule: run.schedule, day: run.day },
      dueAt,
      expiresAt: new Date(dueAt.getTime() + DAY_MS),
      priority: 7,
    },
  ]);
}

/** The numbers of a schedule's day, from the cards and the ledger. @returns undefined if nobody was invited. */
export async function digestOf(ctx: Context, schedule: string, day: string): Promise<Digest | undefined> {
  const { workspace } = ctx;
  const [today, before] = await Promise.all([
    participation(ctx, schedule, day),
    participation(ctx, schedule, addDays(day, -7)),
  ]);
  if (today.invited === 0) return undefined;
  const runIds = (await runs(ctx).find({ workspace, schedule, day }, { _id: 1 }).lean()).map((run) => run._id);
  const byQuestion = await ledger(ctx).aggregate<{ _id: string; answers: number; right: number }>([
    { $match: { workspace, activity: { $in: runIds }, kind: 'answer' } },
    {
      $group: {
        _id: '$outcome.question',
        answers: { $sum: 1 },
        right: { $sum: { $cond: ['$outcome.correct', 1, 0] } },
      },
    },
  ]);
  const answers = byQuestion.reduce((sum, one) => sum + one.answers, 0);
  const rights = byQuestion.reduce((sum, one) => sum + one.right, 0);
  const [hardest] = byQuestion
    .filter((one) => one.answers >= LEAST_ANSWERS)
    .sort((a, b) => a.right / a.answers - b.right / b.answers);
  const question =
    hardest === undefined ? null : await questions(ctx).findOne({ _id: hardest._id, workspace }).lean<BankQuestion>();
  return {
    day,
    took: today.took,
    invited: today.invited,
    right: answers === 0 ? 0 : rights / answers,
    weekBefore: before.invited === 0 ? undefined : before.took / before.invited,
    hardest:
      hardest === undefined || question === null
        ? undefined
        : { stem: question.content.stem, right: hardest.right / hardest.answers },
    byBranch: today.byBranch,
    full: today.full,
  };
}

async function participation(
  ctx: Context,
  schedule: string,
  day: string,
): Promise<{ took: number; invited: number; byBranch: Digest['byBranch']; full: string[] }> {
  const { workspace } = ctx;
  const found = await runs(ctx).find({ workspace, schedule, day }).lean<Run[]>();
  const ids = found.map((run) => run._id);
  const [invitedUnits, took] = await Promise.all([
    cards(ctx).aggregate<{ _id: { branch?: string; team?: string }; members: string[] }>([
      { $match: { workspace, run: { $in: ids } } },
      { $group: { _id: { branch: '$branch', team: '$team' }, members: { $addToSet: '$member' } } },
    ]),
    ledger(ctx).distinct('member', { workspace, activity: { $in: ids }, kind: 'answer' }),
  ]);
  const answered = new Set(took);
  const branches = new Map<string, { took: number; invited: number }>();
  const full: string[] = [];
  for (const { _id, members } of invitedUnits) {
    const here = members.filter((member) => answered.has(member)).length;
    if (_id.team !== undefined && here === members.length) full.push(_id.team);
    if (_id.branch === undefined) continue;
    const sum = branches.get(_id.branch) ?? { took: 0, invited: 0 };
    branches.set(_id.branch, { took: sum.took + here, invited: sum.invited + members.length });
  }
  const carded = invitedUnits.reduce((sum, unit) => sum + unit.members.length, 0);
  const invited = found.some((run) => run.mode === 'channel')
    ? found.reduce((sum, run) => sum + run.invited, 0)
    : carded;
  const byBranch = [...branches]
    .map(([branch, numbers]) => ({ branch, ...numbers }))
    .sort((a, b) => b.took / b.invited - a.took / a.invited);
  return { took: answered.size, invited, byBranch, full: full.sort() };
}
