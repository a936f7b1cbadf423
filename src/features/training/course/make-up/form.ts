import { z } from 'zod';
import { choices } from '../../../../bot/draw/form/chosen.ts';
import { type Form, form } from '../../../../bot/draw/form/form.ts';
import { ref } from '../../../../bot/draw/ref.ts';
import {
  aboutField,
  capacityField,
  durationField,
  linkField,
  minutesField,
  remindersField,
  secondFields,
  startsAtField,
  topicField,
  trainerField,
  whereField,
} from '../../form/fields.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { makeUpMessages } from './messages.ts';

const fields = {
  makesUp: choices({
    label: (locale) => makeUpMessages[locale].dates,
    needed: true,
    missing: (locale) => makeUpMessages[locale].choose,
  }),
  topic: topicField,
  startsAt: startsAtField,
  where: whereField,
  trainer: trainerField,
  duration: durationField,
  link: linkField,
  capacity: capacityField,
  minutes: minutesField,
  reminders: remindersField,
  about: aboutField,
  ...secondFields,
};

/** A new date for those who missed others: whom it is for is known, the rest is as it was. */
export const makeUpForm: Form<typeof fields> = form('training.makeUp', fields, {
  title: (locale) => makeUpMessages[locale].title,
  submit: (locale) => officerMessages[locale].save,
});

/** Which draft; or the closed session that one is made of. `below`: the view from which the form was opened. */
export const makeUpRef = ref(
  'training.makeUp',
  z.object({ id: z.string().optional(), original: z.string().optional(), below: z.string() }),
);
