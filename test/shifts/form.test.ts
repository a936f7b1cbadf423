import { describe, expect, it, test } from 'vitest';
import { fill, fillKnown, readForm } from '../../src/features/shifts/form.ts';
import { formWords } from '../../src/features/shifts/words.ts';
import { readShiftText } from '../../src/members/shifts/read-shift.ts';

const lines = '早班 06:00-14:00 2天；夜班 22:00-06:00 2天；休 2天';

describe('the form of a shift', () => {
  it.each([
    [
      { name: '常白班', days: 'calendar', hours: '8：30至17：30' },
      { kind: 'calendar', from: '08:30', to: '17:30' },
    ],
    [
      { name: '长白班', days: 'weekly', hours: '08:00-12:00/14:00-18:00', weekdays: '周一至周六' },
      {
        kind: 'weekly',
        from: '08:00',
        to: '18:00',
        pauses: [{ from: '12:00', to: '14:00' }],
        weekdays: [1, 2, 3, 4, 5, 6],
      },
    ],
    [
      { name: '倒班', days: 'cycle', hours: '08:00-20:00 2天\n休 2天', first: '2026-12-01' },
      {
        kind: 'cycle',
        days: [{ from: '08:00', to: '20:00' }, { from: '08:00', to: '20:00' }, null, null],
        anchor: '2026-12-01',
      },
    ],
  ])('%o', (filled, pattern) => {
    const read = readForm(filled);
    expect(read).toEqual({ shift: { name: filled.name, from: '', pattern, crews: [] } });
    if (!('shift' in read)) return;
    for (const locale of ['zh', 'en'] as const) {
      const again = fill(read.shift.pattern, read.shift.crews, formWords(locale));
      expect(readForm({ ...again, name: filled.name })).toEqual(read);
    }
  });

  it('takes crews with a rotation only, each with its first day', () => {
    const filled = {
      name: '四班三运转',
      days: 'cycle',
      hours: lines,
      first: '2026-12-01',
      crews: '甲 第1天；乙 第3天',
    };
    const crews = [
      { name: '甲', anchor: '2026-12-01' },
      { name: '乙', anchor: '2026-11-29' },
    ];
    expect(readForm(filled)).toMatchObject({ shift: { crews } });
    expect(readForm({ ...filled, days: 'calendar', hours: '08:00-17:30' })).toMatchObject({
      faults: { crews: { fault: 'only-cycle' } },
    });
  });

  it.each([
    [{}, { days: 'need-days', name: 'need-name' }],
    [{ name: ' ', days: 'calendar', hours: '08:00-17:30' }, { name: 'need-name' }],
    [{ name: '白班', days: 'calendar', hours: '八点上班' }, { hours: 'hours' }],
    [{ name: '白班', days: 'calendar', hours: lines.replaceAll('；', '\n') }, { hours: 'one-day' }],
    [{ name: '白班', days: 'weekly', hours: '08:00-17:30' }, { weekdays: 'weekdays' }],
    [{ name: '倒班', days: 'cycle', hours: lines }, { first: 'need-first' }],
    [{ name: '倒班', days: 'cycle', hours: '' }, { hours: 'hours' }],
    [{ name: '倒班', days: 'cycle', hours: lines, first: '2026-12-01', crews: '甲' }, { crews: 'crew' }],
  ])('%o has faults at %o', (filled, faults) => {
    const read = readForm(filled);
    const found = 'faults' in read ? Object.entries(read.faults).map(([field, { fault }]) => [field, fault]) : [];
    expect(Object.fromEntries(found)).toEqual(faults);
  });
});

test('a name of the roster opens the form with what the roster says', () => {
  const opened = (text: string) => {
    const read = readShiftText(text);
    if (read === undefined || !('unnamed' in read)) throw new Error(`${text} is no name`);
    return fillKnown(read.unnamed, read, formWords('zh'));
  };
  expect(opened('白班')).toEqual({ name: '白班', days: 'calendar' });
  expect(opened('四班三运转 甲班')).toEqual({ name: '四班三运转', days: 'cycle' });
  expect(opened('做二休二 08:00-20:00')).toMatchObject({ days: 'cycle', hours: '08:00-20:00 2天\n休 2天' });
  expect(opened('上24休48')).toEqual({ name: '上24休48', days: 'cycle' });
  expect(opened('周一至周五')).toMatchObject({ days: 'weekly', weekdays: '一二三四五' });
});
