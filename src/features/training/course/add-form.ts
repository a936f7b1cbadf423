import { z } from 'zod';
import { choice, people } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { formWord } from '../form/fields.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';

const PEOPLE = 50;
const label = (locale: 'zh' | 'en') => officerMessages[locale].add;

/** Puts people on the list of a date, or of all dates of its course. */
export const addForm = form(
  'training.add',
  {
    people: people({
      label: formWord('people'),
      hint: formWord('peopleHint'),
      source: 'training.person',
      placeholder: formWord('find'),
      max: PEOPLE,
      needed: true,
    }),
    scope: choice({
      label: formWord('addWhere'),
      of: ['all', 'only'] as const,
      words: (locale, one) => formMessages[locale].form[one === 'all' ? 'addAll' : 'addOnly'],
      look: 'radio',
      initial: 'all',
    }),
  },
  { title: label, submit: label },
);

/** To which date, and of whom the officer was told what speaks against it. */
export const addRef = ref('training.add', z.object({ id: z.string(), below: z.string(), asked: z.array(z.string()) }));
