import { cut } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import type { BankFormat } from '../formats/bank-file.ts';
import { LEAVABLE, type LeftBehind } from '../formats/left-behind.ts';
import { officerMessages } from '../officer-messages.ts';

const STEM = 60;

/** What an export left out, in short; nothing when the file carries all. */
export function leftLines(locale: Locale, left: readonly LeftBehind[], format: BankFormat): string[] {
  const say = officerMessages[locale];
  const whole = left.filter((one) => one.left === 'whole').length;
  const counts = LEAVABLE.map((field) => {
    const count = left.filter((one) => one.left.includes(field)).length;
    return { name: say.leftFields[field], count };
  }).filter(({ count }) => count > 0);
  const fields = counts.map(({ name, count }) => say.kindCount(name, count)).join(say.and);
  return [
    ...(whole > 0 ? [say.leftOut(whole, say.formats[format])] : []),
    ...(fields === '' ? [] : [say.leftCount(left.length - whole, say.formats[format], fields)]),
  ];
}

/** The same of every question, one a line, for a file. */
export function leftText(locale: Locale, all: readonly LeftBehind[]): string {
  const say = officerMessages[locale];
  const lines = all.map(({ index, question, left }) => {
    const what = left === 'whole' ? say.leftWhole : left.map((field) => say.leftFields[field]).join(say.and);
    return say.leftRow(index + 1, cut(question.stem.replace(/\s+/g, ' '), STEM), what);
  });
  return lines.join('\n');
}
