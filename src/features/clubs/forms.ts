import { check, choice, person } from '../../bot/draw/form/chosen.ts';
import type { FieldSpec } from '../../bot/draw/form/field.ts';
import { form } from '../../bot/draw/form/form.ts';
import { dateTime, number, text } from '../../bot/draw/form/kinds.ts';
import type { Locale } from '../../lib/language.ts';
import { formMessages } from './form-messages.ts';

type Worded = Exclude<keyof typeof formMessages.zh, 'whom'>;

const said =
  (key: Worded) =>
  (locale: Locale): string =>
    formMessages[locale][key];

const asked = (label: Worded, hint?: Worded): FieldSpec => ({
  label: said(label),
  ...(hint === undefined ? {} : { hint: said(hint) }),
});

/** A club: its chair is chosen when it is founded, and from then on only handed over. */
export const clubForm = form(
  'clubs.editClub',
  {
    name: text({ ...asked('name'), max: 40, needed: true }),
    about: text({ ...asked('about', 'aboutHint'), max: 1000, long: true }),
    chair: person({ ...asked('chairIs', 'chairHint'), needed: true }),
    deputy: person(asked('deputyIs', 'deputyHint')),
    asks: check({ ...asked('asks'), yes: said('asksYes') }),
    dues: text({ ...asked('duesLabel', 'duesHint'), max: 100, more: true }),
    isClosed: check({ ...asked('stop'), yes: said('stopYes'), more: true }),
  },
  { title: said('edit'), submit: said('save'), close: said('close') },
);

/** What somebody writes who asks to join. */
export const applyForm = form(
  'clubs.joinClub',
  { words: text({ ...asked('fewWords', 'fewWordsHint'), max: 300, long: true }) },
  { title: said('askToJoin'), submit: said('askToJoin'), close: said('close') },
);

export const passForm = form(
  'clubs.pass',
  { chair: person({ ...asked('newChair', 'newChairHint'), needed: true }) },
  { title: said('handOver'), submit: said('handOver'), close: said('close') },
);

const MOST_MINUTES = 3 * 24 * 60;

/** An event of a club or of the union, a festival, or an item of its programme. */
export const eventForm = form(
  'clubs.eventForm',
  {
    club: choice(asked('whose')),
    topic: text({ ...asked('topic'), max: 80, needed: true }),
    startsAt: dateTime({ ...asked('starts'), needed: true }),
    where: text({ ...asked('where'), max: 100 }),
    capacity: number({ ...asked('capacity', 'capacityHint'), min: 1, max: 5000 }),
    minutes: number({ ...asked('minutes'), min: 10, max: MOST_MINUTES, initial: 120, more: true, needed: true }),
    guests: number({ ...asked('guestsMost'), min: 0, max: 5, initial: 0, more: true, needed: true }),
    about: text({ ...asked('about', 'aboutHint'), max: 1000, long: true, more: true }),
    forWhom: choice({
      ...asked('forWhom'),
      of: ['club', 'all'] as const,
      look: 'radio',
      initial: 'club',
      words: (locale, one) => formMessages[locale].whom[one],
      more: true,
    }),
    points: number({ ...asked('pointsLabel'), min: 0, max: 20, initial: 5, more: true, needed: true }),
  },
  { title: said('newEvent'), submit: said('save'), close: said('close') },
);

export const cancelForm = form(
  'clubs.cancelForm',
  { reason: text({ ...asked('cancelReason', 'cancelHint'), missing: said('needReason'), max: 300, needed: true }) },
  { title: said('cancel'), submit: said('cancel'), close: said('close') },
);

export const albumForm = form(
  'clubs.albumForm',
  { album: text({ ...asked('albumForm', 'albumHint'), max: 500 }) },
  { title: said('albumForm'), submit: said('save'), close: said('close') },
);
