import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../../bot/draw/blocks.ts';
import { channels } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { message } from '../../../bot/draw/message.ts';
import { quoteOf } from '../../../bot/draw/quoted.ts';
import { BOARDS, type Board } from '../../../cases/boards.ts';
import type { BoardContent } from '../../../cases/channel-boards.ts';
import { runningClock } from '../../../cases/clocks.ts';
import type { ChannelBoard } from '../../../cases/records.ts';
import type { ChannelTrouble } from '../../../delivery/channel-trouble.ts';
import { troubleLine } from '../../../delivery/trouble-words.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Item } from '../item/model.ts';
import { CLOCK_RULES } from '../item/states.ts';
import { messages } from '../messages.ts';
import { channelBoardMessages } from './channel-messages.ts';

/** In which order its parts stand: what is late first. */
const PARTS: readonly Board[] = ['overdue', 'supported', 'open', 'solved'];
const QUOTED = 48;

/** The board as one message for everyone in a channel. Of an item nothing is read that names a person. @param asOf when it was drawn, in words */
export function channelBoardMessage(
  locale: Locale,
  { branch, counts, lists }: BoardContent<Item>,
  asOf: string,
): Message {
  const say = channelBoardMessages[locale];
  const counted = messages[locale].counts(counts.open, counts.solved, counts.overdue);
  const parts = PARTS.filter((part) => lists[part].length > 0).map((part) => ({
    title: say.sections[part],
    lines: lists[part].map((item) => lineOf(locale, part, item)),
  }));
  const title = say.title(branch);
  const filled = BOARDS.filter((one) => lists[one].length > 0);
  return message([
    section(`*${plain(title)}*\n${counted}`),
    ...(parts.length === 0 ? [section(say.empty)] : []),
    ...parts.map(({ title: head, lines }) => section([`*${head}*`, ...lines].join('\n'))),
    actions(
      button({ action: 'suggestions.new', label: messages[locale].newOne, style: 'primary' }),
      ...filled.map((one) => button({ action: `suggestions.board:${one}`, label: say.lists[one] })),
    ),
    context(say.asOf(asOf)),
  ]);
}

function lineOf(locale: Locale, part: Board, item: Item): string {
  const say = messages[locale];
  const running = runningClock({ clocks: CLOCK_RULES }, item);
  const told: Record<Board, string[]> = {
    overdue: running === undefined ? [] : [say.overdue(say.clocks[running.clock])],
    supported: [say.support(item.supporters.length)],
    open: [say.states[item.state]],
    solved: [say.states[item.state]],
  };
  return [`*${item.number}* ${quoteOf(item.text, QUOTED)}`, ...told[part]].join(' · ');
}

const placeWord =
  (key: 'channel' | 'channelHint' | 'placeTitle' | 'put') =>
  (locale: Locale): string =>
    channelBoardMessages[locale][key];

/** Into which channel the board is posted. */
export const placeForm = form(
  'suggestions.place',
  { channel: channels({ label: placeWord('channel'), hint: placeWord('channelHint'), max: 1, needed: true }) },
  { title: placeWord('placeTitle'), submit: placeWord('put') },
);

/** Above it: where boards are, with the way to take them away. */
export function placeShown(
  locale: Locale,
  boards: readonly ChannelBoard[],
  troubles: readonly ChannelTrouble[] = [],
): Shown<typeof placeForm.fields> {
  const say = channelBoardMessages[locale];
  const there = boards.map((board, index): AnyBlock => {
    const channel = `<#${board.channel}>`;
    const placed = board.branch === undefined ? say.placed(channel) : say.placedBranch(channel, plain(board.branch));
    const trouble = troubles.find((one) => one.channel === board.channel);
    return section(
      trouble === undefined ? placed : `${placed}\n${troubleLine(trouble, locale)}`,
      button({
        action: `suggestions.takeBoard:${index}`,
        label: say.take,
        value: board.channel,
        style: 'danger',
        confirm: { title: say.take, text: say.takeAsk, yes: say.take, no: say.keep },
      }),
    );
  });
  return { above: [section(say.placeLead), ...there] };
}
