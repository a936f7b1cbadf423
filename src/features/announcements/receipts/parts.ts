import type { Button } from '@slack/types';
import { actions, button, context, cut, option, plain, section } from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/choice.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { AnyBlock } from '../../../bot/feature.ts';
import { percent } from '../../../bot/text/i18n.ts';
import { pageIn } from '../../../lib/pages.ts';
import { type Reader, time } from '../card-views.ts';
import { messages } from '../messages.ts';
import { titleOf } from '../page-views.ts';
import { arrived, type Tally } from '../rules.ts';
import { receiptMessages } from './messages.ts';
import { packReceipts } from './ref.ts';
import type { ReceiptPage } from './service/receipts.ts';

/*
 * What the receipts' modal and the receipts' message have in common.
 */

/** Lines of a page in words. */
const LINES = 15;
const NAME = 40;

/** What it is, how far it is, and as of when. */
export function headBlocks(reader: Reader, page: ReceiptPage): AnyBlock[] {
  const say = receiptMessages[reader.locale];
  const { one } = page;
  const state = [messages[reader.locale].states[one.state], scopeOf(reader, page)].filter(Boolean).join(' · ');
  const fields = countsOf(reader, page).map(([what, count]) => ({
    type: 'mrkdwn' as const,
    text: `${what} *${count}*`,
  }));
  const isOpenedShown = one.wantsAck || page.total.opened > 0;
  return [
    section(`*${titleOf(reader, one)}*`),
    section(`${state}\n${page.total.audience === 0 ? say.noPeople : shareOf(reader, page)}`),
    { type: 'section', fields },
    context([say.asOf(time(reader, page.asOf)), ...(isOpenedShown ? [say.meaning] : [])].join(' · ')),
  ];
}

/** The branch that is looked at; nothing where it is the whole. */
export function scopeOf(reader: Reader, { branch, branches, mayChange }: ReceiptPage): string {
  if (branch === undefined || (branches.length === 0 && mayChange)) return '';
  return plain(cut(branch || receiptMessages[reader.locale].noBranch, NAME));
}

export function shareOf(reader: Reader, { one, total }: ReceiptPage): string {
  const say = receiptMessages[reader.locale];
  const part = one.wantsAck ? total.confirmed : arrived(total);
  const said = one.wantsAck ? say.shareConfirmed : say.shareArrived;
  return `*${said(part, total.audience, percent(part, total.audience))}*`;
}

/** Every count with its word: the states add up to the audience; those who opened or were wrong are among the reached. */
export function countsOf(reader: Reader, { one, total }: ReceiptPage): [what: string, count: number][] {
  const say = receiptMessages[reader.locale];
  const isAsked = one.questionText.trim() !== '' || total.wrongFirst > 0;
  const asked: [string, number][] = [
    [say.opened, total.opened],
    [say.states.confirmed, total.confirmed],
    ...(isAsked ? [[say.wrongFirst, total.wrongFirst] as [string, number]] : []),
    [say.states.reached, total.reached],
  ];
  const rest = (['waiting', 'left', 'failed', 'stopped'] as const).filter((state) => total[state] > 0);
  return [
    [say.audience, total.audience],
    [say.arrived, arrived(total)],
    ...(one.wantsAck ? asked : total.opened > 0 ? asked.slice(0, 1) : []),
    ...rest.map((state): [string, number] => [say.states[state], total[state]]),
  ];
}

/** A page of what is looked at. */
export function refTo({ one, branch }: ReceiptPage, page: number): string {
  return packReceipts({ id: one._id, page, branch });
}

export function unitOf(reader: Reader, { branch }: ReceiptPage): string {
  const say = receiptMessages[reader.locale];
  return branch === undefined ? say.byBranch : say.byTeam;
}

export function nameOf(reader: Reader, { branch }: ReceiptPage, name: string): string {
  const say = receiptMessages[reader.locale];
  return name || (branch === undefined ? say.noBranch : say.noTeam);
}

export function lineOf(reader: Reader, page: ReceiptPage, name: string, tally: Tally): string {
  const say = receiptMessages[reader.locale];
  const named = plain(cut(nameOf(reader, page, name), NAME));
  return page.one.wantsAck
    ? say.lineConfirmed(named, tally.confirmed, tally.audience, tally.reached)
    : say.lineArrived(named, arrived(tally), tally.audience);
}

/** A page of the units in words, and the ways to the others. @param beside what stands beside them */
export function groupBlocks(reader: Reader, page: ReceiptPage, beside?: Button): AnyBlock[] {
  const shown = pageIn(page.groups, { page: page.page, size: LINES });
  const lines = shown.rows.map(([name, tally]) => lineOf(reader, page, name, tally));
  return [
    ...(lines.length === 0 ? [] : [section([`*${unitOf(reader, page)}*`, ...lines].join('\n'), beside)]),
    ...pager(reader.locale, 'announcements.receipts', shown, { value: (to) => refTo(page, to) }),
  ];
}

/** To one branch, and back to all. */
export function branchBlocks(reader: Reader, page: ReceiptPage): AnyBlock[] {
  const say = receiptMessages[reader.locale];
  const { one, branch, branches } = page;
  if (branches.length === 0) return [];
  const all = button({
    ...{ action: 'announcements.receipts:all', label: say.all },
    value: packReceipts({ id: one._id, page: 1 }),
  });
  const options = branches.map((name) =>
    option(packReceipts({ id: one._id, page: 1, branch: name }), cut(name || say.noBranch, NAME)),
  );
  return [
    ...(branch === undefined ? [] : [actions(all)]),
    choice({ action: 'announcements.receipts:branch', placeholder: say.choose, options }),
  ];
}
