import { z } from 'zod';
import { channels, check, choice, person } from '../../bot/draw/form/chosen.ts';
import { form } from '../../bot/draw/form/form.ts';
import { text } from '../../bot/draw/form/kinds.ts';
import { ref } from '../../bot/draw/ref.ts';
import type { Locale } from '../../lib/language.ts';
import { messages, type ThanksTexts } from './messages.ts';

/** One thanks, and the page of the list on which its button stands. */
export const thanksRef = ref('thanks.takeBack', z.object({ id: z.string().min(1), page: z.number().int().default(1) }));
export const agreeRef = ref('thanks.agree', z.object({ id: z.string().min(1) }));

type Word = { [K in keyof ThanksTexts]: ThanksTexts[K] extends string ? K : never }[keyof ThanksTexts];
const said =
  (key: Word) =>
  (locale: Locale): string =>
    messages[locale][key];

/** Whom, what for, a line of words. */
export const giveForm = form(
  'thanks.give',
  {
    to: person({ label: said('to'), placeholder: said('toHint'), source: 'thanks.colleague', needed: true }),
    value: choice({ label: said('value'), look: 'radio', needed: true }),
    words: text({ label: said('words'), hint: said('wordsHint'), max: 200, long: true, needed: true }),
    open: check({ label: said('open'), yes: said('openYes') }),
  },
  { title: said('give'), submit: said('send'), close: said('close') },
);

export const settingsForm = form(
  'thanks.settings',
  {
    values: text({ label: said('values'), hint: said('valuesHint'), max: 1000, long: true, needed: true }),
    channel: channels({ label: said('channel'), hint: said('channelHint'), max: 1 }),
  },
  { title: said('settings'), submit: said('save'), close: said('close') },
);
