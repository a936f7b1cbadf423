import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { newMakeUp } from '../../../src/features/training/course/make-up/service.ts';
import { attendances, sessions } from '../../../src/features/training/model.ts';
import { numbersOf } from '../../../src/features/training/numbers/service/numbers.ts';
import { attendedDates, hasCompleted } from '../../../src/features/training/rules/attended-dates.ts';
import { gathered, moveAll, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { attendedBy } from '../../../src/features/training/session/service/attended.ts';
import { MARKS, type Mark } from '../../../src/gatherings/rules/marks.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, seconds, sessionOf, signUp } from '../classroom.ts';

const { mark } = gathered;

const { admin, chen, li, maria, zhao } = PEOPLE;

describe('attended dates', () => {
  test.each<[string, [string, Mark | undefined, string[]?][], string[]]>([
    ['the date itself', [['a', 'present']], ['a']],
    [
      'late and left early as well',
      [
        ['a', 'late'],
        ['b', 'left-early'],
      ],
      ['a', 'b'],
    ],
    [
      'neither absent nor excused',
      [
        ['a', 'absent'],
        ['b', 'excused'],
      ],
      [],
    ],
    [
      'a make-up of it',
      [
        ['a', 'absent'],
        ['m', 'present', ['a']],
      ],
      ['a'],
    ],
    ['a make-up of several', [['m', 'late', ['a', 'b']]], ['a', 'b']],
    [
      'no make-up that was missed',
      [
        ['a', 'absent'],
        ['m', 'absent', ['a']],
      ],
      [],
    ],
    [
      'each once',
      [
        ['a', 'present'],
        ['m', 'present', ['a']],
      ],
      ['a'],
    ],
    [
      'nothing of another course',
      [
        ['x', 'present'],
        ['m', 'present', ['x']],
      ],
      [],
    ],
  ])('%s', (_, marks, attended) => {
    const own = marks.map(([session, mark, makesUp]) => ({ session, mark, makesUp }));
    expect([...attendedDates(['a', 'b', 'c'], own)]).toEqual(attended);
  });

  test('one is enough but where all are needed', () => {
    const [none, one, all] = [new Set<string>(), new Set(['a']), new Set(['a', 'b'])];
    for (const needed of ['each', 'one'] as const)
      expect([none, one, all].map((dates) => hasCompleted(needed, ['a', 'b'], dates))).toEqual([false, true, true]);
    expect([none, one, all].map((dates) => hasCompleted('all', ['a', 'b'], dates))).toEqual([false, false, true]);
    expect(hasCompleted('all', [], none)).toBe(false);
  });

  test('more marks never take a date away', () => {
    const anyMark = fc.record({
      session: fc.constantFrom('a', 'b', 'm'),
      mark: fc.constantFrom(...MARKS),
      makesUp: fc.option(fc.subarray(['a', 'b']), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyMark), anyMark, (marks, more) => {
        const after = attendedDates(['a', 'b'], [...marks, more]);
        expect([...attendedDates(['a', 'b'], marks)].filter((date) => !after.has(date))).toEqual([]);
      }),
    );
  });
});

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('a make-up session', { timeout: 90_000 }, () => {
  let original = '';
  let makeUp = '';

  it('is opened from a closed session’s page, prefilled, for those who were absent or excused', async () => {
    const [made] = await openCourseOf(work, {
      include: [chen, maria, zhao].map((user) => `member:${user}`),
      must: [`member:${li}`],
      facts: { topic: '用电安全', startsAt: new Date('2026-03-11T14:00:00+08:00'), duration: 120, minutes: 120 },
    });
    original = made?._id ?? '';
    await moveAll(
      work.ctx,
      original,
      [chen, maria, zhao].map((member) => ({ do: 'sign-up', member }) as const),
    );
    await work.moveTo('2026-03-11T14:30:00+08:00');
    const chair = await actor(work, admin);
    await mark(work.ctx, chair, original, chen, 'present');
    await mark(work.ctx, chair, original, maria, 'excused');
    await expect(newMakeUp(work.ctx, chair, original)).rejects.toThrow('not closed yet');
    await work.moveTo('2026-03-11T17:01:00+08:00');
    await tick(work.ctx);
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    await seen(officer, has('training.open:0'), 'the list');
    await officer.click('training.open:0');
    await modalOf(officer, has('training.makeUp'), 'the page');
    await officer.click('training.makeUp', { in: 'modal' });
    const form = await modalOf(officer, has('"makesUp"'), 'the form');
    expect(JSON.stringify(form)).toContain('（3 人没来）');
    expect(JSON.stringify(form)).toContain(seconds('2026-03-18T14:00'));
    const { errors } = await officer.submit({ where: '', makesUp: [] });
    expect(Object.keys(errors ?? {})).toEqual(['makesUp']);
    await officer.submit({ where: '二楼', makesUp: [original] });
    const page = await modalOf(officer, has('training.publish'), 'the preview');
    expect(textOf(page.blocks)).toMatch(/2 人可以报名，1 人必须参加[\s\S]*补 3月11日（周三）14:00 那次的课/);
    await officer.click('training.draft', { in: 'modal' });
    await modalOf(officer, has('"makesUp"'), 'the same form again');
    await officer.submit({ where: '三楼' });
    await modalOf(officer, says('草稿已保存'), 'the preview');
    await officer.click('training.publish', { in: 'modal' });
    await expect.poll(() => sessions(work.ctx).countDocuments({ makesUp: original }), { timeout: SOON }).toBe(1);
    await officer.closeModal(true);
    makeUp = (await sessions(work.ctx).findOne({ makesUp: original }).lean())?._id ?? '';
  });

  it('is told to them and to nobody else; who had to come has a seat again', async () => {
    await work.moveTo('2026-03-12T09:00:00+08:00');
    const told = () =>
      deliveries(work.ctx)
        .find({ kind: 'training.invite', 'params.course': makeUp.slice(0, -2), state: 'sent' })
        .lean();
    await expect.poll(async () => (await told()).length, { timeout: SOON }).toBe(3);
    expect((await told()).map((one) => one.recipient).sort()).toEqual([li, maria, zhao].sort());
    await noticeOf(work.slack.as(maria), 'makes up for Wed 11 Mar, 14:00', 'training.join');
    expect(await seatsOf(work, makeUp)).toEqual([`${li} held`]);
    await expect(signUp(work.ctx, await actor(work, chen), makeUp, true)).rejects.toThrow('not meant for you');
  });

  it('counts as attendance of the original, whose mark and line stay; who misses it is not absent twice', async () => {
    const lines = async () =>
      (await ledger(work.ctx).find({ activity: original }).sort({ key: 1 }).lean()).map((one) => one.key);
    const before = await lines();
    const rows = await attendances(work.ctx).find({ session: original }).sort({ member: 1 }).lean();
    await moveSeat(work.ctx, makeUp, { do: 'sign-up', member: zhao });
    await work.moveTo('2026-03-18T14:05:00+08:00');
    await mark(work.ctx, await actor(work, admin), makeUp, zhao, 'present');
    await work.moveTo('2026-03-18T17:01:00+08:00');
    await tick(work.ctx);
    expect((await sessionOf(work, makeUp)).state).toBe('closed');
    expect(await lines()).toEqual(before);
    const after = await attendances(work.ctx).find({ session: original }).sort({ member: 1 }).lean();
    expect(after.map((one) => one.mark)).toEqual(rows.map((one) => one.mark));
    const attended = await attendedBy(work.ctx, [await sessionOf(work, original)], [chen, li, maria, zhao]);
    expect([...attended.keys()].sort()).toEqual([chen, zhao].sort());
    const { all } = await numbersOf(work.ctx, await actor(work, admin), '');
    // Absent once: 李强 and 赵大力 from the original; 李强 missed the make-up, too.
    expect(all).toMatchObject({ personTimes: 2, people: 2, minutes: 240, absent: 2 });
  });

  it('is offered again for who is still missing', async () => {
    const again = await newMakeUp(work.ctx, await actor(work, admin), makeUp);
    expect(again.draft.makesUp).toEqual([original]);
    expect(again.missed.map((one) => one.people)).toEqual([[li, maria].sort()]);
  });
});
