import type { Button } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, option, plain, section } from '../../bot/draw/blocks.ts';
import { choice } from '../../bot/draw/choice.ts';
import { pager } from '../../bot/draw/pager.ts';
import { percent } from '../../bot/text/i18n.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import { receiptMessages } from './messages.ts';
import type { ReceiptPage, Shown } from './page.ts';
import { receiptRef } from './ref.ts';
import { arrived, type Tally } from './rules.ts';

/*
 * What the receipts' modal and the receipts' message have in common.
 */

/** Lines of a page in words. */
const LINES = 15;
const NAME = 40;
const TITLE = 80;

/** What a feature's receipts are called on their screens. */
export interface ScreenWords {
  /** Of its modals: at most 24 characters. */
  title: string;
  /** What the receipts are of: `公告`. */
  thing: string;
  /** There is nothing yet that has receipts. */
  none: string;
}

/** What the views know of a feature: in front of its actions' names, and its words. */
export interface Screen {
  feature: string;
  words: Record<Locale, ScreenWords>;
}

/** The person who reads, and when: both decide how an hour is written. */
export interface Reader extends Pick<Actor, 'locale' | 'tz'> {
  now: Date;
}

/** Its title, escaped. */
export function titleOf({ locale }: Pick<Reader, 'locale'>, { title }: Pick<Shown, 'title'>): string {
  return title.trim() === '' ? receiptMessages[locale].untitled : plain(cut(title, TITLE));
}

/** What it is, how far it is, and as of when. */
export function headBlocks(screen: Screen, reader: Reader, page: ReceiptPage): AnyBlock[] {
  return [
    section(`*${titleOf(reader, page.what)}*`),
    section(`${plain(stateOf(reader, page))}\n*${shareOf(screen, reader, page)}*`),
    ...figureBlocks(screen, reader, page),
  ];
}

/** What has become of it, and whose receipts are looked at; not escaped. */
export function stateOf(reader: Reader, page: ReceiptPage): string {
  return [page.what.state, scopeOf(reader, page)].filter(Boolean).join(' · ');
}

/** All counts, and as of when. */
export function figureBlocks({ words }: Screen, reader: Reader, page: ReceiptPage): AnyBlock[] {
  const say = receiptMessages[reader.locale];
  const { thing } = words[reader.locale];
  const fields = countsOf(reader, page).map(([name, count]) => ({
    type: 'mrkdwn' as const,
    text: `${name} *${count}*`,
  }));
  const isOpenedShown = page.what.asks !== 'seen' || page.total.opened > 0;
  return [
    { type: 'section', fields },
    context(
      [
        say.asOf(timeFor(page.asOf, reader.now, reader.tz, reader.locale)),
        ...(isOpenedShown ? [say.meaning(thing)] : []),
      ].join(' · '),
    ),
  ];
}

/** The branch that is looked at; nothing where it is the whole. */
export function scopeOf(reader: Reader, { branch, branches, mayChange }: ReceiptPage): string {
  if (branch === undefined || (branches.length === 0 && mayChange)) return '';
  return cut(branch || receiptMessages[reader.locale].noBranch, NAME);
}

/** How far it is, in a sentence. */
export function shareOf({ words }: Screen, reader: Reader, { what, total }: ReceiptPage): string {
  const say = receiptMessages[reader.locale];
  if (total.audience === 0) return say.noPeople(words[reader.locale].thing);
  const isAsked = what.asks !== 'seen';
  const part = isAsked ? total.confirmed : arrived(total);
  const said = isAsked ? say.shareConfirmed : say.shareArrived;
  return said(part, total.audience, percent(part, total.audience));
}

/** Every count with its word: the states add up to the audience; those who opened or were wrong are among the reached. */
export function countsOf(reader: Reader, { what, total }: ReceiptPage): [name: string, count: number][] {
  const say = receiptMessages[reader.locale];
  const isAsked = what.asks === 'answer' || total.wrongFirst > 0;
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
    ...(what.asks !== 'seen' ? asked : total.opened > 0 ? asked.slice(0, 1) : []),
    ...rest.map((state): [string, number] => [say.states[state], total[state]]),
  ];
}

/** A page of what is looked at. */
export function refTo({ what, branch }: ReceiptPage, page: number): string {
  return receiptRef.pack({ id: what.id, page, branch });
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
  return page.what.asks !== 'seen'
    ? say.lineConfirmed(named, tally.confirmed, tally.audience, tally.reached)
    : say.lineArrived(named, arrived(tally), tally.audience);
}

/** A page of the units in words, and the ways to the others. @param beside what stands beside them */
export function groupBlocks({ feature }: Screen, reader: Reader, page: ReceiptPage, beside?: Button): AnyBlock[] {
  const shown = pageIn(page.groups, { page: page.page, size: LINES });
  const lines = shown.rows.map(([name, tally]) => lineOf(reader, page, name, tally));
  return [
    ...(lines.length === 0 ? [] : [section([`*${unitOf(reader, page)}*`, ...lines].join('\n'), beside)]),
    ...pager(reader.locale, `${feature}.receipts`, shown, { value: (to) => refTo(page, to) }),
  ];
}

/** To one branch, and back to all. */
export function branchBlocks({ feature }: Screen, reader: Reader, page: ReceiptPage): AnyBlock[] {
  const say = receiptMessages[reader.locale];
  const { what, branch, branches } = page;
  if (branches.length === 0) return [];
  const all = button({
    action: `${feature}.receipts:all`,
    label: say.all,
    value: receiptRef.pack({ id: what.id, page: 1 }),
  });
  const options = branches.map((name) =>
    option(receiptRef.pack({ id: what.id, page: 1, branch: name }), cut(name || say.noBranch, NAME)),
  );
  return [
    ...(branch === undefined ? [] : [actions(all)]),
    choice({ action: `${feature}.receipts:branch`, placeholder: say.choose, options }),
  ];
}
