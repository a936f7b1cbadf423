import { choice, choices } from '../../../../bot/draw/form/chosen.ts';
import type { Field, Raw } from '../../../../bot/draw/form/field.ts';
import { text } from '../../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../../lib/language.ts';
import { letteredLine } from '../question-views.ts';
import { blanksOf, countBlanks, type FillKey, fillOf } from '../rules/blanks.ts';
import { parseNumber, plainText } from '../rules/mark.ts';
import { QUESTION_LIMITS, type Question } from '../rules/question.ts';
import { rightOptions, singleOf } from '../rules/right-options.ts';
import { keyMessages } from './messages.ts';

/** What a modal's text input takes. */
const INPUT_MAX = 3000;
const NUMBER_MAX = 40;

/** Fields of which each holds what Slack keeps of it: which of them there are depends on the question. */
export type KeyFields = Record<string, Field<Raw>>;
/** What stands in them. */
export type KeyValues = Readonly<Record<string, Raw>>;

const say =
  (key: Exclude<keyof (typeof keyMessages)['zh'], 'letter' | 'letterSeen' | 'acceptedIn' | 'tooLong'>) =>
  (locale: Locale): string =>
    keyMessages[locale][key];

/** The fields in which the key of a question is corrected; see `keyValues` and `correctedFrom`. */
export function keyFields(content: Question): KeyFields {
  const needed = { needed: true, missing: say('oneAtLeast') } as const;
  switch (content.kind) {
    case 'single':
      return content.alsoCorrect === undefined
        ? { key: choice({ ...needed, ...optionsOf(content), label: say('rightOne'), look: 'radio' }) }
        : { key: choices({ ...needed, ...optionsOf(content), label: say('rightEither') }) };
    case 'multiple':
      return { key: choices({ ...needed, ...optionsOf(content), label: say('rightMany') }) };
    case 'truefalse':
      return {
        key: choice({
          ...needed,
          label: say('rightOne'),
          of: ['true', 'false'],
          words: (locale, one) => keyMessages[locale][one === 'true' ? 'yes' : 'no'],
          look: 'radio',
        }),
      };
    case 'fill': {
      const ids = keyInputIds(content);
      return Object.fromEntries(
        ids.map((id, index) => [
          id,
          text({
            label: (locale) =>
              ids.length === 1 ? keyMessages[locale].accepted : keyMessages[locale].acceptedIn(index + 1),
            hint: say('acceptedHint'),
            ...(index === 0 || 'blanks' in content ? needed : {}),
            part: index > 0,
            long: true,
            max: INPUT_MAX,
          }),
        ]),
      );
    }
    case 'numeric':
      return {
        key: text({ label: say('value'), max: NUMBER_MAX, needed: true }),
        tolerance: text({ label: say('tolerance'), hint: say('toleranceHint'), max: NUMBER_MAX, needed: true }),
      };
  }
}

/** Why the answer is right: below its key. */
export const explanationField: Field<string> = text({
  label: say('explanation'),
  max: QUESTION_LIMITS.explanation,
  long: true,
});

/** What stands in the fields of a question's key and of its explanation. */
export function keyValues(content: Question): Record<string, Raw> {
  const explanation = content.explanation?.slice(0, QUESTION_LIMITS.explanation);
  switch (content.kind) {
    case 'single': {
      const rights = rightOptions(content).map(String);
      return { key: content.alsoCorrect === undefined ? rights[0] : rights, explanation };
    }
    case 'multiple':
      return { key: content.correct.map(String), explanation };
    case 'truefalse':
      return { key: String(content.correct), explanation };
    case 'fill': {
      const blanks = keyBlanks(content).map((readings) => linesWithin(readings, INPUT_MAX));
      return { ...Object.fromEntries(keyInputIds(content).map((id, index) => [id, blanks[index]])), explanation };
    }
    case 'numeric':
      return { key: String(content.value), tolerance: String(content.tolerance), explanation };
  }
}

type Read = { content: Question } | { errors: Record<string, string> };

/** The question with the key and the explanation that stand in the fields, or what is wrong at a field. */
export function correctedFrom(locale: Locale, content: Question, values: KeyValues): Read {
  const words = keyMessages[locale];
  const { explanation: _before, ...rest } = content;
  const explanation = textOf(values, 'explanation').slice(0, QUESTION_LIMITS.explanation);
  const about = explanation === '' ? {} : { explanation };
  const typed = textOf(values, 'key');
  switch (rest.kind) {
    case 'single': {
      const key = singleOf(rest.options, tickedIn(values, rest.options));
      const { alsoCorrect: _others, ...body } = rest;
      return key ? { content: { ...body, ...about, ...key } } : { errors: { key: words.oneAtLeast } };
    }
    case 'multiple': {
      const correct = tickedIn(values, rest.options).sort((a, b) => a - b);
      return correct.length > 0 ? { content: { ...rest, ...about, correct } } : { errors: { key: words.oneAtLeast } };
    }
    case 'truefalse':
      return typed === ''
        ? { errors: { key: words.oneAtLeast } }
        : { content: { ...rest, ...about, correct: typed === 'true' } };
    case 'fill': {
      const read = correctedBlanks(locale, rest, values);
      return 'errors' in read ? read : { content: { ...bodyOf(rest), ...about, ...read } };
    }
    case 'numeric': {
      const value = parseNumber(typed);
      const tolerance = parseNumber(textOf(values, 'tolerance'));
      if (value === undefined) return { errors: { key: words.notANumber } };
      if (tolerance === undefined) return { errors: { tolerance: words.notANumber } };
      return tolerance < 0
        ? { errors: { tolerance: words.notNegative } }
        : { content: { ...rest, ...about, value, tolerance } };
    }
  }
}

/** The options that are ticked, as many as there are. */
function tickedIn({ key }: KeyValues, options: readonly string[]): number[] {
  const ticked = key === undefined || key === '' ? [] : [key].flat().map(Number);
  return ticked.filter((index) => options[index] !== undefined);
}

/** The question without its key. */
function bodyOf({ stem, category, tags, posts, difficulty, source, picture }: Question) {
  return {
    stem,
    category,
    tags,
    posts,
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(source === undefined ? {} : { source }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** What is right in each blank, one reading a line. A question of one blank may stay so, whatever its stem shows. */
function correctedBlanks(
  locale: Locale,
  content: FillKey & { stem: string },
  values: KeyValues,
): FillKey | { errors: Record<string, string> } {
  const words = keyMessages[locale];
  const ids = keyInputIds(content);
  const blanks = ids.map((id) => {
    const lines = textOf(values, id)
      .split('\n')
      .map((line) => line.trim());
    return [...new Map(lines.filter(Boolean).map((line) => [plainText(line), line])).values()];
  });
  const long = blanks.findIndex((readings) => readings.some((line) => line.length > QUESTION_LIMITS.option));
  if (long >= 0) return { errors: { [ids[long] ?? 'key']: words.tooLong(QUESTION_LIMITS.option) } };
  const [only = [], ...others] = blanks;
  if (only.length > 0 && !('blanks' in content) && others.every((readings) => readings.length === 0))
    return fillOf([only]);
  const empty = blanks.findIndex((readings) => readings.length === 0);
  return empty >= 0 ? { errors: { [ids[empty] ?? 'key']: words.oneAtLeast } } : fillOf(blanks);
}

function textOf(values: KeyValues, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * The blanks that an officer corrects: those of the stem. A question from before there were several has its readings in
 * the first; if there are as many as blanks, each in its own.
 */
function keyBlanks(content: FillKey & { stem: string }): string[][] {
  const blanks = blanksOf(content);
  const count = countBlanks(content.stem);
  const [only = []] = blanks;
  if (blanks.length > 1 || count < 2 || count > QUESTION_LIMITS.blanks) return blanks;
  if (only.length === count) return only.map((reading) => [reading]);
  return Array.from({ length: count }, (_, index) => (index === 0 ? only : []));
}

/** The inputs of those blanks. */
function keyInputIds(content: FillKey & { stem: string }): string[] {
  return keyBlanks(content).map((_, index) => (index === 0 ? 'key' : `key-${index}`));
}

/** Options are known by their place. */
function optionsOf({ options }: { options: readonly string[] }) {
  return {
    of: options.map((_, index) => String(index)),
    words: (_locale: Locale, one: string) => letteredLine(Number(one), options[Number(one)] ?? ''),
  };
}

/** As many whole lines as an input takes. */
function linesWithin(lines: readonly string[], max: number): string {
  let text = '';
  for (const line of lines) if (text.length + line.length < max) text = text === '' ? line : `${text}\n${line}`;
  return text;
}
