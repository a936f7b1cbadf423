import { describe, expect, it, test } from 'vitest';
import { readQuestion } from '../../src/bot/draw/question-text.ts';
import { faultsOf, MOVES, type Move, moved, STATES } from '../../src/features/announcements/rules.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const NOW = at('2026-03-02T09:00:00');

describe('the states', () => {
  test.each([
    ['draft', 'send', 'scheduled'],
    ['draft', 'ask', 'awaiting'],
    ['awaiting', 'send', undefined],
    ['awaiting', 'approve', 'scheduled'],
    ['scheduled', 'withdraw', 'draft'],
    ['sending', 'withdraw', undefined],
    ['sending', 'begin', 'sending'],
    ['sent', 'begin', undefined],
    ['recalled', 'finish', undefined],
    ['sent', 'end', 'ended'],
    ['ended', 'recall', 'recalled'],
  ] as const)('%s, %s → %s', (state, move, next) => {
    expect(moved(state, move)).toBe(next);
  });

  it('lets nothing out of what was taken back', () => {
    for (const move of Object.keys(MOVES) as Move[]) expect(moved('recalled', move)).toBeUndefined();
    expect(STATES).toContain('recalled');
  });
});

test.each([
  ['几点集合？\n* 7 点\n8 点', { words: '几点集合？', options: ['7 点', '8 点'], right: 0 }],
  ['问\n甲\n\n＊乙', { words: '问', options: ['甲', '乙'], right: 1 }],
  ['问\n甲\n乙', undefined],
  ['问\n*甲\n*乙', undefined],
  ['问\n*甲', undefined],
  ['问\n*甲\n*', undefined],
  ['', undefined],
])('a check question %j', (text, read) => {
  expect(readQuestion(text)).toEqual(read);
});

const whole = {
  title: 't',
  hasBody: true,
  parts: 1,
  questionText: '',
  reminders: 3,
  everyHours: 24,
  via: 'dm' as const,
  channels: [],
};
test.each([
  [{}, []],
  [{ title: ' ', hasBody: false, parts: 0 }, ['title', 'body', 'audience']],
  [{ at: at('2026-03-02T08:59:00') }, ['past']],
  [{ at: at('2026-03-03T09:00:00'), endsAt: at('2026-03-03T09:00:00') }, ['end']],
  [{ questionText: 'x' }, ['question']],
  [{ via: 'channel' as const, parts: 0 }, ['channels']],
  [{ via: 'channel' as const, parts: 0, channels: ['C1'] }, []],
  [{ reminders: 6 }, ['reminders']],
  [{ reminders: 1.5 }, ['reminders']],
  [{ everyHours: 0 }, ['reminders']],
])('%j lacks %j', (more, faults) => {
  expect(faultsOf({ ...whole, ...more }, NOW)).toEqual(faults);
});
