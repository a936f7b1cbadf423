import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { context, input, modal, option } from '../../../bot/draw/blocks.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import type { Locale } from '../../../lib/language.ts';
import { mendRef } from '../card/ref.ts';
import { rightOptions, singleOf } from '../card/rules/right-options.ts';
import { letterOf } from '../formats/answer-words.ts';
import type { FaultReason } from '../formats/bank-file.ts';
import { checkQuestion } from '../formats/check-question.ts';
import { sameLookKey } from '../formats/clean-text.ts';
import type { BankQuestion } from '../model.ts';
import { officerMessages } from '../officer-messages.ts';
import { correctedFrom } from '../reports/actions.ts';
import { reportMessages } from '../reports/messages.ts';
import { keyInputs } from '../reports/views.ts';
import { QUESTION_LIMITS, type Question } from '../run/rules/question.ts';
import { browseMessages } from './messages.ts';

/** So many empty options stand below those that are there, to add some. */
const TO_ADD = 2;

/** The options of the form: those of the question, and empty ones. */
function slotsOf(options: readonly string[]): string[] {
  const count = Math.min(QUESTION_LIMITS.options, options.length + TO_ADD);
  return Array.from({ length: count }, (_, index) => options[index] ?? '');
}

/** The form in which a question is mended; `metadata` says which version the officer sees. */
export function mendModal(locale: Locale, { _id, version, content }: BankQuestion): ModalView {
  const say = browseMessages[locale];
  const slots = 'options' in content ? slotsOf(content.options) : [];
  const keyed =
    'options' in content ? { ...content, options: slots.map((words) => (words === '' ? say.added : words)) } : content;
  const text = (id: string, label: string, initial: string, max: number, optional = false) =>
    input({ kind: 'text', id, label, initial, max, multiline: true, optional });
  return modal({
    title: say.mendTitle,
    submit: say.save,
    close: say.cancel,
    ...mendRef.view({ id: _id, version }),
    blocks: [
      text('stem', say.stem, content.stem, QUESTION_LIMITS.stem),
      ...slots.map((words, index) =>
        text(`option-${index}`, say.option(letterOf(index)), words, QUESTION_LIMITS.option, true),
      ),
      ...(slots.length === 0 ? [] : [context(say.optionsHint)]),
      ...keyInputs(reportMessages[locale], keyed),
      text(
        'explanation',
        reportMessages[locale].explanation,
        content.explanation ?? '',
        QUESTION_LIMITS.explanation,
        true,
      ),
      input({
        kind: 'radio',
        id: 'regrade',
        label: say.regrade,
        options: [option('yes', say.regradeYes), option('no', say.regradeNo)],
        initial: 'yes',
      }),
    ],
  });
}

type Mended = { content: Question } | { errors: Record<string, string> };

/** The question as the form has it, checked like one of a file; what is wrong is said at its field. */
export function mendedFrom(locale: Locale, before: Question, inputs: SubmitRequest['inputs']): Mended {
  const typed = (id: string, was: string) => (typeof inputs[id] === 'string' ? inputs[id] : was);
  const slots = 'options' in before ? slotsOf(before.options).map((text, at) => typed(`option-${at}`, text)) : [];
  const read = correctedFrom(locale, 'options' in before ? { ...before, options: slots } : before, inputs);
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
      return `option-${slots.findIndex((_, slot) => !filled.includes(slot))}`;
    case 'duplicate-options': {
      const looks = filled.map((slot) => sameLookKey(slots[slot] ?? ''));
      return `option-${filled[looks.findIndex((look, index) => looks.indexOf(look) !== index)] ?? 0}`;
    }
    case 'too-long':
      if (detail.startsWith('option ')) return `option-${filled['ABCDEFGHIJ'.indexOf(detail.slice(-1))] ?? 0}`;
      return detail === 'explanation' ? 'explanation' : detail === 'answer' ? 'key' : 'stem';
    case 'no-answer':
      return 'key';
    case 'bad-number':
      return detail === 'tolerance' ? 'tolerance' : 'key';
    default:
      return 'stem';
  }
}
