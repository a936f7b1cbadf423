import { describe, expect, it } from 'vitest';
import { linesOf, middleOf } from '../../bench/figures.ts';
import { median } from '../../bench/load.ts';
import { table } from '../../bench/table.ts';

const printed = (p50: number, p99: number) =>
  `2 cores, quick\n\n${table([
    {
      what: 'Ack, p50 / p99',
      ours: `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`,
      bare: '1.0 / 4.6 ms',
      target: 'p99 < 100 ms',
    },
    { what: 'Memory', ours: '+38 MB', isReached: true },
  ])}\n\nMongoDB commands: 7.00`;

describe('what the bench has printed', () => {
  it('is read line by line, and nothing else of it', () => {
    expect(linesOf(printed(7, 48.8))).toEqual([
      { what: 'Ack, p50 / p99', shown: '7.0 / 48.8 ms', values: [7, 48.8] },
      { what: 'Memory', shown: '+38 MB', values: [38] },
    ]);
    expect(linesOf('nothing was measured')).toEqual([]);
  });

  it('has a middle, figure by figure, in the words of the first', () => {
    const runs = [printed(7, 48.8), printed(9, 30), printed(8, 40)].map(linesOf);
    expect(middleOf(runs, median)[0]).toEqual({ what: 'Ack, p50 / p99', shown: '8.0 / 40.0 ms', values: [8, 40] });
  });

  it('says nothing of a line that a run has not', () => {
    const runs = [linesOf(printed(7, 48.8)), linesOf(printed(7, 48.8)).slice(0, 1)];
    expect(middleOf(runs, median).map(({ what }) => what)).toEqual(['Ack, p50 / p99']);
  });
});
