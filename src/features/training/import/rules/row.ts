import type { Second } from '../../../../lib/language.ts';
import { addDays, dayNumber, instantOf } from '../../../../lib/zone.ts';
import { MOST_SESSIONS } from '../../rules/dates.ts';
import { type Fault, faultsOf, type Said } from '../../rules/facts.ts';
import { KINDS, type Kind } from '../../rules/kinds.ts';
import { type DaysFault, readDays } from './days.ts';
import { inPart, minutesBetween, readHour, readHours } from './hours.ts';
import type { PlanCells, PlanColumn } from './table.ts';
import { readDay, readLength } from './words.ts';

/** Why a row of a plan makes no session. `names` are those of its words that nobody, or several, answer to. */
export type RowFault =
  | {
      why:
        | Exclude<Fault, 'times' | 'dates' | 'datesPast' | 'startsAt'>
        | ('kind' | 'start' | 'end' | 'length' | 'broken');
    }
  | DaysFault
  /** The hour that stands with the date, and another one under the start. */
  | { why: 'twoStarts'; date: string; start: string }
  | { why: 'tooLong'; column: PlanColumn }
  | { why: 'badCell'; cell: string }
  | { why: 'trainerUnknown' | 'trainerSeveral' | 'audienceUnknown' | 'audienceSeveral'; name: string }
  | { why: 'repeated'; line: number };

/** Who and what the words of a plan name. */
export interface PlanNames {
  /** The members whose name or employee number it is, as ids. */
  trainer(word: string): readonly string[];
  /** The keys of the audience's parts of this name. */
  audience(word: string): readonly string[];
  /** Whether the officer may invite this part. */
  mayInvite(key: string): boolean;
}

/** One session of a plan. */
export interface PlanRow {
  line: number;
  series: string;
  topic: string;
  kind: Kind;
  startsAt: Date;
  duration: number;
  where: string;
  link: string;
  trainer: string;
  capacity?: number;
  minutes: number;
  include: string[];
  must: string[];
  about: string;
  second?: Second<Said>;
}

const KIND_WORDS: Record<Kind, string> = {
  class: '素质培训班 培训班 素质培训 培训 class skillsclass qualityclass training',
  camp: '特训营 训练营 camp trainingcamp',
  meetings: '三会一课 meetings unionbranchmeeting threemeetingsandalecture',
  micro: '五微课堂 微课 微课堂 micro microclass',
  joint: '三组联建 joint crossteamstudy jointbuilding',
  talk: '劳模宣讲 宣讲 talk modelworkertalk',
  'self-study': '自学 selfstudy',
};
const KIND_BY_WORD = new Map(KINDS.flatMap((kind) => KIND_WORDS[kind].split(' ').map((word) => [word, kind] as const)));
const SEPARATORS = /[；;，,、|\n]+/;

/**
 * The sessions of a row, one for each of its days at the row's hour.
 * @param tz the zone of the plan's hours
 */
export function readPlanRow(row: PlanCells, names: PlanNames, tz: string, now: Date): PlanRow[] | RowFault {
  const { line, cells, fault } = row;
  if (fault === 'broken') return { why: 'broken' };
  if (fault !== undefined)
    return 'badCell' in fault ? { why: 'badCell', cell: fault.badCell } : { why: 'tooLong', column: fault.tooLong };
  const { topic = '', series = '', where = '', link = '', about = '', topicEn = '', aboutEn = '' } = cells;
  if (topic === '') return { why: 'topic' };
  const kind = kindOf(cells.kind ?? '');
  if (kind === undefined) return { why: 'kind' };
  const when = whenOf(row, tz);
  if ('why' in when) return when;
  const { starts, duration } = when;
  const trainer = trainerOf(cells.trainer ?? '', names);
  if (typeof trainer !== 'string') return trainer;
  const [include, must] = [audienceOf(cells.include ?? '', names), audienceOf(cells.must ?? '', names)];
  if (!Array.isArray(include)) return include;
  if (!Array.isArray(must)) return must;
  if (include.length + must.length === 0) return { why: 'include' };
  const [capacity, minutes] = [numberOf(cells.capacity ?? ''), readLength(cells.counts || String(duration))];
  const read = starts.map(
    (startsAt): PlanRow => ({
      line,
      series,
      topic,
      kind,
      startsAt,
      duration,
      where,
      link,
      trainer,
      about,
      include,
      must,
      ...(capacity === undefined ? {} : { capacity }),
      minutes: minutes ?? Number.NaN,
      ...(topicEn + aboutEn === '' ? {} : { second: { locale: 'en', words: wordsOf(topicEn, aboutEn) } }),
    }),
  );
  const [wrong] = read.flatMap((one) => faultsOf(one, now));
  return wrong === undefined ? read : { why: wrong as 'past' };
}

function wordsOf(topic: string, about: string): Partial<Said> {
  return { ...(topic === '' ? {} : { topic }), ...(about === '' ? {} : { about }) };
}

function kindOf(text: string): Kind | undefined {
  if (text === '') return 'class';
  return KIND_BY_WORD.get(text.toLowerCase().replace(/[\s-]/g, ''));
}

/** Empty: as many as come. */
function numberOf(text: string): number | undefined {
  return text === '' || text === '不限' ? undefined : Number(text.replace(/[人名个]$/, ''));
}

/** Where nothing says how long. */
const USUAL_MINUTES = 60;
const DAY_MINUTES = 24 * 60;

function whenOf(row: PlanCells, tz: string): { starts: Date[]; duration: number } | RowFault {
  const { date = '', start = '', end = '' } = row.cells;
  const said = readDays(date);
  if ('why' in said) return said;
  const [day = ''] = said.days;
  const hours = hoursOf(said.rest, start, day);
  if ('why' in hours) return hours;
  const isLength = row.isEndLength === true && end !== '';
  const duration = isLength ? readLength(end) : lengthOf(day, hours, end);
  if (duration === undefined) return { why: isLength ? 'length' : 'end' };
  const isOther = end !== '' && hours.until !== undefined && minutesBetween(hours.from, hours.until) !== duration;
  if (isOther) return { why: 'end' };
  const { minutes } = hours.from;
  const starts = said.days.map((one) =>
    instantOf(addDays(one, Math.floor(minutes / DAY_MINUTES)), clockAt(minutes % DAY_MINUTES), tz),
  );
  return { starts, duration };
}

type Hours = NonNullable<ReturnType<typeof readHours>>;

/**
 * The hour may stand beside the day, in one cell, or in a cell that says the day again. Where both cells say one, they agree, and
 * a part of the day beside the date says which half the start is of; else somebody is asked.
 */
function hoursOf(rest: string, start: string, day: string): Hours | RowFault {
  const again = readDay(start);
  if (again !== undefined && again.day !== day) return { why: 'twoStarts', date: day, start };
  const written = again?.rest || (again === undefined ? start : '');
  const beside = readHours(rest);
  if (written === '') {
    if (beside !== undefined) return beside;
    return rest === '' || inPart(rest, '') !== undefined ? { why: 'start' } : { why: 'beside', words: rest };
  }
  const hours = readHours(written);
  if (hours === undefined) return { why: 'start' };
  if (rest === '') return hours;
  if (beside !== undefined) {
    const isSame = beside.from.minutes === hours.from.minutes;
    return isSame ? { ...hours, ...beside } : { why: 'twoStarts', date: rest, start };
  }
  const part = inPart(rest, written);
  if (part === undefined) return { why: 'beside', words: rest };
  return part === 'other' ? { why: 'twoStarts', date: rest, start } : part;
}

function clockAt(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function lengthOf(
  day: string,
  { from, until }: NonNullable<ReturnType<typeof readHours>>,
  end: string,
): number | undefined {
  if (end === '') return until === undefined ? USUAL_MINUTES : minutesBetween(from, until);
  const other = readDay(end);
  const said = readHour(other?.rest || end);
  if (said === undefined) return readLength(end);
  return minutesBetween(from, said, other && dayNumber(other.day) - dayNumber(day));
}

function trainerOf(text: string, names: PlanNames): string | RowFault {
  if (text === '') return '';
  const [only, ...others] = names.trainer(text);
  if (only === undefined) return { why: 'trainerUnknown', name: text };
  return others.length > 0 ? { why: 'trainerSeveral', name: text } : only;
}

function audienceOf(text: string, names: PlanNames): string[] | RowFault {
  const keys = new Set<string>();
  for (const word of text.split(SEPARATORS).map((one) => one.trim())) {
    if (word === '') continue;
    const [only, ...others] = names.audience(word);
    if (only === undefined) return { why: 'audienceUnknown', name: word };
    if (others.length > 0) return { why: 'audienceSeveral', name: word };
    if (!names.mayInvite(only)) return { why: 'beyond' };
    keys.add(only);
  }
  return [...keys];
}

/** What makes a row the session that it is: the same in another file, or sent again, it is there already. */
export function rowIdentity({ topic, kind, startsAt, where, link, include, must }: PlanRow): string {
  return JSON.stringify([topic, kind, startsAt.getTime(), where, link, [...include].sort(), [...must].sort()]);
}

/**
 * The rows that are one course, in the order of their dates: those of one topic and series that differ in nothing but the day
 * and the hour. What a course's form cannot say of one date alone (another place, another trainer) makes a course of its own.
 */
export function coursesIn(rows: readonly PlanRow[]): PlanRow[][] {
  const groups = new Map<string, PlanRow[]>();
  for (const row of rows) {
    const { line: _line, startsAt: _startsAt, ...same } = row;
    const key = JSON.stringify(same);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const parts = Math.ceil(sorted.length / MOST_SESSIONS);
    return Array.from({ length: parts }, (_, part) => sorted.slice(part * MOST_SESSIONS, (part + 1) * MOST_SESSIONS));
  });
}
