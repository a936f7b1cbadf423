import { check, choice, people } from '../../bot/draw/form/chosen.ts';
import type { FieldSpec } from '../../bot/draw/form/field.ts';
import { type Fields, type Form, form } from '../../bot/draw/form/form.ts';
import { dateTime, files, number, text } from '../../bot/draw/form/kinds.ts';
import { MOST_JUDGES } from '../../judging/rules.ts';
import type { Locale } from '../../lib/language.ts';
import { formMessages } from './form-messages.ts';
import { MOST_POINTS, MOST_VALUE, TOP_LEVEL } from './rules/criteria.ts';
import { type Criterion, type Discipline, type Scores, TIE_RULES } from './rules/records.ts';
import { MOST_SPREAD } from './rules/scoring.ts';

type Catalogue = (typeof formMessages)['zh'];
type Worded = { [K in keyof Catalogue]: Catalogue[K] extends string ? K : never }[keyof Catalogue];
const said =
  (key: Worded) =>
  (locale: Locale): string =>
    formMessages[locale][key];
const asked = (label: Worded, hint?: Worded): FieldSpec => ({
  label: said(label),
  ...(hint === undefined ? {} : { hint: said(hint) }),
});

const MOST_STEWARDS = 5;
const MOST_BANKS = 5;
const MOST_QUESTIONS = 50;
const MOST_SEATS = 200;
const DAY_MINUTES = 24 * 60;
/** Longer than any piece of work in a contest: a day. */
const MOST_SECONDS = 86_400;

export const contestForm = form(
  'skills.contestForm',
  {
    name: text({ ...asked('name'), max: 60, needed: true, placeholder: said('namePlace') }),
    signUpUntil: dateTime({ ...asked('signUpUntil', 'signUpHint'), needed: true }),
    appealHours: number({ ...asked('appealHours'), min: 1, max: 240, initial: 48, more: true, needed: true }),
  },
  { title: said('newContest'), submit: said('save'), close: said('close') },
);

export const disciplineForm = form(
  'skills.disciplineForm',
  {
    name: text({ ...asked('disciplineName'), max: 40, needed: true, placeholder: said('disciplinePlace') }),
    judges: people({ ...asked('judges', 'judgesHint'), max: MOST_JUDGES, needed: true }),
    stewards: people({ ...asked('stewards', 'stewardsHint'), max: MOST_STEWARDS }),
    banks: people({
      ...asked('banks', 'banksHint'),
      max: MOST_BANKS,
      source: 'skills.banks',
      placeholder: said('banksFind'),
    }),
    count: number({ ...asked('count'), min: 1, max: MOST_QUESTIONS, initial: 20, more: true, needed: true }),
    minutes: number({ ...asked('minutes'), min: 1, max: 180, initial: 30, more: true, needed: true }),
    weight: number({ ...asked('weight'), min: 1, max: 99, initial: 30, more: true, needed: true }),
    isBlind: check({ ...asked('isBlind'), yes: said('isBlindYes'), initial: true, more: true }),
    isDropped: check({ ...asked('isDropped'), yes: said('isDroppedYes'), more: true }),
    spread: number({
      ...asked('spread', 'spreadHint'),
      min: 1,
      max: MOST_SPREAD,
      initial: 40,
      more: true,
      needed: true,
    }),
    isTimed: check({ ...asked('isTimed'), yes: said('isTimedYes'), more: true }),
    tie: choice({
      ...asked('tie'),
      of: TIE_RULES,
      initial: 'theory-measured-time',
      words: (locale, one) => formMessages[locale].ties[one],
      more: true,
    }),
  },
  { title: said('newDiscipline'), submit: said('save'), close: said('close') },
);

const points = number({ ...asked('points'), min: 1, max: MOST_POINTS, needed: true });

export const measuredForm = form(
  'skills.measuredForm',
  {
    name: text({ ...asked('criterionName'), max: 40, needed: true, placeholder: said('measuredPlace') }),
    target: number({ ...asked('target'), min: -MOST_VALUE, max: MOST_VALUE, decimals: true, needed: true }),
    unit: text({ ...asked('unit'), max: 10, placeholder: said('unitPlace'), part: true }),
    tolerance: number({ ...asked('tolerance'), min: 0, max: MOST_VALUE, decimals: true, needed: true }),
    points,
    rows: text({ ...asked('rows', 'rowsHint'), max: 500, long: true, placeholder: said('rowsPlace') }),
  },
  { title: said('newMeasured'), submit: said('save'), close: said('close') },
);

/** What a level looks like. */
const level = (nth: number) =>
  text({
    label: (locale) => formMessages[locale].levels[nth] ?? '',
    hint: said('levelHint'),
    max: 60,
    needed: true,
    part: true,
  });

export const judgedForm = form(
  'skills.judgedForm',
  {
    name: text({ ...asked('criterionName'), max: 40, needed: true, placeholder: said('judgedPlace') }),
    points,
    level3: level(3),
    level2: level(2),
    level1: level(1),
    level0: level(0),
  },
  { title: said('newJudged'), submit: said('save'), close: said('close') },
);

/** Several criteria at once. */
export const criteriaFileForm = form(
  'skills.criteriaForm',
  {
    file: files({ ...asked('criteriaFile', 'criteriaFileHint'), max: 1, types: ['csv', 'xlsx'], needed: true }),
  },
  { title: said('criteriaFileTitle'), submit: said('preview'), close: said('close') },
);

export const heatForm = form(
  'skills.heatForm',
  {
    startsAt: dateTime({ ...asked('startsAt'), needed: true }),
    where: text({ ...asked('where'), max: 60, needed: true, placeholder: said('wherePlace') }),
    capacity: number({ ...asked('capacity'), min: 1, max: MOST_SEATS, needed: true }),
    lasts: number({ ...asked('lasts'), min: 10, max: DAY_MINUTES, initial: 180, needed: true }),
    each: number({ ...asked('each', 'eachHint'), min: 0, max: 240, initial: 0, needed: true }),
  },
  { title: said('heatTitle'), submit: said('save'), close: said('close') },
);

const reasonWith = (hint: Worded) =>
  text({ ...asked('reason', hint), missing: said('needReason'), max: 300, needed: true });

export const cancelForm = form(
  'skills.cancelForm',
  { reason: reasonWith('reasonHint') },
  { title: said('cancel'), submit: said('cancel'), close: said('close') },
);

export const cancelHeatForm = form(
  'skills.cancelHeatForm',
  { reason: reasonWith('reasonHint') },
  { title: said('cancelHeat'), submit: said('cancelHeat'), close: said('close') },
);

export const disqualifyForm = form(
  'skills.disqualifyForm',
  { reason: reasonWith('disqualifyHint') },
  { title: said('disqualify'), submit: said('disqualify'), close: said('close') },
);

export const appealForm = form(
  'skills.appealForm',
  { text: text({ ...asked('appealText', 'appealHint'), max: 1000, long: true, needed: true }) },
  { title: said('appealTitle'), submit: said('send'), close: said('close') },
);

export const upholdForm = form(
  'skills.upholdForm',
  {
    criterion: choice({ ...asked('which'), needed: true }),
    points: number({
      ...asked('newPoints', 'newPointsHint'),
      min: 0,
      max: MOST_POINTS,
      decimals: true,
      needed: true,
    }),
    reason: text({ ...asked('upholdReason', 'upholdReasonHint'), missing: said('needReason'), max: 300, needed: true }),
  },
  { title: said('upholdTitle'), submit: said('uphold'), close: said('close') },
);

/** The block_id of the time; criteria have ids of their own. */
export const TIME = 'time';
export const ANEW = 'anew';

/** A level as an option: what it looks like says more than its number. */
const levelWords = ({ levels }: Extract<Criterion, { kind: 'judged' }>, one: string): string =>
  `${one} · ${levels[Number(one)] ?? ''}`;

const LEVELS = Array.from({ length: TOP_LEVEL + 1 }, (_, nth) => String(TOP_LEVEL - nth));

/** What one criterion asks of a judge. */
function scoreField(criterion: Criterion, isPart: boolean): Fields[string] {
  if (criterion.kind === 'judged')
    return choice({
      label: (locale) => formMessages[locale].judgedLabel(criterion.name, criterion.points),
      of: LEVELS,
      words: (_locale, one) => levelWords(criterion, one),
      look: 'radio',
      needed: true,
      part: isPart,
    }) as Fields[string];
  const { name, unit, target, tolerance, points: most } = criterion;
  return number({
    label: () => (unit === '' ? name : `${name} (${unit})`),
    hint: (locale) => formMessages[locale].within(String(target), String(tolerance), most),
    min: -MOST_VALUE,
    max: MOST_VALUE,
    decimals: true,
    needed: true,
    part: isPart,
  }) as Fields[string];
}

/**
 * A score sheet as a form: a number or four levels for each criterion, and the time where it is written down.
 * @param name of its modal @param isCopy copied from paper: the second person can say that the first was wrong
 */
export function sheetForm(name: string, { criteria, isTimed }: Discipline, isCopy: boolean): Form<Fields> {
  return form<Fields>(
    name,
    {
      ...Object.fromEntries(criteria.map((one, nth) => [one.id, scoreField(one, nth > 0)])),
      ...(isTimed
        ? { [TIME]: number({ label: said('seconds'), min: 1, max: MOST_SECONDS, part: true }) as Fields[string] }
        : {}),
      ...(isCopy
        ? { [ANEW]: check({ ...asked('isAnew'), yes: said('isAnewYes'), part: true }) as Fields[string] }
        : {}),
    },
    { title: said('handIn'), submit: said(isCopy ? 'copy' : 'handIn'), close: said('close') },
  );
}

/** What stands in the form of a sheet. */
export function sheetValues({ criteria }: Discipline, own: Scores | undefined): Record<string, unknown> {
  if (own === undefined) return {};
  return {
    ...Object.fromEntries(
      criteria.map(({ id, kind }) => [id, kind === 'judged' ? String(own.values[id]) : own.values[id]]),
    ),
    ...(own.seconds === undefined ? {} : { [TIME]: own.seconds }),
  };
}

/** The scores that were put into the form of a sheet. */
export function scoresFrom({ criteria, isTimed }: Discipline, values: Record<string, unknown>): Scores {
  const seconds = isTimed ? values[TIME] : undefined;
  return {
    values: Object.fromEntries(criteria.map(({ id }) => [id, Number(values[id])])),
    ...(typeof seconds === 'number' ? { seconds } : {}),
  };
}
