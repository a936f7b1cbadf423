import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { BoardData } from '../../../cases/boards.ts';
import { BOARDS } from '../../../cases/boards.ts';
import type { CaseList } from '../../../cases/screens/views.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Item } from '../item/model.ts';
import { messages } from '../messages.ts';
import { officerMessages } from '../officer-messages.ts';
import { channelBoardMessages } from './channel-messages.ts';

/** The public board: its counts, and one of its four views. @param mayPlace whether the reader may put it into a channel */
export function boardList(
  locale: Locale,
  { counts, view }: Pick<BoardData<Item>, 'counts' | 'view'>,
  mayPlace: boolean,
): CaseList {
  const say = messages[locale];
  return {
    from: view,
    turn: `suggestions.board:${view}`,
    title: `${say.board} · ${say.boards[view]}`,
    lead: say.counts(counts.open, counts.solved, counts.overdue),
    none: say.nothing,
    buttons: [
      ...BOARDS.filter((one) => one !== view).map((one) =>
        button({ action: `suggestions.board:${one}`, label: say.boards[one] }),
      ),
      ...(mayPlace ? [button({ action: 'suggestions.place', label: channelBoardMessages[locale].place })] : []),
    ],
  };
}

/** A person's own. */
export function mineList(locale: Locale): CaseList {
  const say = messages[locale];
  return {
    from: 'mine',
    turn: 'suggestions.mine',
    title: say.mine,
    none: say.mineNone,
    buttons: [
      button({ action: 'suggestions.new', label: say.newOne }),
      button({ action: 'suggestions.board', label: say.board }),
    ],
    foot: say.mineMore,
  };
}

/** What waits in an officer's affairs. */
export function waitingList(locale: Locale): CaseList {
  const say = officerMessages[locale];
  return {
    from: 'waiting',
    turn: 'suggestions.waiting',
    title: say.waiting,
    none: say.waitingNone,
    buttons: [
      button({ action: 'suggestions.stats', label: say.stats }),
      button({ action: 'suggestions.board', label: messages[locale].board }),
    ],
  };
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
