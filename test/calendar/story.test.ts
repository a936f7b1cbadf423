import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cards } from '../../src/features/quiz/model.ts';
import { calendarChanges } from '../../src/members/calendar/model.ts';
import { members } from '../../src/members/model.ts';
import { makeBank, makeSchedule, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T07:00:00+08:00', bot: 'http' });
  await makeSchedule(work, await makeBank(work));
});
afterAll(() => work.close());

describe('a branch on shutdown', { timeout: 90_000 }, () => {
  it('is entered with a preview, gets no card while others do, and can be taken back', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const chen = await members(work.ctx).findOne({ user: PEOPLE.chen }).lean();
    const branch = chen?.branch ?? '';
    await admin.command('/jy', 'calendar year 2026');
    await seen(admin, says('📅 日历 · 2026 年'), 'the year');
    await admin.click('calendar.paste:2026');
    await modalOf(admin, says('或上传文件'), 'the form');
    await admin.submit({ scope: `branch:${branch}`, lines: '2026-03-02至2026-03-03 放假 停产检修\n没有日期' });
    const preview = await modalOf(admin, says('改动 2 天'), 'the preview');
    expect(JSON.stringify(preview)).toContain('没有日期');
    await admin.submit();
    await modalOf(admin, says('已生效'), 'that it counts');
    await work.moveTo('2026-03-02T08:00:30+08:00');
    const drawn = () => cards(work.ctx).distinct('member', { day: '2026-03-02' });
    await expect.poll(async () => (await drawn()).length, { timeout: SOON }).toBeGreaterThan(0);
    const off = await members(work.ctx).distinct('user', { branch });
    expect((await drawn()).filter((user) => off.includes(String(user)))).toEqual([]);
    await admin.closeModal(true);
    const change = await calendarChanges(work.ctx).findOne({}).lean();
    await admin.command('/jy', 'calendar year 2026');
    await seen(admin, says('停产检修'), 'the change');
    await admin.click(`calendar.undo:2026-${change?._id}`);
    await seen(admin, says('已撤销'), 'the undo');
  });
});
