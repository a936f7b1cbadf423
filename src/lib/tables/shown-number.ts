import { format, isDateFormat } from 'numfmt';

/** A number of a sheet as a person sees it there; or the day and the hour that it is. */
export type ShownNumber = { text: string } | { text: string; time: string } | { fault: 'digits' };

/** More figures a spreadsheet does not keep: what stands in the file is not what was typed. */
const MOST_DIGITS = 15;
/** From 1899-12-30, which is day 0, to 1970. */
const TO_1970 = 25_569;
const FROM_1904 = 1_462;
const DAY_SECONDS = 86_400;

/**
 * A number as it is shown: `0.005` as `0.5%`, `231` as `000231`. A day is given as 'YYYY-MM-DD' in `text` with 'HH:mm' in `time`,
 * whatever its format (an hour without a day has the day 1899-12-30).
 * @param value as the file holds it
 * @param pattern of the cell's style
 */
export function shownNumber(value: string, pattern: string, is1904: boolean): ShownNumber {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return { text: value };
  if (isDateFormat(pattern) && !/\[(?:h+|m+|s+)\]/i.test(pattern)) {
    const at = dayAndTime(number + (is1904 ? FROM_1904 : 0));
    if (at !== undefined) return at;
  }
  if (Number.isInteger(number) && Math.abs(number) >= 10 ** MOST_DIGITS) return { fault: 'digits' };
  const plain = generalText(number);
  if (pattern === '' || pattern === '@' || /^general$/i.test(pattern)) return { text: plain };
  const shown = formatted(pattern, number);
  // A format may hide a figure altogether (`;;;`), and a scientific one rounds: the number itself is right then.
  return { text: shown === '' || /\dE[+-]?\d/i.test(shown) ? plain : shown };
}

function formatted(pattern: string, number: number): string {
  try {
    return format(pattern, number, { locale: 'zh-CN' }).trim().replace(/\s+/g, ' ');
  } catch {
    // A pattern that only its own spreadsheet understands.
    return '';
  }
}

/** As a spreadsheet shows a number without a format: at most fifteen figures, never an exponent. */
function generalText(number: number): string {
  const short = String(Number(number.toPrecision(MOST_DIGITS)));
  return /e/i.test(short) ? number.toFixed(20).replace(/\.?0+$/, '') : short;
}

/** A sheet counts days in fractions: an hour may lack a millisecond. */
function dayAndTime(serial: number): { text: string; time: string } | undefined {
  const seconds = Math.round((serial - TO_1970) * DAY_SECONDS);
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || serial < 0) return undefined;
  return { text: at.toISOString().slice(0, 10), time: at.toISOString().slice(11, 16) };
}
