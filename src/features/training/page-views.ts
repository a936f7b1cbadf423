import { actions, button, context, cut, divider, modal, plain, section, sections } from '../../bot/blocks.ts';
import type { Message, ModalView } from '../../bot/feature.ts';
import { type CardExtras, cardMessage } from './card-views.ts';
import { copyMessages } from './copy-messages.ts';
import { shiftWords, uncoveredLine } from './dates-views.ts';
import { feedbackMessages } from './feedback-messages.ts';
import { formMessages } from './form-messages.ts';
import { makeUpMessages } from './make-up-messages.ts';
import { materialsOpener } from './materials-views.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { prerequisitesMessages } from './prerequisites-messages.ts';
import { quizMessages } from './quiz-messages.ts';
import type { Fault, Field } from './rules/plan.ts';
import type { Shown } from './service/present.ts';
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
  /** Its course has a quiz. */
  isQuizzed?: boolean;
  changes: readonly { at: Date; by: string; fields: readonly Field[] }[];
}

/** A draft before it is published. */
export interface CoursePage {
  id: string;
  state: 'draft' | 'publishing' | 'published';
  faults: readonly Fault[];
  /** How the first session will look. */
  shown: Shown | undefined;
  dates: readonly { startsAt: Date; endsAt: Date; shift?: string | undefined }[];
  /** Shifts in the audience for which there is no date yet. */
  uncovered: readonly string[];
  may: number;
  must: number;
  /** How many of those who must come do not meet the requirements. */
  lacking: number;
  branches: readonly { branch: string; members: number }[];
}

export function named(reader: Reader, names: readonly string[]): string {
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
    ...(shown.isAffair && shown.state === 'closed'
      ? [button({ action: 'training.makeUp', label: makeUpMessages[reader.locale].button, value })]
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
    ...(shown.state === 'closed' && affairs !== undefined
      ? [button({ action: 'training.feedback', label: feedbackMessages[reader.locale].title, value })]
      : []),
    ...(affairs?.isQuizzed === true && shown.isAffair && shown.state === 'closed'
      ? [button({ action: 'training.quizResults', label: quizMessages[reader.locale].title, value })]
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
  const { id, state, faults, shown, dates, may, must, branches, lacking, uncovered } = page;
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
          ...(uncovered.length > 0 ? [uncoveredLine(reader, uncovered)] : []),
          ...(lacking > 0 ? [prerequisitesMessages[reader.locale].must(lacking)] : []),
        ].join('\n'),
      ),
      ...(dates.length > 1
        ? [
            section(
              [
                office.dates(dates.length),
                ...dates
                  .slice(0, DATES)
                  .map((one) => [rangeOf(reader, one), ...shiftWords(reader, one.shift)].join(' · ')),
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

/** A message in a modal. */
export function saidModal(reader: Reader, message: Message): ModalView {
  const say = messages[reader.locale];
  return modal({ callback: 'training.said', title: say.title, close: say.close, blocks: message.blocks });
}
