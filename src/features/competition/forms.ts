import { check, choice, people } from '../../bot/draw/form/chosen.ts';
import type { FieldSpec } from '../../bot/draw/form/field.ts';
import { form } from '../../bot/draw/form/form.ts';
import { date, files, number, text } from '../../bot/draw/form/kinds.ts';
import type { Locale } from '../../lib/language.ts';
import { type FormTexts, formMessages } from './form-messages.ts';
import {
  DEFAULT_CAP,
  DEFAULT_HALF,
  DIRECTIONS,
  FOLDS,
  type Indicator,
  KINDS,
  LEVELS,
  MOST_VALUE,
  PACES,
  SCALES,
} from './rules/facts.ts';

type Worded = { [K in keyof FormTexts]: FormTexts[K] extends string ? K : never }[keyof FormTexts];

const said =
  (key: Worded) =>
  (locale: Locale): string =>
    formMessages[locale][key];
const asked = (label: Worded, hint?: Worded): FieldSpec => ({
  label: said(label),
  ...(hint === undefined ? {} : { hint: said(hint) }),
});

const PEOPLE = 10;

export const competitionForm = form(
  'competition.edit',
  {
    name: text({ ...asked('name', 'nameHint'), max: 60, needed: true }),
    kind: choice({
      ...asked('kind'),
      of: KINDS,
      words: (locale, one) => formMessages[locale].kinds[one],
      look: 'radio',
      initial: 'theme',
    }),
    from: date({ ...asked('from'), needed: true }),
    to: date({ ...asked('to'), needed: true }),
    level: choice({
      ...asked('level', 'levelHint'),
      of: LEVELS,
      words: (locale, one) => formMessages[locale].levels[one],
      look: 'radio',
      initial: 'branch',
    }),
    chosen: people({ ...asked('chosen', 'chosenHint'), source: 'competition.units', max: 100, more: true }),
    prizes: text({ ...asked('prizes', 'prizesHint'), max: 80, initial: '10,6,3', more: true }),
    half: number({ ...asked('half', 'halfHint'), min: 0, max: 1_000, initial: DEFAULT_HALF, more: true, needed: true }),
  },
  { title: said('competition'), submit: said('save'), close: said('close') },
);

export const indicatorForm = form(
  'competition.indicator',
  {
    name: text({ ...asked('indicatorName', 'indicatorNameHint'), max: 60, needed: true }),
    direction: choice({
      ...asked('direction'),
      of: DIRECTIONS,
      words: (locale, one) => formMessages[locale].directions[one],
      look: 'radio',
      initial: 'more',
    }),
    source: text({ ...asked('source', 'sourceHint'), max: 100 }),
    reporters: people({ ...asked('reporters'), max: PEOPLE }),
    verifiers: people({ ...asked('verifiers', 'verifiersHint'), max: PEOPLE }),
    figure: choice({ ...asked('figure', 'figureHint'), more: true }),
    target: number({ ...asked('target', 'targetHint'), min: 0, max: MOST_VALUE, decimals: true, more: true }),
    weight: number({ ...asked('weight'), min: 1, max: 100, initial: 10, more: true, needed: true }),
    scale: choice({
      ...asked('scale', 'scaleHint'),
      of: SCALES,
      words: (locale, one) => formMessages[locale].scales[one],
      look: 'radio',
      initial: 'total',
      more: true,
    }),
    pace: choice({
      ...asked('pace'),
      of: PACES,
      words: (locale, one) => formMessages[locale].paces[one],
      look: 'radio',
      initial: 'month',
      more: true,
    }),
    fold: choice({
      ...asked('fold'),
      of: FOLDS,
      words: (locale, one) => formMessages[locale].folds[one],
      look: 'radio',
      initial: 'sum',
      more: true,
    }),
    days: number({ ...asked('days', 'daysHint'), min: 0, max: 60, initial: 5, more: true, needed: true }),
    cap: number({ ...asked('cap', 'capHint'), min: 100, max: 1_000, initial: DEFAULT_CAP, more: true, needed: true }),
  },
  { title: said('indicator'), submit: said('save'), close: said('close') },
);

export const changeForm = form(
  'competition.change',
  {
    unit: choice({ ...asked('unit'), needed: true }),
    points: number({ ...asked('points', 'pointsHint'), min: -100, max: 100, decimals: true, initial: 0, needed: true }),
    isOut: check({ ...asked('out'), yes: said('outYes') }),
    reason: text({ ...asked('reason', 'reasonHint'), max: 300, needed: true, long: true }),
  },
  { title: said('change'), submit: said('save'), close: said('close') },
);

export const reportForm = form(
  'competition.report',
  {
    unit: choice({ ...asked('unit'), needed: true }),
    slot: choice({ ...asked('slot'), needed: true }),
    value: text({ ...asked('value'), max: 40, needed: true }),
    reason: text({ ...asked('correctionReason', 'correctionHint'), max: 300 }),
  },
  { title: said('report'), submit: said('send'), close: said('close') },
);

export const refuseForm = form(
  'competition.refuse',
  { reason: text({ ...asked('refusal', 'refusalHint'), max: 300, needed: true, long: true }) },
  { title: said('refuse'), submit: said('refuse'), close: said('close') },
);

export const challengeForm = form(
  'competition.challenge',
  {
    challenger: choice({ ...asked('challenger'), needed: true }),
    rival: choice({ ...asked('rival'), needed: true }),
    indicator: choice({ ...asked('onWhat', 'onWhatHint') }),
    stake: text({ ...asked('stake', 'stakeHint'), max: 200, needed: true }),
  },
  { title: said('challenge'), submit: said('challengeSend'), close: said('close') },
);

export const answerForm = form(
  'competition.answer',
  { words: text({ ...asked('answerWords'), max: 200, long: true }) },
  { title: said('decline'), submit: said('decline'), close: said('close') },
);

export const fileForm = form(
  'competition.import',
  {
    competition: choice({ ...asked('which'), needed: true }),
    file: files({ ...asked('file', 'fileHint'), max: 1, types: ['csv', 'xlsx'], needed: true }),
  },
  { title: said('importTitle'), submit: said('look'), close: said('close') },
);

const ASKED_FIRST = 5;

/** The weights of a competition’s indicators, for a trial: the field of each is its place. */
export const weightsForm = (indicators: readonly Pick<Indicator, 'name' | 'weight'>[]) =>
  form(
    'competition.try',
    Object.fromEntries(
      indicators.map(({ name, weight }, at) => [
        `w${at}`,
        number({
          label: { zh: name, en: name },
          min: 0,
          max: 100,
          initial: weight,
          needed: true,
          ...(at < ASKED_FIRST ? {} : { more: true }),
        }),
      ]),
    ),
    { title: said('trial'), submit: said('trialSee'), close: said('close') },
  );
