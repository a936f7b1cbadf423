import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTurn, pager, turnedTo } from '../../../src/bot/draw/pager.ts';
import { pageIn } from '../../../src/lib/pages.ts';

interface Pressed {
  action_id: string;
  value: string;
}

const buttonsOf = (blocks: ReturnType<typeof pager>): Pressed[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? (block as { elements: Pressed[] }).elements : []));

/** As the handler of a button reads it. */
const pressed = ({ action_id, value }: Pressed) => ({ suffix: action_id.split(':')[1] ?? '', value });

describe('a list that is paged', () => {
  it('shows each row once, whatever its length, by pressing "next" until there is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }), (length, size) => {
        const rows = Array.from({ length }, (_, nth) => nth);
        const seen: number[] = [];
        let page = 1;
        for (let presses = 0; presses <= length; presses++) {
          const found = pageIn(rows, { page, size });
          seen.push(...found.rows);
          const next = buttonsOf(pager('zh', 'x.list', found)).find((one) => one.action_id === 'x.list:next');
          if (next === undefined) break;
          expect(isTurn(pressed(next))).toBe(true);
          page = turnedTo(pressed(next));
        }
        expect(seen).toEqual(rows);
      }),
    );
  });

  it('takes anything that is no page for the first, and a page that is gone for the last', () => {
    const rows = [1, 2, 3, 4, 5];
    const shown = (page: number) => pageIn(rows, { page, size: 2 }).rows;
    expect([0, -3, Number.NaN, 1.9].map(shown)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(shown(99)).toEqual([5]);
    expect(pageIn([], { page: 4, size: 2 })).toEqual({ rows: [], page: 1, pages: 1, total: 0 });
    expect(['', 'list', '2x', '-1', '3'].map((suffix) => turnedTo({ suffix, value: '' }))).toEqual([1, 1, 1, 1, 3]);
  });

  it('draws nothing for one page, but what stands beside', () => {
    expect(pager('zh', 'x.list', { page: 1, pages: 1 })).toEqual([]);
    expect(pager('en', 'x.list', { page: 1, hasMore: false })).toEqual([]);
    const back = { type: 'button', action_id: 'x.back', text: { type: 'plain_text', text: 'Back' } } as const;
    expect(buttonsOf(pager('en', 'x.list', { page: 1, pages: 1 }, { beside: [back] }))).toEqual([back]);
  });

  it('says where one is in the reader’s language, when it is known', () => {
    expect(pager('zh', 'x.list', { page: 2, pages: 3 })).toMatchObject([
      { type: 'context', elements: [{ text: '第 2/3 页' }] },
      {
        elements: [
          { text: { text: '上一页' }, value: '1' },
          { text: { text: '下一页' }, value: '3' },
        ],
      },
    ]);
    expect(pager('en', 'x.list', { page: 2, hasMore: true }, { value: (page) => `id|${page}` })).toMatchObject([
      {
        elements: [
          { text: { text: 'Previous' }, value: 'id|1' },
          { text: { text: 'Next' }, value: 'id|3' },
        ],
      },
    ]);
  });
});
