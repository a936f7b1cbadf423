import { check, choice, people, person } from '../../bot/draw/form/chosen.ts';
import type { FieldSpec } from '../../bot/draw/form/field.ts';
import { type Fields, type Form, form } from '../../bot/draw/form/form.ts';
import { date, dateTime, number, text } from '../../bot/draw/form/kinds.ts';
import { MOST_JUDGES } from '../../judging/rules.ts';
import type { Locale } from '../../lib/language.ts';
import { formMessages } from './form-messages.ts';
import { type Criterion, SCOPES, VOTERS } from './rules/records.ts';

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
const days = (label: Worded, initial: number) =>
  number({ ...asked(label), min: 1, max: 30, initial, more: true, needed: true });
const WORDS = 1_000;
const MOST_MONTHS = 120;

export const programmeForm = form(
  'honours.programmeForm',
  {
    name: text({ ...asked('name'), max: 60, needed: true, placeholder: said('namePlace') }),
    nominateUntil: dateTime({ ...asked('nominateUntil'), needed: true }),
    judges: people({ ...asked('judges', 'judgesHint'), max: MOST_JUDGES, needed: true }),
    criteria: text({
      ...asked('criteria', 'criteriaHint'),
      max: 400,
      long: true,
      needed: true,
      placeholder: said('criteriaPlace'),
    }),
    checkDays: days('checkDays', 2),
    scoreDays: days('scoreDays', 5),
    publicityDays: days('publicityDays', 5),
    voters: choice({
      ...asked('voters'),
      of: VOTERS,
      words: (locale, one) => formMessages[locale].voterNames[one],
      initial: 'none',
      more: true,
    }),
    voteDays: days('voteDays', 3),
    isDropped: check({ ...asked('isDropped'), yes: said('isDroppedYes'), more: true }),
  },
  { title: said('programmeTitle'), submit: said('save'), close: said('close') },
);

const optional = (label: Worded, hint: Worded, max: number) =>
  number({ ...asked(label, hint), min: 0, max, initial: 0, more: true, needed: true });

export const titleForm = form(
  'honours.titleForm',
  {
    name: text({ ...asked('titleName'), max: 40, needed: true, placeholder: said('titlePlace') }),
    about: text({ ...asked('about', 'aboutHint'), max: WORDS, long: true, needed: true }),
    places: number({ ...asked('places'), min: 1, max: 99, needed: true }),
    per: choice({
      ...asked('per'),
      of: SCOPES,
      words: (locale, one) => formMessages[locale].scopes[one],
      look: 'radio',
      initial: 'company',
    }),
    months: number({ ...asked('months', 'monthsHint'), min: 0, max: MOST_MONTHS, initial: 24, needed: true }),
    years: optional('years', 'yearsHint', 40),
    hours: optional('hours', 'zeroHint', 500),
    safeMonths: optional('safeMonths', 'safeHint', MOST_MONTHS),
    belongs: text({ ...asked('belongs'), max: 200, more: true, placeholder: said('belongsPlace') }),
  },
  { title: said('titleTitle'), submit: said('save'), close: said('close') },
);

const reasonOf = (label: Worded, hint: Worded) =>
  text({ ...asked(label, hint), missing: said('needReason'), max: 300, needed: true });

export const cancelForm = form(
  'honours.cancelForm',
  { reason: reasonOf('reason', 'reasonHint') },
  { title: said('cancelTitle'), submit: said('cancelTitle'), close: said('close') },
);

export const nominateForm = form(
  'honours.nominateForm',
  {
    who: person({ ...asked('who'), source: 'honours.colleague', placeholder: said('whoHint'), needed: true }),
    title: choice({ ...asked('which'), needed: true }),
    why: text({ ...asked('reasons', 'reasonsHint'), max: WORDS, long: true, needed: true }),
    asBranch: check({ ...asked('asBranch'), yes: said('asBranchYes') }),
  },
  { title: said('nominateTitle'), submit: said('send'), close: said('close') },
);

export const evidenceForm = form(
  'honours.evidenceForm',
  {
    text: text({ ...asked('evidenceText', 'evidenceHint'), max: WORDS, long: true, needed: true }),
    link: text({ ...asked('link', 'linkHint'), max: 500 }),
  },
  { title: said('evidenceTitle'), submit: said('send'), close: said('close') },
);

export const disputeForm = form(
  'honours.disputeForm',
  {
    line: choice({ ...asked('line'), needed: true }),
    text: text({ ...asked('disputeText', 'disputeHint'), max: WORDS, long: true, needed: true }),
  },
  { title: said('disputeTitle'), submit: said('send'), close: said('close') },
);

export const objectForm = form(
  'honours.objectForm',
  {
    text: text({ ...asked('objectText', 'objectHint'), max: WORDS, long: true, needed: true }),
    anonymous: check({ ...asked('anonymous'), yes: said('anonymousYes') }),
  },
  { title: said('objectTitle'), submit: said('send'), close: said('close') },
);

export const renewForm = form(
  'honours.renewForm',
  { reason: reasonOf('renewReason', 'renewHint') },
  { title: said('renewTitle'), submit: said('renewTitle'), close: said('close') },
);

export const endForm = form(
  'honours.endForm',
  { reason: reasonOf('endReason', 'endHint') },
  { title: said('endTitle'), submit: said('endTitle'), close: said('close') },
);

export const accidentForm = form(
  'honours.accidentForm',
  {
    who: person({ ...asked('accidentWho'), source: 'honours.people', placeholder: said('whoHint'), needed: true }),
    day: date({ ...asked('accidentDay'), to: 'today', needed: true }),
    what: text({ ...asked('accidentWhat', 'accidentHint'), max: 200, needed: true }),
  },
  { title: said('accidentTitle'), submit: said('save'), close: said('close') },
);

/** A score sheet: a whole number for each criterion. */
export const sheetForm = (criteria: readonly Criterion[]): Form<Fields> =>
  form<Fields>(
    'honours.sheet',
    Object.fromEntries(
      criteria.map(({ id, name, points }, nth) => [
        id,
        number({
          label: (locale) => formMessages[locale].points(name, points),
          min: 0,
          max: points,
          needed: true,
          part: nth > 0,
        }) as Fields[string],
      ]),
    ),
    { title: said('handIn'), submit: said('handIn'), close: said('close') },
  );
