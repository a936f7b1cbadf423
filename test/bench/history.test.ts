import { describe, expect, it } from 'vitest';
import { type Kept, plot, plotted, read, written } from '../../bench/history.ts';

const kept = (revision: string, shown: string, values: number[], sizes: Kept['sizes'] = 'full'): Kept => ({
  ...{ day: '2026-12-01', revision, sizes, cores: 2, loopMs: 61, node: '20.20.2' },
  line: { what: 'Draw for 10000 members, bank of 10000', shown, values },
});

describe('the history of the bench', () => {
  it('is read as it was written', () => {
    const all = [kept('aaaaaaa', '7.0 / 48.8 ms', [7, 48.8]), kept('bbbbbbb', '+39 / 0.2 MB', [39, 0.2], 'quick')];
    expect(read(written(all))).toEqual(all);
  });

  it('has a line for each number, and never one for runs of two sizes', () => {
    const all = [
      kept('aaaaaaa', '18.3 s', [18.3]),
      kept('bbbbbbb', '2.8 s', [2.8]),
      kept('ccccccc', '0.4 s', [0.4], 'quick'),
    ];
    const lines = plotted(all).split('\n').slice(2);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/\(full\) +\| █▁ +\| 18\.3 s \(aaaaaaa, loop 61 ms\) \| 2\.8 s \(bbbbbbb, loop 61 ms\)/);
    expect(lines[1]).toMatch(/\(quick\) +\| ▁ +\| 0\.4 s/);
  });

  it.each([
    [[1, 2, 3], '▁▅█'],
    [[5, 5], '▁▁'],
    [[-10, 0], '▁█'],
    [[], ''],
  ])('plots %j', (values, signs) => expect(plot(values)).toBe(signs));
});
