import type { Actor } from '../../../bot/actor.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { type Seen, seenOf } from '../../../gatherings/card/seen.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageIn } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf } from '../../../members/roles.ts';
import { type Appeal, appeals, certificates, entrants, type Heat, heats, type SkillCertificate } from '../model.ts';
import { endOf, isOpenEntrant, isShort, scoresBlind, TITLED } from '../rules/contest.ts';
import type { Contest, Discipline, Entrant, Placed } from '../rules/records.ts';
import { pendingRemarks, type Result, resultOf, waitsForJudge } from '../rules/scoring.ts';
import { contestsFor, sizeOfInvitation } from './contests.ts';
import { competes, isSteward } from './entrants.ts';
import { manages, stored } from './lives.ts';
import { entrantsOf, placesNow, theoryMarks } from './results.ts';
import { waitsForTheory } from './theory.ts';

const ENTRANTS_SHOWN = 10;

/** A heat as one reader sees it. */
export interface ShownHeat extends Seen, Pick<Heat, 'where' | 'contest' | 'discipline' | 'each'> {
  contestName: string;
  disciplineName: string;
  isManaged: boolean;
  /** Numbers are drawn: nobody signs up or changes heats any more. */
  isDrawn: boolean;
}

/** What a reader's own part in a discipline has come to. */
export interface OwnPart {
  entrant: Pick<Entrant, '_id' | 'start' | 'startsAt' | 'state' | 'reason'> | undefined;
  /** The heat in which they have a seat or wait for one. */
  heat: ShownHeat | undefined;
  hasTheory: boolean;
  placed: Placed | undefined;
  /** How many have a place. */
  of: number;
  /** The number of their certificate. */
  certificate: string | undefined;
}

export interface ShownDiscipline {
  discipline: Discipline;
  heats: ShownHeat[];
  own: OwnPart;
}

/** A contest as one reader sees it. */
export interface ShownContest {
  contest: Contest;
  disciplines: ShownDiscipline[];
  isManaged: boolean;
  /** People can sign up now. */
  isOpen: boolean;
  /** The reader chose not to take part. */
  isRefused: boolean;
  /** A heat that is to come, or goes on. */
  isUnderWay: boolean;
  /** How many would be told that it opens; only of a draft, for people who look after it. */
  size: number | undefined;
  /** Entrants whose sheets are missing, all of them, and how many people those are; for people who look after it. */
  missing: { open: number; all: number; people: number } | undefined;
}

/** Heats as a person sees them. */
export async function shownHeats(
  ctx: Context,
  actor: Actor,
  contest: Contest,
  found: readonly Heat[],
): Promise<ShownHeat[]> {
  const seen = await seenOf(stored, ctx, actor.user, found);
  const isManaged = manages(actor, contest);
  return found.map((heat): ShownHeat => {
    const { where, contest: of, discipline, each } = heat;
    return {
      ...seen(heat),
      // Who was there is said by the score sheets.
      isCodeTime: false,
      mark: undefined,
      where,
      contest: of,
      discipline,
      each,
      contestName: contest.name,
      disciplineName: contest.disciplines.find(({ id }) => id === discipline)?.name ?? '',
      isManaged,
      isDrawn: contest.state !== 'draft' && (contest.state !== 'open' || contest.signUpUntil <= clock.now()),
    };
  });
}

/** Contests as a person sees them. */
export async function shownOf(ctx: Context, actor: Actor, found: readonly Contest[]): Promise<ShownContest[]> {
  const ids = found.map(({ _id }) => _id);
  const { workspace } = ctx;
  const [dates, own, earned] = await Promise.all([
    heats(ctx)
      .find({ workspace, contest: { $in: ids } })
      .sort({ startsAt: 1, _id: 1 })
      .lean<Heat[]>(),
    entrants(ctx)
      .find({ workspace, contest: { $in: ids }, member: actor.user })
      .lean<Entrant[]>(),
    certificates(ctx)
      .find({ workspace, contest: { $in: ids }, member: actor.user, annulledAt: { $exists: false } })
      .lean<SkillCertificate[]>(),
  ]);
  return Promise.all(
    found.map(async (contest): Promise<ShownContest> => {
      const of = dates.filter((one) => one.contest === contest._id);
      const seen = await shownHeats(ctx, actor, contest, of);
      const isManaged = manages(actor, contest);
      const now = clock.now();
      const ends = contest.disciplines.map(({ id }) => endOf(contest, id));
      return {
        contest,
        isManaged,
        isOpen: contest.state === 'open' && contest.signUpUntil > now,
        isRefused: contest.refused.includes(actor.user),
        isUnderWay: ends.some((end) => end !== undefined && end > now),
        size: contest.state === 'draft' && isManaged ? await sizeOfInvitation(ctx, contest) : undefined,
        missing: contest.state === 'running' && isManaged ? await missingIn(ctx, contest) : undefined,
        disciplines: await Promise.all(
          contest.disciplines.map(async (discipline): Promise<ShownDiscipline> => {
            const heatsOf = seen.filter((one) => one.discipline === discipline.id);
            const entrant = own.find((one) => one.contest === contest._id && one.discipline === discipline.id);
            const places = contest.results?.[discipline.id] ?? [];
            return {
              discipline,
              heats: heatsOf,
              own: {
                entrant: entrant?.state === 'withdrawn' ? undefined : entrant,
                heat: heatsOf.find((one) => one.own !== undefined && one.state !== 'cancelled'),
                hasTheory: entrant !== undefined && (await waitsForTheory(ctx, contest, discipline, entrant)),
                placed: places.find(({ member }) => member === actor.user),
                of: places.filter(({ place }) => place !== undefined).length,
                certificate: earned.find((one) => one.contest === contest._id && one.discipline === discipline.id)
                  ?.number,
              },
            };
          }),
        ),
      };
    }),
  );
}

async function missingIn(ctx: Context, { _id: id }: Contest): Promise<NonNullable<ShownContest['missing']>> {
  const all = (await entrantsOf(ctx, id)).filter(({ state }) => state !== 'withdrawn');
  const people = new Set(all.map(({ member }) => member)).size;
  return { open: all.filter(isOpenEntrant).length, all: all.length, people };
}

export async function shownOne(ctx: Context, actor: Actor, contest: Contest): Promise<ShownContest> {
  const [shown] = await shownOf(ctx, actor, [contest]);
  if (shown === undefined) throw new Error('one contest is shown as one');
  return shown;
}

/** A page of the contests that somebody can see. */
export async function listed(ctx: Context, actor: Actor, page: number): Promise<Paged<ShownContest>> {
  const found = await contestsFor(ctx, actor, page);
  return { ...found, rows: await shownOf(ctx, actor, found.rows) };
}

/** A place in words: who it is. */
export type NamedPlace = Placed & { name: string };

/** A discipline with all that its page shows. */
export interface DisciplinePage extends ShownDiscipline {
  contest: Contest;
  isManaged: boolean;
  /** They see entrants, and copy sheets from paper. */
  isSteward: boolean;
  /** The best, and the reader with their neighbours. */
  places: NamedPlace[];
  /** What would be published now, for an officer who has no part in it; once all sheets are in. */
  isPreview: boolean;
  /** Entrants who have too few judges. */
  short: number[];
  judges: string[];
}

const BEST = 10;

/** The first ten, the reader, and the two around them. */
function shownPlaces(all: readonly Placed[], user: string): Placed[] {
  const placed = all.filter(({ place }) => place !== undefined);
  const own = placed.findIndex(({ member }) => member === user);
  return placed.filter((_, nth) => nth < BEST || (own >= 0 && Math.abs(nth - own) <= 1));
}

export async function disciplinePage(
  ctx: Context,
  actor: Actor,
  contest: Contest,
  id: string,
): Promise<DisciplinePage | undefined> {
  const shown = await shownOne(ctx, actor, contest);
  const one = shown.disciplines.find(({ discipline }) => discipline.id === id);
  if (one === undefined) return undefined;
  const { discipline } = one;
  const all = contest.state === 'running' ? await entrantsOf(ctx, contest._id, id) : [];
  const takesPart = discipline.judges.includes(actor.user) || all.some(({ member }) => member === actor.user);
  const isReady = all.length > 0 && !all.some(isOpenEntrant) && !shown.isUnderWay;
  const isPreview = shown.isManaged && isReady && !takesPart;
  const results = isPreview ? await placesNow(ctx, contest) : contest.results;
  const places = shownPlaces(results?.[id] ?? [], actor.user);
  const people = await membersOf(ctx, [...places.map(({ member }) => member), ...discipline.judges]);
  const nameOf = (user: string) => people.get(user)?.name ?? '';
  return {
    ...one,
    contest,
    isManaged: shown.isManaged,
    isSteward: isSteward(actor, contest, discipline),
    places: places.map((placed) => ({ ...placed, name: nameOf(placed.member) })),
    isPreview,
    short: all.filter((entrant) => entrant.considered.length > 0 && isShort(entrant)).map(({ start }) => start),
    judges: discipline.judges.map(nameOf),
  };
}

/** An entrant as stewards and officers see them: how many sheets are in, and never what stands in them. */
export interface ListedEntrant extends Pick<Entrant, '_id' | 'start' | 'startsAt' | 'state' | 'reason'> {
  /** Empty for people who score them blind. */
  name: string;
  sheets: number;
  panel: number;
  isComplete: boolean;
  isAskedAgain: boolean;
  isShort: boolean;
}

export async function entrantsPage(
  ctx: Context,
  { user }: Actor,
  contest: Contest,
  discipline: Discipline,
  page: number,
): Promise<Paged<ListedEntrant>> {
  const all = await entrantsOf(ctx, contest._id, discipline.id);
  const isHidden = scoresBlind(user, contest, discipline);
  const open = (one: Entrant) => (isOpenEntrant(one) ? 0 : 1);
  const found = pageIn(
    all.filter(({ state }) => state !== 'withdrawn').toSorted((a, b) => open(a) - open(b)),
    { page, size: ENTRANTS_SHOWN },
  );
  const people = await membersOf(
    ctx,
    found.rows.map(({ member }) => member),
  );
  return {
    ...found,
    rows: found.rows.map((one) => listedEntrant(one, isHidden ? '' : (people.get(one.member)?.name ?? ''))),
  };
}

function listedEntrant(entrant: Entrant, name: string): ListedEntrant {
  const { _id, start, startsAt, state, reason, panel, sheets, completeAt, considered } = entrant;
  return {
    _id,
    start,
    startsAt,
    state,
    ...(reason === undefined ? {} : { reason }),
    name,
    sheets: panel.filter((judge) => sheets[judge] !== undefined).length,
    panel: panel.length,
    isComplete: completeAt !== undefined,
    isAskedAgain: pendingRemarks(entrant).size > 0,
    isShort: considered.length > 0 && isShort(entrant),
  };
}

/** One entrant, for stewards and officers. */
export interface EntrantPage {
  entrant: ListedEntrant;
  contest: Contest;
  discipline: Discipline;
  isManaged: boolean;
  /** They compete in the discipline themselves. */
  isRival: boolean;
  /** Judges whose sheet is missing, and whether it was copied once; for people who may copy it. */
  missing: { judge: string; name: string; isCopied: boolean; isOwnCopy: boolean }[];
  recused: { name: string; why: Entrant['recused'][number]['why'] }[];
  refused: { name: string; at: Date }[];
}

export async function entrantPage(
  ctx: Context,
  actor: Actor,
  { contest, discipline, entrant }: { contest: Contest; discipline: Discipline; entrant: Entrant },
): Promise<EntrantPage> {
  const users = [entrant.member, ...discipline.judges, ...entrant.refused.map(({ judge }) => judge)];
  const people = await membersOf(ctx, [...users, ...entrant.recused.map(({ judge }) => judge)]);
  const nameOf = (user: string) => people.get(user)?.name ?? '';
  const isRival = await competes(ctx, contest._id, discipline.id, actor.user);
  const mayCopy = contest.state === 'running' && !discipline.judges.includes(actor.user) && !isRival;
  return {
    entrant: listedEntrant(entrant, scoresBlind(actor.user, contest, discipline) ? '' : nameOf(entrant.member)),
    contest,
    discipline,
    isManaged: manages(actor, contest),
    isRival,
    missing: mayCopy
      ? entrant.panel
          .filter((judge) => waitsForJudge(entrant, judge))
          .map((judge) => ({
            judge,
            name: nameOf(judge),
            isCopied: entrant.entered[judge] !== undefined,
            isOwnCopy: entrant.entered[judge]?.by === actor.user,
          }))
      : [],
    recused: entrant.recused.map(({ judge, why }) => ({ name: nameOf(judge), why })),
    refused: entrant.refused.map(({ judge, at }) => ({ name: nameOf(judge), at })),
  };
}

/** How somebody's result was computed. */
export interface ResultPage {
  contest: Contest;
  discipline: Discipline;
  entrant: Entrant;
  result: Result;
  placed: Placed | undefined;
  of: number;
  mayAppeal: boolean;
  /** The number of the appeal against it: there is one at most. */
  appeal: string | undefined;
}

/** @returns undefined as long as results are not published */
export async function resultPage(
  ctx: Context,
  { contest, discipline, entrant }: { contest: Contest; discipline: Discipline; entrant: Entrant },
): Promise<ResultPage | undefined> {
  const places = contest.results?.[discipline.id];
  if (places === undefined) return undefined;
  const right = (await theoryMarks(ctx, contest._id, entrant.member))(discipline.id, entrant.member);
  const { state, appealsUntil } = contest;
  const appeal = await appeals(ctx)
    .findOne({ workspace: ctx.workspace, contest: contest._id, entrant: entrant._id }, { number: 1 })
    .lean<Appeal>();
  return {
    contest,
    discipline,
    entrant,
    result: resultOf(discipline, entrant, right),
    placed: places.find(({ member }) => member === entrant.member),
    of: places.filter(({ place }) => place !== undefined).length,
    appeal: appeal?.number,
    mayAppeal: appeal === null && state === 'published' && appealsUntil !== undefined && appealsUntil > clock.now(),
  };
}

/** What somebody has won, the latest first; for their own record. */
export const titlesOf = (ctx: Context, member: string): Promise<SkillCertificate[]> =>
  certificates(ctx)
    .find({ workspace: ctx.workspace, member, place: { $lte: TITLED }, annulledAt: { $exists: false } })
    .sort({ issuedOn: -1, number: -1 })
    .limit(BEST)
    .lean<SkillCertificate[]>();

/** What of the contests waits for an officer: results that can be published, and panels that are too small. */
export async function officerDuties(
  ctx: Context,
  actor: Actor,
  running: readonly Contest[],
): Promise<{ ready: Contest[]; short: { contest: Contest; count: number }[] }> {
  if (!mayRun(actor, 'officer') || affairsOf(actor) === 'none') return { ready: [], short: [] };
  const own = running.filter((one) => manages(actor, one));
  const now = clock.now();
  const looked = await Promise.all(
    own.map(async (contest) => {
      const all = await entrantsOf(ctx, contest._id);
      const isOver = contest.disciplines.every(({ id }) => (endOf(contest, id) ?? now) <= now);
      const short = all.filter((one) => one.considered.length > 0 && isShort(one)).length;
      return { contest, isReady: isOver && !all.some(isOpenEntrant), short };
    }),
  );
  return {
    ready: looked.flatMap(({ contest, isReady }) => (isReady ? [contest] : [])),
    short: looked.flatMap(({ contest, short: count }) => (count > 0 ? [{ contest, count }] : [])),
  };
}
