import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { log } from '../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { BRANCH, counted, newest, rich, sum, write } from './desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('an officer and the workers', { timeout: 60_000 }, () => {
  let id = '';

  it('writes, previews to himself, and sends', async () => {
    const officer = await write(work, PEOPLE.officer, {
      title: '台风停工 <!channel> =HYPERLINK("x")',
      body: rich(`${'稻'.repeat(3_990)}🦐 尾`),
      include: ['donghu'],
      question: '几点停工？\n* 三点\n四点',
    });
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(textOf(preview.blocks)).toContain(BRANCH);
    await officer.click('announcements.preview', { in: 'modal' });
    await seen(officer, says('预览：职工收到的就是下面这样'), 'the preview in the messages');
    expect(await announcementReceipts.receipts(work.ctx).countDocuments({})).toBe(0);
    await officer.click('announcements.send', { in: 'modal' });
    // Nobody presses "refresh": it counts up to its last.
    const counted3 = (view: Parameters<ReturnType<typeof has>>[0]) => says(/0\/3/)(view) && !says('等待送达')(view);
    await modalOf(officer, counted3, 'that all were reached');
    id = (await newest(work))._id;
    await expect.poll(async () => (await counted(work, id)).reached, { timeout: SOON }).toBe(3);
  });

  it('arrives whole and pings nobody', async () => {
    const card = await seen(work.slack.as(PEOPLE.chen), has('announcements.answer:0'), 'the card');
    const raw = JSON.stringify(card);
    expect(raw).toContain(`${'稻'.repeat(3_990)}🦐 尾`);
    expect(raw).not.toContain('"broadcast"');
    expect(card.text).not.toContain('<!channel>');
    expect(textOf(card)).toContain('请确认已读');
  });

  it('counts the right answer only, and remembers a wrong first one', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const card = await seen(chen, has('announcements.answer:0'), 'the card');
    await chen.click('announcements.answer:1', { message: card });
    await seen(chen, says('不对，请再看一遍正文'), 'that it was wrong');
    expect(await counted(work, id)).toEqual({ reached: 3 });
    await chen.click('announcements.answer:0', { message: card });
    await seen(chen, says('你已确认'), 'the confirmation');
    expect(await counted(work, id)).toEqual({ reached: 2, confirmed: 1 });
    expect(
      await announcementReceipts.receipts(work.ctx).findOne({ announcement: id, member: PEOPLE.chen }).lean(),
    ).toMatchObject({ wrongFirst: 1, tries: 2, branch: BRANCH, team: '一号塘班', state: 'confirmed' });
  });

  it('reminds only who has not confirmed; the same reminder goes out once', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('announcements.receipts', { in: 'modal' });
    const page = await modalOf(officer, says('已确认 1/3 人（33%）'), 'the receipts');
    expect(textOf(page.blocks)).toContain('李强');
    await officer.click('announcements.remind', { in: 'modal' });
    await modalOf(officer, says('已提醒 2 人'), 'the count');
    await seen(work.slack.as(PEOPLE.li), says('还等你确认'), 'the reminder');
    expect((await work.slack.as(PEOPLE.chen).dm()).filter(says('还等你确认'))).toEqual([]);
    expect(await newest(work)).toMatchObject({ remindersSent: 1 });
  });

  it('edits every copy, and takes it back', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('announcements.correct', { in: 'modal' });
    await modalOf(officer, (one) => one.callback_id === 'announcements.correct', 'the words');
    await officer.submit({ title: '停工改到四点' });
    await seen(work.slack.as(PEOPLE.li), says(/停工改到四点[\s\S]*修改过/), 'the edited copy');
    await modalOf(officer, has('announcements.recall'), 'the receipts');
    await officer.click('announcements.recall', { in: 'modal' });
    await modalOf(officer, says('已撤回'), 'that it is taken back');
    await work.slack.as(PEOPLE.li).until(
      ({ messages }) =>
        !Object.values(messages)
          .flat()
          .some((one) => has('announcements.answer')(one)),
      'no copy any more',
      SOON,
    );
    expect(sum(await counted(work, id))).toBe(3);
    const acts = await log(work.ctx).find({ announcement: id }).sort({ at: 1 }).lean();
    expect(acts.map(({ act }) => act)).toEqual(['schedule', 'sent', 'remind', 'edit', 'recall']);
    await officer.closeModal(true);
  });
});
