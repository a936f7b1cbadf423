import { option } from '../bot/draw/blocks.ts';
import { choice, choices, person } from '../bot/draw/form/chosen.ts';
import type { Field } from '../bot/draw/form/field.ts';
import { type Form, form } from '../bot/draw/form/form.ts';
import { text } from '../bot/draw/form/kinds.ts';
import type { Locale } from '../lib/language.ts';
import { messages } from './messages.ts';
import { ABSTAIN, type Question } from './rules/question.ts';

type Texts = (typeof messages)['zh'];
type Word = { [K in keyof Texts]: Texts[K] extends string ? K : never }[keyof Texts];
const said =
  (key: Word) =>
  (locale: Locale): string =>
    messages[locale][key];

/** What a voter puts in: radio buttons, boxes, or a select for each place. */
export type VoteFields = Record<string, Field<string | string[] | undefined>>;

/** What an officer may write as a reason, all of which is shown. */
export const REASON_CHARS = 300;

/** Slack shows so many radio buttons at most. */
const MOST_RADIO = 10;
const ABSTAINS = 'abstain';
const ASKED_FIRST = 5;
const HOWS = ['paper', 'proxy'] as const;

/** The inputs of a question. */
function fieldsOf(question: Question): VoteFields {
  const { kind } = question;
  if (kind === 'yesNo')
    return {
      choice: choice({
        label: said('choose'),
        of: ['0', '1', String(ABSTAIN)],
        words: (locale, one) => messages[locale].answers[Number(one)] ?? one,
        look: 'radio',
        needed: true,
      }),
    };
  const names = question.options;
  const values = names.map((_, nth) => String(nth));
  const words = (locale: Locale, one: string): string =>
    one === ABSTAINS ? messages[locale].abstain : (names[Number(one)] ?? one);
  if (kind === 'rank')
    return Object.fromEntries(
      values.map((_, nth) => [
        `place${nth}`,
        choice({
          label: (locale) => messages[locale].place(nth + 1),
          ...(nth === 0 ? { hint: said('placeHint') } : {}),
          of: values,
          words,
          more: nth >= ASKED_FIRST,
        }),
      ]),
    );
  if (question.most > 1)
    return {
      choice: choices({
        label: (locale) => messages[locale].chooseSome(question.most),
        hint: said('chooseHint'),
        of: values,
        words,
      }),
    };
  const of = [...values, ABSTAINS];
  return {
    choice: choice({
      label: said('choose'),
      of,
      words,
      look: of.length > MOST_RADIO ? 'select' : 'radio',
      needed: true,
    }),
  };
}

/** The numbers of options that were put in; see `readChoice`. */
export function saidIn(question: Question, values: Readonly<Record<string, string | string[] | undefined>>): number[] {
  if (question.kind === 'rank')
    return question.options.map((_, nth) => {
      const value = values[`place${nth}`];
      return typeof value === 'string' && value !== '' ? Number(value) : -1;
    });
  const value = values.choice ?? [];
  return (typeof value === 'string' ? [value] : value).flatMap((one) => (one === ABSTAINS ? [] : [Number(one)]));
}

/** The dialog in which one votes. */
export const voteForm = (feature: string, question: Question): Form<VoteFields> =>
  form(`${feature}.ballotVote`, fieldsOf(question), {
    title: said('title'),
    submit: said('cast'),
    close: said('close'),
  });

/** A vote on paper or by proxy, entered by an officer. */
export const paperForm = (feature: string, question: Question): Form<VoteFields> =>
  form<VoteFields>(
    `${feature}.ballotPaper`,
    {
      who: person({ label: said('paperWho'), needed: true }),
      how: choice({
        label: said('paperHow'),
        of: HOWS,
        initial: 'paper',
        words: (locale, one) => messages[locale].hows[one],
        look: 'radio',
      }) as VoteFields[string],
      ...Object.fromEntries(
        Object.entries(fieldsOf(question)).map(([key, field], nth) => [
          key,
          nth + 2 < ASKED_FIRST ? field : { ...field, isMore: true },
        ]),
      ),
    },
    { title: said('paper'), submit: said('save'), close: said('close') },
  );

export const cancelForm = (feature: string) =>
  form(
    `${feature}.ballotCancel`,
    { reason: text({ label: said('cancelReason'), hint: said('cancelHint'), max: REASON_CHARS, needed: true }) },
    { title: said('cancel'), submit: said('cancel'), close: said('close') },
  );

export const tieForm = (feature: string) =>
  form(
    `${feature}.ballotTie`,
    {
      option: choice({ label: said('tieWins'), look: 'radio', needed: true }),
      why: text({ label: said('tieWhy'), hint: said('tieWhyHint'), max: REASON_CHARS, needed: true }),
    },
    { title: said('tie'), submit: said('save'), close: said('close') },
  );

/** Options to choose from, by number. */
export const tieOptions = (options: readonly number[], nameOf: (one: number) => string) =>
  options.map((one) => option(String(one), nameOf(one)));
