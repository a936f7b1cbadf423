import type { RollupResult, RollupSizes } from './rollups.ts';
import type { Row } from './table.ts';

const TARGET = { numbersMs: 100, timesFaster: 20, noSlower: 1.25 };

/** The year's numbers as rows of the table. */
export function rollupRows(
  { ours, oursBig, plain, behind, first }: RollupResult,
  { entries, years }: RollupSizes,
): Row[] {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    {
      what: `Year's numbers of ${entries} entries, from roll-ups`,
      ours: ms(ours.usual),
      target: `< ${TARGET.numbersMs} ms`,
      isReached: ours.usual < TARGET.numbersMs,
    },
    {
      what: '… from the ledger itself',
      ours: `${ms(plain)}, ${(plain / ours.usual).toFixed(0)} times as long`,
      target: `≥ ${TARGET.timesFaster} times`,
      isReached: plain / ours.usual >= TARGET.timesFaster,
    },
    {
      what: `… from roll-ups, ${years} such years kept`,
      ours: ms(oursBig.usual),
      target: `the fastest < ${TARGET.noSlower} times`,
      isReached: oursBig.fastest / ours.fastest < TARGET.noSlower,
    },
    { what: '… with 1000 entries not rolled up yet', ours: ms(behind) },
    { what: '… the first roll-up of a year', ours: `${first.toFixed(1)} s` },
  ];
}
