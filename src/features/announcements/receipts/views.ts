import type { Button } from '@slack/types';
import { actions, button, cut, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { AnyBlock, ModalView } from '../../../bot/feature.ts';
import type { Reader } from '../card-views.ts';
import { messages } from '../messages.ts';
import { titleOf } from '../page-views.ts';
import { actBlocks } from '../register/log-views.ts';
import { MOST_REMINDERS } from '../rules.ts';
import { receiptMessages } from './messages.ts';
import { branchBlocks, groupBlocks, headBlocks, refTo, scopeOf } from './parts.ts';
import { packReceipts } from './ref.ts';
import type { List, Names } from './service/names.ts';
import type { ReceiptPage } from './service/receipts.ts';

const NAME = 40;

/** The receipts in words, where an officer acts on them. */
export function receiptModal(reader: Reader, page: ReceiptPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const label = receiptMessages[reader.locale].chart;
  const draw = button({ action: 'announcements.chart', label, value: refTo(page, 1) });
  return modal({
    ...{ callback: 'announcements.receipts', title: say.title, close: say.close },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...headBlocks(reader, page),
      actions(...manageButtons(reader, page)),
      ...groupBlocks(reader, page, draw),
      ...branchBlocks(reader, page),
      ...ownBlocks(reader, page),
      ...actBlocks(reader, page),
    ],
  });
}

/** Names of the own branch, with the way back. */
export function namesModal(reader: Reader, page: ReceiptPage, list: List, found: Names): ModalView {
  const say = receiptMessages[reader.locale];
  const teams = new Map<string, string[]>();
  for (const { name, team } of found.rows) teams.set(team, [...(teams.get(team) ?? []), plain(cut(name, NAME))]);
  const lines = [...teams].map(
    ([team, names]) => `*${plain(cut(team || say.noTeam, NAME))}*  ${names.join(say.listSep)}`,
  );
  const value = (to: number) => packReceipts({ id: page.one._id, page: to });
  return modal({
    ...{ callback: 'announcements.names', title: messages[reader.locale].title, close: messages[reader.locale].close },
    blocks: [
      section(`*${titleOf(reader, page.one)}*\n${plain(page.own?.branch ?? '')} · ${say.names[list]}`),
      section(lines.length === 0 ? (page.own === undefined ? say.namesOnly : say.noNames[list]) : lines.join('\n')),
      ...pager(reader.locale, `announcements.names:${list}`, found, {
        ...{ value, beside: [button({ action: 'announcements.receipts', label: say.back, value: value(1) })] },
      }),
    ],
  });
}

function manageButtons(reader: Reader, page: ReceiptPage): Button[] {
  const say = messages[reader.locale];
  const { one, total, mayChange } = page;
  const value = one._id;
  const refresh = button({ action: 'announcements.receipts', label: say.refresh, value: refTo(page, 1) });
  if (!mayChange || scopeOf(reader, page) !== '') return [refresh];
  const isOut = one.state === 'sending' || one.state === 'sent';
  const isLeft = one.remindersSent < MOST_REMINDERS && total.reached > 0 && one.wantsAck && one.state === 'sent';
  const nth = `${one._id}.${one.remindersSent}`;
  const stopping = { title: say.stopTitle, text: say.stopText, yes: say.stop, no: say.back };
  const recalling = { title: say.recallTitle, text: say.recallText, yes: say.recall, no: say.back };
  return [
    ...(isLeft ? [button({ action: 'announcements.remind', label: say.remind, value: nth })] : []),
    refresh,
    ...(isOut ? [button({ action: 'announcements.correct', label: say.edit, value })] : []),
    ...(isOut && total.waiting > 0
      ? [button({ action: 'announcements.stop', label: say.stop, value, confirm: stopping })]
      : []),
    ...(one.state === 'recalled'
      ? []
      : [button({ action: 'announcements.recall', label: say.recall, value, style: 'danger', confirm: recalling })]),
  ];
}

function ownBlocks(reader: Reader, { one, own }: ReceiptPage): AnyBlock[] {
  if (own === undefined) return [];
  const say = receiptMessages[reader.locale];
  const { reached, wrongFirst } = own.tally;
  const list = (of: List) =>
    button({
      ...{ action: `announcements.names:${of}`, label: say.names[of] },
      value: packReceipts({ id: one._id, page: 1 }),
    });
  const names = own.notYet.map((name) => plain(cut(name, NAME))).join(say.listSep);
  const more = reached > own.notYet.length ? '…' : '';
  return [
    section([say.own(plain(cut(own.branch, NAME)), reached, wrongFirst), `${names}${more}`].filter(Boolean).join('\n')),
    ...(reached + wrongFirst === 0
      ? []
      : [actions(...(reached > 0 ? [list('open')] : []), ...(wrongFirst > 0 ? [list('wrong')] : []))]),
  ];
}
