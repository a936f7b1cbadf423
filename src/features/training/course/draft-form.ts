import { z } from 'zod';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { type Form, form, type ValuesOf } from '../../../bot/draw/form/form.ts';
import { number } from '../../../bot/draw/form/kinds.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Locale } from '../../../lib/language.ts';
import {
  aboutField,
  capacityField,
  factsFrom,
  factValues,
  formWord,
  kindField,
  linesField,
  linkField,
  minutesField,
  openDurationField,
  openStartsAtField,
  openTrainerField,
  remindersField,
  secondFields,
  topicField,
  whereField,
  whomFields,
} from '../form/fields.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import type { Draft } from '../model.ts';
import { REPEATS } from '../rules/dates.ts';
import { KINDS } from '../rules/kinds.ts';
import { studyMessages } from '../study/messages.ts';

const whom = whomFields(true);
const fields = {
  topic: topicField,
  kind: kindField(KINDS, { hint: (locale) => studyMessages[locale].noteHint }),
  startsAt: openStartsAtField,
  where: whereField,
  include: whom.include,
  duration: openDurationField,
  link: linkField,
  trainer: openTrainerField,
  capacity: capacityField,
  minutes: minutesField,
  reminders: remindersField,
  except: whom.except,
  must: whom.must,
  repeat: choice({
    label: formWord('repeat'),
    of: REPEATS,
    words: (locale, one) => formMessages[locale].repeats[one],
    initial: 'once',
    more: true,
  }),
  times: number({ label: formWord('times'), initial: 1, needed: true, more: true }),
  more: linesField(formWord('more'), formWord('moreHint'), true),
  about: aboutField,
  ...secondFields,
};
export type DraftValues = ValuesOf<typeof fields>;

/** The form of a draft: what is not settled may be left open, and is said on its page. */
export const draftForm: Form<typeof fields> = form('training.draft', fields, {
  title: (locale) => officerMessages[locale].create,
  submit: (locale) => officerMessages[locale].save,
});

/** Which draft, and who has saved it: see `DraftForm`. `below`: the view from which the form was opened. */
export const draftRef = ref(
  'training.draft',
  z.object({
    id: z.string(),
    below: z.string(),
    seen: z.string(),
    own: z.string(),
    /** The officer has read that it was saved elsewhere: a form that is closed then changes nothing. */
    isAsked: z.boolean().optional(),
  }),
);

export function draftValues(draft: Draft): DraftValues {
  const { facts, include, except, must, repeat, times, more, about } = draft;
  return { ...factValues(facts), kind: facts.kind, include, except, must, repeat, times, more, about };
}

/** @param second what is written in the other language so far */
export function draftFrom(values: DraftValues, second: Draft['facts']['second'], locale: Locale): Draft {
  const { kind, include, except, must, repeat, times, more, about } = values;
  return { facts: { ...factsFrom(values, second, locale), kind }, include, except, must, repeat, times, more, about };
}
