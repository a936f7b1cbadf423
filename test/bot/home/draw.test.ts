import type { Button } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import { escapeMrkdwn } from '../../../src/bot/draw/blocks.ts';
import { homeView, inOrder, MOST_BUTTONS, WAITING_ACTION } from '../../../src/bot/home/draw.ts';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import { mayRun } from '../../../src/bot/routing/roles.ts';
import { features } from '../../../src/features/index.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';

const NOW = new Date('2026-12-08T09:00:00+08:00');

const row = fc.record({
  emoji: fc.constantFrom('🧠', '📢'),
  what: hostileWords(200).map((words) => `*${escapeMrkdwn(words)}*`),
  until: fc.option(fc.date({ min: new Date('2026-12-01'), max: new Date('2027-01-01'), noInvalidDate: true }), {
    nil: undefined,
  }),
  isNow: fc.boolean(),
  button: fc.record({
    action: fc.constantFrom('quiz.open', 'visits.step:accept', 'clubs.club'),
    label: fc.constant('去'),
    value: fc.constant('x'),
  }),
});
const parts = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnop'), { minLength: 1 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        title: fc.constant(`🔹 ${name}`),
        line: fc.option(fc.constant('一行'), { nil: undefined }),
      }),
    ),
  ),
);

describe('Home, whatever waits and however many features there are,', () => {
  it('has at most twelve buttons, each with an id of its own, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), parts, fc.constantFrom(...LOCALES), (waiting, found, locale) => {
        const blocks = homeView(
          { locale, tz: 'Asia/Shanghai', now: NOW },
          { waiting, today: [], parts: found, reports: [] },
        );
        expect(validateBlocks(blocks, 'home')).toEqual([]);
        const buttons = (blocks as { accessory?: Button; elements?: Button[] }[])
          .flatMap(({ accessory, elements = [] }) => [...(accessory ? [accessory] : []), ...elements])
          .filter(({ type }) => type === 'button');
        expect(buttons.length).toBeLessThanOrEqual(MOST_BUTTONS);
        expect(new Set(buttons.map((one) => one.action_id)).size).toBe(buttons.length);
        const ofParts = buttons.filter((one) => String(one.action_id).startsWith('bot.part'));
        const shown = buttons.filter((one) => !String(one.action_id).startsWith('bot.'));
        const isAll = shown.length === waiting.length;
        expect(buttons.some((one) => one.action_id === WAITING_ACTION)).toBe(!isAll);
        const text = JSON.stringify(blocks);
        for (const { name } of found)
          expect(text.includes(`"bot.part:${name}"`) || text.includes(`"value":"${name}"`)).toBe(true);
        expect(ofParts.length).toBe(Math.min(8, found.filter(({ line }) => line !== undefined).length));
      }),
    );
  });

  it('puts what counts now first, then what ends soonest; what has no end comes last', () => {
    const at = (until: string | undefined, isNow = false) => ({
      emoji: '🧠',
      what: String(until),
      until: until === undefined ? undefined : new Date(until),
      isNow,
      button: { action: 'quiz.open', label: '去' },
    });
    const rows = [at(undefined), at('2026-12-09'), at('2026-12-08'), at('2026-12-10', true), at('2026-12-01')];
    expect(inOrder(rows).map(({ what }) => what)).toEqual([
      '2026-12-10',
      '2026-12-01',
      '2026-12-08',
      '2026-12-09',
      'undefined',
    ]);
  });
});

describe('the features', () => {
  it('have an emoji each, and no two the same one', () => {
    const emojis = features.map(({ emoji }) => emoji);
    expect(new Set(emojis).size).toBe(emojis.length);
    for (const emoji of emojis) expect(emoji).toMatch(/^\p{Extended_Pictographic}\uFE0F?$/u);
  });

  it('do by a button what a command does that needs words', () => {
    const registry = createRegistry(features);
    for (const { name, commands = [] } of features)
      for (const { verb, usage, sameAs, role } of commands) {
        expect(sameAs !== undefined, `${name} ${verb}`).toBe(usage.zh.includes('<'));
        if (sameAs === undefined) continue;
        const found = registry.action(sameAs);
        expect(found, sameAs).toBeDefined();
        expect(mayRun({ roles: [role] }, found?.action.role ?? 'administrator')).toBe(true);
      }
  });
});
