import { actions, button, cut, header, LIMITS } from '../../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins } from '../../../bot/draw/figures.ts';
import type { AnyBlock } from '../../../bot/feature.ts';
import type { Reader } from '../card-views.ts';
import { messages } from '../messages.ts';
import { titleOf } from '../page-views.ts';
import { arrived, type Tally } from '../rules.ts';
import { receiptMessages } from './messages.ts';
import {
  branchBlocks,
  countsOf,
  groupBlocks,
  headBlocks,
  lineOf,
  nameOf,
  refTo,
  scopeOf,
  shareOf,
  unitOf,
} from './parts.ts';
import type { ReceiptPage } from './service/receipts.ts';

const ROWS_SHOWN = 10;

/** The receipts as a message: with chart and table, and the same in words. */
export function receiptTwins(reader: Reader, page: ReceiptPage): Twins {
  const { one } = page;
  const say = receiptMessages[reader.locale];
  const title = one.title.trim() === '' ? messages[reader.locale].untitled : one.title;
  const lines = page.groups.map(([name, tally]) => lineOf(reader, page, name, tally));
  const [state, share] = [messages[reader.locale].states[one.state], shareOf(reader, page)];
  const text = [titleOf(reader, one), [state, scopeOf(reader, page)].filter(Boolean).join(' · '), share]
    .concat(countsOf(reader, page).map(([what, count]) => `${what} ${count}`))
    .concat(page.groups.length > 1 ? [unitOf(reader, page), ...lines] : [])
    .join('\n')
    .replaceAll('*', '');
  const foot = actions(
    button({ action: 'announcements.receipts', label: say.refresh, value: refTo(page, 1) }),
    button({
      action: 'announcements.open',
      label: page.mayChange ? say.manage : messages[reader.locale].open,
      value: one._id,
    }),
    button({ action: 'announcements.export', label: say.export, value: one._id }),
  );
  const blocks = (figures: AnyBlock[]): AnyBlock[] => [
    header(title),
    ...headBlocks(reader, page).slice(1),
    ...figures,
    ...branchBlocks(reader, page),
    foot,
  ];
  return {
    rich: { text: cut(text, LIMITS.text), blocks: blocks(figures(reader, page)) },
    plain: { text: cut(text, LIMITS.text), blocks: blocks(groupBlocks(reader, page)) },
  };
}

function figures(reader: Reader, page: ReceiptPage): AnyBlock[] {
  const { one, groups } = page;
  if (groups.length === 0) return [];
  const say = receiptMessages[reader.locale];
  const share = (part: number, { audience }: Tally) => (audience === 0 ? 0 : Math.round((part / audience) * 100));
  const values = (of: (tally: Tally) => number) => groups.map(([, tally]) => share(of(tally), tally));
  const series = one.wantsAck
    ? [
        { name: say.states.confirmed, values: values(({ confirmed }) => confirmed) },
        { name: say.opened, values: values(({ opened }) => opened) },
      ]
    : [{ name: say.arrived, values: values(arrived) }];
  const title = one.wantsAck ? say.chartConfirmed : say.chartArrived;
  const unit = page.branch === undefined ? say.branchUnit : say.teamUnit;
  return [
    chart({
      ...{ type: 'bar', title, series, x: unit, y: '%' },
      categories: groups.map(([name]) => nameOf(reader, page, name)),
    }),
    dataTable({
      ...{ caption: unitOf(reader, page), pageSize: ROWS_SHOWN },
      head: [unit, ...columns(reader)],
      rows: groups.map(([name, tally]) => [nameOf(reader, page, name), ...cells(tally)]),
    }),
  ];
}

/** The words above `cells`. */
export function columns({ locale }: Pick<Reader, 'locale'>): string[] {
  const say = receiptMessages[locale];
  const { audience, arrived: reached, opened, states, wrongFirst, undelivered } = say;
  return [audience, reached, opened, states.confirmed, wrongFirst, states.reached, undelivered];
}

export function cells(tally: Tally): number[] {
  const { audience, opened, confirmed, wrongFirst, reached } = tally;
  return [audience, arrived(tally), opened, confirmed, wrongFirst, reached, audience - arrived(tally)];
}
