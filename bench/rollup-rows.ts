import type { RollupResult, RollupSizes } from './rollups.ts';
import type { Row } from './table.ts';

const TARGET = { numbersMs: 100, timesFaster: 20, noSlower: 1.25 };

/** The year's numbers as rows of the table. */
export function rollupRows(
  { ours, oursBig, timesBig, plain, behind, first }: RollupResult,
  { entries, years }: RollupSizes,
): Row[] {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    {
      what: `Year's numbers of ${entries} entries, from roll-ups`,
      ours: ms(ours),
      target: `< ${TARGET.numbersMs} ms`,
      isReached: ours < TARGET.numbersMs,
    },
    {
      what: '… from the ledger itself',
      ours: `${ms(plain)}, ${(plain / ours).toFixed(0)} times as long`,
      target: `≥ ${TARGET.timesFaster} times`,
      isReached: plain / ours >= TARGET.timesFaster,
    },
    {
      what: `… from roll-ups, ${years} such years kept`,
      ours: `${ms(oursBig)}, ${timesBig.toFixed(2)} times as long`,
      target: `< ${TARGET.noSlower} times`,
      isReached: timesBig < TARGET.noSlower,
    },
    { what: '… with 1000 entries not rolled up yet', ours: ms(behind) },
    { what: '… the first roll-up of a year', ours: `${first.toFixed(1)} s` },
  ];
}
