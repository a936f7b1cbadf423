import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { numbersSheet, numbersTwins } from '../../src/bot/draw/numbers-page.ts';
import { lineOf, linesBy } from '../../src/cases/numbers.ts';
import type { ShownCase } from '../../src/cases/screens/shown.ts';
import { caseInDay, caseList, caseModal } from '../../src/cases/screens/views.ts';
import { boardList, homeMessage, mineList, waitingList } from '../../src/features/suggestions/board/views.ts';
import {
  formShown,
  sentMessage,
  similarMessage,
  similarModal,
  suggestionForm,
  wordsIn,
} from '../../src/features/suggestions/form/views.ts';
import { EVENTS } from '../../src/features/suggestions/item/model.ts';
import { STATES } from '../../src/features/suggestions/item/states.ts';
import { KINDS, type Kind, MOST_KINDS } from '../../src/features/suggestions/kinds/rules.ts';
import { kindForm, kindShown, kindsMessage } from '../../src/features/suggestions/kinds/views.ts';
import { statsPage } from '../../src/features/suggestions/stats/views.ts';
import { texts } from '../../src/features/suggestions/texts.ts';
import { LOCALES, type Locale } from '../../src/lib/language.ts';
import { pageIn } from '../../src/lib/pages.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const READER = (locale: Locale) => ({ locale, tz: 'Asia/Shanghai', now: new Date('2026-03-02T09:00:00+08:00') });

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const id = fc.constant('0123456789abcdef');
const SCREEN = { feature: 'suggestions', texts, lists: { waiting: 'suggestions.waiting' } };
const anyItem: fc.Arbitrary<ShownCase> = fc.record({
  id,
  number: fc.constant('S-2026-0042'),
  kind: fc.constant('设施故障'),
  branch: hostileWords(60),
  place: hostileWords(100),
  text: hostileWords(4_000),
  state: fc.constantFrom(...STATES),
  clock: maybe(
    fc.record({
      clock: fc.constantFrom('accept', 'reply', 'due'),
      by: fc.constant('周四 17:30'),
      isOverdue: fc.boolean(),
    }),
  ),
  owner: maybe(hostileWords(80)),
  sender: maybe(hostileWords(80)),
  lines: fc.constantFrom([], ['走访了 李强']),
  steps: fc.subarray(['accept', 'start', 'together', 'satisfied', 'content', 'reopen']),
  isOpen: fc.boolean(),
  mayHandOver: fc.boolean(),
  mayMerge: fc.boolean(),
  maySupport: fc.boolean(),
  mayHavePhotos: fc.boolean(),
  isAnonymous: fc.boolean(),
  support: fc.nat(20_000),
  photos: fc.nat(5),
  satisfied: maybe(fc.constantFrom('满意', '不满意')),
  mergedInto: fc.constant(undefined),
  history: fc.array(
    fc.record({
      what: fc.constantFrom(...EVENTS),
      when: fc.constant('周四 17:30'),
      by: maybe(hostileWords(80)),
      words: maybe(hostileWords(2_000)),
    }),
    { maxLength: 40 },
  ),
  isMine: fc.boolean(),
  isWatching: fc.boolean(),
  isAffair: fc.boolean(),
});

describe.each(LOCALES)('in %s', (locale) => {
  test('an item is shown whole and harmless, inside Slack’s limits', () => {
    fc.assert(
      fc.property(anyItem, maybe(fc.constant('好的')), (item, note) => {
        const view = caseModal(SCREEN, locale, item, { note, up: '公司工会', from: 'waiting' });
        expect(validateView(view)).toEqual([]);
        expect(mrkdwnIn(view.blocks)).not.toMatch(COMMANDS);
        const parts = view.blocks.flatMap((block) => ('text' in block && block.type === 'section' ? [block.text] : []));
        const words = parts.map((one) => (one as { type: string; text: string }).text).join('');
        expect(words).toContain(item.text.slice(0, 2_000));
        expect(words).toContain(item.text.slice(-1_000));
      }),
      { numRuns: 40 },
    );
  });

  test('lists stay inside the limits, and their text says the same', () => {
    const counts = { open: 1, solved: 2, overdue: 3 };
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 60 }), (found) => {
        const lists = [boardList(locale, { counts, view: 'open' }, true), mineList(locale), waitingList(locale)];
        const day = found
          .slice(0, 15)
          .flatMap((one, nth) => caseInDay(SCREEN, locale, one, { what: 'x', asks: true, day: '2026-03-02', nth }));
        expect(validateBlocks(day, 'message')).toEqual([]);
        for (const list of lists) {
          const { text, blocks } = caseList(SCREEN, locale, { ...list, found: pageIn(found, { page: 2, size: 20 }) });
          expect(validateBlocks(blocks, 'message')).toEqual([]);
          expect(text.length).toBeLessThanOrEqual(4_000);
          expect(mrkdwnIn(blocks) + text).not.toMatch(COMMANDS);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the form takes 4,000 characters back, with every branch', () => {
    const branches = fc.uniqueArray(
      fc.integer({ min: 1, max: 500 }).map((i) => `第${i}分会`),
      { maxLength: 150 },
    );
    fc.assert(
      fc.property(hostileWords(4_000), branches, fc.boolean(), (text, names, mayHide) => {
        const shown = formShown(locale, { kinds: KINDS, branches: names, branch: names.at(-1), mayHide });
        const view = suggestionForm.draw(READER(locale), { ...shown, values: { ...shown.values, ...wordsIn(text) } });
        expect(validateView(view)).toEqual([]);
        const inputs = view.blocks.flatMap((block) =>
          block.type === 'input' && 'initial_value' in block.element ? [block] : [],
        );
        const initial = (block: string) =>
          inputs.find((one) => one.block_id === block)?.element as { initial_value?: string };
        expect(`${initial('text')?.initial_value}${initial('rest')?.initial_value ?? ''}`).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  test('similar ones, the number, the kinds and App Home are as Slack wants them', () => {
    const route = { branch: '东湖养殖分会', owner: 'U7', deputy: 'U8' };
    const routes = Array.from({ length: 40 }, () => route);
    const kinds = Array.from({ length: MOST_KINDS }, () => KINDS.map((one) => ({ ...one, routes })))
      .flat()
      .slice(0, MOST_KINDS);
    fc.assert(
      fc.property(hostileWords(4_000), fc.constantFrom(...STATES), (text, state) => {
        const found = [1, 2, 3].map((i) => ({ id: `i${i}`, number: `S-2026-000${i}`, text, state, support: i }));
        const sent = { id: 'i', number: 'S-2026-0042', text, isAnonymous: true, by: '周四 17:30' };
        for (const one of [
          similarMessage(locale, found, 'once'),
          sentMessage(locale, sent),
          kindsMessage(locale, kinds),
        ]) {
          expect(validateBlocks(one.blocks, 'message')).toEqual([]);
          expect(mrkdwnIn(one.blocks) + one.text).not.toMatch(COMMANDS);
        }
        expect(validateView(similarModal(locale, found, 'once'))).toEqual([]);
        for (const kind of [kinds[0] as Kind, { ...(kinds[0] as Kind), isRetired: true }, undefined])
          expect(validateView(kindForm.draw(READER(locale), kindShown(locale, kind, ['东湖养殖分会'])))).toEqual([]);
      }),
      { numRuns: 20 },
    );
    const home = homeMessage(locale, {
      counts: { open: 1, solved: 0, overdue: 0 },
      mine: 1,
      asks: 1,
      waiting: { count: 2, overdue: 1 },
    });
    expect(validateBlocks(home.blocks, 'message')).toEqual([]);
  });

  it('numbers have a chart, a table and the same in words', () => {
    const createdAt = new Date('2026-03-02T09:00:00+08:00');
    const counted = Array.from({ length: 150 }, (_, i) => ({
      kind: 'fault',
      branch: `=HYPERLINK("第${i}分会")`,
      createdAt,
      acceptedAt: createdAt,
    }));
    const months = Array.from({ length: 12 }, (_, i) => ({
      label: `2026-${String(i + 1).padStart(2, '0')}`,
      count: i,
      solved: 1,
    }));
    const stats = {
      year: '2026',
      branch: undefined,
      all: lineOf('', counted),
      kinds: linesBy(counted, 'kind'),
      branches: linesBy(counted, 'branch'),
      titles: {},
      months,
    };
    const { rich, plain } = numbersTwins(locale, statsPage(locale, stats));
    expect(validateBlocks(rich.blocks, 'message')).toEqual([]);
    expect(validateBlocks(plain.blocks, 'message')).toEqual([]);
    expect(rich.text).toBe(plain.text);
    const tables = rich.blocks.filter((one) => one.type === 'data_table');
    expect(tables).toHaveLength(2);
    expect(numbersSheet(statsPage(locale, stats)).flat()).toContain('=HYPERLINK("第149分会")');
    expect(textOf(plain.blocks as never)).toContain('150');
  });
});
