import { z } from 'zod';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { linesField, whomFields } from '../form/fields.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { reviseMessages } from './revise-messages.ts';

/** Whom a published course is for, and dates to be added. */
export const reviseForm = form(
  'training.revise',
  {
    ...whomFields(false),
    more: linesField(
      (locale) => reviseMessages[locale].more,
      (locale) => reviseMessages[locale].moreHint,
    ),
    tell: choice({
      label: (locale) => reviseMessages[locale].tell,
      of: ['listed', 'all'] as const,
      words: (locale, one) => reviseMessages[locale][one === 'all' ? 'tellAll' : 'tellListed'],
      look: 'radio',
      initial: 'listed',
    }),
  },
  { title: (locale) => reviseMessages[locale].title, submit: (locale) => officerMessages[locale].saveChange },
);

/** Which course. `below`: the view from which the form was opened. */
export const reviseRef = ref('training.revise', z.object({ id: z.string(), below: z.string() }));
