import { choice, choices, people, person } from '../../bot/draw/form/chosen.ts';
import { type Fields, type Form, form } from '../../bot/draw/form/form.ts';
import { number, text } from '../../bot/draw/form/kinds.ts';
import type { Locale } from '../../lib/language.ts';
import { formMessages } from './form-messages.ts';
import { messages } from './messages.ts';
import { LEVELS } from './rules/exam.ts';
import { CAPACITY, MOST_MENTORS } from './rules/pair.ts';
import { ENOUGH, GOING, GRADES, type Pair } from './rules/records.ts';

type Word = {
  [K in keyof typeof formMessages.zh]: (typeof formMessages.zh)[K] extends string ? K : never;
}[keyof typeof formMessages.zh];
const said =
  (key: Word) =>
  (locale: Locale): string =>
    formMessages[locale][key];

export const MOST_TASKS = 8;
export const TASK_CHARS = 80;
const FORM = { submit: said('save'), close: said('close') };
const line = text({ label: said('line'), placeholder: said('linePlace'), max: 200 });

export const contractForm = form(
  'mentoring.contract',
  {
    apprentice: person({
      label: said('apprentice'),
      placeholder: said('person'),
      source: 'mentoring.apprentice',
      needed: true,
    }),
    mentors: people({
      label: said('mentors'),
      hint: said('mentorsHint'),
      placeholder: said('person'),
      source: 'mentoring.colleague',
      needed: true,
      max: MOST_MENTORS,
    }),
    goals: text({ label: said('goals'), placeholder: said('goalsPlace'), max: 500, long: true, needed: true }),
    tasks: text({
      label: said('tasks'),
      hint: said('tasksHint'),
      placeholder: said('tasksPlace'),
      max: 800,
      long: true,
      needed: true,
    }),
    topics: people({ label: said('topics'), hint: said('topicsHint'), source: 'mentoring.banks', max: 5 }),
    months: number({ label: said('months'), min: 2, max: 36, initial: 12, needed: true, more: true }),
    probation: number({ label: said('probation'), min: 0, max: 6, initial: 1, needed: true, more: true }),
    share: number({ label: said('share'), min: 30, max: 95, initial: 70, needed: true, more: true }),
  },
  { ...FORM, title: said('contractTitle'), submit: said('send') },
);

export const MINUTES = ['20', '40', '60', '90', '120', '240'] as const;

export const metForm = form(
  'mentoring.met',
  {
    minutes: choice({ label: said('minutes'), of: MINUTES, initial: '40', look: 'radio' }),
    mentor: choice({ label: said('mentor'), needed: true }),
  },
  { ...FORM, title: said('metTitle'), submit: said('record') },
);

export const checkInForm = form(
  'mentoring.checkIn',
  {
    going: choice({
      label: said('going'),
      of: GOING,
      words: (locale, one) => messages[locale].going[one],
      look: 'radio',
      needed: true,
    }),
    enough: choice({
      label: said('enough'),
      of: ENOUGH,
      words: (locale, one) => messages[locale].enough[one],
      look: 'radio',
      initial: 'enough',
    }),
    words: line,
  },
  { ...FORM, title: said('checkInTitle') },
);

export const tasksForm = form(
  'mentoring.tasks',
  { done: choices({ label: said('learnt') }) },
  { ...FORM, title: said('tasksTitle') },
);

export const examinerForm = form(
  'mentoring.examiner',
  {
    examiner: person({
      label: said('examiner'),
      hint: said('examinerHint'),
      placeholder: said('person'),
      source: 'mentoring.colleague',
      needed: true,
    }),
  },
  { ...FORM, title: said('examinerTitle'), submit: said('name') },
);

export const evaluateForm = form(
  'mentoring.evaluate',
  {
    grade: choice({
      label: said('grade'),
      of: GRADES,
      words: (locale, one) => messages[locale].grade[one],
      look: 'radio',
      needed: true,
    }),
    words: text({ label: said('line'), max: 200 }),
  },
  { ...FORM, title: said('evaluateTitle') },
);

export const extendForm = form(
  'mentoring.extend',
  {
    months: number({ label: said('moreMonths'), min: 1, max: 6, initial: 3, needed: true }),
    reason: text({ label: said('reason'), max: 200, needed: true }),
  },
  { ...FORM, title: said('extendTitle'), submit: said('extend') },
);

export const endForm = form(
  'mentoring.end',
  { words: text({ label: said('why'), hint: said('whyHint'), max: 200 }) },
  { ...FORM, title: said('endTitle'), submit: said('endIt') },
);

export const teachForm = form(
  'mentoring.teach',
  {
    skills: text({
      label: said('skills'),
      hint: said('skillsHint'),
      placeholder: said('skillsPlace'),
      max: 200,
      needed: true,
    }),
    capacity: choice({
      label: said('capacity'),
      of: ['0', '1', '2'],
      words: (locale, one) => formMessages[locale].capacityWords[Number(one)] ?? one,
      initial: String(CAPACITY) as '2',
      look: 'radio',
    }),
  },
  { ...FORM, title: said('teachTitle') },
);

export const wishForm = form(
  'mentoring.wish',
  { wish: text({ label: said('wish'), hint: said('wishHint'), placeholder: said('skillsPlace'), max: 100 }) },
  { ...FORM, title: said('wishTitle'), submit: said('search') },
);

const REMARK = 'remark';

/** The examiner's sheet: a level for each task, and a line. */
export function sheetForm({ contract }: Pick<Pair, 'contract'>): Form<Fields> {
  const fields = contract.tasks.map((task, nth) => [
    `task${nth}`,
    choice({
      label: () => task,
      of: LEVELS.map(String),
      words: (locale, one) => messages[locale].level[Number(one)] ?? one,
      look: 'radio',
      needed: true,
      part: nth > 0,
    }),
  ]);
  return form<Fields>(
    'mentoring.sheet',
    {
      ...Object.fromEntries(fields),
      [REMARK]: text({ label: said('remark'), max: 200, part: true }) as Fields[string],
    },
    { ...FORM, title: said('sheetTitle'), submit: said('handIn') },
  );
}

/** The marks that were put into a sheet, in the order of the tasks. */
export const marksFrom = (
  { contract }: Pick<Pair, 'contract'>,
  values: Record<string, unknown>,
): { marks: number[]; words: string } => ({
  marks: contract.tasks.map((_, nth) => Number(values[`task${nth}`])),
  words: String(values[REMARK] ?? ''),
});
