import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses, type Session, sessions } from '../../../src/features/training/model.ts';
import {
  datesAtOnce,
  freeStart,
  linesOn,
  readShiftLines,
  shiftLines,
} from '../../../src/features/training/rules/shift-dates.ts';
import { members } from '../../../src/members/model.ts';
import { shiftHours } from '../../../src/members/shift.ts';
import { parseShift } from '../../../src/members/shifts/read-shift.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { fillForm, noticeOf, seconds, signUp } from '../classroom.ts';

const CHINA = 'Asia/Shanghai';
const now = new Date('2026-03-01T00:00:00Z');
/** Tuesday, 14:00 in China. */
const wished = new Date('2026-03-10T06:00:00Z');

describe('when a shift is free', () => {
  test.each<[string, string, string | undefined]>([
    ['the wished hour, when off duty', '22:00-06:30', '2026-03-10T06:00:00.000Z'],
    ['right after an early shift', '06:00-14:30', '2026-03-10T06:30:00.000Z'],
    ['right after the day', '08:00-17:30', '2026-03-10T09:30:00.000Z'],
    ['right after it, as who has no shift', '', '2026-03-10T09:30:00.000Z'],
    ['the next day off, when the shift ends late', '13:00-23:00', '2026-03-14T06:00:00.000Z'],
    ['the day off of a rotation', '00:00-24:00 4/2 2026-03-09', '2026-03-13T06:00:00.000Z'],
    ['never, when there is no such week', '00:00-24:00 60/0 2026-03-01', undefined],
  ])('%s: %s', (_, shift, start) => {
    expect(freeStart({ tz: CHINA, shift }, wished, 60, CHINA, now)?.toISOString()).toBe(start);
  });

  test('it is never on duty, in the wished week, whatever the shift and the zone', () => {
    const shifts = fc.constantFrom(
      '',
      '06:00-14:30',
      '14:00-22:30',
      '22:00-06:30',
      '19:30-07:30 4/2 2026-01-01',
      '08:00-17:30 Mon-Sat',
    );
    const zones = fc.constantFrom(CHINA, 'Europe/Berlin', 'America/New_York');
    fc.assert(
      fc.property(shifts, zones, fc.nat(365 * 24), fc.integer({ min: 5, max: 480 }), (shift, tz, hours, minutes) => {
        const at = new Date(wished.getTime() + hours * 3_600_000);
        const start = freeStart({ tz, shift }, at, minutes, CHINA, now);
        if (start === undefined) return;
        const end = start.getTime() + minutes * 60_000;
        expect(start.getTime() - at.getTime()).toBeLessThanOrEqual(7 * 24 * 3_600_000);
        for (let day = -3; day <= 3; day++) {
          const name = new Date(start.getTime() + day * 86_400_000).toISOString().slice(0, 10);
          const duty = shiftHours(parseShift(shift), name, tz);
          if (duty !== undefined) expect(duty.endsAt <= start || duty.startsAt.getTime() >= end).toBe(true);
        }
      }),
    );
  });

  test('lines are read as they were written, and refused when they say no date or no shift', () => {
    const dates = [
      { startsAt: wished, group: { tz: CHINA, shift: '06:00-14:30' } },
      { startsAt: new Date('2026-03-10T09:30:00Z'), group: { tz: CHINA, shift: '' } },
      {
        startsAt: new Date('2026-03-11T06:00:00Z'),
        group: { tz: 'Europe/Berlin', shift: '19:30-07:30 4/2 2026-01-01' },
      },
    ];
    const text = shiftLines(dates, CHINA);
    expect(text).toBe(
      '2026-03-10 14:00 06:00-14:30\n2026-03-10 17:30 -\n2026-03-11 14:00 19:30-07:30 4/2 2026-01-01 @Europe/Berlin',
    );
    expect(readShiftLines(text, CHINA)).toEqual({ dates });
    expect(readShiftLines(`${text}\n${text}`, CHINA)).toEqual({ dates });
    const unread = ['2026-03-10 14:00', '2026-03-10 14:00 早班', '明天 06:00-14:30', '2026-02-30 14:00 -'];
    for (const wrong of [...unread, '2026-03-12 14:00 06:00-14:30 @Nowhere/Zone'])
      expect(readShiftLines(`${text}\n${wrong}`, CHINA)).toEqual({ wrong });
  });

  test('dates at the same time are found together, those that follow one another are not', () => {
    const at = (from: string, to: string, shift: string) => ({
      startsAt: new Date(`2026-03-10T${from}:00Z`),
      endsAt: new Date(`2026-03-10T${to}:00Z`),
      group: { tz: CHINA, shift },
    });
    const [early, late, night, day] = [
      at('06:00', '07:00', '早班'),
      at('06:30', '07:30', '中班'),
      at('07:20', '08:00', '夜班'),
      at('08:00', '09:00', '白班'),
    ] as const;
    expect(datesAtOnce([day, early])).toEqual([]);
    expect(datesAtOnce([late, day, night, early])).toEqual([
      { startsAt: early.startsAt, endsAt: night.endsAt, shifts: ['早班', '中班', '夜班'] },
    ]);
  });

  test('lines on another clock say the same instants and shifts; what says none stays as it was typed', () => {
    const zones = fc.constantFrom(CHINA, 'Europe/Berlin', 'America/New_York');
    const groups = fc.record({ tz: zones, shift: fc.constantFrom('', '06:00-14:30', '19:30-07:30 4/2 2026-01-01') });
    const starts = fc.integer({ min: 0, max: 200 }).map((days) => new Date(now.getTime() + days * 86_400_000));
    const dates = fc.array(fc.record({ startsAt: starts, group: groups }), { maxLength: 5 });
    fc.assert(
      fc.property(dates, zones, zones, (all, from, to) => {
        const more = shiftLines(all, from);
        const there = linesOn(to, { repeat: 'shifts', more, tz: from });
        expect(readShiftLines(there, to)).toEqual(readShiftLines(more, from));
      }),
    );
    const typed = { tz: CHINA, more: '2026-03-10 14:00\n2026年4月7日 14:00' };
    expect(linesOn('Europe/Berlin', { ...typed, repeat: 'week' })).toBe('2026-03-10 07:00\n2026-04-07 08:00');
    expect(linesOn('Europe/Berlin', { ...typed, repeat: 'shifts' })).toBe(typed.more);
    expect(linesOn(CHINA, { ...typed, repeat: 'week' })).toBe(typed.more);
  });
});

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('a series with one date for each shift', { timeout: 90_000 }, () => {
  let made: Session[] = [];

  it('proposes when each shift is free, which the officer changes in the form', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const shifts = await members(work.ctx).distinct('shift', { state: 'active', isGuest: false });
    expect(shifts.length).toBeGreaterThan(1);
    await fillForm(admin, {
      topic: '交接班规范',
      startsAt: seconds('2026-03-10T14:00'),
      duration: '60',
      where: '综合楼三楼',
      repeat: '每班一场',
      minutes: '60',
      include: ['全体'],
    });
    const page = await modalOf(admin, has('training.publish'), 'the preview');
    for (const shift of shifts) expect(textOf(page.blocks)).toContain(`${shift} 班`);
    await admin.click('training.draft', { in: 'modal' });
    const form = await modalOf(admin, has('"more"'), 'the form');
    const course = await courses(work.ctx).findOne({ repeat: 'shifts' }).lean();
    const [first = '', ...others] = (course?.more ?? '').split('\n');
    expect(JSON.stringify(form)).toContain(first);
    await admin.submit({ more: others.join('\n') });
    const partly = await modalOf(admin, says('还有 1 个班没有日期'), 'the preview');
    expect(textOf(partly.blocks)).toContain('请在“其他日期”里补上');
    await admin.click('training.draft', { in: 'modal' });
    await modalOf(admin, has('"more"'), 'the form');
    expect(JSON.stringify((await admin.submit({ more: `${first.slice(0, 16)} 早班` })).errors)).toContain(
      '06:00-14:30',
    );
    const moved = `2026-03-12 20:00${first.slice(16)}`;
    await admin.submit({ more: [moved, ...others].join('\n') });
    await modalOf(admin, (modal) => says('草稿已保存')(modal) && !says('没有日期')(modal), 'the preview');
    await admin.click('training.publish', { in: 'modal' });
    await expect
      .poll(async () => (await courses(work.ctx).findOne({ repeat: 'shifts' }).lean())?.state, { timeout: SOON })
      .toBe('published');
    await admin.closeModal(true);
    made = await sessions(work.ctx).find({ topic: '交接班规范' }).sort({ index: 1 }).lean<Session[]>();
    expect(made).toHaveLength(others.length + 1);
    expect(made.some((one) => one.startsAt.toISOString() === '2026-03-12T12:00:00.000Z')).toBe(true);
  });

  it('shows everybody the date of their own shift, and is open to no other shift', async () => {
    const chen = await actor(work, PEOPLE.chen);
    const [own, other] = [
      made.find((one) => one.group?.shift === chen.shift),
      made.find((one) => one.group?.shift !== chen.shift),
    ];
    const card = await noticeOf(work.slack.as(PEOPLE.chen), '交接班规范', 'training.join');
    expect(textOf(card)).toContain(`${chen.shift} 班`);
    expect(JSON.stringify(card)).not.toMatch(/共 \d+ 场|training\.dates/);
    expect(JSON.stringify(card)).toContain(own?._id);
    await expect(signUp(work.ctx, chen, other?._id ?? '', true)).rejects.toThrow('not meant for you');
    expect(await signUp(work.ctx, chen, own?._id ?? '', true)).toMatchObject({ outcome: 'held' });
    const told = await deliveries(work.ctx).distinct('recipient', { kind: 'training.invite' });
    expect(told).toHaveLength(14);
  });

  it('lists each person’s own date, too', async () => {
    const zhao = await actor(work, PEOPLE.zhao);
    const own = made.find((one) => one.group?.shift === (zhao.shift ?? ''));
    const person = work.slack.as(PEOPLE.zhao);
    await person.command('/training');
    const list = await seen(person, says(/可以报名[\s\S]*交接班规范/), 'the list');
    expect(JSON.stringify(list).match(new RegExp(`${own?.course}-\\d+`, 'g'))).toEqual([own?._id]);
  });
});
