import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, weekdayOf } from '../../../src/lib/zone.ts';
import { lawDays } from '../../../src/members/calendar/law.ts';
import { daysSaid, timesFrom } from '../../../src/members/calendar/work-times.ts';
import { isWorkingDay, type Shift } from '../../../src/members/shift.ts';

type Said = 'off' | 'work' | undefined;

interface Layers {
  notice?: Said;
  company?: Said;
  branch?: Said;
  isAway?: boolean;
}

const CALENDAR: Shift | undefined = undefined;
const WEEKLY: Shift = { kind: 'weekly', from: '08:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] };
const ROTATION: Shift = { kind: 'rotation', from: '08:00', to: '20:00', on: 2, off: 2, anchor: '2027-01-01' };

/** Whether somebody of a branch works on a day of which these are said, in a year without a notice of its own. */
function works(day: string, { notice, company, branch, isAway }: Layers, shift: Shift | undefined): boolean {
  const change = (source: 'notice' | 'own', of: string, kind: Said) =>
    kind === undefined ? [] : [{ source, branch: of, days: [{ day, kind, name: '' }], by: 'U1' }];
  const days = daysSaid([
    ...change('own', '东湖', branch),
    ...change('own', '', company),
    ...change('notice', '', notice),
  ]);
  const away = isAway === true ? new Map([['U2', [{ from: day, to: day }]]]) : new Map();
  const work = timesFrom(days, [], away).of({ user: 'U2', branch: '东湖' });
  return isWorkingDay({ ...work, shift }, day);
}

/** A Monday that nothing names, a Saturday, and National Day, a Friday. */
const [MONDAY, SATURDAY, LAW] = ['2027-03-01', '2027-03-06', '2027-10-01'];

describe('who says last whether a day is worked', () => {
  test.each<[string, string, Layers, boolean, boolean, boolean]>([
    ['nobody, a Monday', MONDAY, {}, true, true, false],
    ['nobody, a Saturday', SATURDAY, {}, false, false, true],
    ['the law', LAW, {}, false, true, true],
    ['the notice before the law', LAW, { notice: 'work' }, true, true, true],
    ['the notice’s make-up day', SATURDAY, { notice: 'work' }, true, false, true],
    ['the notice’s bridge', MONDAY, { notice: 'off' }, false, true, false],
    ['the company before the notice', MONDAY, { notice: 'off', company: 'work' }, true, true, false],
    ['the company’s shutdown', SATURDAY, { company: 'off' }, false, false, false],
    ['the company’s make-up day', SATURDAY, { company: 'work' }, true, true, true],
    ['the company before the law', LAW, { company: 'work' }, true, true, true],
    ['the branch before the company', MONDAY, { company: 'off', branch: 'work' }, true, true, false],
    ['the branch before the company’s make-up day', SATURDAY, { company: 'work', branch: 'off' }, false, false, false],
    ['the branch before all', LAW, { notice: 'off', company: 'off', branch: 'work' }, true, true, true],
    ['a leave before all', MONDAY, { branch: 'work', isAway: true }, false, false, false],
    ['a leave on a make-up day', SATURDAY, { company: 'work', isAway: true }, false, false, false],
  ])('%s', (_what, day, layers, calendar, weekly, rotation) => {
    expect([CALENDAR, WEEKLY, ROTATION].map((shift) => works(day, layers, shift))).toEqual([
      ...[calendar, weekly, rotation],
    ]);
  });

  const said = fc.constantFrom<Said>('off', 'work', undefined);
  const layers = fc.record({ notice: said, company: said, branch: said, isAway: fc.boolean() });
  const days = fc.nat(364).map((n) => addDays('2027-01-01', n));
  const shifts = fc.constantFrom(CALENDAR, WEEKLY, ROTATION);

  it('is for any day and any words the first of leave, branch, company, notice and law', () => {
    fc.assert(
      fc.property(days, layers, (day, all) => {
        const last = all.branch ?? all.company ?? all.notice;
        const isLaw = lawDays(2027).has(day);
        const expected = !all.isAway && (last === undefined ? weekdayOf(day) <= 5 && !isLaw : last === 'work');
        expect(works(day, all, CALENDAR)).toBe(expected);
      }),
    );
  });

  it('is off for every shift when the branch or the company says so, and never changes the turns of a rotation else', () => {
    fc.assert(
      fc.property(days, layers, shifts, (day, all, shift) => {
        const own = all.branch ?? all.company;
        if (own === 'off' || all.isAway) expect(works(day, all, shift)).toBe(false);
        else if (shift === ROTATION) expect(works(day, all, shift)).toBe(works(day, {}, shift));
      }),
    );
  });

  it('is the same again after a day is taken back', () => {
    fc.assert(
      fc.property(days, said, said, (day, notice, company) => {
        const one = (kind: 'off' | 'work' | 'none') => ({
          source: 'own' as const,
          branch: '',
          by: 'U1',
          days: [{ day, kind, name: '' }],
        });
        const before = notice === undefined ? [] : [{ ...one(notice), source: 'notice' as const }];
        const changed = company === undefined ? before : [...before, one(company), one('none')];
        const [was, is] = [before, changed].map((all) => timesFrom(daysSaid(all)).calendar().isWorkday(day));
        expect(is).toBe(was);
      }),
    );
  });
});
