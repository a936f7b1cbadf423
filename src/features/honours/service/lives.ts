import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { afterWorkingDays } from '../../../cases/clocks.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import { maySee } from '../../../members/roles.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { advance, outcomeOf } from '../rules/programme.ts';
import type { Nominee, Programme } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { award } from './awards.ts';
import { calendar, nomineesOf, programmeLife } from './calendar.ts';
import { hasOpenCases, openFiled } from './cases.ts';
import { closeScores, enterScoring, scoredOf } from './judging.ts';
import { aboutNominee } from './nominees.ts';
import { callVotes } from './votes.ts';

/** What follows from news: cases, numbers, closed scores, titles, and what stands in Slack. Again it adds nothing. */
async function follow(ctx: Context, programme: Programme): Promise<void> {
  const { _id: id, news } = programme;
  for (const one of news) {
    if (one.what === 'filed') await openFiled(ctx, programme, one.filed);
    if (one.what === 'scoring') await enterScoring(ctx, programme);
    if (one.what === 'publicity') await closeScores(ctx, id);
    if (one.what === 'voting') await callVotes(ctx, id);
    if (one.what === 'deciding') await tellTie(ctx, programme);
    if (one.what === 'awarded') await award(ctx, id);
  }
  const nominees = await nomineesOf(ctx, id);
  await redrawAbout(ctx, [aboutDates('honours', id), ...nominees.map(({ _id }) => aboutNominee(_id))]);
}

/** People of the same score are the officer's to choose from. */
async function tellTie(ctx: Context, { _id, createdBy }: Programme): Promise<void> {
  await plan(ctx, [
    { notice: `honours.tie-${_id}`, kind: 'honours.tie', recipient: createdBy, to: 'member', params: { of: _id } },
  ]);
}

/** Programmes: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const lives: LivingDocuments<Programme, Context> = living<Programme, Context>({
  ...programmeLife,
  follow,
  due: async (ctx, { _id }) => {
    await goOn(ctx, _id);
    await calendar.tell(ctx, await lives.present(ctx, _id));
  },
});

/** News can lead to news: the publicity to who is proposed. */
async function tellAll(ctx: Context, programme: Programme): Promise<void> {
  for (let one = programme; one.news.length > 0; one = await lives.present(ctx, one._id)) await lives.tell(ctx, one);
}

/** The same; the change stands, so what cannot be told at once, the tick tells. */
export async function tellAllSoon(ctx: Context, programme: Programme): Promise<void> {
  try {
    await tellAll(ctx, programme);
  } catch (error) {
    ctx.log.warn({ err: error, programme: programme._id }, 'news of honours could not be told; the tick will');
  }
}

export const standingOf = (all: readonly Nominee[]): Set<string> =>
  new Set(all.filter(({ state }) => state === 'in').map(({ _id }) => _id));

/**
 * Goes to the next phase where it is due. What it depends on is read after the programme: what was handed in since has written the
 * programme, and then it is read again. So of two processes one moves it, and neither moves it past an open case.
 */
export async function goOn(ctx: Context, id: string): Promise<Programme> {
  for (;;) {
    const found = await lives.present(ctx, id);
    await tellAll(ctx, found);
    const before = found.news.length > 0 ? await lives.present(ctx, id) : found;
    const [isWaiting, all, times] = await Promise.all([hasOpenCases(ctx, id), nomineesOf(ctx, id), workTimesOf(ctx)]);
    const { isScored, count } = scoredOf(all);
    const now = clock.now();
    const around = {
      isWaiting,
      isPrepared: all.every(({ state, dossier }) => state !== 'nominated' || dossier !== undefined),
      isScored,
      count: before.state === 'scoring' ? count : all.filter(({ state }) => state !== 'withdrawn').length,
      standing: (before.proposed ?? []).filter(({ nominee }) => standingOf(all).has(nominee)).length,
      isElected: (before.polls ?? []).every(({ elected }) => elected !== undefined),
      isTied: outcomeOf(before, standingOf(all)).ties.length > 0,
      endOf: (days: number) => afterWorkingDays(now, days, ctx.config.TIMEZONE, times.calendar(before.branch)),
      lot: newId(),
    };
    let isStale = false;
    const { one, isWritten } = await lives.decide(
      ctx,
      id,
      (current) => {
        isStale = current.rev !== before.rev;
        return isStale ? undefined : advance(current, around, now);
      },
      before,
    );
    if (!isStale && !isWritten) return one;
    await tellAll(ctx, one);
  }
}

/** Whether an officer looks after a programme. */
export const manages = (actor: Actor, { branch }: Pick<Programme, 'branch'>): boolean => maySee(actor, branch);

/** @throws UserError for people who do not look after it */
export async function managed(ctx: Context, actor: Actor, id: string): Promise<Programme> {
  const found = await lives.present(ctx, id);
  if (!manages(actor, found)) throw new UserError(WORDS.notYours);
  return found;
}

/** A programme as this reader may see it: a draft is its officers', a branch's one the branch's and its judges'. @throws UserError */
export async function visible(ctx: Context, actor: Actor, id: string): Promise<Programme> {
  const found = await lives.present(ctx, id);
  const isTheirs = found.branch === undefined || found.branch === actor.branch || found.judges.includes(actor.user);
  return found.state === 'draft' || !isTheirs ? managed(ctx, actor, id) : found;
}
