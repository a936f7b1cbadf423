import { describe, expect, it } from 'vitest';
import { previewModal, sameForm, sameShown, shiftModal } from '../../src/features/shifts/form-views.ts';
import { missingBlocks, shiftsMessage } from '../../src/features/shifts/views.ts';
import type { CompanyShift } from '../../src/members/shifts/model.ts';
import type { NamelessShift, ShiftsInUse } from '../../src/members/shifts/use.ts';

const at = new Date('2026-12-01T00:00:00Z');
const hostile = '<!channel> *四班* & `三倒`';
const early = { from: '06:00', to: '14:00', name: '早班' };

function shiftOf(nth: number): CompanyShift {
  return {
    _id: `shift${nth}`,
    workspace: 'T',
    name: `${hostile} ${nth}`,
    keys: [`k${nth}`],
    revision: 2,
    aliases: [{ text: hostile, key: 'alias', crew: '甲' }],
    versions: [
      { from: '', pattern: { kind: 'calendar', from: '08:00', to: '17:30' }, crews: [], by: 'U', at, request: 'a' },
      {
        from: '2026-12-10',
        by: 'U',
        at,
        request: 'b',
        crews: [{ name: '甲', anchor: '2026-12-10' }],
        pattern: { kind: 'cycle', days: [early, early, null, null], anchor: '2026-12-10' },
      },
    ],
    createdAt: at,
    updatedAt: at,
  };
}

const nameless = (nth: number): NamelessShift => ({
  name: `${hostile}${nth}班`,
  people: 86,
  crews: ['甲班'],
  known: {},
});
const use = (names: number, shifts: number): ShiftsInUse => ({
  named: Array.from({ length: shifts }, (_, nth) => ({
    shift: shiftOf(nth),
    people: 12,
    crews: new Map([['甲', 12]]),
  })),
  nameless: Array.from({ length: names }, (_, nth) => nameless(nth)),
  direct: { people: 320, texts: 12 },
  none: 4,
});
const days = [
  {
    day: '2026-12-10',
    crews: [
      { crew: '甲', hours: early },
      { crew: '乙', hours: undefined },
    ],
  },
];

describe.each(['zh', 'en'] as const)('the screens of shifts in %s', (locale) => {
  const reader = { locale, isAdministrator: true, today: '2026-12-01' };
  const screens = () => [
    shiftsMessage(reader, use(0, 0), 1),
    shiftsMessage(reader, use(1, 1), 1),
    shiftsMessage(reader, use(40, 40), 1),
    shiftsMessage(reader, use(40, 40), 9),
    shiftModal({ ...reader, mayUndo: true }, shiftOf(1), days),
    sameForm.draw({ locale, tz: 'Asia/Shanghai', now: at }, sameShown(locale, nameless(1), [shiftOf(1), shiftOf(2)])),
    previewModal(locale, { id: 'x', shift: shiftOf(1), from: '2026-12-10', days, people: 86, without: 3 }),
    { blocks: missingBlocks(locale, [nameless(1), nameless(2)]) },
  ];

  it('stay within a message and a modal, with actions that differ, and escape people’s words', () => {
    for (const screen of screens()) {
      const text = JSON.stringify(screen.blocks);
      expect(screen.blocks?.length).toBeLessThanOrEqual(50);
      const mrkdwn = text.match(/"type":"mrkdwn","text":"[^"]*/g) ?? [];
      expect(mrkdwn.filter((one) => one.includes('<!channel>'))).toEqual([]);
      const actions = text.match(/"action_id":"shifts[^"]*/g) ?? [];
      expect(new Set(actions).size).toBe(actions.length);
    }
  });

  it('say who has no hours yet and what comes when', () => {
    const page = shiftsMessage(reader, use(1, 1), 1).text;
    expect(page).toContain(locale === 'zh' ? '1 个班次还没有时间，86 人先按' : '1 shift has no hours yet');
    expect(page).toContain(
      locale === 'zh' ? '2026年12月10日（周四）起：4 天一轮' : 'From Thu 10 Dec 2026: Every 4 days',
    );
    expect(page).not.toContain('<!channel>');
    const preview = JSON.stringify(
      previewModal(locale, { id: 'x', shift: shiftOf(1), from: undefined, days, people: 1, without: 0 }),
    );
    expect(preview).toContain(locale === 'zh' ? '甲 早班 06:00-14:00 · 乙 休' : '甲 早班 06:00-14:00 · 乙 off');
  });

  it('offer nothing to change to who only looks', () => {
    const shown = shiftsMessage({ ...reader, isAdministrator: false }, use(2, 2), 1);
    expect(JSON.stringify(shown.blocks)).not.toMatch(/shifts\.(?:add|define|edit|same|retire)/);
  });
});
