import { context } from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { type Form, form, type Shown } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../lib/language.ts';
import type { FaultReason } from '../formats/bank-file.ts';
import { checkQuestion } from '../formats/check-question.ts';
import { officerMessages } from '../officer-messages.ts';
import {
  correctedFrom,
  explanationField,
  type KeyFields,
  type KeyValues,
  keyFields,
  keyValues,
} from '../question/key/form.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import { sameLookKey } from '../question/rules/clean-text.ts';
import { QUESTION_LIMITS, type Question } from '../question/rules/question.ts';
import { rightOptions, singleOf } from '../question/rules/right-options.ts';
import { mendRef } from '../refs.ts';
import { browseMessages } from './messages.ts';

/** So many empty options stand below those that are there, to add some. */
const TO_ADD = 2;

/** The options of the form: those of the question, and empty ones. */
function slotsOf(content: Question): string[] {
  if (!('options' in content)) return [];
  const count = Math.min(QUESTION_LIMITS.options, content.options.length + TO_ADD);
  return Array.from({ length: count }, (_, index) => content.options[index] ?? '');
}

const optionId = (index: number): string => `option-${index}`;

/** The form in which a question is mended. */
export function mendForm(locale: Locale, content: Question): Form<KeyFields> {
  const slots = slotsOf(content);
  const { added } = browseMessages[locale];
  const keyed = 'options' in content ? { ...content, options: slots.map((words) => words || added) } : content;
  return form(
    mendRef.name,
    {
      stem: text({ label: (to) => browseMessages[to].stem, max: QUESTION_LIMITS.stem, long: true, needed: true }),
      ...Object.fromEntries(
        slots.map((_, index) => [
          optionId(index),
          text({
            label: (to) => browseMessages[to].option(letterOf(index)),
            max: QUESTION_LIMITS.option,
            long: true,
            part: true,
          }),
        ]),
      ),
      ...keyFields(keyed),
      explanation: explanationField,
      regrade: choice({
        label: (to) => browseMessages[to].regrade,
        of: ['yes', 'no'],
        words: (to, one) => browseMessages[to][one === 'yes' ? 'regradeYes' : 'regradeNo'],
        look: 'radio',
        initial: 'yes',
      }),
    },
    { title: (to) => browseMessages[to].mendTitle, submit: (to) => browseMessages[to].save },
  );
}

/** What stands in it. */
export function mendShown(locale: Locale, content: Question): Shown<KeyFields> {
  const slots = slotsOf(content);
  return {
    values: {
      stem: content.stem,
      ...Object.fromEntries(slots.map((words, index) => [optionId(index), words])),
      ...keyValues(content),
    },
    below: { [optionId(slots.length - 1)]: [context(browseMessages[locale].optionsHint)] },
  };
}

type Mended = { content: Question } | { errors: Record<string, string> };

/** The question as the form has it, checked like one of a file; what is wrong is said at its field. */
export function mendedFrom(locale: Locale, before: Question, values: KeyValues): Mended {
  const typed = (id: string, was: string) => {
    const value = values[id];
    return typeof value === 'string' ? value : was;
  };
  const slots = slotsOf(before).map((words, at) => typed(optionId(at), words));
  const read = correctedFrom(locale, 'options' in before ? { ...before, options: slots } : before, values);
  if ('errors' in read) return read;
  const content = { ...read.content, stem: typed('stem', before.stem) };
  const filled = slots.flatMap((text, slot) => (text.trim() === '' ? [] : [slot]));
  const empty = 'options' in content ? rightOptions(content).find((slot) => !filled.includes(slot)) : undefined;
  if (empty !== undefined) return { errors: { key: browseMessages[locale].keyEmpty(letterOf(empty)) } };
  const checked = checkQuestion('options' in content ? withOptions(content, slots, filled) : content);
  if ('question' in checked) return { content: checked.question };
  return { errors: { [fieldOf(checked, slots, filled)]: officerMessages[locale].faults[checked.fault] } };
}

type Choice = Extract<Question, { options: string[] }>;

/** Only the options that are filled in, each still right or wrong as it was ticked. */
function withOptions(content: Choice, slots: readonly string[], filled: readonly number[]): Question {
  const options = filled.map((slot) => slots[slot] ?? '');
  const rights = rightOptions(content).map((slot) => filled.indexOf(slot));
  if (content.kind === 'multiple') return { ...content, options, correct: rights };
  const { alsoCorrect: _others, ...body } = content;
  return { ...body, ...(singleOf(options, rights) ?? { kind: 'single', options, correct: 0 }) };
}

/** The input that a fault of the question is said at. */
function fieldOf(
  { fault, detail = '' }: { fault: FaultReason; detail?: string },
  slots: readonly string[],
  filled: readonly number[],
): string {
  switch (fault) {
    case 'too-few-options':
      return optionId(slots.findIndex((_, slot) => !filled.includes(slot)));
    case 'duplicate-options': {
      const looks = filled.map((slot) => sameLookKey(slots[slot] ?? ''));
      return optionId(filled[looks.findIndex((look, index) => looks.indexOf(look) !== index)] ?? 0);
    }
    case 'too-long':
      if (detail.startsWith('option ')) return optionId(filled['ABCDEFGHIJ'.indexOf(detail.slice(-1))] ?? 0);
      return detail === 'explanation' ? 'explanation' : detail === 'answer' ? 'key' : 'stem';
    case 'no-answer':
      return 'key';
    case 'bad-number':
      return detail === 'tolerance' ? 'tolerance' : 'key';
    default:
      return 'stem';
  }
}
