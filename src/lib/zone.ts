/** Zone of people who have none: the programme's home. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** A day and its clock are counted in UTC arithmetic; only `offsetMs` knows where on earth that is. */
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const ZONES_KEPT = 1_000;
const OFFSETS_KEPT = 20_000;
const DAYS_KEPT = 10_000;
/** Offsets change on quarters of an hour only (all zones since 1972), so one answer serves fifteen minutes. */
const OFFSET_SPAN_MS = 15 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const offsets = new Map<string, Map<number, number>>();
const numbers = new Map<string, number>();
const names = new Map<number, string>();

function keep<K, V>(cache: Map<K, V>, most: number, key: K, value: V): V {
  if (cache.size >= most) cache.clear();
  cache.set(key, value);
  return value;
}

function formatOf(tz: string): Intl.DateTimeFormat | undefined {
  if (formats.has(tz)) return formats.get(tz);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: tz,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    format = undefined;
  }
  return keep(formats, ZONES_KEPT, tz, format);
}

/** The zone to reckon in: `tz` when it is an IANA zone known here, else `fallback`, else China's. */
export function zoneOf(tz: string | null | undefined, fallback: string = DEFAULT_ZONE): string {
  if (tz && formatOf(tz)) return tz;
  return formatOf(fallback) ? fallback : DEFAULT_ZONE;
}

/**
 * What a zone's clock is ahead of UTC.
 * @param tz a zone as `zoneOf` gives it
 * @param atMs instant in ms since 1970
 * @returns ms to add to the instant to read the wall clock in UTC fields
 */
export function offsetMs(tz: string, atMs: number): number {
  const span = Math.floor(atMs / OFFSET_SPAN_MS);
  const known = offsets.get(tz) ?? keep(offsets, ZONES_KEPT, tz, new Map<number, number>());
  const found = known.get(span);
  if (found !== undefined) return found;
  const start = span * OFFSET_SPAN_MS;
  const wall: Record<string, number> = {};
  for (const part of formatOf(tz)?.formatToParts(start) ?? []) wall[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = wall;
  return keep(known, OFFSETS_KEPT, span, Date.UTC(year, month - 1, day, hour, minute, second) - start);
}

/**
 * The instant at which a zone's wall clock shows a given reading.
 * Where the clock jumps over it, the reading moves on by the jump (02:30 becomes 03:30); where the clock shows it twice,
 * the first time counts. This is Temporal's "compatible" rule (RFC 5545, section 3.3.5).
 * @param wallMs the reading, as ms since 1970 in UTC fields
 * @returns ms since 1970
 */
export function instantMs(wallMs: number, tz: string): number {
  const before = offsetMs(tz, wallMs - DAY_MS);
  const after = offsetMs(tz, wallMs + DAY_MS);
  const first = wallMs - Math.max(before, after);
  const second = wallMs - Math.min(before, after);
  if (first + offsetMs(tz, first) === wallMs) return first;
  if (second + offsetMs(tz, second) === wallMs) return second;
  return wallMs - before;
}

/** Days from 1970-01-01 to a day 'YYYY-MM-DD'. @throws RangeError for anything else */
export function dayNumber(day: string): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const days = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  // The way back refuses 30 February, which the parser takes for 2 March.
  if (Number.isNaN(days) || dayFromNumber(days) !== day) throw new RangeError(`Not a day (YYYY-MM-DD): ${day}`);
  return keep(numbers, DAYS_KEPT, day, days);
}

/** The day 'YYYY-MM-DD' that many days after 1970-01-01. */
export function dayFromNumber(days: number): string {
  return names.get(days) ?? keep(names, DAYS_KEPT, days, new Date(days * DAY_MS).toISOString().slice(0, 10));
}

/** The day `days` after (or, negative, before) a day. */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** ISO weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The day 'YYYY-MM-DD' that the calendar shows in a zone at an instant. A missing or unknown zone: see `zoneOf`. */
export function dayOf(at: Date, tz: string | undefined): string {
  const ms = at.getTime();
  return dayFromNumber(Math.floor((ms + offsetMs(zoneOf(tz), ms)) / DAY_MS));
}

/**
 * The instant at which a zone's clock shows `time` on `day`; where the clock skips it, as much later as it skips.
 * @param time 'HH:mm' or 'HH:mm:ss'; '24:00' is the next midnight
 */
export function instantOf(day: string, time: string, tz: string | undefined): Date {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return new Date(instantMs(dayNumber(day) * DAY_MS + (hour * 60 + minute) * MINUTE_MS + second * 1000, zoneOf(tz)));
}
