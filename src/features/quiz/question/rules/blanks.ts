import { QUESTION_LIMITS, type QuestionKey } from './question.ts';

/** The key of a fill-in question: of one blank, or of several. */
export type FillKey = Extract<QuestionKey, { kind: 'fill' }>;

/** The blanks of a fill-in, each with the readings that are right in it. */
export function blanksOf(key: FillKey): string[][] {
  return 'blanks' in key ? key.blanks : [key.accepted];
}

/** The key of some blanks: with one blank it has the form that questions have had from the beginning. */
export function fillOf(blanks: string[][]): FillKey {
  const [only = [], another] = blanks;
  return another === undefined ? { kind: 'fill', accepted: only } : { kind: 'fill', blanks };
}

/** What a blank looks like in print: a line, or brackets with nothing but a line in them. */
const BLANK = /[（(【[〔]\s*[_＿]*\s*[)）】\]〕]|[_＿]{2,}|＿/g;

/** How many blanks a stem shows: `____`, `（  ）`, `()`, `【 】`. None is one that is not drawn. */
export function countBlanks(stem: string): number {
  return stem.match(BLANK)?.length ?? 0;
}

/** The blanks of a key on one line, readings by `/`. @param between what parts the blanks */
export function blanksText(key: FillKey, between: string): string {
  return blanksOf(key)
    .map((readings) => readings.join(' / '))
    .join(between);
}

/**
 * What one text says of several blanks, for it may have been typed when the question had one: parted by `；`, `、`, a comma or
 * a space where that gives as many parts as there are blanks, else the whole in the first blank.
 */
export function textsIn(text: string, count: number): string[] {
  if (count < 2) return [text];
  for (const separator of [/[;；\n]/, /[、,，]/, /\s+/]) {
    const parts = text.trim().split(separator);
    if (parts.length === count) return parts;
  }
  return [text];
}

/** Whether a key has as many blanks as its stem shows, and no more than a dialog takes. */
export function blanksFit(key: FillKey, stem: string): boolean {
  return !('blanks' in key) || (key.blanks.length === countBlanks(stem) && key.blanks.length <= QUESTION_LIMITS.blanks);
}
