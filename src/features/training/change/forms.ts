import { z } from 'zod';
import { option } from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { type Form, form } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Locale } from '../../../lib/language.ts';
import {
  aboutField,
  capacityField,
  durationField,
  formWord,
  kindField,
  linkField,
  minutesField,
  remindersField,
  secondFields,
  startsAtField,
  topicField,
  trainerField,
  whereField,
} from '../form/fields.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { CLASS_KINDS } from '../rules/kinds.ts';

const scope = choice({ label: formWord('scope'), look: 'radio', initial: 'only' });

const changeFields = {
  startsAt: startsAtField,
  where: whereField,
  trainer: trainerField,
  topic: topicField,
  scope,
  duration: durationField,
  kind: kindField(CLASS_KINDS, { more: true }),
  link: linkField,
  capacity: capacityField,
  minutes: minutesField,
  reminders: remindersField,
  about: aboutField,
  ...secondFields,
};
/** Changes a published session, and perhaps all later ones of its course. */
export const changeForm: Form<typeof changeFields> = form('training.change', changeFields, {
  title: (locale) => officerMessages[locale].edit,
  submit: (locale) => officerMessages[locale].saveChange,
});

/** Cancels it. */
export const cancelForm = form(
  'training.cancel',
  { reason: text({ label: formWord('reason'), max: 300, long: true, needed: true }), scope },
  { title: (locale) => officerMessages[locale].cancel, submit: (locale) => officerMessages[locale].cancelDo },
);

/** Which session, in the version that the officer has seen; `asked`: later dates of which they know that something is set apart. */
export const changeRef = ref(
  'training.change',
  z.object({ id: z.string(), version: z.number(), below: z.string(), asked: z.array(z.string()).default([]) }),
);

/** @param isAsked it was said that later dates have something of their own */
export function scopeOptions(locale: Locale, act: 'change' | 'cancel', isAsked = false) {
  const { form: say } = formMessages[locale];
  if (act === 'cancel') return [option('only', say.onlyCancel), option('later', say.laterCancel)];
  return isAsked
    ? [option('only', say.only), option('later', say.laterKept), option('over', say.laterOver)]
    : [option('only', say.only), option('later', say.later)];
}
