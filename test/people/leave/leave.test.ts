import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateView } from '../../../playground/server/validate/payload.ts';
import type { Actor } from '../../../src/bot/actor.ts';
import { faultOfLeave } from '../../../src/features/people/leave/days.ts';
import { awayListModal, leaveForm, leaveShown } from '../../../src/features/people/leave/views.ts';
import { cards } from '../../../src/features/quiz/model.ts';
import { leaves } from '../../../src/members/leave/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { answer, has, lockDay, makeBank, makeSchedule, modalOf, SOON, says, since } from '../../helpers/quiz-day.ts';
import { limitToBranch, officerOf, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const { chen, li, officer } = PEOPLE;

describe('time away', { timeout: 90_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http', moreOfficers: 1 });
    await limitToBranch(work);
    await makeSchedule(work, await makeBank(work));
  });
  afterAll(() => work.close());

  const drawn = (day: string) => cards(work.ctx).distinct('member', { day });
  const spansOf = async (user: string) => (await leaves(work.ctx).findOne({ user }).lean())?.spans ?? [];

  it('brings no question, and keeps the streak', async () => {
    const worker = work.slack.as(chen);
    await work.moveTo('2026-03-02T08:00:30+08:00');
    await answer(worker, '停止作业');
    await lockDay(work, '2026-03-02');
    await worker.command('/jy', '请假');
    await modalOf(worker, says('这几天不出题、不催'), 'the form');
    await worker.submit({ leaveFrom: '2026-03-03', leaveTo: '2026-03-04', leaveKind: 'sick' });
    await modalOf(worker, says('已登记：3月3日（周二） 至 3月4日（周三） · 病假'), 'that it counts');
    // Said once more, it is there once.
    await worker.submit({ leaveFrom: '2026-03-03', leaveTo: '2026-03-04', leaveKind: 'sick' });
    await modalOf(worker, says('已登记'), 'that it counts');
    expect(await spansOf(chen)).toEqual([{ from: '2026-03-03', to: '2026-03-04', kind: 'sick' }]);
    await worker.closeModal(true);
    for (const day of ['2026-03-03', '2026-03-04']) {
      await work.moveTo(`${day}T08:00:30+08:00`);
      await expect.poll(async () => (await drawn(day)).length, { timeout: SOON }).toBeGreaterThan(0);
      expect(await drawn(day)).not.toContain(chen);
      await lockDay(work, day);
    }
    await work.moveTo('2026-03-05T08:00:30+08:00');
    await answer(worker, '停止作业', since('2026-03-05T00:00:00+08:00'));
    expect((await standingOf(work.ctx, chen))?.streak.current).toBe(2);
  });

  it('ends when the person says that they are back; what is over stays', async () => {
    const worker = work.slack.as(li);
    await worker.command('/jy', 'people away');
    await modalOf(worker, says('这几天不出题'), 'the form');
    await worker.submit({ leaveFrom: '2026-03-04', leaveTo: '2026-03-13', leaveKind: 'holiday' });
    await modalOf(worker, has('people.awayEnd'), 'their own leave');
    await worker.click('people.awayEnd:2026-03-04', { in: 'modal' });
    await modalOf(worker, says('已结束'), 'that it has ended');
    expect(await spansOf(li)).toEqual([{ from: '2026-03-04', to: '2026-03-04', kind: 'holiday' }]);
    await worker.closeModal(true);
  });

  it('says at a field what is wrong, and keeps nothing', async () => {
    const worker = work.slack.as(PEOPLE.zhao);
    await worker.command('/jy', 'people away');
    await modalOf(worker, says('这几天不出题'), 'the form');
    const { errors } = await worker.submit({ leaveFrom: '2026-03-09', leaveTo: '2026-03-06', leaveKind: 'other' });
    expect(errors).toEqual({ leaveTo: '结束的日子不能早于开始的日子。' });
    expect(await spansOf(PEOPLE.zhao)).toEqual([]);
    await worker.closeModal(true);
  });

  it('is entered by an officer for people of their branch only, who sees who is away and why', async () => {
    const boss = work.slack.as(officer);
    const say = async (who: string) => {
      await boss.command('/jy', 'people away');
      await modalOf(boss, has('awayList'), 'the form');
      return boss.submit({ who, leaveFrom: '2026-03-09', leaveTo: '2026-03-10', leaveKind: 'maternity' });
    };
    expect(JSON.stringify(await say(officerOf(0)))).toContain('只能替本分会的人登记');
    expect(await spansOf(officerOf(0))).toEqual([]);
    await boss.closeModal(true);
    await say(li);
    await modalOf(boss, says(`已替 <@${li}> 登记`), 'that it counts');
    await boss.click('people.awayList', { in: 'modal' });
    const list = JSON.stringify(await modalOf(boss, says('产假'), 'the list'));
    expect(list).toContain('李');
    expect(await spansOf(li)).toContainEqual({ from: '2026-03-09', to: '2026-03-10', kind: 'maternity' });
  });
});

describe('the days of a leave', () => {
  it.each([
    ['2026-03-02', '2026-03-02', undefined],
    ['2026-01-30', '2026-03-02', undefined],
    ['2026-01-29', '2026-03-02', 'tooOld'],
    ['2026-03-03', '2026-03-02', 'orderWrong'],
    ['2026-03-02', '2027-03-02', undefined],
    ['2026-03-02', '2027-03-03', 'tooLong'],
  ])('from %s to %s: %s', (from, to, fault) => expect(faultOfLeave({ from, to }, '2026-03-02')).toBe(fault));
});

describe.each(['zh', 'en'] as const)('the screens in %s', (locale) => {
  const actor: Actor = {
    user: 'U1',
    name: '王芳',
    locale,
    tz: 'Asia/Shanghai',
    roles: ['worker', 'officer'],
    scope: 'company',
    branch: undefined,
    team: undefined,
    post: undefined,
    shift: undefined,
  };

  it('stay within Slack’s limits', () => {
    const spans = Array.from({ length: 20 }, (_, day) => {
      const date = `2026-05-${String(day + 1).padStart(2, '0')}`;
      return { from: date, to: date, kind: 'other' as const };
    });
    expect(
      validateView(
        leaveForm.draw({ ...actor, now: new Date('2026-05-03T00:00:00Z') }, leaveShown(actor, spans, '2026-05-03'), {
          note: 'x',
        }),
      ),
    ).toEqual([]);
    const member = { name: '<!channel> *王*'.repeat(6) };
    const away = Array.from({ length: 500 }, () => ({ member, span: spans[0] }));
    const list = awayListModal(locale, away as never);
    expect(validateView(list)).toEqual([]);
    expect(JSON.stringify(list)).not.toContain('<!channel>');
  });
});
