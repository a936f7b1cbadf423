import { context, sections } from '../../../bot/draw/blocks.ts';
import type { Field } from '../../../bot/draw/form/field.ts';
import { type Form, form, type Shown } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { questionBody, type ShownQuestion } from '../question/question-views.ts';
import { blanksOf } from '../question/rules/blanks.ts';
import type { Question } from '../question/rules/question.ts';
import { reportRef, writeRef } from '../refs.ts';
import { WORDS } from '../words.ts';

const ANSWER_MAX = 300;

/** The inputs in which the blanks of a question are written; `answer` is that of a question with one. */
export function blankInputs(content: Question): string[] {
  if (content.kind !== 'fill' || !('blanks' in content)) return ['answer'];
  return blanksOf(content).map((_, index) => `blank-${index}`);
}

/** The form in which a fill-in or a number is written; which fields it has depends on the question. */
export function writeForm(content: Question): Form<Record<string, Field<string>>> {
  const blanks = blankInputs(content);
  const label = (locale: Locale) => messages[locale][content.kind === 'numeric' ? 'writeNumber' : 'writeLabel'];
  const fields =
    blanks.length === 1
      ? { answer: text({ label, max: ANSWER_MAX, needed: true, missing: WORDS.emptyAnswer }) }
      : Object.fromEntries(
          blanks.map((id, index) => [
            id,
            text({ label: (locale) => messages[locale].blank(index + 1), max: ANSWER_MAX, part: index > 0 }),
          ]),
        );
  return form(writeRef.name, fields, {
    title: (locale) => messages[locale].writeTitle,
    submit: (locale) => messages[locale].submit,
  });
}

/** With the question above it. */
export function writeShown(locale: Locale, question: ShownQuestion): Shown<Record<string, Field<string>>> {
  const isOne = blankInputs(question.content).length === 1;
  return {
    above: [...sections(questionBody(question)), ...(isOne ? [] : [context(messages[locale].blanksHint)])],
  };
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
