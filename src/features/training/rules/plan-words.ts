import { dayFromNumber, dayNumber } from '../../../lib/zone.ts';

const DAY =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)(?:\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?)?[T\s]*/;
const TIGHT_DAY = /^(20\d{2})(\d{2})(\d{2})(?!\d)\s*/;
/** Days of a spreadsheet, which counts from the end of 1899, in the years that a plan may be of. */
const SERIAL = /^(4\d{4}|5\d{4})(\.\d+)?$/;
const SERIAL_START = '1899-12-30';

/**
 * Reads a day as people and spreadsheets write it: `2026-03-10`, `2026/3/10`, `2026年3月10日（周二）`, `20260310`, `46091`.
 * @returns the day, and what follows it: perhaps its hour. Without a year, or with the year last, it is none: such a date says
 * another day to another reader.
 */
export function readDay(text: string): { day: string; rest: string } | undefined {
  const plain = text.normalize('NFKC').trim();
  const serial = SERIAL.exec(plain);
  if (serial !== null) {
    const day = dayFromNumber(dayNumber(SERIAL_START) + Number(serial[1]));
    return { day, rest: serial[2] === undefined ? '' : `0${serial[2]}` };
  }
  const match = DAY.exec(plain) ?? TIGHT_DAY.exec(plain);
  if (match === null) return undefined;
  const [whole, year = '', month = '', date = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  try {
    dayNumber(day);
  } catch {
    return undefined;
  }
  return { day, rest: plain.slice(whole.length) };
}

const MORNING = '上午|早上|早晨|凌晨|早|am';
const LATER = '下午|晚上|傍晚|夜里|晚|pm';
const CLOCK = new RegExp(
  `^(${MORNING}|${LATER}|中午)?\\s*(\\d{1,2})\\s*(?:[:.]\\s*(\\d{2})(?::\\d{2})?|[点时]\\s*(?:(半)|(?:(\\d{1,2})\\s*分?)|整)?)?\\s*(am|pm)?$`,
);

/** Reads an hour as people and spreadsheets write it: `14:00`, `14：00`, `14点半`, `下午2点`, `2 pm`, `0.5833`. @returns 'HH:mm' */
export function readHour(text: string): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  if (/^0?\.\d+$/.test(plain)) return hourOf(Math.round(Number(plain) * 24 * 60));
  const match = CLOCK.exec(plain);
  if (match === null) return undefined;
  const [, before = '', hour = '', minute, half, minutes, after = ''] = match;
  const isBare = minute === undefined && half === undefined && minutes === undefined && !/[点时]/.test(plain);
  // A number alone is no hour: it may as well be minutes.
  if (isBare && before === '' && after === '') return undefined;
  const isLater = new RegExp(`^(?:${LATER})$`).test(before) || after === 'pm';
  const isEarly = new RegExp(`^(?:${MORNING})$`).test(before) || after === 'am';
  const given = Number(hour);
  if (given > 23) return undefined;
  // Noon is 12 pm; 中午 1 点 is one o'clock in the afternoon.
  const isAfternoon = (isLater && given < 12) || (before === '中午' && given < 3);
  const hours = isAfternoon ? given + 12 : isEarly && given === 12 ? 0 : given;
  const rest = half === undefined ? Number(minute ?? minutes ?? 0) : 30;
  return rest > 59 ? undefined : hourOf(hours * 60 + rest);
}

function hourOf(minutes: number): string | undefined {
  if (minutes < 0 || minutes >= 24 * 60) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Reads from when to when out of one cell: `14:00-16:00`, `下午2点至4点`. Without an end, `until` is empty. */
export function readHours(text: string): { from: string; until: string } | undefined {
  const [first = '', second, ...more] = text
    .normalize('NFKC')
    .trim()
    .split(/\s*(?:[-~〜–—−]+|至|到)\s*/);
  const from = readHour(first);
  if (from === undefined || more.length > 0) return undefined;
  if (second === undefined) return { from, until: '' };
  const until = readHour(second);
  if (until === undefined) return undefined;
  // 下午2点至4点: the part of the day is said once.
  const isSaidOnce = until <= from && !/上午|早|凌晨|am/i.test(second);
  return { from, until: isSaidOnce ? (hourOf(minutesIn(until) + 12 * 60) ?? until) : until };
}

/** Minutes since midnight of 'HH:mm'. */
export function minutesIn(hour: string): number {
  return Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));
}

/** Reads how long: `120`, `120分钟`, `2小时`, `1.5 h`, `90 min`. @returns minutes */
export function readLength(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(个?小时|h|hours?|分钟?|min|minutes?)?$/i.exec(text.normalize('NFKC').trim());
  if (match === null) return undefined;
  const isHours = /^(?:个?小时|h)/i.test(match[2] ?? '');
  return Math.round(Number(match[1]) * (isHours ? 60 : 1));
}
