import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcements, log } from '../../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { tick } from '../../../src/features/announcements/service/change.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { announce, rich, untilCounted } from '../desk.ts';

const CHAO = 'U0QH3002';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const reminded = async (user: string, title: string) =>
  (await work.slack.as(user).dm()).filter(says(`公告“${title}”还等你确认`)).length;

describe('a reminder', { timeout: 60_000 }, () => {
  it('that a crash has cut short goes to those of its hour, and not to who was reached since', async () => {
    // 马超 starts at 14:00, 林月 is at work.
    const { officer, id } = await announce(work, PEOPLE.admin, {
      title: '冷库',
      body: rich('检修'),
      include: ['machao', '质检班'],
    });
    await untilCounted(work, id, { reached: 1, waiting: 1 });
    await officer.closeModal(true);
    await work.moveTo('2026-03-02T10:00:00+08:00');
    // As the worker leaves it that dies after the first write.
    await announcements(work.ctx).updateOne(
      { _id: id },
      { $set: { remindersSent: 1, remindedAt: new Date(), reminding: { nth: 0, at: new Date(), by: PEOPLE.admin } } },
    );
    await work.moveTo('2026-03-02T14:00:30+08:00');
    await untilCounted(work, id, { reached: 2 });
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await expect.poll(() => reminded('U0QH3003', '冷库'), { timeout: SOON }).toBe(1);
    expect(await reminded(CHAO, '冷库')).toBe(0);
    const after = await announcements(work.ctx).findById(id).lean();
    expect(after).toMatchObject({ remindersSent: 1 });
    expect(after?.reminding).toBeUndefined();
    expect(await log(work.ctx).find({ announcement: id, act: 'remind' }).lean()).toMatchObject([
      { members: 1, by: PEOPLE.admin },
    ]);
    if (after !== null) expect(await announcementReceipts.finishReminding(work.ctx, after)).toBe(0);
  });

  it('and the card lose their button together, whichever is pressed; who has confirmed gets no second message', async () => {
    const { officer, id } = await announce(work, PEOPLE.officer, {
      title: '签收',
      body: rich('请看'),
      include: ['donghu'],
    });
    await untilCounted(work, id, { reached: 3 });
    const [chen, li] = [work.slack.as(PEOPLE.chen), work.slack.as(PEOPLE.li)];
    const first = await seen(li, (one) => has('announcements.confirm')(one) && says('签收')(one), 'the card');
    await li.click('announcements.confirm', { message: first });
    await seen(li, says('你已确认'), 'the confirmation');
    await officer.click('刷新', { in: 'modal' });
    await modalOf(officer, has('announcements.remind'), 'the receipts');
    await officer.click('announcements.remind', { in: 'modal' });
    await modalOf(officer, says('已提醒 2 人'), 'the count');
    const reminder = await seen(chen, says('公告“签收”还等你确认'), 'the reminder');
    await chen.click('announcements.confirm', { message: reminder });
    const open = async () =>
      (await chen.dm()).filter((one) => says('签收')(one) && has('announcements.confirm')(one)).length;
    await expect.poll(open, { timeout: SOON }).toBe(0);
    const copies = (await chen.dm()).filter((one) => says('签收')(one) && says('你已确认')(one));
    expect(copies).toHaveLength(2);
    expect(copies.filter(says('还等你确认'))).toEqual([]);
    expect(await reminded(PEOPLE.li, '签收')).toBe(0);
    await officer.closeModal(true);
  });
});
