import type { Button } from '@slack/types';
import type { Locale } from '../../lib/language.ts';
import type { ActionRequest } from '../request.ts';
import type { AnyBlock } from './block-kit.ts';
import { actions, button, context } from './blocks.ts';

/** Where a list stands: on a page of so many, or on one after which more may come. Pages count from 1. */
export type Turning = { page: number } & ({ pages: number } | { hasMore: boolean });

const WORDS = {
  zh: { page: (page: number, pages: number) => `第 ${page}/${pages} 页`, previous: '上一页', next: '下一页' },
  en: { page: (page: number, pages: number) => `Page ${page} of ${pages}`, previous: 'Previous', next: 'Next' },
};

/**
 * Below a list: which page it is, and the ways to the page before and after; nothing where one page is all.
 * The buttons are `<action>:previous` and `<action>:next`; their handler reads the page with `turnedTo`:
 * ```ts
 * blocks: [...rows.map(line), ...pager(locale, 'visits.list', found)]           // found: Paged of lib/pages.ts
 * list: { role: 'officer', run: (request) => showList(request, turnedTo(request)) }
 * ```
 * @param value what the button of a page carries, where it names more than the page
 * @param beside what stands in front of them in the same row; it is drawn on a single page, too
 */
export function pager(
  locale: Locale,
  action: string,
  turning: Turning,
  { value = String, beside = [] }: { value?: (page: number) => string; beside?: readonly Button[] } = {},
): AnyBlock[] {
  const say = WORDS[locale];
  const { page } = turning;
  const hasNext = 'pages' in turning ? page < turning.pages : turning.hasMore;
  const buttons = [
    ...beside,
    ...(page > 1 ? [button({ action: `${action}:previous`, label: say.previous, value: value(page - 1) })] : []),
    ...(hasNext ? [button({ action: `${action}:next`, label: say.next, value: value(page + 1) })] : []),
  ];
  return [
    ...('pages' in turning && turning.pages > 1 ? [context(say.page(page, turning.pages))] : []),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

/** The page that a button of `pager` asks for; any other button's suffix where it is a page (`people.log:1`), else the first. */
export function turnedTo({ suffix, value }: Pick<ActionRequest, 'suffix' | 'value'>): number {
  const page = Number(value || suffix);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

/** Whether a button of `pager` was pressed: its list is drawn in its own place. */
export function isTurn({ suffix }: Pick<ActionRequest, 'suffix'>): boolean {
  return suffix === 'previous' || suffix === 'next';
}
