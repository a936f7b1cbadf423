import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, modal, plain, sections } from '../../../bot/draw/blocks.ts';
import type { People } from '../../../gatherings/people/people.ts';
import { namesLine, peopleButtons, peopleLines } from '../../../gatherings/people/views.ts';
import { peopleLook } from '../attendance/messages.ts';
import type { Shown } from '../card/service/present.ts';
import { type CardExtras, cardMessage } from '../card/views.ts';
import { feedbackMessages } from '../feedback/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, timeOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { quizMessages } from '../quiz/messages.ts';
import type { Field } from '../rules/facts.ts';

const NAME = 30;
const CHANGES = 5;

/** What an officer sees of a session besides its card. */
export interface Affairs {
  people: People;
  /** Who must come and has not said that it is understood. */
  unseen: readonly string[];
  /** Its course has a quiz. */
  isQuizzed?: boolean;
  changes: readonly { at: Date; by: string; fields: readonly Field[] }[];
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
    ...(affairs === undefined ? [] : peopleButtons(peopleLook, reader, shown, shown.isAffair)),
    ...(shown.isAffair && shown.state === 'closed'
      ? [button({ action: 'training.makeUp', label: office.makeUp, value })]
      : []),
    ...(shown.isAffair && isOpen
      ? [
          button({ action: 'training.edit', label: office.edit, value }),
          button({ action: 'training.addForm', label: office.add, value }),
        ]
      : []),
    ...(shown.state === 'closed' && affairs !== undefined
      ? [button({ action: 'training.feedback', label: feedbackMessages[reader.locale].title, value })]
      : []),
    ...(affairs?.isQuizzed === true && shown.isAffair && shown.state === 'closed'
      ? [button({ action: 'training.quizResults', label: quizMessages[reader.locale].title, value })]
      : []),
    ...(shown.isAffair ? [button({ action: 'training.course:whole', label: office.whole, value: shown.course })] : []),
    ...(shown.isAffair && isOpen
      ? [button({ action: 'training.cancelForm', label: office.cancel, value, style: 'danger' })]
      : []),
  ];
  const lines =
    affairs === undefined
      ? []
      : [
          ...(affairs.unseen.length > 0
            ? [office.unseen(affairs.unseen.length, namesLine(office, affairs.unseen))]
            : []),
          ...peopleLines(peopleLook, reader, shown, affairs.people, shown.isAffair),
        ];
  const changes = (affairs?.changes ?? [])
    .slice(-CHANGES)
    .map(({ at, by, fields }) => office.changed(timeOf(reader, at), plain(cut(by, NAME)), fieldNames(reader, fields)));
  return modal({
    callback: 'training.session',
    title: say.title,
    close: say.close,
    metadata: shown.id,
    blocks: [
      ...cardMessage(reader, shown, extras).blocks,
      ...(lines.length + buttons.length === 0 ? [] : [divider()]),
      ...(lines.length === 0 ? [] : sections(lines.join('\n'))),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      ...(changes.length === 0 ? [] : [context([`*${office.history}*`, ...changes].join('\n'))]),
    ],
  });
}

/** A message in a modal. */
export function saidModal(reader: Reader, message: Message): ModalView {
  const say = messages[reader.locale];
  return modal({ callback: 'training.said', title: say.title, close: say.close, blocks: message.blocks });
}
