import type { ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, modal, option, plain, section, sections } from '../../bot/draw/blocks.ts';
import { choice } from '../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../bot/draw/form/form.ts';
import { date, text } from '../../bot/draw/form/kinds.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import type { CompanyShift } from '../../members/shifts/model.ts';
import { hoursText } from '../../members/shifts/pattern-lines.ts';
import type { NamelessShift } from '../../members/shifts/use.ts';
import { DAYS, type Filled } from './form.ts';
import { messages } from './messages.ts';
import type { Preview, ShiftDay } from './service.ts';
import { aliasWords, dateWords, nameToken, versionLine } from './words.ts';

const NAME_CHARS = 30;
const HOURS_CHARS = 1_500;
const CREWS_CHARS = 300;
const ALIASES_SHOWN = 20;

const said =
  (key: Exclude<keyof (typeof messages)['zh']['form'], 'dayKinds'>) =>
  (locale: Locale): string =>
    messages[locale].form[key];
const saidOf =
  (key: 'add' | 'preview' | 'close' | 'sameTitle' | 'save' | 'sameShift') =>
  (locale: Locale): string =>
    messages[locale][key];
const fault =
  (key: 'need-name' | 'need-days') =>
  (locale: Locale): string =>
    messages[locale].faults[key]();

/** A shift. What a rotation or fixed weekdays need besides waits behind "More settings". */
export const shiftForm = form(
  'shifts.define',
  {
    name: text({
      label: said('name'),
      hint: said('nameHint'),
      max: NAME_CHARS,
      needed: true,
      missing: fault('need-name'),
    }),
    days: choice({
      label: said('days'),
      of: DAYS,
      words: (locale, one) => messages[locale].form.dayKinds[one],
      look: 'radio',
      needed: true,
      missing: fault('need-days'),
    }),
    hours: text({
      label: said('hours'),
      hint: said('hoursHint'),
      long: true,
      max: HOURS_CHARS,
      needed: true,
      missing: (locale) => messages[locale].faults.hours(''),
    }),
    weekdays: text({ label: said('weekdays'), hint: said('weekdaysHint'), max: HOURS_CHARS, more: true }),
    first: date({ label: said('first'), hint: said('firstHint'), more: true }),
    crews: text({ label: said('crews'), hint: said('crewsHint'), long: true, max: CREWS_CHARS, more: true }),
    from: date({ label: said('from'), hint: said('fromHint'), more: true }),
  },
  { title: saidOf('add'), submit: saidOf('preview'), close: saidOf('close') },
);

/** @param filled what stands in it @param isNew a new shift counts always: it has no day from which on it does */
export function shiftShown(locale: Locale, filled: Filled, isNew: boolean): Shown<typeof shiftForm.fields> {
  const { days, ...texts } = filled;
  return {
    values: { ...texts, days: DAYS.find((one) => one === days) },
    asked: days === 'cycle' ? ['first', 'crews'] : days === 'weekly' ? ['weekdays'] : [],
    without: isNew ? ['from'] : [],
    title: isNew ? messages[locale].add : messages[locale].edit,
  };
}

function dayLines(locale: Locale, days: readonly ShiftDay[]): string {
  const say = messages[locale];
  return days
    .map(({ day, crews }) => {
      const cells = crews.map(({ crew, hours }) => {
        const words = hours === undefined ? say.off : [...(hours.name ? [hours.name] : []), hoursText(hours)].join(' ');
        return plain([crew, words].filter(Boolean).join(' '));
      });
      return [dayFor(day, locale), ...cells].join(say.dot);
    })
    .join('\n');
}

/** What a form would do, before it counts. */
export function previewModal(locale: Locale, found: Preview): ModalView {
  const say = messages[locale];
  const { shift, from, days, people, without, id } = found;
  const version = shift.versions.at(-1);
  const who = from === undefined ? say.affects(people) : say.affectsFrom(people, dateWords(locale, from));
  return modal({
    callback: 'shifts.confirm',
    title: say.previewTitle,
    submit: say.confirm,
    close: say.close,
    metadata: id,
    blocks: [
      ...sections(`*${plain(shift.name)}*\n${version === undefined ? '' : versionLine(locale, version)}`),
      section([who, ...(without > 0 ? [say.stillWithout(without)] : [])].join('\n')),
      ...sections(`*${say.nextDays}*\n${dayLines(locale, days)}`),
    ],
  });
}

/** What became of it. */
export function doneModal(locale: Locale, shift: CompanyShift, without: number): ModalView {
  const say = messages[locale];
  const text = [say.done(plain(shift.name)), ...(without > 0 ? [say.stillWithout(without)] : [])].join('\n');
  return modal({
    callback: 'shifts.done',
    title: say.title,
    close: say.close,
    blocks: [section(text), actions(button({ action: 'shifts.page:1', label: say.backToList }))],
  });
}

/** One shift: what it says and said, its coming days, its other names. */
export function shiftModal(
  { locale, isAdministrator, mayUndo }: { locale: Locale; isAdministrator: boolean; mayUndo: boolean },
  shift: CompanyShift,
  days: readonly ShiftDay[],
  first = '',
): ModalView {
  const say = messages[locale];
  const aliases = shift.aliases.slice(0, ALIASES_SHOWN);
  const isRetired = shift.versions.at(-1)?.pattern === undefined;
  const buttons = [
    button({ action: `shifts.edit:${shift._id}`, label: say.edit }),
    ...(isRetired
      ? []
      : [
          button({
            action: `shifts.retire:${shift._id}`,
            label: say.retire,
            value: String(shift.revision),
            style: 'danger',
            confirm: { title: say.retireTitle, text: say.retireText, yes: say.retireYes, no: say.keep },
          }),
        ]),
    ...(mayUndo
      ? [
          button({
            action: `shifts.undo:${shift._id}`,
            label: say.undo,
            value: String(shift.revision),
            confirm: { title: say.undoTitle, text: say.undoText, yes: say.undo, no: say.close },
          }),
        ]
      : []),
  ];
  return modal({
    callback: 'shifts.shown',
    title: say.title,
    close: say.close,
    blocks: [
      ...(first === '' ? [] : [section(first)]),
      ...sections(
        [`*${plain(shift.name)}*`, ...shift.versions.map((version) => versionLine(locale, version))].join('\n'),
      ),
      ...sections(`*${say.nextDays}*\n${dayLines(locale, days)}`),
      ...(aliases.length === 0 ? [] : [section(`*${say.aliasHeading}*`)]),
      ...aliases.map((alias) =>
        section(
          aliasWords(locale, { ...shift, aliases: [alias] }),
          ...(isAdministrator
            ? [button({ action: `shifts.drop:${shift._id}-${nameToken(alias.text)}`, label: say.drop })]
            : []),
        ),
      ),
      ...(isAdministrator ? [actions(...buttons)] : []),
    ],
  });
}

/** Which shift a name of the roster is. */
export const sameForm = form(
  'shifts.same',
  { shift: choice({ label: saidOf('sameShift'), needed: true }) },
  { title: saidOf('sameTitle'), submit: saidOf('save'), close: saidOf('close') },
);

export function sameShown(
  locale: Locale,
  one: NamelessShift,
  shifts: readonly CompanyShift[],
): Shown<typeof sameForm.fields> {
  const options = shifts.flatMap((shift) => {
    const crews = shift.versions.at(-1)?.crews ?? [];
    const words = (crew: string) => [shift.name, crew].filter(Boolean).join(' ');
    return crews.length === 0
      ? [option(shift._id, shift.name)]
      : crews.map(({ name }) => option(`${shift._id}-${nameToken(name)}`, words(name)));
  });
  return { above: [section(messages[locale].sameText(plain(one.name), one.people))], options: { shift: options } };
}
