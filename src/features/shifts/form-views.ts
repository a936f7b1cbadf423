import { actions, button, input, modal, option, plain, section, sections } from '../../bot/draw/blocks.ts';
import { moreInput } from '../../bot/draw/inputs.ts';
import type { AnyBlock, Locale, ModalView } from '../../bot/feature.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { CompanyShift } from '../../members/shifts/model.ts';
import { hoursText } from '../../members/shifts/pattern-lines.ts';
import type { NamelessShift } from '../../members/shifts/use.ts';
import { DAYS, FIELDS, type Filled } from './form.ts';
import { messages } from './messages.ts';
import type { Preview, ShiftDay } from './service.ts';
import { aliasWords, dateWords, nameToken, versionLine } from './words.ts';

const NAME_CHARS = 30;
const HOURS_CHARS = 1_500;
const CREWS_CHARS = 300;
const ALIASES_SHOWN = 20;
export const SAME_INPUT = 'shift';

/** The form of a shift. @param metadata the shift that is changed, as it was seen; empty for a new one */
export function formModal(locale: Locale, filled: Filled, metadata: string): ModalView {
  const say = messages[locale];
  const { form } = say;
  const of = (field: keyof Filled) => (filled[field] === undefined ? {} : { initial: filled[field] });
  const blocks: AnyBlock[] = [
    input({ id: FIELDS.name, kind: 'text', label: form.name, hint: form.nameHint, max: NAME_CHARS, ...of('name') }),
    input({
      ...{ id: FIELDS.days, kind: 'radio', label: form.days, ...of('days') },
      options: DAYS.map((one) => option(one, form.dayKinds[one])),
    }),
    input({
      ...{ id: FIELDS.hours, kind: 'text', label: form.hours, hint: form.hoursHint },
      ...{ multiline: true, max: HOURS_CHARS, ...of('hours') },
    }),
    input({
      ...{ id: FIELDS.weekdays, kind: 'text', label: form.weekdays, hint: form.weekdaysHint, optional: true },
      ...of('weekdays'),
    }),
    moreInput({
      ...{ id: FIELDS.first, kind: 'date', label: form.first, hint: form.firstHint, optional: true, ...of('first') },
    }),
    input({
      ...{ id: FIELDS.crews, kind: 'text', label: form.crews, hint: form.crewsHint, optional: true },
      ...{ multiline: true, max: CREWS_CHARS, ...of('crews') },
    }),
    ...(metadata === ''
      ? []
      : [
          moreInput({
            ...{ id: FIELDS.from, kind: 'date', label: form.from, hint: form.fromHint, optional: true, ...of('from') },
          }),
        ]),
  ];
  const title = metadata === '' ? say.add : say.edit;
  return modal({ callback: 'shifts.define', title, submit: say.preview, close: say.close, metadata, blocks });
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
    ...{ callback: 'shifts.confirm', title: say.previewTitle, submit: say.confirm, close: say.close, metadata: id },
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
    ...{ callback: 'shifts.done', title: say.title, close: say.close },
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
            ...{ action: `shifts.retire:${shift._id}`, label: say.retire, value: String(shift.revision) },
            style: 'danger',
            confirm: { title: say.retireTitle, text: say.retireText, yes: say.retireYes, no: say.keep },
          }),
        ]),
    ...(mayUndo
      ? [
          button({
            ...{ action: `shifts.undo:${shift._id}`, label: say.undo, value: String(shift.revision) },
            confirm: { title: say.undoTitle, text: say.undoText, yes: say.undo, no: say.close },
          }),
        ]
      : []),
  ];
  return modal({
    ...{ callback: 'shifts.shown', title: say.title, close: say.close },
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
export function sameModal(locale: Locale, one: NamelessShift, shifts: readonly CompanyShift[]): ModalView {
  const say = messages[locale];
  const options = shifts.flatMap((shift) => {
    const crews = shift.versions.at(-1)?.crews ?? [];
    const words = (crew: string) => [shift.name, crew].filter(Boolean).join(' ');
    return crews.length === 0
      ? [option(shift._id, shift.name)]
      : crews.map(({ name }) => option(`${shift._id}-${nameToken(name)}`, words(name)));
  });
  return modal({
    ...{ callback: 'shifts.same', title: say.sameTitle, submit: say.save, close: say.close },
    metadata: nameToken(one.name),
    blocks: [
      section(say.sameText(plain(one.name), one.people)),
      input({ id: SAME_INPUT, kind: 'select', label: say.sameShift, options: options.slice(0, 100) }),
    ],
  });
}
