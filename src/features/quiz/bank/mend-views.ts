import { input, modal, option } from '../../../bot/draw/blocks.ts';
import type { Locale, ModalView, SubmitRequest } from '../../../bot/feature.ts';
import { mendRef } from '../card/ref.ts';
import { letterOf } from '../formats/answer-words.ts';
import { checkQuestion } from '../formats/check-question.ts';
import type { BankQuestion } from '../model.ts';
import { officerMessages } from '../officer-messages.ts';
import { correctedFrom } from '../reports/actions.ts';
import { reportMessages } from '../reports/messages.ts';
import { keyInputs } from '../reports/views.ts';
import { QUESTION_LIMITS, type Question } from '../run/rules/question.ts';
import { browseMessages } from './messages.ts';

/** The form in which a question is mended; `metadata` says which version the officer sees. */
export function mendModal(locale: Locale, { _id, version, content }: BankQuestion): ModalView {
  const say = browseMessages[locale];
  const options = 'options' in content ? content.options : [];
  const text = (id: string, label: string, initial: string, max: number, optional = false) =>
    input({ kind: 'text', id, label, initial, max, multiline: true, optional });
  return modal({
    title: say.mendTitle,
    submit: say.save,
    close: say.cancel,
    ...mendRef.view({ id: _id, version }),
    blocks: [
      text('stem', say.stem, content.stem, QUESTION_LIMITS.stem),
      ...options.map((words, index) =>
        text(`option-${index}`, say.option(letterOf(index)), words, QUESTION_LIMITS.option),
      ),
      ...keyInputs(reportMessages[locale], content),
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

/** The question as the form has it, checked like one of a file. */
export function mendedFrom(locale: Locale, before: Question, inputs: SubmitRequest['inputs']): Mended {
  const read = correctedFrom(locale, before, inputs);
  if ('errors' in read) return read;
  const typed = (id: string, was: string) => (typeof inputs[id] === 'string' ? inputs[id] : was);
  const { content } = read;
  const stem = typed('stem', content.stem);
  const whole =
    'options' in content
      ? { ...content, stem, options: content.options.map((text, index) => typed(`option-${index}`, text)) }
      : { ...content, stem };
  const checked = checkQuestion(whole);
  if ('question' in checked) return { content: checked.question };
  const field =
    'options' in content && /option|duplicate/.test(`${checked.fault} ${checked.detail}`) ? 'option-0' : 'stem';
  return { errors: { [field]: officerMessages[locale].faults[checked.fault] } };
}
