import { calendarFollow } from '../../../jobs/calendar.ts';
import type { Actor } from '../../bot/actor.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { fileReader } from '../../bot/slack/file-reader.ts';
import type { Context } from '../../context.ts';
import { redrawAbout } from '../../delivery/copies.ts';
import { plan } from '../../delivery/plan.ts';
import { clock } from '../../lib/clock.ts';
import { idFrom } from '../../lib/ids.ts';
import { dayOf } from '../../lib/zone.ts';
import { resolveAudience } from '../../members/audience/resolve.ts';
import { audienceOf, EVERYBODY } from '../../members/audience/spec.ts';
import { changeById, confirmChange, draftChange, undoChange } from '../../members/calendar/changes.ts';
import type { CalendarChange, DaySaid } from '../../members/calendar/model.ts';
import {
  daysSaid,
  shiftFacts,
  standingChanges,
  timesFrom,
  type WorkTimes,
  workTimesOf,
} from '../../members/calendar/work-times.ts';
import { actorsWith } from '../../members/service.ts';
import { isWorkingDay } from '../../members/shift.ts';
import { DAY_FILE_LIMITS, type DayFile, type readDayFile } from './day-file.ts';
import { type DayReading, readDayLines } from './day-lines.ts';
import { isNoticeIn, type OneDay, type Year, yearFrom } from './year.ts';

const BATCH = 1_000;
const SHOWN_CHANGES = 5;

/** Whose days are said: `notice`, `company`, or `branch:<name>`, as the form's select has it. */
export type Scope = string;

export function scopeOf(scope: Scope): Pick<CalendarChange, 'source' | 'branch'> {
  if (scope === 'notice') return { source: 'notice', branch: '' };
  return { source: 'own', branch: scope.startsWith('branch:') ? scope.slice('branch:'.length) : '' };
}

export interface YearPage extends Year {
  /** The latest changes that touch the year and can be taken back. */
  changes: CalendarChange[];
}

/** A year with what can be taken back of it. */
export async function yearPage(ctx: Context, year: number): Promise<YearPage> {
  const changes = await standingChanges(ctx);
  const touching = changes.filter(({ days }) => days.some(({ day }) => day.startsWith(`${year}-`)));
  return { ...yearFrom(daysSaid(changes), year), changes: touching.toReversed().slice(0, SHOWN_CHANGES) };
}

export interface Preview {
  id: string;
  source: CalendarChange['source'];
  branch: string;
  /** What is different from how it stands. */
  changed: OneDay[];
  /** How many days are as they were said before. */
  same: number;
  /** How many of the changed days are over. */
  past: number;
  /** For how many people a day changes, by branch; those of none under ''. */
  people: Map<string, number>;
  faults: DaysRead['faults'];
}

/** What a change would do, kept until it is confirmed. @param request names the deed */
export async function preview(
  ctx: Context,
  actor: Actor,
  request: string,
  { scope, days, faults }: { scope: Scope; days: DaySaid[]; faults: DaysRead['faults'] },
): Promise<Preview> {
  const { source, branch } = scopeOf(scope);
  const id = idFrom(ctx.workspace, 'calendar', actor.user, request);
  const [standing, shifts] = await Promise.all([standingChanges(ctx), shiftFacts(ctx)]);
  const change = { source, branch, days, by: actor.user };
  const [before, after] = [standing, [...standing, change]].map((changes) => timesFrom(daysSaid(changes), shifts));
  if (before === undefined || after === undefined) throw new Error('there are two calendars to compare');
  const layerOf = ({ days: said }: WorkTimes) =>
    source === 'notice' ? said.notice : branch === '' ? said.company : said.branches.get(branch);
  const changed = days.filter(({ day, kind, name }) => {
    const was = layerOf(before)?.get(day);
    return kind === 'none' ? was !== undefined : was?.kind !== kind || was.name !== name;
  });
  if (days.length > 0) await draftChange(ctx, id, change);
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  return {
    id,
    source,
    branch,
    changed,
    faults,
    same: days.length - changed.length,
    past: changed.filter(({ day }) => day < today).length,
    people: await peopleOf(
      ctx,
      branch,
      changed.map(({ day }) => day),
      before,
      after,
    ),
  };
}

/** For how many of each branch one of these days changes. */
async function peopleOf(
  ctx: Context,
  branch: string,
  days: readonly string[],
  before: WorkTimes,
  after: WorkTimes,
): Promise<Map<string, number>> {
  const known = new Map<string, boolean>();
  const people = new Map<string, number>();
  const audience = branch === '' ? EVERYBODY : audienceOf({ kind: 'branch', branch });
  for await (const batch of resolveAudience(ctx, audience, 'company', { size: BATCH }))
    for (const { shift, branch: own = '' } of batch) {
      const key = JSON.stringify([shift, own]);
      const isChanged =
        known.get(key) ??
        days.some((day) => {
          const [was, is] = [before, after].map((times) => isWorkingDay(times.of({ shift, branch: own }), day));
          return was !== is;
        });
      known.set(key, isChanged);
      if (isChanged) people.set(own, (people.get(own) ?? 0) + 1);
    }
  return people;
}

const READ = new URL('./day-file.ts', import.meta.url);
const dayFiles = fileReader<typeof readDayFile>({ module: READ, name: 'readDayFile', maxBytes: DAY_FILE_LIMITS.bytes });

/** What is different in a file or a pasted text from what it could be read as. */
export interface DaysRead extends Pick<DayFile, 'unused' | 'passed'> {
  days: DaySaid[];
  /** Lines that were pasted, and rows of the file. */
  faults: (DayReading['faults'][number] & { row?: number })[];
  /** Slack's id of the file that has bad rows. */
  badIn: string | undefined;
}

/** Days in a file or a pasted text, or both. @param file Slack's id of an uploaded CSV or XLSX */
export async function readDays(
  ctx: Context,
  { text, file, year }: { text: string; file: string | undefined; year: number },
): Promise<DaysRead> {
  const pasted = readDayLines(text, year);
  if (file === undefined) return { ...pasted, unused: [], passed: [], badIn: undefined };
  const { days, faults, unused, passed } = await dayFiles.read(ctx, file, year);
  // What is pasted beside a file says the same of a day, or one of the two is wrong.
  const kinds = new Map(pasted.days.map(({ day, kind }) => [day, kind]));
  const [twice, good] = [true, false].map((is) =>
    days.filter(({ day, kind }) => (kinds.has(day) && kinds.get(day) !== kind) === is),
  ) as [DaySaid[], DaySaid[]];
  return {
    days: [...pasted.days, ...good.filter(({ day }) => !kinds.has(day))].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    faults: [
      ...pasted.faults,
      ...twice.map(({ day }) => ({ line: day, reason: 'twice' as const })),
      ...faults.map(({ row: line, line: row, reason }) => ({ line, row, reason })),
    ],
    unused,
    passed,
    badIn: faults.length > 0 ? file : undefined,
  };
}

/** The rows of a file that were not taken, as they were written. */
export async function badDaysIn(ctx: Context, file: string, year: number): Promise<DayFile> {
  return dayFiles.read(ctx, file, year);
}

/** The year that days are entered for next: this one's until November. */
export function nextYear(ctx: Pick<Context, 'config'>): number {
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  return Number(today.slice(0, 4)) + (today.slice(5) >= '11-01' ? 1 : 0);
}

const GONE = {
  zh: '这次预览已经过期，日历没有改动。请再打开“日历”，重新添加。',
  en: 'This preview has expired and the calendar was not changed. Open the calendar and add the days again.',
};

/** Makes a previewed change count. @throws UserError when it is not there any more */
export async function confirm(ctx: Context, id: string): Promise<CalendarChange> {
  const isDone = await confirmChange(ctx, id);
  const change = await changeById(ctx, id);
  if (change === undefined) throw new UserError(GONE);
  if (isDone) await follow(ctx, change, 'made');
  const years = new Set(change.days.map(({ day }) => Number(day.slice(0, 4))));
  await redrawAbout(ctx, [...years].map(aboutYear));
  return change;
}

/** Takes a change back. @returns it, and whether this deed did it */
export async function undo(ctx: Context, actor: Actor, id: string): Promise<CalendarChange> {
  const isDone = await undoChange(ctx, id, actor.user);
  const change = await changeById(ctx, id);
  if (change === undefined) throw new UserError(GONE);
  if (isDone) await follow(ctx, change, 'undone');
  return change;
}

/** Redis may be away: then the tick finds what is to be done. */
async function follow(ctx: Context, { _id }: CalendarChange, what: 'made' | 'undone'): Promise<void> {
  ctx.log.info({ change: _id, what }, 'the calendar was changed');
  await ctx
    .enqueue(calendarFollow, {}, { key: `${_id}-${what}` })
    .catch((error: unknown) => ctx.log.warn({ err: error }, 'what follows from the calendar waits for the next look'));
}

/** The year of which administrators must be told that its notice is not in: this one, and from November the next. */
export async function missingYear(ctx: Context): Promise<number | undefined> {
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  const year = Number(today.slice(0, 4));
  const { days } = await workTimesOf(ctx);
  const due = today >= `${year}-11-01` ? [year, year + 1] : [year];
  return due.find((one) => !isNoticeIn(days, one));
}

/** The yearly notice that is not in. */
const aboutYear = (year: number): string => `calendar.year:${year}`;

/** Tells each administrator, once a year, that the notice is not in. */
export async function tellMissing(ctx: Context): Promise<void> {
  const year = await missingYear(ctx);
  if (year === undefined) return;
  const found = await actorsWith(ctx, 'administrator');
  await plan(
    ctx,
    found.map(({ user }) => ({
      notice: `calendar.missing-${year}`,
      kind: 'calendar.missing',
      about: aboutYear(year),
      recipient: user,
      to: 'member' as const,
      params: { year: String(year) },
    })),
  );
}
