import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { context, input, modal, sections } from '../../../bot/draw/blocks.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import type { Question } from '../run/rules/question.ts';
import { questionBody, type ShownQuestion } from './question-views.ts';
import { type Ref, reportRef, writeRef } from './ref.ts';
import { blanksOf } from './rules/blanks.ts';

const ANSWER_MAX = 300;

/** The inputs in which the blanks of a question are written; `answer` is that of a question with one. */
export function blankInputs(content: Question): string[] {
  if (content.kind !== 'fill' || !('blanks' in content)) return ['answer'];
  return blanksOf(content).map((_, index) => `blank-${index}`);
}

/** The modal in which a fill-in or a number is written. */
export function writeModal(locale: Locale, question: ShownQuestion, of: Ref): ModalView {
  const say = messages[locale];
  const isNumber = question.content.kind === 'numeric';
  const blanks = blankInputs(question.content);
  const one = {
    kind: 'text',
    id: 'answer',
    label: isNumber ? say.writeNumber : say.writeLabel,
    max: ANSWER_MAX,
  } as const;
  return modal({
    ...writeRef.view({ of }),
    title: say.writeTitle,
    submit: say.submit,
    close: say.cancel,
    blocks: [
      ...sections(questionBody(question)),
      ...(blanks.length === 1
        ? [input(one)]
        : [
            context(say.blanksHint),
            ...blanks.map((id, index) =>
              input({ kind: 'text', id, label: say.blank(index + 1), optional: true, max: ANSWER_MAX }),
            ),
          ]),
    ],
  });
}

/** "This question is wrong": what is. */
export const reportForm = form(
  reportRef.name,
  {
    words: text({
      label: (locale) => messages[locale].reportLabel,
      hint: (locale) => messages[locale].reportHint,
      max: 1_000,
      long: true,
      needed: true,
    }),
  },
  { title: (locale) => messages[locale].reportTitle, submit: (locale) => messages[locale].submit },
);
