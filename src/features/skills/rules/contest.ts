import { LEAST_JUDGES } from '../../../judging/rules.ts';
import type { Dated } from '../../../notices/rules/due.ts';
import { ranked, type Standing } from './ranking.ts';
import type { Contest, Discipline, Entrant, HeatDates, News, Placed } from './records.ts';
import { resultOf } from './scoring.ts';

/*
 * What a contest is and what becomes of it: pure. Each function is asked again when somebody else was first.
 */

export const MOST_DISCIPLINES = 10;
export const MOST_HEATS = 40;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long judges are told of sheets that wait. */
const SHEETS_MS = 3 * DAY_MS;

type Change = Partial<Contest> | undefined;
type Told = Omit<News, 'seq'>;

/** What a write says about the news: some more. */
export function withNews({ seq, news }: Pick<Contest, 'seq' | 'news'>, ...told: Told[]): Pick<Contest, 'seq' | 'news'> {
  const more = told.map((one, nth) => ({ ...one, seq: seq + nth + 1 }) as News);
  return { seq: seq + told.length, news: [...news, ...more] };
}

export const disciplineOf = ({ disciplines }: Pick<Contest, 'disciplines'>, id: string): Discipline | undefined =>
  disciplines.find((one) => one.id === id);

export const heatsOf = ({ heats }: Pick<Contest, 'heats'>, discipline: string): HeatDates[] =>
  heats
    .filter((one) => one.discipline === discipline && one.isOff !== true)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/** When the last heat of a discipline ends: until then its theory paper can be answered. */
export function endOf(contest: Pick<Contest, 'heats'>, discipline: string): Date | undefined {
  const ends = heatsOf(contest, discipline).map(({ endsAt }) => endsAt.getTime());
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}

/** From the drawing to the publication its disciplines can't change. */
export const isPlanned = ({ state }: Pick<Contest, 'state'>): boolean => state === 'draft' || state === 'open';

/** Whether anybody can be scored in a discipline: it may be added while others are open for sign-up. */
export const canBeScored = ({ criteria, judges }: Pick<Discipline, 'criteria' | 'judges'>): boolean =>
  criteria.length > 0 && judges.length >= LEAST_JUDGES;

/** Whether somebody scores blind in a discipline: until results are out, nobody has a name for them. */
export const scoresBlind = (
  user: string,
  { state }: Pick<Contest, 'state'>,
  { isBlind, judges }: Discipline,
): boolean => isBlind && state === 'running' && judges.includes(user);

/** What a contest lacks before people can sign up. */
export type Lack = { what: 'disciplines' } | { what: 'criteria' | 'judges' | 'heats'; discipline: string };

/** The first thing that is missing. */
export function lackOf(contest: Pick<Contest, 'disciplines' | 'heats'>): Lack | undefined {
  const [first] = contest.disciplines;
  if (first === undefined) return { what: 'disciplines' };
  for (const { id, name: discipline, criteria, judges } of contest.disciplines) {
    if (criteria.length === 0) return { what: 'criteria', discipline };
    if (judges.length < LEAST_JUDGES) return { what: 'judges', discipline };
    if (heatsOf(contest, id).length === 0) return { what: 'heats', discipline };
  }
  return undefined;
}

/** Start numbers are drawn once sign-up is over. */
export function draw({ state, signUpUntil, seq, news }: Contest, lot: string, now: Date): Change {
  if (state !== 'open' || now < signUpUntil) return undefined;
  return { state: 'running', lot, drawnAt: now, ...withNews({ seq, news }, { what: 'drawn' }) };
}

/** Results are out. @returns undefined: they were already */
export function publish(contest: Contest, now: Date): Change {
  if (contest.state !== 'running') return undefined;
  const appealsUntil = new Date(now.getTime() + contest.appealHours * HOUR_MS);
  return { state: 'published', publishedAt: now, appealsUntil, ...withNews(contest, { what: 'published' }) };
}

/** Results stand for good. @param isWaiting an appeal is not decided yet, or something is still to follow from a decision */
export function finalise(contest: Contest, isWaiting: boolean, now: Date): Change {
  const { state, appealsUntil, results } = contest;
  if (state !== 'published' || appealsUntil === undefined || now < appealsUntil || isWaiting) return undefined;
  // They are computed by what follows from the publication.
  if (results === undefined) return undefined;
  return { state: 'final', finalAt: now, ...withNews(contest, { what: 'final' }) };
}

/** When a contest has to be looked at by itself. */
export function wakesAt({ state, signUpUntil, appealsUntil, news, updatedAt }: Contest): Date | undefined {
  if (news.length > 0) return updatedAt;
  if (state === 'open') return signUpUntil;
  return state === 'published' ? appealsUntil : undefined;
}

/** When people of a heat are told of their turn: numbers are drawn when sign-up is over, and the day before is early enough. */
export const turnAt = (
  { drawnAt, signUpUntil }: Pick<Contest, 'drawnAt' | 'signUpUntil'>,
  { startsAt }: Pick<HeatDates, 'startsAt'>,
): Date => new Date(Math.max((drawnAt ?? signUpUntil).getTime(), startsAt.getTime() - DAY_MS));

/** The calendar of its notices. */
export function noticesOf(contest: Contest): Dated[] {
  const { state, openedAt, signUpUntil, publishedAt, heats, results } = contest;
  if (state === 'cancelled' || openedAt === undefined) return [];
  const closingAt = new Date(signUpUntil.getTime() - DAY_MS);
  /** Once results are out, nothing is told of what was before. */
  const isTime = (at: Date) => publishedAt === undefined || at <= publishedAt;
  const before: Dated[] = [
    { key: 'opening', verb: 'opening', at: openedAt, until: signUpUntil },
    ...(closingAt > openedAt ? [{ key: 'closing', verb: 'closing', at: closingAt, until: signUpUntil }] : []),
    ...heats
      .filter(({ isOff }) => isOff !== true)
      .flatMap((heat) => [
        { key: turnKey(heat.id), verb: 'turn', at: turnAt(contest, heat), until: heat.endsAt },
        {
          key: `sheets-${heat.id}`,
          verb: 'sheets',
          at: heat.endsAt,
          until: new Date(heat.endsAt.getTime() + SHEETS_MS),
        },
      ]),
  ];
  const isOut = publishedAt !== undefined && results !== undefined;
  return [
    ...before.filter(({ at }) => isTime(at)),
    ...(isOut ? [{ key: 'result', verb: 'result', at: publishedAt }] : []),
  ];
}

/** The key of the notice that tells the people of a heat of their turn. */
export const turnKey = (heat: string): string => `turn-${heat}`;

/** The heat that a key of the calendar names: `turn-k7…`. */
export const heatOfKey = (key: string): string => key.slice(key.indexOf('-') + 1);

/** When each starts: one after another, or all at once where `each` is 0. @param each minutes */
export const ownStart = ({ startsAt }: Pick<HeatDates, 'startsAt'>, each: number, nth: number): Date =>
  new Date(startsAt.getTime() + nth * each * 60_000);

/** Entrants whose result is not known yet. */
export const isOpenEntrant = ({ state, completeAt }: Entrant): boolean => state === 'in' && completeAt === undefined;

/** Whether somebody takes part and has too few judges. */
export const isShort = (entrant: Entrant): boolean => isOpenEntrant(entrant) && entrant.panel.length < LEAST_JUDGES;

/**
 * The places of a discipline. People who did not come, were disqualified, or have withdrawn, have none.
 * @param rightOf how many answers of somebody's theory paper are right
 */
export function placesOf(
  discipline: Discipline,
  entrants: readonly Entrant[],
  rightOf: (member: string) => number,
): Placed[] {
  const competing = entrants.filter(({ state, completeAt }) => state === 'in' && completeAt !== undefined);
  const standings = competing.map((one): Standing => {
    const { total, theory, measured, seconds } = resultOf(discipline, one, rightOf(one.member));
    return { member: one.member, start: one.start, total, theory: theory?.right ?? 0, measured, seconds };
  });
  const placed = ranked(standings, discipline.tie).map(
    ({ member, start, total, place }): Placed => ({ member, start, total, place }),
  );
  const others = entrants
    .filter((one) => !competing.includes(one) && one.state !== 'withdrawn')
    .toSorted((a, b) => a.start - b.start)
    .map(({ member, start }): Placed => ({ member, start, total: 0 }));
  return [...placed, ...others];
}

const PRIZES = [30, 20, 10];
const TAKING_PART = 3;

/** What a place is worth in the ledger. */
export const pointsOfPlace = (place: number | undefined): number =>
  place === undefined ? 0 : (PRIZES[place - 1] ?? TAKING_PART);

/** The places that get a certificate and a title. */
export const TITLED = 3;
