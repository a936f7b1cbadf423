import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { type Announcement, announcements, log } from '../../../src/features/announcements/model.ts';
import { tick } from '../../../src/features/announcements/service/change.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { newest, rich, untilState, write } from '../desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const at = (text: string) => new Date(`2026-${text}:00+08:00`);
const got = async () => (await work.slack.as(PEOPLE.zhao).dm()).filter(says('周一安全会')).length;
const turns = async () =>
  (await announcements(work.ctx).find({ title: '周一安全会' }).sort({ occurrence: 1 }).lean<Announcement[]>()).map(
    ({ state, dueAt }) => ({ state, dueAt }),
  );
const missed = async () => (await log(work.ctx).find({ act: 'missed' }).sort({ at: 1 }).lean()).map((one) => one.at);

/** Nobody was there until then; bot and worker begin anew, and several look at once. */
async function comesBack(time: string): Promise<void> {
  await work.moveTo(`2026-${time}:00+08:00`);
  await work.restart();
  await Promise.all([tick(work.ctx), tick(work.ctx), tick(work.ctx)]);
}

describe('an announcement of every week, and a bot that was away', { timeout: 90_000 }, () => {
  it('goes out at its hour', async () => {
    const starts = String(at('03-02T10:00').getTime() / 1000);
    const officer = await write(work, PEOPLE.admin, {
      title: '周一安全会',
      body: rich('十点'),
      include: ['zhaodl'],
      at: starts,
      repeat: 'week',
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    await modalOf(officer, says('等待发出'), 'that it is scheduled');
    await officer.closeModal(true);
    const { _id } = await newest(work);
    await work.moveTo('2026-03-02T10:00:30+08:00');
    await tick(work.ctx);
    await untilState(work, _id, 'sent');
    await expect.poll(got, { timeout: SOON }).toBe(1);
  });

  it('back on the day of the third that was missed, it sends that one alone', async () => {
    await comesBack('03-23T15:00');
    await expect.poll(got, { timeout: SOON }).toBe(2);
    await expect.poll(turns, { timeout: SOON }).toEqual([
      { state: 'sent', dueAt: at('03-02T10:00') },
      { state: 'sent', dueAt: at('03-23T10:00') },
      { state: 'scheduled', dueAt: at('03-30T10:00') },
    ]);
    expect(await missed()).toEqual([at('03-09T10:00'), at('03-16T10:00')]);
    expect(await got()).toBe(2);
  });

  it('back on another day, it sends none, and the next comes at its hour', async () => {
    await comesBack('04-08T15:00');
    await expect
      .poll(async () => (await turns()).at(-1), { timeout: SOON })
      .toEqual({ state: 'scheduled', dueAt: at('04-13T10:00') });
    expect(await missed()).toHaveLength(4);
    await comesBack('04-13T10:01');
    await expect.poll(got, { timeout: SOON }).toBe(3);
    expect(await missed()).toHaveLength(4);
  });

  it('shows in its log what was missed', async () => {
    const chair = work.slack.as(PEOPLE.admin);
    await chair.command('/announce');
    const list = await seen(chair, has('announcements.open:1'), 'the list');
    const rows = (list.blocks ?? [])
      .map((one) => JSON.stringify(one))
      .filter((one) => one.includes('announcements.open:'));
    const sent = rows.findIndex((one) => one.includes('已发出'));
    await chair.click(`announcements.open:${sent}`, { message: list });
    const page = await modalOf(chair, says('这一次没有发出'), 'the log');
    expect(JSON.stringify(page).match(/这一次没有发出/g)).toHaveLength(2);
  });

  it('asks about the rest when one turn is recalled, and ends the series only when told', async () => {
    const chair = work.slack.as(PEOPLE.admin);
    await chair.click('announcements.recall', { in: 'modal' });
    const asked = await modalOf(chair, says('以后的还发吗'), 'the question');
    expect(textOf(asked.blocks)).toContain('撤回 4月13日（周一）的这一次。下一次是 4月20日（周一）');
    expect((await turns()).slice(-2).map(({ state }) => state)).toEqual(['sent', 'scheduled']);
    await chair.click('announcements.recall:too', { in: 'modal' });
    await modalOf(chair, says('已撤回'), 'that it is taken back');
    await expect
      .poll(async () => (await turns()).map(({ state }) => state), { timeout: SOON })
      .not.toContain('scheduled');
    expect((await turns()).at(-2)?.state).toBe('recalled');
    await comesBack('04-20T10:01');
    expect(await got()).toBe(2);
    await chair.closeModal(true);
  });
});
