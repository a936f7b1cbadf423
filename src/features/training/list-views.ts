import { actions, button, cut, LIMITS, modal, section } from '../../bot/blocks.ts';
import type { AnyBlock, Message, ModalView } from '../../bot/feature.ts';
import { stateLine, topicOf } from './card-views.ts';
import { copyMessages } from './copy-messages.ts';
import { pastButton } from './materials-views.ts';
import { messages } from './messages.ts';
import { numbersMessages } from './numbers-messages.ts';
import { officerMessages } from './officer-messages.ts';
import { planMessages } from './plan-file-messages.ts';
import type { Shown } from './service/present.ts';
import { type Reader, rangeOf } from './times.ts';

/** A person's training: what they come to, what they could come to, what they teach. */
export interface Mine {
  own: readonly Shown[];
  open: readonly Shown[];
  taught: readonly Shown[];
  /** Minutes of the year in the ledger. */
  minutes: number;
  isOfficer: boolean;
}

function line(reader: Reader, shown: Shown): string {
  const say = messages[reader.locale];
  const { own, capacity, free } = shown;
  const state = own === undefined ? undefined : say.states[own.must === true ? 'must' : own.state];
  const seats = own === undefined && capacity !== undefined ? say.seats(capacity, free) : undefined;
  return [`*${topicOf(shown)}*`, [rangeOf(reader, shown), state ?? seats].filter(Boolean).join(' · ')].join('\n');
}

export function mineMessage(reader: Reader, { own, open, taught, minutes, isOfficer }: Mine): Message {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  let index = 0;
  const rows = (title: string, shown: readonly Shown[], none: string | undefined, label?: (one: Shown) => string) => {
    if (shown.length === 0 && none === undefined) return { text: [], blocks: [] };
    const blocks: AnyBlock[] = shown.map((one) => {
      index += 1;
      const isRoll = label !== undefined && one.mayCallRoll;
      return section(
        line(reader, one),
        button({
          action: isRoll ? `training.roll:${index}` : `training.open:${index}`,
          label: isRoll ? office.callRoll : say.open,
          value: one.id,
        }),
      );
    });
    const lines = shown.map((one) => line(reader, one));
    return {
      text: [title, ...(lines.length === 0 ? [none ?? ''] : lines)],
      blocks: [section(`*${title}*${shown.length === 0 ? `\n${none}` : ''}`), ...blocks],
    };
  };
  const parts = [
    rows(say.taught, taught, undefined, () => office.callRoll),
    rows(say.mine, own, say.mineNone),
    rows(say.openOnes, open, say.openNone),
  ];
  const year = minutes > 0 ? [say.year(say.hours(minutes))] : [];
  const buttons = isOfficer
    ? [
        actions(
          button({ action: 'training.new', label: office.create }),
          button({ action: 'training.list', label: office.manage }),
        ),
      ]
    : [];
  return {
    text: cut([...parts.flatMap((one) => one.text), ...year].join('\n').replaceAll('*', ''), LIMITS.text),
    blocks: [
      ...parts.flatMap((one) => one.blocks).slice(0, 46),
      ...year.map((text) => section(text)),
      pastButton(reader.locale),
      ...buttons,
    ],
  };
}

export function mineModal(reader: Reader, mine: Mine): ModalView {
  const say = messages[reader.locale];
  const { blocks } = mineMessage(reader, mine);
  return modal({ callback: 'training.mine', title: say.title, close: say.close, blocks });
}

/** The officer's list: what is coming, what was, and drafts. */
export function officeMessage(
  reader: Reader,
  shown: readonly Shown[],
  drafts: readonly { id: string; topic: string }[],
): Message {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const head = shown.length + drafts.length === 0 ? office.none : office.list;
  const lineOf = (one: Shown) =>
    [
      `*${topicOf(one)}*`,
      [
        rangeOf(reader, one),
        one.state === 'open' && one.endsAt > reader.now
          ? office.count(one.taken, one.capacity, one.inLine)
          : stateLine(reader, { ...one, own: undefined, mark: undefined }),
      ]
        .filter(Boolean)
        .join(' · '),
    ].join('\n');
  const draftLine = (one: { topic: string }) => `*${topicOf(one) || office.untitled}*\n${office.draft}`;
  return {
    text: cut([head, ...drafts.map(draftLine), ...shown.map(lineOf)].join('\n').replaceAll('*', ''), LIMITS.text),
    blocks: [
      section(head),
      actions(
        button({ action: 'training.new', label: office.create, style: 'primary' }),
        button({ action: 'training.import', label: planMessages[reader.locale].import }),
        button({ action: 'training.lastYear', label: copyMessages[reader.locale].lastYear }),
        button({ action: 'training.numbers', label: numbersMessages[reader.locale].button }),
      ),
      ...drafts.map((one, index) =>
        section(draftLine(one), button({ action: `training.course:${index}`, label: say.open, value: one.id })),
      ),
      ...shown.map((one, index) =>
        section(lineOf(one), button({ action: `training.open:${index}`, label: say.open, value: one.id })),
      ),
    ],
  };
}

export function officeModal(...[reader, shown, drafts]: Parameters<typeof officeMessage>): ModalView {
  const say = messages[reader.locale];
  const { blocks } = officeMessage(reader, shown, drafts);
  return modal({ callback: 'training.list', title: say.title, close: say.close, blocks });
}

/** The feature's part of App Home. */
export function homeBlocks(reader: Reader, { own, open, taught, minutes, isOfficer }: Mine): AnyBlock[] {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const [next] = own;
  const facts = [
    ...(open.length > 0 ? [say.openCount(open.length)] : []),
    ...(minutes > 0 ? [say.year(say.hours(minutes))] : []),
  ].join(' · ');
  const lines = [
    ...(next === undefined ? [say.mineNone] : [say.next(topicOf(next), rangeOf(reader, next))]),
    ...(facts === '' ? [] : [facts]),
  ];
  const now = own.find((one) => one.isCodeTime);
  const roll = taught.find((one) => one.mayCallRoll);
  return [
    section([`*${say.title}*`, ...lines].join('\n')),
    actions(
      ...(now === undefined
        ? []
        : [button({ action: 'training.code', label: say.checkIn, value: now.id, style: 'primary' })]),
      ...(roll === undefined
        ? []
        : [button({ action: 'training.roll', label: office.callRoll, value: roll.id, style: 'primary' })]),
      button({ action: 'training.mine', label: say.mine }),
      ...(isOfficer
        ? [
            button({ action: 'training.new', label: office.create }),
            button({ action: 'training.list', label: office.manage }),
          ]
        : []),
    ),
  ];
}
