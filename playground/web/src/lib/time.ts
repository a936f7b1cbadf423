/** Times as a person sees them: in their zone, in their language, by the workspace's clock. */

export interface When {
  locale: string;
  tz: string;
  now: number;
}

function zone(tz: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: tz });
    return tz;
  } catch {
    return 'UTC';
  }
}

const language = (locale: string): string => (locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-GB');

export function format(at: number, when: When, options: Intl.DateTimeFormatOptions): string {
  if (!Number.isFinite(at)) return '';
  return new Intl.DateTimeFormat(language(when.locale), {
    timeZone: zone(when.tz),
    hourCycle: 'h23',
    ...options,
  }).format(at);
}

export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What clock and calendar on the wall show in a zone. */
export function wallOf(at: number, tz: string): Wall {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone(tz),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** The instant at which the wall of a zone shows this; an hour that a change of clocks skips becomes the one after. */
export function instantOf(wall: Wall, tz: string): number {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  let at = wanted;
  for (let i = 0; i < 3; i += 1) {
    const shown = wallOf(at, tz);
    at += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return at;
}

const two = (n: number): string => String(n).padStart(2, '0');

export function toLocalInput(at: number, tz: string): string {
  const w = wallOf(at, tz);
  return `${w.year}-${two(w.month)}-${two(w.day)}T${two(w.hour)}:${two(w.minute)}`;
}

export function fromLocalInput(text: string, tz: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, tz);
}

export const timeOf = (at: number, when: When): string => format(at, when, { hour: '2-digit', minute: '2-digit' });

export const dateTimeOf = (at: number, when: When): string =>
  format(at, when, { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });

const dayNumber = (at: number, tz: string): number => {
  const w = wallOf(at, tz);
  return Math.round(Date.UTC(w.year, w.month - 1, w.day) / 86_400_000);
};

/** How many days on the wall's calendar lie between now and then; 0: today. */
export const daysAhead = (at: number, when: When): number => dayNumber(at, when.tz) - dayNumber(when.now, when.tz);

/** "Today", "Yesterday", "Tomorrow", or nothing. */
function near(at: number, when: When): string | undefined {
  const days = daysAhead(at, when);
  if (Math.abs(days) > 1) return undefined;
  const text = new Intl.RelativeTimeFormat(language(when.locale), { numeric: 'auto' }).format(days, 'day');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function dayLabel(at: number, when: When): string {
  return near(at, when) ?? format(at, when, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
}

function ago(at: number, when: When): string {
  const seconds = Math.round((at - when.now) / 1000);
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ];
  const [size, unit] = steps.find(([one]) => Math.abs(seconds) >= one) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat(language(when.locale), { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  );
}

/** Fills the `{…}` of Slack's `<!date^…>`. */
export function formatSlackDate(seconds: number, pattern: string, when: When): string {
  const at = seconds * 1000;
  const short: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
  const plain: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
  const long: Intl.DateTimeFormatOptions = { ...plain, weekday: 'long' };
  const w = wallOf(at, when.tz);
  const values: Record<string, () => string> = {
    date_num: () => `${w.year}-${two(w.month)}-${two(w.day)}`,
    date_slash: () => `${w.year}/${two(w.month)}/${two(w.day)}`,
    date: () => format(at, when, plain),
    date_short: () => format(at, when, short),
    date_long: () => format(at, when, long),
    date_pretty: () => near(at, when) ?? format(at, when, plain),
    date_short_pretty: () => near(at, when) ?? format(at, when, short),
    date_long_pretty: () => near(at, when) ?? format(at, when, long),
    day_divider_pretty: () => near(at, when) ?? format(at, when, long),
    time: () => timeOf(at, when),
    time_secs: () => format(at, when, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(at, when),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name]?.() ?? whole);
}
