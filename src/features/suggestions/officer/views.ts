import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, option, section } from '../../../bot/draw/blocks.ts';
import { choice, person } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { date, text } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { OUTCOMES } from '../item/states.ts';
import { messages } from '../messages.ts';
import { type OfficerTexts, officerMessages } from '../officer-messages.ts';

type Word = { [K in keyof OfficerTexts]: OfficerTexts[K] extends string ? K : never }[keyof OfficerTexts];
const say =
  (key: Word) =>
  (locale: Locale): string =>
    officerMessages[locale][key];
const send = (locale: Locale): string => messages[locale].submit;

/* The forms of the steps, each in the place of the card from which it was opened. No two have an input of the same name:
   Slack keeps what was typed in an input for as long as its name stands in the modal. */

export const acceptForm = form(
  'suggestions.accept',
  { due: date({ label: say('due'), needed: true, from: 'today' }) },
  { title: say('accept'), submit: say('accept') },
);

export const startForm = form(
  'suggestions.start',
  { reply: text({ label: say('words'), hint: say('wordsHint'), max: 2_000, long: true, needed: true }) },
  { title: say('startTitle'), submit: send },
);

export const concludeForm = form(
  'suggestions.conclude',
  {
    outcome: choice({
      label: say('outcome'),
      of: OUTCOMES,
      look: 'radio',
      initial: 'solved',
      words: (locale, one) => messages[locale].states[one],
    }),
    words: text({ label: say('words'), hint: say('wordsHint'), max: 2_000, long: true, needed: true }),
  },
  { title: say('outcome'), submit: send },
);

export const handOverForm = form(
  'suggestions.handOver',
  { to: person({ label: say('to'), needed: true }) },
  { title: say('handOver'), submit: say('handOver') },
);

/** Stands for a case that is not among the similar ones. */
export const OTHER = 'other';

/** Into which one: one of the similar ones, or any by its number. */
export const mergeForm = form(
  'suggestions.merge',
  {
    similar: choice({ label: say('mergeInto'), look: 'radio', needed: true, missing: say('mergeNone') }),
    number: text({ label: say('mergeNumber'), max: 20, placeholder: say('numberExample') }),
  },
  { title: say('merge'), submit: say('merge') },
);

export function mergeShown(
  locale: Locale,
  similar: readonly { number: string; text: string }[],
): Shown<typeof mergeForm.fields> {
  const found = similar.map((one) => option(one.number, cut(`${one.number} ${one.text.replaceAll(/\s+/g, ' ')}`, 75)));
  const other = option(OTHER, officerMessages[locale].mergeOther);
  return { options: { similar: [...found, other] }, values: { similar: found.length === 0 ? OTHER : undefined } };
}

/** Who takes over while an officer is away, and the way back. */
export function awayMessage(locale: Locale, back: string, standIns: readonly string[]): Message {
  const { away, isBack } = officerMessages[locale];
  const who = standIns.map((user) => `<@${user}>`).join(locale === 'zh' ? '、' : ', ');
  return message([section(away(back, who)), actions(button({ action: 'suggestions.back', label: isBack }))]);
}
