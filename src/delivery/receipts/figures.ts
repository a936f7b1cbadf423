import type { Button } from '@slack/types';
import { button } from '../../bot/draw/blocks.ts';
import type { Twins } from '../../bot/draw/figures.ts';
import { type NumbersChart, type NumbersPage, numbersTwins } from '../../bot/draw/numbers-page.ts';
import { receiptMessages } from './messages.ts';
import type { ReceiptPage } from './page.ts';
import {
  branchBlocks,
  figureBlocks,
  lineOf,
  nameOf,
  type Reader,
  refTo,
  type Screen,
  shareOf,
  stateOf,
  unitOf,
} from './parts.ts';
import { arrived, type Tally } from './rules.ts';

/** The receipts as a message: with chart and table, and the same in words. @param links ways on from it */
export function receiptTwins(screen: Screen, reader: Reader, page: ReceiptPage, links: readonly Button[]): Twins {
  const { what, groups } = page;
  const say = receiptMessages[reader.locale];
  const named = groups.map(([name, tally]) => [nameOf(reader, page, name), tally] as const);
  const shown = COLUMNS.filter(({ isShown }) => isShown(page));
  const numbers: NumbersPage = {
    title: what.title.trim() === '' ? say.untitled : what.title,
    scope: stateOf(reader, page),
    head: [shareOf(screen, reader, page)],
    above: figureBlocks(screen, reader, page),
    columns: shown.map(({ name }) => name(say)),
    parts: [
      {
        title: unitOf(reader, page),
        rows: named.map(([name, tally]) => [name, ...shown.map(({ of }) => of(tally))]),
        lines: groups.map(([name, tally]) => lineOf(reader, page, name, tally)),
      },
    ],
    chart: chartOf(reader, page, named),
    below: branchBlocks(screen, reader, page),
    buttons: [
      button({ action: `${screen.feature}.receipts`, label: say.refresh, value: refTo(page, 1) }),
      ...links,
      button({ action: `${screen.feature}.export`, label: say.export, value: what.id }),
    ],
  };
  return numbersTwins(reader.locale, numbers);
}

/** Shares of each unit, in the order in which it happens. */
function chartOf(reader: Reader, page: ReceiptPage, named: readonly (readonly [string, Tally])[]): NumbersChart {
  const say = receiptMessages[reader.locale];
  const isAsked = page.what.asks !== 'seen';
  const steps = isAsked ? COLUMNS.filter(({ isStep }) => isStep) : [ARRIVED];
  const share = (part: number, { audience }: Tally) => (audience === 0 ? 0 : Math.round((part / audience) * 100));
  return {
    title: isAsked ? say.chartConfirmed : say.chartArrived,
    labels: named.map(([name]) => name),
    x: page.branch === undefined ? say.branchUnit : say.teamUnit,
    y: '%',
    series: steps.map(({ name, of }) => ({
      name: name(say),
      values: named.map(([, tally]) => share(of(tally), tally)),
    })),
  };
}

interface Column {
  name(say: (typeof receiptMessages)['zh']): string;
  of(tally: Tally): number;
  /** A message has room for those that say something. */
  isShown(page: ReceiptPage): boolean;
  /** Something that happens to one after the other. */
  isStep?: true;
}

const isAsked = ({ what }: ReceiptPage) => what.asks !== 'seen';
const ARRIVED: Column = { name: (say) => say.arrived, of: arrived, isShown: () => true, isStep: true };
/** In the order in which it happens, what is still to do at the end. */
const COLUMNS: readonly Column[] = [
  { name: (say) => say.audience, of: ({ audience }) => audience, isShown: () => true },
  ARRIVED,
  {
    name: (say) => say.opened,
    of: ({ opened }) => opened,
    isShown: (page) => isAsked(page) || page.total.opened > 0,
    isStep: true,
  },
  { name: (say) => say.states.confirmed, of: ({ confirmed }) => confirmed, isShown: isAsked, isStep: true },
  { name: (say) => say.states.reached, of: ({ reached }) => reached, isShown: isAsked },
  { name: (say) => say.wrongFirst, of: ({ wrongFirst }) => wrongFirst, isShown: ({ total }) => total.wrongFirst > 0 },
  {
    name: (say) => say.undelivered,
    of: (tally) => tally.audience - arrived(tally),
    isShown: ({ total }) => total.audience > arrived(total),
  },
];

/** The words above `cells`. */
export const columns = ({ locale }: Pick<Reader, 'locale'>): string[] =>
  COLUMNS.map(({ name }) => name(receiptMessages[locale]));

/** All of a tally, for a sheet. */
export const cells = (tally: Tally): number[] => COLUMNS.map(({ of }) => of(tally));
