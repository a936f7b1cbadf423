import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { addDays, DAY_MS, instantOf } from '../../../../lib/zone.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { aggregateEntries, membersWho } from '../../../../participation/ledger/read.ts';
import { type BankQuestion, cards, questions, type Run, runs, type Schedule, schedules } from '../../model.ts';
import { mark, type Response } from '../../question/rules/mark.ts';
import { MARKING } from '../../question/rules/points.ts';
import { askedCards } from './asked-cards.ts';

export interface Digest {
  schedule: string;
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
const BATCH = 1_000;

/** Runs that close with this one are counted within this time. */
const COUNTING_MS = 60_000;

/**
 * Plans the digest of a schedule's day for its channel, for the next morning, when no other run of the day is still open
 * for answers. Two runs that close at the same moment both plan it, and it is planned once.
 */
export async function planDigest(ctx: Context, run: Pick<Run, '_id' | 'schedule' | 'day' | 'tz'>): Promise<void> {
  const now = clock.now();
  const schedule = await schedules(ctx).findOne({ _id: run.schedule, workspace: ctx.workspace }).lean<Schedule>();
  const open = await runs(ctx).exists({
    workspace: ctx.workspace,
    schedule: run.schedule,
    day: run.day,
    _id: { $ne: run._id },
    state: { $ne: 'locked' },
    lockAt: { $gt: now },
  });
  if (schedule?.channel === undefined || open !== null) return;
  const morning = instantOf(addDays(run.day, 1), schedule.time, run.tz);
  // Late, after a night without a worker, the other runs are just being counted.
  const dueAt = new Date(Math.max(morning.getTime(), now.getTime() + COUNTING_MS));
  await plan(ctx, [
    {
      notice: `quiz.digest-${run.schedule}-${run.day}`,
      kind: 'quiz.digest',
      recipient: schedule.channel,
      to: 'channel',
      params: { schedule: run.schedule, day: run.day },
      dueAt,
      expiresAt: new Date(morning.getTime() + DAY_MS),
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
  const { hardest, right } = await knowledge(ctx, runIds, today.guests);
  return {
    schedule,
    day,
    took: today.took,
    invited: today.invited,
    right,
    weekBefore: before.invited === 0 ? undefined : before.took / before.invited,
    hardest,
    byBranch: today.byBranch,
    full: today.full,
  };
}

/** What those asked knew on a day. @param guests who answered and was not asked */
async function knowledge(
  ctx: Context,
  runIds: readonly string[],
  guests: readonly string[],
): Promise<Pick<Digest, 'right' | 'hardest'>> {
  const known = await answeredQuestions(ctx, runIds, guests);
  const answers = known.reduce((sum, one) => sum + one.answers, 0);
  const rights = known.reduce((sum, one) => sum + one.rights, 0);
  const [first] = known;
  const hardest =
    first === undefined || first.answers < LEAST_ANSWERS
      ? undefined
      : { stem: first.question.content.stem, right: first.rights / first.answers };
  return { right: answers === 0 ? 0 : rights / answers, hardest };
}

interface AnsweredQuestion {
  question: Pick<BankQuestion, '_id' | 'content'>;
  answers: number;
  rights: number;
}

/**
 * The questions that were answered in some runs, the hardest first, and those with few answers last. Answers are marked by
 * the key as it is now: a corrected one counts for those before it too.
 * @param guests whose answers do not count
 */
export async function answeredQuestions(
  ctx: Context,
  runIds: readonly string[],
  guests: readonly string[] = [],
): Promise<AnsweredQuestion[]> {
  const { workspace } = ctx;
  const asked = guests.length === 0 ? {} : { member: { $nin: [...guests] } };
  const given = await aggregateEntries<{ _id: { question: string; response: Response }; answers: number }>(
    ctx,
    { activity: { $in: [...runIds] }, kind: 'answer', ...asked },
    [{ $group: { _id: { question: '$outcome.question', response: '$outcome.response' }, answers: { $sum: 1 } } }],
  ).toArray();
  const found = await questions(ctx)
    .find({ workspace, _id: { $in: given.map(({ _id }) => _id.question) } }, { content: 1 })
    .lean<AnsweredQuestion['question'][]>();
  const known = found.map((question) => {
    const own = given.filter(({ _id }) => _id.question === question._id);
    const sumOf = (some: typeof own) => some.reduce((sum, one) => sum + one.answers, 0);
    const rights = sumOf(own.filter(({ _id }) => mark(question.content, _id.response, MARKING).correct));
    return { question, answers: sumOf(own), rights };
  });
  const isFew = ({ answers }: AnsweredQuestion) => Number(answers < LEAST_ANSWERS);
  const share = ({ rights, answers }: AnsweredQuestion) => rights / answers;
  const stem = ({ question }: AnsweredQuestion) => question.content.stem;
  return known.sort((a, b) => isFew(a) - isFew(b) || share(a) - share(b) || (stem(a) < stem(b) ? -1 : 1));
}

interface Unit {
  branch?: string | undefined;
  team?: string | undefined;
  members: string[];
}

/** Who was asked on a day and who of them answered, by unit; in a channel others may have answered too. */
async function participation(
  ctx: Context,
  schedule: string,
  day: string,
): Promise<Pick<Digest, 'took' | 'invited' | 'byBranch' | 'full'> & { guests: string[] }> {
  const { workspace } = ctx;
  const found = await runs(ctx).find({ workspace, schedule, day }).lean<Run[]>();
  const ids = found.map((run) => run._id);
  const inChannel = found.filter((run) => run.mode === 'channel');
  const [units, took] = await Promise.all([
    inChannel.length > 0 ? unitsOfAudience(ctx, schedule) : unitsOfCards(ctx, ids),
    membersWho(ctx, 'answer', ids),
  ]);
  const answered = new Set(took);
  const counts = units.map(({ members, ...unit }) => ({
    ...unit,
    took: members.filter((member) => answered.has(member)).length,
    invited: members.length,
  }));
  const branches = new Map<string, { took: number; invited: number }>();
  for (const { branch, ...here } of counts) {
    if (branch === undefined) continue;
    const sum = branches.get(branch) ?? { took: 0, invited: 0 };
    branches.set(branch, { took: sum.took + here.took, invited: sum.invited + here.invited });
  }
  const asked = new Set(units.flatMap(({ members }) => members));
  const sumOf = (what: 'took' | 'invited') => counts.reduce((sum, one) => sum + one[what], 0);
  return {
    took: sumOf('took'),
    invited: inChannel.length > 0 ? inChannel.reduce((sum, run) => sum + run.invited, 0) : sumOf('invited'),
    byBranch: [...branches]
      .map(([branch, numbers]) => ({ branch, ...numbers }))
      .sort((a, b) => b.took / b.invited - a.took / a.invited || (a.branch < b.branch ? -1 : 1)),
    full: fullTeams(counts),
    guests: took.filter((member) => !asked.has(member)),
  };
}

/** The teams in which everyone answered; those of the same name in several branches with their branch. */
function fullTeams(
  counts: readonly { branch?: string | undefined; team?: string | undefined; took: number; invited: number }[],
): string[] {
  const isAlone = (team: string) => counts.filter((one) => one.team === team).length === 1;
  return counts
    .flatMap(({ branch, team, took, invited }) => {
      if (team === undefined || took < invited) return [];
      return [isAlone(team) ? team : [branch, team].filter(Boolean).join(' ')];
    })
    .sort();
}

/** By card: people to whom one came were asked. */
async function unitsOfCards(ctx: Context, ids: readonly string[]): Promise<Unit[]> {
  const found = await cards(ctx).aggregate<{ _id: Omit<Unit, 'members'>; members: string[] }>([
    { $match: await askedCards(ctx, ids) },
    { $group: { _id: { branch: '$branch', team: '$team' }, members: { $addToSet: '$member' } } },
  ]);
  return found.map(({ _id, members }) => ({ ..._id, members }));
}

/** In a channel only those have a card who tapped; asked was the audience. */
async function unitsOfAudience(ctx: Context, scheduleId: string): Promise<Unit[]> {
  const schedule = await schedules(ctx).findOne({ _id: scheduleId, workspace: ctx.workspace }).lean<Schedule>();
  const units = new Map<string, Unit>();
  if (schedule === null) return [];
  for await (const batch of resolveAudience(ctx, schedule.audience, 'company', { size: BATCH })) {
    for (const { user, branch, team } of batch) {
      const key = JSON.stringify([branch, team]);
      const unit = units.get(key) ?? { branch, team, members: [] };
      unit.members.push(user);
      units.set(key, unit);
    }
  }
  return [...units.values()];
}
