import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { BoardData } from '../../../cases/boards.ts';
import { BOARDS } from '../../../cases/boards.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Item } from '../item/model.ts';
import { listMessage } from '../item-views.ts';
import { messages } from '../messages.ts';
import { officerMessages } from '../officer-messages.ts';
import type { Shown } from '../present.ts';
import { channelBoardMessages } from './channel-messages.ts';

/** The public board: its counts, and the items of one of its four views. @param mayPlace whether the reader may put it into a channel */
export function boardMessage(
  locale: Locale,
  { counts, view }: BoardData<Item>,
  items: readonly Shown[],
  mayPlace: boolean,
): Message {
  const say = messages[locale];
  return listMessage(locale, {
    from: view,
    title: `${say.board} · ${say.boards[view]}`,
    lead: say.counts(counts.open, counts.solved, counts.overdue),
    none: say.nothing,
    items,
    buttons: [
      ...BOARDS.filter((one) => one !== view).map((one) =>
        button({ action: `suggestions.board:${one}`, label: say.boards[one] }),
      ),
      ...(mayPlace ? [button({ action: 'suggestions.place', label: channelBoardMessages[locale].place })] : []),
    ],
  });
}

/** A person's own items. */
export function mineMessage(locale: Locale, items: readonly Shown[]): Message {
  const say = messages[locale];
  return listMessage(locale, {
    from: 'mine',
    title: say.mine,
    none: say.mineNone,
    items,
    buttons: [
      button({ action: 'suggestions.new', label: say.newOne }),
      button({ action: 'suggestions.board', label: say.board }),
    ],
    foot: say.mineMore,
  });
}

/** What waits in an officer's affairs. */
export function waitingMessage(locale: Locale, items: readonly Shown[]): Message {
  const say = officerMessages[locale];
  return listMessage(locale, {
    from: 'waiting',
    title: say.waiting,
    none: say.waitingNone,
    items,
    buttons: [
      button({ action: 'suggestions.stats', label: say.stats }),
      button({ action: 'suggestions.board', label: messages[locale].board }),
    ],
  });
}

export interface HomeData {
  counts: BoardData<Item>['counts'];
  mine: number;
  /** Results that wait for the person's word. */
  asks: number;
  waiting: { count: number; overdue: number } | undefined;
}

/** The feature's part of App Home, and what it shows without a verb. */
export function homeMessage(locale: Locale, { counts, mine, asks, waiting }: HomeData): Message {
  const say = messages[locale];
  const office = officerMessages[locale];
  const lines = [
    say.homeLine(mine, asks),
    ...(waiting === undefined || waiting.count === 0 ? [] : [say.waitLine(waiting.count, waiting.overdue)]),
    say.counts(counts.open, counts.solved, counts.overdue),
  ];
  const primary = { style: 'primary' as const };
  const isDuty = waiting !== undefined && waiting.count > 0 && asks === 0;
  const buttons = [
    button({ action: 'suggestions.new', label: say.newOne }),
    button({ action: 'suggestions.mine', label: say.mine, ...(asks > 0 ? primary : {}) }),
    button({ action: 'suggestions.board', label: say.board }),
    ...(waiting === undefined
      ? []
      : [button({ action: 'suggestions.waiting', label: office.waiting, ...(isDuty ? primary : {}) })]),
  ];
  const blocks: AnyBlock[] = [section([`*${say.title}*`, ...lines].join('\n')), actions(...sorted(buttons))];
  return message(blocks);
}

/** The one thing to do stands first. */
function sorted(buttons: ReturnType<typeof button>[]): ReturnType<typeof button>[] {
  return [...buttons.filter((one) => one.style === 'primary'), ...buttons.filter((one) => one.style !== 'primary')];
}
