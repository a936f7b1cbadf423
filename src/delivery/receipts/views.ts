import type { Button } from '@slack/types';
import type { AnyBlock, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import { pager } from '../../bot/draw/pager.ts';
import { receiptMessages } from './messages.ts';
import type { List, Names } from './names.ts';
import type { ReceiptPage } from './page.ts';
import { branchBlocks, groupBlocks, headBlocks, type Reader, refTo, type Screen, scopeOf, titleOf } from './parts.ts';
import { receiptRef } from './ref.ts';

const NAME = 40;

/**
 * The receipts in words, where an officer acts on them.
 * @param more.buttons what can be done with the whole of it, around the button that looks again
 * @param more.below what stands under the counts
 */
export function receiptModal(
  screen: Screen,
  reader: Reader,
  page: ReceiptPage,
  more: { note?: string; buttons?(refresh: Button): Button[]; below?: readonly AnyBlock[] } = {},
): ModalView {
  const say = receiptMessages[reader.locale];
  const { feature } = screen;
  const draw = button({ action: `${feature}.chart`, label: say.chart, value: refTo(page, 1) });
  const refresh = button({ action: `${feature}.receipts`, label: say.refresh, value: refTo(page, 1) });
  const isWhole = page.mayChange && scopeOf(reader, page) === '';
  return modal({
    callback: `${feature}.receipts`,
    title: screen.words[reader.locale].title,
    close: say.close,
    blocks: [
      ...(more.note === undefined ? [] : [section(more.note)]),
      ...headBlocks(screen, reader, page),
      actions(...((isWhole ? more.buttons?.(refresh) : undefined) ?? [refresh])),
      ...groupBlocks(screen, reader, page, draw),
      ...branchBlocks(screen, reader, page),
      ...ownBlocks(screen, reader, page),
      ...(more.below ?? []),
    ],
  });
}

/** Names of the officer’s own branch, with the way back. */
export function namesModal(screen: Screen, reader: Reader, page: ReceiptPage, list: List, found: Names): ModalView {
  const say = receiptMessages[reader.locale];
  const teams = new Map<string, string[]>();
  for (const { name, team } of found.rows) teams.set(team, [...(teams.get(team) ?? []), plain(cut(name, NAME))]);
  const lines = [...teams].map(
    ([team, names]) => `*${plain(cut(team || say.noTeam, NAME))}*  ${names.join(say.listSep)}`,
  );
  const value = (to: number) => receiptRef.pack({ id: page.what.id, page: to });
  return modal({
    callback: `${screen.feature}.names`,
    title: screen.words[reader.locale].title,
    close: say.close,
    blocks: [
      section(`*${titleOf(reader, page.what)}*\n${plain(page.own?.branch ?? '')} · ${say.names[list]}`),
      section(lines.length === 0 ? (page.own === undefined ? say.namesOnly : say.noNames[list]) : lines.join('\n')),
      ...pager(reader.locale, `${screen.feature}.names:${list}`, found, {
        value,
        beside: [button({ action: `${screen.feature}.receipts`, label: say.back, value: value(1) })],
      }),
    ],
  });
}

function ownBlocks({ feature }: Screen, reader: Reader, { what, own }: ReceiptPage): AnyBlock[] {
  if (own === undefined) return [];
  const say = receiptMessages[reader.locale];
  const { reached, wrongFirst } = own.tally;
  const list = (of: List) =>
    button({
      action: `${feature}.names:${of}`,
      label: say.names[of],
      value: receiptRef.pack({ id: what.id, page: 1 }),
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
