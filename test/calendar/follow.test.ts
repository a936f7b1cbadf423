import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarFollow, calendarTick } from '../../jobs/calendar.ts';
import { calendarWorkers } from '../../jobs/calendar.worker.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { tellMissing } from '../../src/features/calendar/service.ts';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { absences } from '../../src/features/suggestions/records-model.ts';
import { moveAbsences } from '../../src/features/suggestions/service/people.ts';
import { newId } from '../../src/lib/ids.ts';
import { type CalendarChange, calendarChanges } from '../../src/members/calendar/model.ts';
import { forgetWorkTimes } from '../../src/members/calendar/work-times.ts';
import { leaveOf } from '../../src/members/leave/leaves.ts';
import { tellMissed } from '../../src/participation/asked/tell.ts';
import { record } from '../../src/participation/ledger/service.ts';
import { standingOf } from '../../src/participation/ledger/store.ts';
import { verify } from '../../src/participation/ledger/verify.ts';
import { actor, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { deedOf } from '../participation/ledger/ledger-deeds.ts';

const { admin, chen, li, zhao, officer } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2027-03-05T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
});
afterAll(() => work.close());

/** Runs a job's own work, as each worker does. */
async function runs(name: string): Promise<void> {
  const worker = calendarWorkers.find((one) => one.job.name === name);
  if (worker === undefined) throw new Error(`no worker for ${name}`);
  await worker.run(work.ctx, {});
}

/** Wednesday, 3 March 2027, was off after all: kept as somebody leaves it who dies before anything has followed. */
async function dayOff(id: string, changes: Partial<CalendarChange> = {}): Promise<void> {
  await calendarChanges(work.ctx).create({
    _id: id,
    workspace: work.ctx.workspace,
    source: 'own',
    branch: '',
    by: admin,
    at: new Date(),
    days: [{ day: '2027-03-03', kind: 'off', name: '停电' }],
    follow: { after: '' },
    ...changes,
  });
  forgetWorkTimes(work.ctx);
}

const streaks = async () =>
  Promise.all([chen, li, zhao].map(async (user) => (await standingOf(work.ctx, user))?.streak.current));
const open = () => calendarChanges(work.ctx).countDocuments({ follow: { $exists: true } });

describe('what follows from a change of the calendar', { timeout: 120_000 }, () => {
  let item: Item;
  const acceptBy = async () => (await items(work.ctx).findOne({ _id: item._id }).lean<Item>())?.acceptBy?.toISOString();

  beforeAll(async () => {
    for (const user of [chen, li, zhao]) {
      for (const day of ['2027-03-02', '2027-03-04'])
        await record(work.ctx, deedOf(user, `${user}-${day}`, { day }), {});
      await tellMissed(work.ctx, '2027-03-03', [user]);
    }
    const who = await actor(work, zhao);
    const content = {
      kind: 'fault',
      text: '泵房漏水',
      place: '',
      branch: who.branch ?? '',
      isAnonymous: false,
      files: [],
    };
    item = await submit(work.ctx, who, { ...content, once: newId() }, []);
  });

  it('is counted by two processes at once as by one, and by the next run not again', async () => {
    expect(await streaks()).toEqual([1, 1, 1]);
    await dayOff('change-1');
    await Promise.all([runs(calendarFollow.name), runs(calendarFollow.name)]);
    expect(await streaks()).toEqual([2, 2, 2]);
    expect(await open()).toBe(0);
    const due = await acceptBy();
    await runs(calendarFollow.name);
    expect(await streaks()).toEqual([2, 2, 2]);
    expect(await acceptBy()).toBe(due);
    expect((await verify(work.ctx)).differences).toEqual([]);
  });

  it('goes on where a run was ended in the middle', async () => {
    await calendarChanges(work.ctx).deleteMany({});
    // Everybody before the last has been counted, the last has not.
    const [first = '', , last = ''] = [chen, li, zhao].sort();
    await dayOff('change-2', { follow: { after: first } });
    const before = (await standingOf(work.ctx, last))?.version ?? 0;
    await runs(calendarTick.name);
    expect((await standingOf(work.ctx, last))?.version).toBeGreaterThan(before);
    expect(await streaks()).toEqual([2, 2, 2]);
    expect(await open()).toBe(0);
  });

  it('is undone with the change', async () => {
    await calendarChanges(work.ctx).updateOne(
      { _id: 'change-2' },
      { $set: { undoneAt: new Date(), undoneBy: admin, follow: { after: '' } } },
    );
    forgetWorkTimes(work.ctx);
    await runs(calendarFollow.name);
    expect(await streaks()).toEqual([1, 1, 1]);
    expect((await verify(work.ctx)).differences).toEqual([]);
  });

  it('lets the clocks of suggestions rest on a shutdown', async () => {
    const before = await acceptBy();
    await dayOff('change-3', {
      days: [8, 9, 10].map((n) => ({ day: `2027-03-${String(n).padStart(2, '0')}`, kind: 'off', name: '停产' })),
    });
    await runs(calendarFollow.name);
    // From Wednesday to the Monday after: three days off, and the weekend behind them.
    expect(Date.parse((await acceptBy()) ?? '') - Date.parse(before ?? '')).toBe(5 * 86_400_000);
  });
});

describe('a year without a notice', { timeout: 90_000 }, () => {
  const told = () => deliveries(work.ctx).find({ notice: 'calendar.missing-2028' }).lean();

  it('is told to administrators once, and stands on their Home until it is entered', async () => {
    await calendarChanges(work.ctx).deleteMany({});
    await calendarChanges(work.ctx).create({
      _id: 'notice-2027',
      workspace: work.ctx.workspace,
      source: 'notice',
      branch: '',
      by: admin,
      at: new Date(),
      days: [{ day: '2027-10-04', kind: 'off', name: '国庆节' }],
    });
    forgetWorkTimes(work.ctx);
    await work.moveTo('2027-10-31T12:00:00+08:00');
    await tellMissing(work.ctx);
    expect(await told()).toEqual([]);
    await work.moveTo('2027-11-01T09:00:00+08:00');
    await Promise.all([tellMissing(work.ctx), tellMissing(work.ctx)]);
    await tellMissing(work.ctx);
    expect((await told()).map(({ recipient, params }) => [recipient, params.year])).toEqual([[admin, '2028']]);
    const home = JSON.stringify(await work.slack.as(admin).home());
    expect(home).toContain('还没有 2028 年的放假通知');
    expect(home).toContain('只按法定节假日和周末放假');
    expect(JSON.stringify(await work.slack.as(officer).home())).not.toContain('2028 年的放假通知');
  });

  it('is entered by form, and the line goes', async () => {
    const person = work.slack.as(admin);
    await person.command('/jy', 'calendar year 2028');
    await seen(person, says('📅 日历 · 2028 年'), 'the year');
    await person.click('calendar.add:2028');
    await modalOf(person, says('从哪一天'), 'the form');
    await person.submit({ from: '2028-01-03', kind: 'off', name: '元旦', scope: 'notice' });
    await modalOf(person, says('改动 1 天'), 'the preview');
    await person.submit();
    await modalOf(person, says('已生效'), 'that it counts');
    await person.closeModal(true);
    expect(JSON.stringify(await person.home())).not.toContain('还没有 2028 年的放假通知');
  });
});

describe('absences that were kept before everybody’s leave was', () => {
  it('are moved once, those that are over are dropped, and a leave that stands stays', async () => {
    await work.moveTo('2027-11-02T09:00:00+08:00');
    const { workspace } = work.ctx;
    await absences(work.ctx).insertMany([
      { _id: `${workspace}-${officer}`, workspace, user: officer, until: new Date('2027-11-05T15:59:59Z') },
      { _id: `${workspace}-${li}`, workspace, user: li, until: new Date('2027-11-01T15:59:59Z') },
    ]);
    await Promise.all([moveAbsences(work.ctx), moveAbsences(work.ctx)]);
    await moveAbsences(work.ctx);
    expect(await leaveOf(work.ctx, officer)).toEqual([{ from: '2027-11-02', to: '2027-11-05', kind: 'other' }]);
    expect(await leaveOf(work.ctx, li)).toEqual([]);
    expect(await absences(work.ctx).countDocuments()).toBe(0);
  });
});
