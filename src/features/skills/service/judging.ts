import type { Actor } from '../../../bot/actor.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { clock } from '../../../lib/clock.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { contests, entrants } from '../model.ts';
import { disciplineOf } from '../rules/contest.ts';
import type { Contest, Discipline, Entrant, Scores } from '../rules/records.ts';
import { copyIn, handIn, pendingRemarks, type Refusal, waitsForJudge } from '../rules/scoring.ts';
import { WORDS } from '../words.ts';
import { aboutEntrant, checkRecusal, competes, entrantIn, entrantLives, isSteward } from './entrants.ts';

/** A score sheet as the person sees it whose it is: of the others' sheets nothing. */
export interface OpenSheet {
  contest: Contest;
  discipline: Discipline;
  entrant: Pick<Entrant, '_id' | 'start' | 'startsAt' | 'state' | 'completeAt'>;
  /** Undefined where judges see numbers only. */
  name: string | undefined;
  own: Scores | undefined;
  /** The criteria that this judge is asked to look at again. */
  asked: readonly string[] | undefined;
  /** Somebody is asked to look again, and what others gave stands. */
  isAskedAgain: boolean;
  waits: boolean;
}

/** One sheet in the list of a judge. */
export type ListedSheet = Omit<OpenSheet, 'own'> & {
  isIn: boolean;
};

const REFUSED: Record<Refusal, (typeof WORDS)['gone']> = {
  recused: WORDS.recused,
  over: WORDS.over,
  complete: WORDS.complete,
  range: WORDS.cannotChange,
};

async function nameFor(ctx: Context, { isBlind }: Discipline, { member }: Entrant): Promise<string | undefined> {
  return isBlind ? undefined : ((await membersOf(ctx, [member])).get(member)?.name ?? '');
}

/**
 * A judge's own sheet of an entrant.
 * @throws UserError for people who do not judge there; of a recused one the attempt is written down
 */
export async function openSheet(ctx: Context, related: Related, actor: Actor, id: string): Promise<OpenSheet> {
  const { contest, discipline, entrant } = await entrantIn(ctx, id);
  const { user } = actor;
  if (!discipline.judges.includes(user)) throw new UserError(WORDS.noJudge);
  await checkRecusal(ctx, related, discipline, entrant, user);
  const { _id, start, startsAt, state, completeAt } = entrant;
  const sheet = entrant.sheets[user];
  return {
    contest,
    discipline,
    entrant: { _id, start, startsAt, state, ...(completeAt === undefined ? {} : { completeAt }) },
    name: await nameFor(ctx, discipline, entrant),
    own: sheet,
    asked: pendingRemarks(entrant).get(user),
    isAskedAgain: entrant.remarks !== undefined,
    waits: waitsForJudge(entrant, user),
  };
}

/** Whether an entrant's heat has begun. */
function checkBegun({ heats, state }: Contest, { heat }: Entrant): void {
  if (state !== 'running') throw new UserError(WORDS.cannotChange);
  const dates = heats.find(({ id }) => id === heat);
  if (dates === undefined || dates.startsAt > clock.now()) throw new UserError(WORDS.tooEarly);
}

/** A judge hands in a sheet. @throws UserError when it is not theirs, or can't be changed any more */
export async function handInSheet(
  ctx: Context,
  related: Related,
  actor: Actor,
  id: string,
  scores: Scores,
): Promise<Entrant> {
  const { contest, discipline, entrant } = await entrantIn(ctx, id);
  if (!discipline.judges.includes(actor.user)) throw new UserError(WORDS.noJudge);
  checkBegun(contest, entrant);
  await checkRecusal(ctx, related, discipline, entrant, actor.user);
  const { one } = await entrantLives.decide(
    ctx,
    id,
    (found, now) => {
      const done = handIn(discipline, found, actor.user, scores, now);
      if ('refused' in done) throw new UserError(REFUSED[done.refused]);
      return done.change;
    },
    entrant,
  );
  await entrantLives.tellSoon(ctx, one);
  await redrawAsked(ctx, entrant, actor.user);
  await redrawLate(ctx, contest, entrant, actor.user);
  return one;
}

/** What asked a judge to look again says that it is done. */
async function redrawAsked(ctx: Context, { _id, remarks }: Entrant, judge: string): Promise<void> {
  if (remarks !== undefined) await redrawAbout(ctx, aboutEntrant(_id), { recipients: [judge] });
}

/** What said after a heat that sheets wait says how many are left. */
async function redrawLate(ctx: Context, { _id, heats }: Contest, { heat }: Entrant, judge: string): Promise<void> {
  const isOver = heats.some(({ id, endsAt }) => id === heat && endsAt <= clock.now());
  if (isOver) await redrawAbout(ctx, aboutDates('skills', _id), { recipients: [judge] });
}

/** An entrant whose sheets somebody may copy from paper. @throws UserError for everybody else */
export async function copiedEntrant(ctx: Context, actor: Actor, id: string) {
  const found = await entrantIn(ctx, id);
  if (!isSteward(actor, found.contest, found.discipline)) throw new UserError(WORDS.notSteward);
  if (found.discipline.judges.includes(actor.user)) throw new UserError(WORDS.judgeCopies);
  if (await competes(ctx, found.contest._id, found.discipline.id, actor.user)) throw new UserError(WORDS.rival);
  return found;
}

/**
 * Copies a judge's sheet from paper, as the first person or as the second.
 * @param isAnew what the first person typed is given up
 * @returns the criteria in which the two differ, or whether the sheet counts now
 * @throws UserError for people who may not, and for the same person twice
 */
export async function copySheet(
  ctx: Context,
  related: Related,
  actor: Actor,
  id: string,
  judge: string,
  scores: Scores,
  isAnew: boolean,
): Promise<{ differs: string[] } | { isConfirmed: boolean }> {
  const { contest, discipline, entrant } = await copiedEntrant(ctx, actor, id);
  checkBegun(contest, entrant);
  await checkRecusal(ctx, related, discipline, entrant, judge, true);
  let outcome: { differs: string[] } | { isConfirmed: boolean } = { isConfirmed: false };
  const { one } = await entrantLives.decide(
    ctx,
    id,
    (found, now) => {
      const done = copyIn(discipline, found, judge, scores, actor.user, isAnew, now);
      if ('refused' in done) {
        if (done.refused === 'same-person') throw new UserError(WORDS.samePerson);
        if (done.refused === 'misread') throw new UserError(WORDS.misread);
        throw new UserError(done.refused === 'judge' ? WORDS.judgeCopies : REFUSED[done.refused]);
      }
      outcome = 'differs' in done ? { differs: done.differs } : { isConfirmed: done.isConfirmed };
      return done.change;
    },
    entrant,
  );
  await entrantLives.tellSoon(ctx, one);
  await redrawAsked(ctx, entrant, judge);
  await redrawLate(ctx, contest, entrant, judge);
  return outcome;
}

/** The contests that are judged now and in which somebody has a part: as a judge, or as a steward. */
const runningWith = (ctx: Context, as: 'judges' | 'stewards', user: string): Promise<Contest[]> =>
  contests(ctx)
    .find({ workspace: ctx.workspace, [`disciplines.${as}`]: user, state: 'running' })
    .sort({ signUpUntil: 1, _id: 1 })
    .lean<Contest[]>();

/** The sheets of a judge whose heat has begun, those that wait first. Of entrants from whom they are recused there is none. */
export async function sheetsOf(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<ListedSheet[]> {
  const running = await runningWith(ctx, 'judges', user);
  const found = await entrants(ctx)
    .find({ workspace: ctx.workspace, contest: { $in: running.map(({ _id }) => _id) }, panel: user, state: 'in' })
    .sort({ startsAt: 1, start: 1, _id: 1 })
    .lean<Entrant[]>();
  const people = await membersOf(
    ctx,
    found.map(({ member }) => member),
  );
  const now = clock.now();
  const listed = found.flatMap((entrant): ListedSheet[] => {
    const contest = running.find(({ _id }) => _id === entrant.contest);
    const discipline = contest && disciplineOf(contest, entrant.discipline);
    const heat = contest?.heats.find(({ id }) => id === entrant.heat);
    if (contest === undefined || discipline === undefined || heat === undefined || heat.startsAt > now) return [];
    const { _id, start, startsAt, state, completeAt } = entrant;
    return [
      {
        contest,
        discipline,
        entrant: { _id, start, startsAt, state, ...(completeAt === undefined ? {} : { completeAt }) },
        name: discipline.isBlind ? undefined : (people.get(entrant.member)?.name ?? ''),
        asked: pendingRemarks(entrant).get(user),
        isAskedAgain: entrant.remarks !== undefined,
        waits: waitsForJudge(entrant, user),
        isIn: entrant.sheets[user] !== undefined,
      },
    ];
  });
  return [...listed.filter(({ waits }) => waits), ...listed.filter(({ waits }) => !waits)];
}

/** Sheets from paper that wait for a second person, for somebody who may be that person. */
export async function copiesFor(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
): Promise<{ contest: Contest; discipline: Discipline; count: number }[]> {
  const running = await runningWith(ctx, 'stewards', user);
  const found = await entrants(ctx)
    .find({ workspace: ctx.workspace, contest: { $in: running.map(({ _id }) => _id) }, entered: { $ne: {} } })
    .lean<Entrant[]>();
  const parts = await entrants(ctx)
    .find({ workspace: ctx.workspace, member: user, state: { $ne: 'withdrawn' } }, { contest: 1, discipline: 1 })
    .lean<Entrant[]>();
  const competesIn = new Set(parts.map(({ contest, discipline }) => `${contest} ${discipline}`));
  return running.flatMap((contest) =>
    contest.disciplines.flatMap((discipline) => {
      if (!discipline.stewards.includes(user) || discipline.judges.includes(user)) return [];
      const own = found.filter((one) => one.contest === contest._id && one.discipline === discipline.id);
      const count = own.flatMap((one) =>
        Object.entries(one.entered).filter(([judge, { by }]) => by !== user && waitsForJudge(one, judge)),
      ).length;
      return count === 0 || competesIn.has(`${contest._id} ${discipline.id}`) ? [] : [{ contest, discipline, count }];
    }),
  );
}
