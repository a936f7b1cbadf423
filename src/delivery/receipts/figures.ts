import type { Button } from '@slack/types';
import type { AnyBlock } from '../../bot/draw/block-kit.ts';
import { actions, button, header } from '../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins, twins } from '../../bot/draw/figures.ts';
import { receiptMessages } from './messages.ts';
import type { ReceiptPage } from './page.ts';
import { branchBlocks, groupBlocks, headBlocks, nameOf, type Reader, refTo, type Screen, unitOf } from './parts.ts';
import { arrived, type Tally } from './rules.ts';

const ROWS_SHOWN = 10;

/** The receipts as a message: with chart and table, and the same in words. @param links ways on from it */
export function receiptTwins(screen: Screen, reader: Reader, page: ReceiptPage, links: readonly Button[]): Twins {
  const { what } = page;
  const say = receiptMessages[reader.locale];
  const title = what.title.trim() === '' ? say.untitled : what.title;
  const foot = actions(
    button({ action: `${screen.feature}.receipts`, label: say.refresh, value: refTo(page, 1) }),
    ...links,
    button({ action: `${screen.feature}.export`, label: say.export, value: what.id }),
  );
  const blocks = (numbers: readonly AnyBlock[]): AnyBlock[] => [
    header(title),
    ...headBlocks(screen, reader, page).slice(1),
    ...numbers,
    ...branchBlocks(screen, reader, page),
    foot,
  ];
  return twins(figures(reader, page), groupBlocks(screen, reader, page), blocks);
}

function figures(reader: Reader, page: ReceiptPage): AnyBlock[] {
  const { what, groups } = page;
  if (groups.length === 0) return [];
  const say = receiptMessages[reader.locale];
  const share = (part: number, { audience }: Tally) => (audience === 0 ? 0 : Math.round((part / audience) * 100));
  const values = (of: (tally: Tally) => number) => groups.map(([, tally]) => share(of(tally), tally));
  const isAsked = what.asks !== 'seen';
  const series = isAsked
    ? [
        { name: say.states.confirmed, values: values(({ confirmed }) => confirmed) },
        { name: say.opened, values: values(({ opened }) => opened) },
      ]
    : [{ name: say.arrived, values: values(arrived) }];
  const title = isAsked ? say.chartConfirmed : say.chartArrived;
  const unit = page.branch === undefined ? say.branchUnit : say.teamUnit;
  return [
    chart({
      type: 'bar',
      title,
      series,
      x: unit,
      y: '%',
      categories: groups.map(([name]) => nameOf(reader, page, name)),
    }),
    dataTable({
      caption: unitOf(reader, page),
      pageSize: ROWS_SHOWN,
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
