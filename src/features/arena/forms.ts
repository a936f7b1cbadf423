import { channels, check, choice, choices, people } from '../../bot/draw/form/chosen.ts';
import type { FieldSpec } from '../../bot/draw/form/field.ts';
import { form } from '../../bot/draw/form/form.ts';
import { dateTime, number, text } from '../../bot/draw/form/kinds.ts';
import type { Locale } from '../../lib/language.ts';
import { OPTION_LETTERS } from '../../papers/views.ts';
import { formMessages } from './form-messages.ts';
import { MOST_IN_BRACKET, MOST_SUBSTITUTES } from './rules/entering.ts';
import { SEEDINGS } from './rules/seeding.ts';

type Worded = Exclude<
  keyof typeof formMessages.zh,
  'boardsOf' | 'timings' | 'seedings' | 'rightBad' | 'tooShort' | 'noTimeToQualify'
>;
const said =
  (key: Worded) =>
  (locale: Locale): string =>
    formMessages[locale][key];
const asked = (label: Worded, hint?: Worded): FieldSpec => ({
  label: said(label),
  ...(hint === undefined ? {} : { hint: said(hint) }),
});

const BOARDS = ['1', '3', '4', '5'] as const;
const TIMINGS = ['window', 'live'] as const;
const MOST_BOARDS = 5;
const MOST_QUESTIONS = 30;
const MOST_BANKS = 5;

export const contestForm = form(
  'arena.contestForm',
  {
    name: text({ ...asked('name'), max: 60, needed: true, placeholder: said('namePlace') }),
    banks: people({
      ...asked('banks', 'banksHint'),
      max: MOST_BANKS,
      source: 'arena.banks',
      placeholder: said('banksFind'),
      needed: true,
    }),
    boards: choice({
      ...asked('boards'),
      of: BOARDS,
      initial: '1',
      words: (locale, one) => formMessages[locale].boardsOf[one],
    }),
    signUpUntil: dateTime({ ...asked('signUpUntil'), needed: true }),
    startsAt: dateTime({ ...asked('startsAt', 'startsHint'), needed: true }),
    timing: choice({
      ...asked('timing', 'timingHint'),
      of: TIMINGS,
      initial: 'window',
      words: (locale, one) => formMessages[locale].timings[one],
      more: true,
    }),
    count: number({ ...asked('count'), min: 1, max: MOST_QUESTIONS, initial: 10, more: true, needed: true }),
    minutes: number({ ...asked('minutes', 'minutesHint'), min: 1, max: 120, initial: 15, more: true, needed: true }),
    windowHours: number({
      ...asked('windowHours', 'windowHint'),
      min: 1,
      max: 168,
      initial: 24,
      more: true,
      needed: true,
    }),
    noShowMinutes: number({
      ...asked('noShowMinutes', 'noShowHint'),
      min: 1,
      max: 30,
      initial: 5,
      more: true,
      needed: true,
    }),
    seeding: choice({
      ...asked('seeding'),
      of: SEEDINGS,
      initial: 'drawn',
      words: (locale, one) => formMessages[locale].seedings[one],
      more: true,
    }),
    most: number({
      ...asked('most', 'mostHint'),
      min: 2,
      max: MOST_IN_BRACKET,
      initial: MOST_IN_BRACKET,
      more: true,
      needed: true,
    }),
    hasThird: check({ ...asked('hasThird'), yes: said('hasThirdYes'), initial: true, more: true }),
    hasSecondLife: check({ ...asked('hasSecondLife'), yes: said('hasSecondLifeYes'), more: true }),
    channel: channels({ ...asked('channel'), max: 1, more: true }),
  },
  { title: said('newContest'), submit: said('save'), close: said('close') },
);

export const teamForm = form(
  'arena.team',
  {
    name: text({ ...asked('teamName'), max: 30, needed: true }),
    players: people({ ...asked('players', 'playersHint'), max: MOST_BOARDS, needed: true }),
    substitutes: people({ ...asked('substitutes', 'substitutesHint'), max: MOST_SUBSTITUTES }),
  },
  { title: said('teamTitle'), submit: said('enter'), close: said('close') },
);

const reason = text({ ...asked('reason', 'reasonHint'), missing: said('needReason'), max: 300, needed: true });

export const cancelForm = form(
  'arena.cancel',
  { reason },
  { title: said('cancel'), submit: said('cancel'), close: said('close') },
);

export const substituteForm = form(
  'arena.substitute',
  { out: choice({ ...asked('out'), needed: true }), into: choice({ ...asked('into'), needed: true }) },
  { title: said('substituteTitle'), submit: said('change'), close: said('close') },
);

export const correctForm = form(
  'arena.correct',
  {
    question: choice({ ...asked('question'), needed: true }),
    right: choices({ ...asked('right', 'rightHint'), of: OPTION_LETTERS, words: (_locale, one) => one }),
    reason,
  },
  { title: said('correctTitle'), submit: said('correct'), close: said('close') },
);

export const decideForm = form(
  'arena.decide',
  { winner: choice({ ...asked('winner'), needed: true }), reason },
  { title: said('decideTitle'), submit: said('decide'), close: said('close') },
);
