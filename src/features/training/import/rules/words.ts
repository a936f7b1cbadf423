import { dayFromNumber, dayNumber } from '../../../../lib/zone.ts';

const DAY =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)(?:\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?)?[T\s]*/;
const TIGHT_DAY = /^(20\d{2})(\d{2})(\d{2})(?!\d)\s*/;
/** `Dec 8, 2026`, `8 December 2026`: the month in words, so that nobody reads another day. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const WORD_DAY = new RegExp(
  `^(?:${MONTH}\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*|(\\d{1,2})(?:st|nd|rd|th)?[\\s-]*${MONTH}[\\s,-]*)(\\d{4})(?!\\d)\\s*,?\\s*`,
  'i',
);
/** Days of a spreadsheet, which counts from the end of 1899, in the years that a plan may be of. */
const SERIAL = /^(4\d{4}|5\d{4})(\.\d+)?$/;
const SERIAL_START = '1899-12-30';

/**
 * Reads a day as people and spreadsheets write it: `2026-03-10`, `2026/3/10`, `2026年3月10日（周二）`, `20260310`, `Mar 10, 2026`, `46091`.
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
  const match = DAY.exec(plain) ?? TIGHT_DAY.exec(plain) ?? inFigures(WORD_DAY.exec(plain));
  if (match === null) return undefined;
  const [whole = '', year = '', month = '', date = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  try {
    dayNumber(day);
  } catch {
    return undefined;
  }
  return { day, rest: plain.slice(whole.length) };
}

/** A day whose month is a word, as the others come: the whole, year, month, date. */
function inFigures(match: RegExpExecArray | null): string[] | null {
  if (match === null) return null;
  const [whole = '', first, after, before, last, year = ''] = match;
  const month = MONTHS.indexOf((first ?? last ?? '').slice(0, 3).toLowerCase()) + 1;
  return [whole, year, String(month), after ?? before ?? ''];
}

const LONGEST_CLOCK = 12 * 60;

/**
 * Reads how long: `120`, `120分钟`, `2小时`, `1.5 h`, `90 min`; `1:30` and, of a day, `0.0625`, as spreadsheets write it.
 * `0.5` alone is none: of a day to the spreadsheet, of an hour to people.
 * @returns minutes
 */
export function readLength(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  const clock = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$/.exec(plain);
  const ofDay = /^0?\.\d{3,}$/.test(plain);
  if (clock !== null || ofDay) {
    const minutes = ofDay ? Math.round(Number(plain) * 24 * 60) : Number(clock?.[1]) * 60 + Number(clock?.[2]);
    return minutes > LONGEST_CLOCK ? undefined : minutes;
  }
  const match = /^(\d+(?:\.\d+)?)\s*(个?小时|h|hours?|分钟?|min|minutes?)?$/i.exec(plain);
  if (match === null) return undefined;
  const [, figure = '', unit = ''] = match;
  if (unit === '' && figure.includes('.')) return undefined;
  return Math.round(Number(figure) * (/^(?:个?小时|h)/i.test(unit) ? 60 : 1));
}
