/** An hour as people and spreadsheets write it. */
export interface SaidHour {
  /** Since the midnight with which its day begins; the midnight at its end is 1440. */
  minutes: number;
  /** Its part of the day was said, as those do who count to twelve. */
  isNamed: boolean;
  /** Only the clock's face was said: it may be of either half of the day. */
  isOpen: boolean;
}

const DAY = 24 * 60;
const HALF = DAY / 2;

const MORNING = '上午|早上|早晨|清晨|凌晨|早|am';
const EVENING = '晚上|晚';
const NIGHT = '夜里|夜间|深夜|半夜|午夜|夜';
/** The hours, as they are said, that belong to the second half of the day; 夜里 1 点 is one in the morning. */
const SECOND_HALF: readonly [parts: RegExp, least: number, most: number][] = [
  [/^(?:下午|傍晚|pm)$/, 0, 11],
  [/^中午$/, 0, 2],
  [new RegExp(`^(?:${EVENING})$`), 5, 11],
  [new RegExp(`^(?:${NIGHT})$`), 6, 11],
];
const IN_THE_MORNING = new RegExp(`^(?:${MORNING})$`);
const IN_THE_DARK = new RegExp(`^(?:${EVENING}|${NIGHT})$`);
const CLOCK = new RegExp(
  `^(${MORNING}|${EVENING}|${NIGHT}|下午|傍晚|中午|pm)?\\s*(\\d{1,2})\\s*(?:[:.]\\s*(\\d{2})(?::\\d{2})?|[点时]\\s*(?:(半)|(?:(\\d{1,2})\\s*分?)|整)?)?\\s*(am|pm)?$`,
);

/** Reads an hour: `14:00`, `14：00`, `14点半`, `下午2点`, `2 pm`, `0.5833`. 晚上12点 is the end of that day. */
export function readHour(text: string): SaidHour | undefined {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  if (/^0?\.\d+$/.test(plain)) return hourAt(Math.round(Number(plain) * DAY), '');
  const match = CLOCK.exec(plain);
  if (match === null) return undefined;
  const [, before = '', hour = '', minute, half, past, after = ''] = match;
  const isBare = minute === undefined && half === undefined && past === undefined && !/[点时]/.test(plain);
  // A number alone is no hour: it may as well be minutes.
  if (isBare && before === '' && after === '') return undefined;
  const [given, rest] = [Number(hour), half === undefined ? Number(minute ?? past ?? 0) : 30];
  return given > 23 || rest > 59 ? undefined : hourAt(given * 60 + rest, before || after);
}

/** @param minutes as the clock shows them, in the part of the day that was said, if any */
function hourAt(minutes: number, part: string): SaidHour | undefined {
  const given = Math.floor(minutes / 60);
  if (given > 23) return undefined;
  const [isNamed, isOpen] = [part !== '' && given <= 12, part === '' && given >= 1 && given <= 12];
  const isLater = SECOND_HALF.some(([parts, least, most]) => parts.test(part) && given >= least && given <= most);
  if (isLater) return { minutes: minutes + HALF, isNamed, isOpen };
  if (given % 12 !== 0 || !isNamed) return { minutes, isNamed, isOpen };
  if (IN_THE_DARK.test(part)) return { minutes: (minutes % HALF) + DAY, isNamed, isOpen };
  return { minutes: IN_THE_MORNING.test(part) ? minutes % HALF : minutes, isNamed, isOpen };
}

/** Reads from when to when out of one cell: `14:00-16:00`, `下午2点至4点`. */
export function readHours(text: string): { from: SaidHour; until?: SaidHour } | undefined {
  const [first = '', second, ...more] = text
    .normalize('NFKC')
    .trim()
    .split(/\s*(?:[-~〜–—−]+|至|到)\s*/);
  const from = readHour(first);
  if (from === undefined || more.length > 0) return undefined;
  if (second === undefined) return { from };
  const until = readHour(second);
  return until === undefined ? undefined : { from, until };
}

/** When the parts of the day are, in minutes: an hour outside is of another part. */
const PARTS: readonly [word: RegExp, from: number, until: number][] = [
  [/^(?:上午|早上|早晨|清晨|早|am)$/, 5 * 60, 12 * 60],
  [/^中午$/, 11 * 60, 14 * 60],
  [/^(?:下午|pm)$/, 12 * 60, 18 * 60 + 59],
  [/^(?:傍晚|晚上|晚)$/, 17 * 60, DAY],
];

/**
 * The hours of a cell, in the part of the day that is written elsewhere.
 * @returns 'other' when the hours are of another part of the day; undefined when `text` names no part
 */
export function inPart(text: string, hours: string): ReturnType<typeof readHours> | 'other' {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()]/g, '');
  const part = PARTS.find(([parts]) => parts.test(word));
  if (part === undefined) return undefined;
  const [, from, until] = part;
  const fits = (said: ReturnType<typeof readHours>) =>
    said !== undefined && said.from.minutes >= from && said.from.minutes <= until;
  const plain = readHours(hours);
  const named = readHours(`${word === 'am' || word === 'pm' ? '' : word}${hours}`);
  if (fits(plain) && !plain?.from.isOpen) return plain;
  return fits(named) ? named : fits(plain) ? plain : 'other';
}

/**
 * How long it takes from one hour to the next. Where the part of the day was said of the first alone, the second is when the
 * clock's face shows it next: 下午2点 to 4点. Otherwise it is that hour of the day, or of the night after.
 * @param days from the first hour's day to the second's, where both were written
 * @returns minutes; none where the hours are the same, or so far apart that one of them must be wrong: longer than half a day
 * past midnight, or where `2:00` to `4 pm` leaves open which two it is
 */
export function minutesBetween(from: SaidHour, until: SaidHour, days?: number): number | undefined {
  const next = from.isNamed && until.isOpen ? [until.minutes + HALF] : [];
  const ends = days === undefined ? [until.minutes, ...next, until.minutes + DAY] : [until.minutes + days * DAY];
  const end = ends.find((one) => one >= from.minutes);
  if (end === undefined || end === from.minutes) return undefined;
  const mayBeWrong = end > DAY || (from.isOpen && until.isNamed);
  return mayBeWrong && end - from.minutes > HALF ? undefined : end - from.minutes;
}
