import { z } from 'zod';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { messages } from '../messages/worker-messages.ts';

/** Asks why somebody withdraws; of a course of which all dates are needed, also from which of them. */
export const leaveForm = form(
  'training.leave',
  {
    scope: choice({
      label: (locale) => datesMessages[locale].leaveWhich,
      of: ['only', 'all'] as const,
      words: (locale, one) => datesMessages[locale][one === 'all' ? 'leaveAll' : 'leaveOnly'],
      look: 'radio',
      initial: 'only',
    }),
    reason: choice({
      label: (locale) => messages[locale].leaveWhy,
      of: ['duty', 'private', 'unwell', 'other'] as const,
      words: (locale, one) => messages[locale].leaveReasons[one],
      look: 'radio',
      initial: 'duty',
    }),
    words: text({ label: (locale) => messages[locale].leaveMore, max: 200 }),
  },
  { title: (locale) => messages[locale].leaveTitle, submit: (locale) => messages[locale].leaveSubmit },
);

/** From which session; whether from all dates at first; and the message, or the view below, that is drawn anew afterwards. */
export const leaveRef = ref(
  'training.leave',
  z.object({ id: z.string(), isAll: z.boolean(), channel: z.string(), place: z.string() }),
);
