import { actions, button, context, cut, divider, modal, plain, section, sections } from '../../bot/blocks.ts';
import type { Message, ModalView } from '../../bot/feature.ts';
import { percent } from '../../bot/i18n.ts';
import { type CardExtras, cardMessage, topicOf } from './card-views.ts';
import { copyMessages } from './copy-messages.ts';
import { formMessages } from './form-messages.ts';
import { materialsOpener } from './materials-views.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { hasAttended } from './rules/attendance.ts';
import type { Fault, Field } from './rules/plan.ts';
import type { Shown } from './service/present.ts';
import type { RollRow } from './service/roll.ts';
import type { Screen } from './service/screen.ts';
import { termsMessages } from './terms-messages.ts';
import { type Reader, rangeOf, timeOf } from './times.ts';

const NAMES = 40;
const NAME = 30;
const CHANGES = 5;
const DATES = 10;

/** What an officer sees of a session besides its card. */
export interface Affairs {
  held: readonly string[];
  waiting: readonly string[];
  /** Who must come and has not said that it is understood. */
  unseen: number;
  changes: readonly { at: Date; by: string; fields: readonly Field[] }[];
}

/** A draft before it is published. */
export interface CoursePage {
  id: string;
  state: 'draft' | 'publishing' | 'published';
  faults: readonly Fault[];
  /** How the first session will look. */
  shown: Shown | undefined;
  dates: readonly { startsAt: Date; endsAt: Date }[];
  may: number;
  must: number;
  branches: readonly { branch: string; members: number }[];
}

function named(reader: Reader, names: readonly string[]): string {
  const office = officerMessages[reader.locale];
  const shown = names.slice(0, NAMES).map((name) => plain(cut(name, NAME)));
  const text = shown.join(reader.locale === 'zh' ? '、' : ', ');
  return names.length > shown.length ? `${text} ${office.and(names.length)}` : text;
}

export function fieldNames(reader: Reader, fields: readonly Field[]): string {
  const office = officerMessages[reader.locale];
  return fields.map((one) => office.fields[one]).join(reader.locale === 'zh' ? '、' : ', ');
}

/** A session in a modal: the card, and for its officers and trainer what they need. */
export function sessionModal(
  reader: Reader,
  shown: Shown,
  affairs: Affairs | undefined,
  extras: CardExtras = {},
): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const value = shown.id;
  const isOpen = shown.state === 'open' && shown.endsAt > reader.now;
  const buttons = [
    ...(shown.mayCallRoll
      ? [button({ action: 'training.roll', label: office.callRoll, value, style: 'primary' })]
      : []),
    ...(shown.isAffair && isOpen
      ? [
          button({ action: 'training.edit', label: office.edit, value }),
          button({ action: 'training.addForm', label: office.add, value }),
          button({ action: 'training.termsOf', label: termsMessages[reader.locale].title, value }),
          materialsOpener(reader.locale, 'materialsOf', value),
          button({ action: 'training.cancelForm', label: office.cancel, value, style: 'danger' }),
        ]
      : []),
    ...(shown.isAffair && !isOpen
      ? [
          button({ action: 'training.againOf', label: copyMessages[reader.locale].again, value }),
          materialsOpener(reader.locale, 'materialsOf', value),
        ]
      : []),
  ];
  const lines =
    affairs === undefined
      ? []
      : [
          office.count(shown.taken, shown.capacity, shown.inLine),
          ...(affairs.unseen > 0 ? [office.unseen(affairs.unseen)] : []),
          ...(affairs.held.length > 0 ? [office.people(named(reader, affairs.held))] : []),
          ...(affairs.waiting.length > 0 ? [office.line(named(reader, affairs.waiting))] : []),
        ];
  const changes = (affairs?.changes ?? [])
    .slice(-CHANGES)
    .map(({ at, by, fields }) => office.changed(timeOf(reader, at), plain(cut(by, NAME)), fieldNames(reader, fields)));
  return modal({
    ...{ callback: 'training.session', title: say.title, close: say.close, metadata: shown.id },
    blocks: [
      ...cardMessage(reader, shown, extras).blocks,
      ...(lines.length + buttons.length === 0 ? [] : [divider()]),
      ...(lines.length === 0 ? [] : sections(lines.join('\n'))),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      ...(changes.length === 0 ? [] : [context([`*${office.history}*`, ...changes].join('\n'))]),
    ],
  });
}

/** A draft: what is missing, whom it reaches, how it will look; then to publish it. */
export function courseModal(reader: Reader, page: CoursePage, note?: string): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const { id, state, faults, shown, dates, may, must, branches } = page;
  const people = may + must;
  const confirm = {
    ...{ title: office.publishTitle, text: office.publishText(people, dates.length) },
    ...{ yes: office.publish, no: office.notYet },
  };
  const sizes = branches.slice(0, 12).map((one) => office.branch(plain(cut(one.branch, NAME)), one.members));
  const buttons =
    state === 'draft'
      ? [
          ...(faults.length === 0
            ? [button({ action: 'training.publish', label: office.publish, value: id, style: 'primary', confirm })]
            : []),
          button({ action: 'training.draft', label: office.edit, value: id }),
          button({ action: 'training.terms', label: termsMessages[reader.locale].title, value: id }),
          materialsOpener(reader.locale, 'materials', id),
        ]
      : [
          button({ action: 'training.course', label: office.refresh, value: id }),
          ...(state === 'published' ? [button({ action: 'training.dates', label: say.dates, value: id })] : []),
          ...(state === 'published'
            ? [button({ action: 'training.again', label: copyMessages[reader.locale].again, value: id })]
            : []),
        ];
  const more = dates.length - DATES;
  return modal({
    ...{ callback: 'training.course', title: say.title, close: say.close, metadata: id },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(faults.length === 0
        ? []
        : [
            section(
              `*${office.incomplete}*\n${faults.map((one) => formMessages[reader.locale].faults[one]).join('\n')}`,
            ),
          ]),
      section(
        [
          office.size(may, must),
          ...(sizes.length > 0 ? [office.branches(sizes.join(reader.locale === 'zh' ? '、' : ', '))] : []),
        ].join('\n'),
      ),
      ...(dates.length > 1
        ? [
            section(
              [
                office.dates(dates.length),
                ...dates.slice(0, DATES).map((one) => rangeOf(reader, one)),
                ...(more > 0 ? [office.moreDates(more)] : []),
              ].join('\n'),
            ),
          ]
        : []),
      actions(...buttons),
      ...(shown === undefined
        ? []
        : [
            divider(),
            section(office.preview),
            ...cardMessage(reader, shown).blocks.filter((one) => one.type !== 'actions'),
          ]),
    ],
  });
}

/** The trainer's screen: the code of this minute, who is here, and who is not. */
export function rollModal(reader: Reader, { shown, roll, code, closes }: Screen, note?: string): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const value = shown.id;
  const isClosed = shown.state !== 'open';
  const came = roll.filter((one) => hasAttended(one.mark));
  const others = roll.filter((one) => one.mark !== undefined && !hasAttended(one.mark));
  const missing = roll.filter((one) => one.mark === undefined);
  const nameOf = ({ name, mark, isOpen }: RollRow): string => {
    const words = [
      ...(mark === undefined || mark === 'present' ? [] : [say.marks[mark]]),
      ...(isOpen ? [office.open] : []),
    ];
    return words.length === 0 ? name : office.aside(name, words);
  };
  const names = (rows: readonly RollRow[]) => named(reader, rows.map(nameOf));
  const lines = [
    office.came(came.length, roll.length, percent(came.length, roll.length)),
    ...(missing.length + others.length > 0 ? [office.missing(names([...missing, ...others]))] : []),
    ...(came.length > 0 ? [office.there(names(came))] : []),
  ];
  return modal({
    ...{ callback: 'training.roll', title: office.callRoll, close: say.close, metadata: value },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${topicOf(shown)}*\n${rangeOf(reader, shown)}`),
      ...(code === undefined
        ? [section(isClosed ? office.rollClosed : office.notCodeTime)]
        : [
            section(office.code),
            { type: 'header' as const, text: { type: 'plain_text' as const, text: spaced(code.code) } },
            context(office.until(secondsOf(reader, code.until))),
          ]),
      ...sections(roll.length === 0 ? office.nobody : lines.join('\n')),
      actions(
        ...(isClosed
          ? shown.isAffair
            ? [button({ action: 'training.correctForm', label: office.correct, value })]
            : []
          : [button({ action: 'training.markForm', label: office.markSomebody, value })]),
        button({ action: 'training.roll', label: office.refresh, value }),
      ),
      ...(isClosed ? [] : [context(office.rollUntil(timeOf(reader, closes)))]),
    ],
  });
}

const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** With seconds: a code lives a minute. */
function secondsOf(reader: Reader, at: Date): string {
  return `${timeOf(reader, at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
}

/** A message in a modal. */
export function saidModal(reader: Reader, message: Message): ModalView {
  const say = messages[reader.locale];
  return modal({ callback: 'training.said', title: say.title, close: say.close, blocks: message.blocks });
}
