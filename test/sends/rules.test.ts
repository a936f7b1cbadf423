import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Progress, Wave } from '../../src/delivery/progress/progress.ts';
import { countedReasons, reasonFor } from '../../src/features/sends/reasons.ts';
import { barOf, endOf, leftOf, newsOf, phaseOf, totalOf } from '../../src/features/sends/rules.ts';
import { LOCALES } from '../../src/lib/language.ts';

const NOW = new Date('2026-03-02T08:00:00Z');
const at = (time: string) => new Date(`2026-03-02T${time}Z`);

const NOTHING: Progress = {
  planned: 0,
  paused: 0,
  sending: 0,
  sent: 0,
  failed: {},
  dropped: {},
  startsAt: undefined,
  waves: [],
};
const due: Wave = { at: NOW, count: 3 };
const later: Wave = { at: at('14:00:00'), count: 3 };

describe('where a send stands', () => {
  it.each([
    ['running', { planned: 3, waves: [due] }, 'running'],
    ['running', { planned: 6, waves: [due, later] }, 'running'],
    ['running', { planned: 3, waves: [later] }, 'waiting'],
    ['running', { planned: 3, sending: 1, waves: [later] }, 'running'],
    ['running', { sending: 1 }, 'running'],
    ['running', { sent: 3, failed: { left: 1 } }, 'done'],
    ['running', {}, 'done'],
    ['paused', { paused: 3, sent: 3, waves: [due] }, 'paused'],
    ['paused', { planned: 1, waves: [due] }, 'paused'],
    ['paused', { sent: 3 }, 'done'],
    ['stopped', { sent: 3, dropped: { stopped: 3 } }, 'stopped'],
    ['stopped', { sending: 1 }, 'stopped'],
  ] as const)('%s with %j is %s', (state, more, phase) => {
    expect(phaseOf(state, { ...NOTHING, ...more, waves: 'waves' in more ? [...more.waves] : [] }, NOW)).toBe(phase);
  });

  it('counts what is left, and all that it was for', () => {
    const one = { ...NOTHING, planned: 4, paused: 3, sending: 2, sent: 1, failed: { a: 5, b: 1 }, dropped: { c: 7 } };
    expect([leftOf(one), totalOf(one)]).toEqual([9, 23]);
  });
});

describe('when the last of it leaves', () => {
  it.each([
    ['nothing waits', [], 250, undefined],
    ['ten minutes’ worth', [['08:00:00', 2_500]], 250, '08:10:00'],
    ['a part of a minute', [['07:40:00', 1]], 250, '08:01:00'],
    ['less than the ceiling’s first minute', [['08:00:00', 251]], 250, '08:02:00'],
    ['nothing due yet', [['09:30:00', 500]], 250, '09:32:00'],
    [
      'a second shift',
      [
        ['08:00:00', 500],
        ['14:00:00', 250],
      ],
      250,
      '14:01:00',
    ],
    [
      'a second shift that meets the first',
      [
        ['08:00:00', 500],
        ['08:01:00', 500],
      ],
      250,
      '08:04:00',
    ],
    ['a ceiling that Slack has lowered', [['08:00:00', 500]], 25, '08:20:00'],
  ] as [string, [string, number][], number, string | undefined][])('%s', (_what, waves, perMinute, end) => {
    const given = waves.map(([time, count]) => ({ at: at(time), count }));
    expect(endOf(given, NOW, perMinute)).toEqual(end === undefined ? undefined : at(end));
  });

  test('it is never before the last is due, nor before the ceiling lets all pass', () => {
    const wave = fc.record({
      at: fc.date({ min: at('00:00:00'), max: at('23:00:00'), noInvalidDate: true }),
      count: fc.nat(20_000),
    });
    const property = fc.property(fc.array(wave, { minLength: 1 }), fc.integer({ min: 1, max: 1_000 }), (some, pace) => {
      const waves = some.sort((a, b) => a.at.getTime() - b.at.getTime());
      const end = endOf(waves, NOW, pace)?.getTime() ?? Number.NaN;
      const count = waves.reduce((sum, one) => sum + one.count, 0);
      expect(end).toBeGreaterThanOrEqual(waves.at(-1)?.at.getTime() ?? Number.NaN);
      expect(end + 1).toBeGreaterThan(NOW.getTime() + (count / pace) * 60_000);
    });
    fc.assert(property);
  });
});

describe('the bar', () => {
  it.each([
    [0, 0, 0],
    [0, 14, 0],
    [1, 2_000, 1],
    [7, 14, 5],
    [1_999, 2_000, 9],
    [14, 14, 10],
  ])('%i of %i fills %i cells', (part, whole, filled) => {
    const bar = barOf(part, whole);
    expect([bar.length, bar.split('■').length - 1]).toEqual([10, filled]);
  });
});

describe('the news', () => {
  it('count a send that is held as held, whatever else is due of it', () => {
    const some = [
      { due: 3, paused: 0, failed: 1 },
      { due: 1, paused: 4, failed: 0 },
      { due: 0, paused: 0, failed: 2 },
    ];
    expect(newsOf(some)).toEqual({ running: 1, paused: 1, failed: 3 });
  });
});

describe('a reason', () => {
  const own = { answered: { zh: '已经答了', en: 'had answered already' } };
  it.each([
    ['left', '已经离职'],
    ['opted-out', '选择不收这类消息'],
    ['too-late', '已经过了时间'],
    ['stopped', '干部停止了'],
    ['channel_not_found', '在 Slack 里找不到'],
    ['account_inactive', 'Slack 账号已停用'],
    ['not-drawn', '消息没有生成出来'],
    ['unsure-channel_not_found', '不确定有没有送到，没有重发'],
    ['http_503', 'Slack 一直没有应答'],
    ['answered', '已经答了'],
    ['brand_new_code', 'brand_new_code'],
    ['constructor', 'constructor'],
  ])('%s is said as %s', (code, said) => expect(reasonFor(code, 'zh', own)).toBe(said));

  it.each(LOCALES)('of one meaning is counted once, the most frequent first, in %s', (locale) => {
    const counts = { left: 2, 'unsure-a': 1, 'unsure-b': 3, brand_new: 2 };
    const counted = countedReasons(counts, locale, own);
    expect(counted.map(({ count }) => count)).toEqual([4, 2, 2]);
    expect(counted[0]?.reason).toBe(reasonFor('unsure-x', locale, own));
  });
});
