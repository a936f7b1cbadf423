import type { FaultReason } from '../bank-file.ts';
import { hideEscaped, narrowAnswers, narrowBraces, narrowName, showEscaped } from './signs.ts';

/** The parts of one GIFT question; texts as they stand in the file, escaped signs hidden (see `hideEscaped`). */
export interface GiftParts {
  stem: string;
  /** What stands in the braces, without the general feedback; undefined when there are no braces. */
  answers: string | undefined;
  feedback: string;
  /** A full-width sign was read as one of GIFT's. */
  isWide: boolean;
}

/**
 * Takes a GIFT question apart as Moodle's importer does: a name in `::`, the text up to the first brace, the answers up to the
 * next, the text after it; in the answers the general feedback after `####`.
 */
export function giftParts(text: string): GiftParts | { fault: FaultReason; detail: string } {
  const hidden = hideEscaped(text).trim();
  const narrowed = narrowBraces(narrowName(hidden));
  const named = /^::(.*?)::/s.exec(narrowed)?.[0] ?? '';
  const whole = narrowed.slice(named.length).trim();
  const start = whole.indexOf('{');
  const end = whole.indexOf('}');
  if (start < 0 && end < 0) return { stem: whole, answers: undefined, feedback: '', isWide: false };
  if (start < 0 || end < start) return { fault: 'broken-row', detail: '{ }' };
  const before = whole.slice(0, start);
  const after = whole.slice(end + 1);
  if (/[{}]/.test(after) || whole.slice(start + 1, end).includes('{'))
    return { fault: 'several-sections', detail: '{ }' };
  const inside = whole.slice(start + 1, end).trim();
  const answered = narrowAnswers(inside);
  const general = answered.lastIndexOf('####');
  return {
    stem: after.trim() === '' ? before : `${before}_____${after}`,
    answers: (general < 0 ? answered : answered.slice(0, general)).trim(),
    feedback: general < 0 ? '' : answered.slice(general + 4),
    isWide: narrowed !== hidden || answered !== inside,
  };
}

/** One answer: its sign (none before the first of a short answer), its weight in percent where it has one. */
export interface GiftChoice {
  sign: '=' | '~' | '';
  weight: number | undefined;
  text: string;
  feedback: string;
}

const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d*)?)%/;

/** The answers at their signs. A `%` that begins no weight is text. */
export function giftChoices(answers: string): GiftChoice[] {
  const pieces = answers.split(/(?=[=~])/).filter((piece) => piece.trim() !== '');
  return pieces.map((piece) => {
    const sign = piece.startsWith('=') ? '=' : piece.startsWith('~') ? '~' : '';
    const body = piece.slice(sign.length);
    const weight = WEIGHT.exec(body);
    const [text = '', ...feedback] = body.slice(weight?.[0].length ?? 0).split('#');
    return {
      sign,
      weight: weight?.[1] === undefined ? undefined : Number(weight[1]),
      text,
      feedback: feedback.join('#'),
    };
  });
}

/**
 * The sign that may be meant as text: one between two letters or digits (F=ma, 10~20) while other answers begin on a line of
 * their own or after a space. Moodle makes an answer of it without a word.
 */
export function signInText(answers: string): string | undefined {
  const spaced = /\s[=~]/.test(answers);
  const within = /[\p{L}\p{N})）][=~](?=[\p{L}\p{N}(（+\-.])[^\s=~#]*/u.exec(answers)?.[0];
  return spaced && within !== undefined ? showEscaped(within) : undefined;
}
