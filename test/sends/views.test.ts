import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { messages } from '../../src/features/sends/messages.ts';
import type { Phase } from '../../src/features/sends/rules.ts';
import type { ShownSend } from '../../src/features/sends/service.ts';
import { goneModal, listMessage, listModal, sendModal } from '../../src/features/sends/views.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const NOW = new Date('2026-03-02T08:03:00+08:00');
const PHASES: Phase[] = ['waiting', 'running', 'paused', 'stopped', 'done'];

const show = (more: Partial<ShownSend> = {}): ShownSend => ({
  notice: 'quiz.card-0123456789abcdef',
  title: { zh: '每日一题', en: 'Daily quiz' },
  subject: ['Daily quiz', '安全一题', '08:00-16:30'],
  phase: 'running',
  progress: {
    planned: 10,
    paused: 0,
    sending: 1,
    sent: 3,
    failed: {},
    dropped: {},
    startsAt: NOW,
    waves: [{ at: NOW, count: 10 }],
  },
  startsAt: new Date('2026-03-02T08:00:00+08:00'),
  end: new Date('2026-03-02T10:42:00+08:00'),
  changed: { by: '周岚', at: new Date('2026-03-02T08:02:00+08:00') },
  dropReasons: {},
  ...more,
});

const codes = fc.oneof(
  fc.constantFrom('left', 'stopped', 'too-late', 'channel_not_found', 'unsure-http_500', '<!channel>'),
  hostileWords(200),
);
const counts = fc.dictionary(codes, fc.integer({ min: 1, max: 1_000_000 }), { maxKeys: 60 });
const many = fc.nat(1_000_000);
const date = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const anySend: fc.Arbitrary<ShownSend> = fc.record({
  notice: fc.string({ minLength: 1, maxLength: 100 }),
  subject: fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 3 }),
  title: fc.record({ zh: fc.constant('提醒'.repeat(30)), en: fc.constant('reminder '.repeat(12)) }),
  phase: fc.constantFrom(...PHASES),
  progress: fc.record({
    planned: many,
    paused: many,
    sending: many,
    sent: many,
    failed: counts,
    dropped: counts,
    startsAt: fc.option(date, { nil: undefined }),
    waves: fc.array(fc.record({ at: date, count: many }), { maxLength: 5 }),
  }),
  startsAt: date,
  end: fc.option(date, { nil: undefined }),
  changed: fc.record({ by: fc.option(hostileWords(200), { nil: undefined }), at: date }),
  dropReasons: fc.constant({ left: { zh: '*自己的*', en: '*own*' } }),
});

describe.each(LOCALES)('in %s', (locale) => {
  const reader = { locale, tz: 'Asia/Shanghai', now: NOW };
  const said = (send: ShownSend) => mrkdwnIn(sendModal(reader, send).blocks);

  test('every view stays inside Slack’s limits, whatever is sent, for every officer who holds it', () => {
    const note = fc.constantFrom(undefined, 'done' as const, 'same' as const, 'stopped' as const, 'gone' as const);
    const property = fc.property(fc.array(anySend, { maxLength: 10 }), note, (sends, change) => {
      const list = listMessage(reader, sends);
      expect(validateBlocks(list.blocks, 'message')).toEqual([]);
      expect(list.text.length).toBeLessThanOrEqual(4_000);
      expect(list.text.trim()).not.toBe('');
      const views = [listModal(reader, sends), ...sends.map((send) => sendModal(reader, send, change))];
      for (const view of views) expect(validateView(view)).toEqual([]);
      expect(list.text + mrkdwnIn([list.blocks, views])).not.toMatch(COMMANDS);
    });
    fc.assert(property, { numRuns: 40 });
    expect(validateView(goneModal(reader))).toEqual([]);
  });

  it.each([
    ['running', 'sends.pause sends.open sends.list sends.stop'],
    ['waiting', 'sends.pause sends.open sends.list sends.stop'],
    ['paused', 'sends.resume sends.open sends.list sends.stop'],
    ['stopped', 'sends.open sends.list'],
  ] as const)('%s offers %s', (phase, ids) => {
    const row = sendModal(reader, show({ phase })).blocks.find((block) => block.type === 'actions');
    const elements = row?.type === 'actions' ? row.elements : [];
    expect(elements.map((one) => 'action_id' in one && one.action_id).join(' ')).toBe(ids);
    const last = elements.at(-1);
    if (phase !== 'stopped')
      expect(last).toMatchObject({ style: 'danger', confirm: { text: { text: expect.stringContaining('11') } } });
  });

  it('says nothing of an end when it does not run', () => {
    expect(said(show())).toContain('10:42');
    for (const phase of ['paused', 'stopped', 'done'] as const) expect(said(show({ phase }))).not.toContain('10:42');
  });
});

describe('the words', () => {
  const zh = { locale: 'zh', tz: 'Asia/Shanghai', now: NOW } as const;
  const en = { ...zh, locale: 'en' } as const;

  it('of a send that runs', () => {
    const { text } = listMessage(zh, [show()]);
    expect(text).toBe(
      `${messages.zh.latest}\n每日一题 · 安全一题 · 08:00-16:30  08:00\n已发 3/14（21%）\n正在发，预计 10:42 发完\n等待 11\n08:03 的数字\n[刷新]`,
    );
    expect(listMessage(en, [show()]).text).toBe(
      `${messages.en.latest}\nDaily quiz · 安全一题 · 08:00-16:30  08:00\n3 of 14 sent (21%)\nGoing out, finished by about 10:42\nWaiting 11\nAs of 08:03\n[Refresh]`,
    );
  });

  it('of one that is held since yesterday, and why some did not arrive', () => {
    const progress = {
      planned: 0,
      paused: 9,
      sending: 0,
      sent: 2,
      failed: { channel_not_found: 1, account_inactive: 2 },
      dropped: { 'opted-out': 1 },
      startsAt: NOW,
      waves: [],
    };
    const changed = { by: '周岚', at: new Date('2026-03-01T17:00:00+08:00') };
    const { text } = listMessage(zh, [show({ phase: 'paused', progress, changed })]);
    expect(text.split('\n').slice(2, -2)).toEqual([
      '已发 2/15（13%）',
      '已暂停：周岚，3月1日（周日）17:00',
      '暂停 9',
      '没有送达 3：Slack 账号已停用 2、在 Slack 里找不到 1',
      '没有发 1：选择不收这类消息',
    ]);
  });

  it('of one that has not begun, and of one whose night shift is still to come', () => {
    const at = new Date('2026-03-02T22:00:00+08:00');
    const progress = { ...show().progress, sending: 0, sent: 0, waves: [{ at, count: 10 }] };
    const end = new Date('2026-03-02T22:01:00+08:00');
    const waiting = (sent: number) => show({ phase: 'waiting', progress: { ...progress, sent }, end, startsAt: at });
    expect(listMessage(zh, [waiting(0)]).text).toContain('22:00 开始，预计 22:01 发完');
    expect(listMessage(zh, [waiting(3)]).text).toContain('下一批 22:00，预计 22:01 发完');
  });

  it('of nothing are one sentence', () => {
    expect(listMessage(zh, []).blocks).toHaveLength(1);
  });
});
