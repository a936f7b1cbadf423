import { z } from 'zod';
import { choice } from '../../../../bot/draw/form/chosen.ts';
import { type Form, form } from '../../../../bot/draw/form/form.ts';
import { ref } from '../../../../bot/draw/ref.ts';
import { certificateFields } from '../../certificate/form.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { prerequisiteFields } from '../../prerequisites/fields.ts';
import { quizFields } from '../../quiz/form.ts';
import { NEEDED } from '../../rules/terms.ts';
import { termsMessages } from './messages.ts';

const fields = {
  needed: choice({
    label: (locale) => termsMessages[locale].needed,
    of: NEEDED,
    words: (locale, one) => termsMessages[locale].neededChoices[one],
    look: 'radio',
    initial: 'each',
  }),
  ...prerequisiteFields,
  ...quizFields,
  ...certificateFields,
};

/** What a course asks for and gives, in a form of its own: the one for the sessions is long enough. */
export const termsForm: Form<typeof fields> = form('training.terms', fields, {
  title: (locale) => termsMessages[locale].title,
  submit: (locale) => officerMessages[locale].saveChange,
});

/** Of which course. `below`: the view from which the form was opened. */
export const termsRef = ref('training.terms', z.object({ id: z.string(), below: z.string() }));
