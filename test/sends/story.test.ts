import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../jobs/enqueue.ts';
import { textOf } from '../../playground/client.ts';
import { demoRoster } from '../../playground/company.ts';
import { latestSends } from '../../src/delivery/control.ts';
import { type Progress, progress } from '../../src/delivery/progress/progress.ts';
import { members } from '../../src/members/model.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { has, makeBank, makeSchedule, modalOf, SOON, says, seen, since } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const EVERYONE = 14;
/** One a second: fourteen cards take long enough for an officer to step in. */
const SLOW = 60;
const FAST = 100_000;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http', env: { SENDS_PER_MINUTE: String(SLOW) } });
  // Without shifts everybody has the same hours: the day's quiz is one send.
  const roster = demoRoster().replace(/\d\d:\d\d-\d\d:\d\d$/gm, '-');
  await importRoster(work.ctx, new TextEncoder().encode(roster));
  await makeSchedule(work, await makeBank(work), { name: '安全一题' });
  await work.moveTo('2026-03-02T08:00:30+08:00');
});
afterAll(() => work.close());

/** How far the newest send is. */
async function newest(): Promise<Progress> {
  const [send] = await latestSends(work.ctx, 1);
  return progress(work.ctx, send?.notice ?? '');
}

const untilSent = (count: number) =>
  expect.poll(async () => (await newest()).sent, { timeout: SOON * 2 }).toBeGreaterThanOrEqual(count);

/** Lets every send that still stands in the queue be tried, without a limit. @returns how many have left */
async function afterAllTries(): Promise<number> {
  work.ctx.config.SENDS_PER_MINUTE = FAST;
  const queue = openQueue('delivery', work.ctx.redis, work.ctx.config.QUEUE_PREFIX);
  const left = async () => total(Object.values(await queue.getJobCounts('active', 'wait', 'prioritized')));
  await expect.poll(left, { timeout: SOON }).toBe(0);
  await queue.close();
  return (await newest()).sent;
}

/** The cards of a day that each member has in Slack. */
async function cardsSince(at: string): Promise<number[]> {
  const users = await members(work.ctx).distinct('user', { workspace: work.ctx.workspace });
  const messages = await Promise.all(users.map((user) => work.slack.as(user).dm()));
  return messages.map((own) => own.filter((one) => has('quiz.pick')(one) && since(at)(one)).length);
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('an officer and a send that runs', { timeout: 60_000 }, () => {
  it('sees how far it is and when it will be out', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await untilSent(2);
    await officer.command('/jy', 'sends');
    const list = textOf(await seen(officer, says('最近发给多人的消息'), 'the list'));
    expect(list).toMatch(
      /\*每日一题\* · 安全一题 {2}08:00\n[■□]{10} {2}已发 \d+\/14（\d+%）\n正在发，预计 08:0\d 发完\n等待 \d+/,
    );
    expect(textOf((await officer.home()).blocks)).toContain('1 项正在发');
  });

  it('pauses it: within five seconds nothing leaves any more, and everybody is told by whom', async () => {
    const [officer, chair] = [work.slack.as(PEOPLE.officer), work.slack.as(PEOPLE.admin)];
    await chair.part('sends');
    await chair.click('sends.open:0', { in: 'modal' });
    await modalOf(chair, has('sends.pause'), 'a send that runs');
    await officer.click('sends.open:0');
    await modalOf(officer, has('sends.pause'), 'the send');
    await officer.click('sends.pause', { in: 'modal' });
    const held = await modalOf(officer, says('已暂停：何建国，08:0'), 'the pause');
    expect(textOf(held.blocks)).toContain('继续');
    const before = await afterAllTries();
    expect(before).toBeLessThan(EVERYONE);
    expect(total(await cardsSince('2026-03-02T08:00:00+08:00'))).toBe(before);
    expect(await newest()).toMatchObject({ sent: before, paused: EVERYONE - before, planned: 0 });

    await chair.click('sends.pause', { in: 'modal' });
    await modalOf(chair, says('刚才已经有人这样做了'), 'the sentence');
    await modalOf(chair, says('已暂停：何建国'), 'who was first');
    expect(textOf((await chair.home()).blocks)).toContain('1 项已暂停');
    await chair.closeModal(true);
  });

  it('lets it go on, and everybody gets exactly one card', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('sends.resume', { in: 'modal' });
    await modalOf(officer, has('sends.pause'), 'the send, going on');
    work.ctx.config.SENDS_PER_MINUTE = FAST;
    await untilSent(EVERYONE);
    await officer.click('sends.open', { in: 'modal' });
    const done = await modalOf(officer, says('发完了'), 'the end');
    expect(JSON.stringify(done)).not.toContain('sends.stop');
    expect(await cardsSince('2026-03-02T08:00:00+08:00')).toEqual(Array(EVERYONE).fill(1));
    await officer.click('sends.list', { in: 'modal' });
    await modalOf(officer, says('已发 14/14（100%）'), 'the list in its place');
    await officer.closeModal(true);
    expect(JSON.stringify((await officer.home()).blocks)).not.toContain('"sends.');
  });

  it('stops the next day’s: the rest never arrives, and is counted', async () => {
    const [officer, chair] = [work.slack.as(PEOPLE.officer), work.slack.as(PEOPLE.admin)];
    work.ctx.config.SENDS_PER_MINUTE = SLOW;
    await work.moveTo('2026-03-03T08:00:30+08:00');
    await expect.poll(async () => (await latestSends(work.ctx, 9)).length, { timeout: SOON }).toBe(2);
    await untilSent(2);
    for (const person of [officer, chair]) {
      await person.command('/jy', '投递');
      await seen(person, says(/正在发[\s\S]*发完了/), 'both sends');
      await person.click('sends.open:0');
      await modalOf(person, has('sends.stop'), 'the send');
    }
    await officer.click('sends.stop', { in: 'modal' });
    const stopped = await modalOf(officer, says('已停止：何建国'), 'the end of it');
    expect(textOf(stopped.blocks)).toMatch(/没有发 \d+：干部停止了/);
    await chair.click('sends.pause', { in: 'modal' });
    await modalOf(chair, says('这次投递已经停止，不能再改。'), 'the sentence');
    await afterAllTries();
    const { sent, dropped } = await newest();
    expect(sent + (dropped.stopped ?? 0)).toBe(EVERYONE);
    expect(dropped.stopped).toBeGreaterThan(0);
    expect(total(await cardsSince('2026-03-03T08:00:00+08:00'))).toBe(sent);
  });
});

describe('whose affair it is not', () => {
  it('a worker gets one sentence', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', '投递');
    await chen.untilMessage('只有工会干部可以这样做');
    expect(JSON.stringify((await chen.home()).blocks)).not.toContain('"sends.');
    await chen.command('/jy', 'help');
    expect(textOf(await chen.untilMessage('菁英能做什么'))).not.toContain('投递');
  });

  it('a branch’s officer gets another, by command and by an old button', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await limitToBranch(work);
    await officer.command('/jy', 'sends progress');
    await officer.untilMessage('投递由公司工会办公室管');
    await officer.click('sends.open', { in: 'modal' });
    await modalOf(officer, says('投递由公司工会办公室管'), 'the sentence');
    expect(JSON.stringify((await officer.home()).blocks)).not.toContain('"sends.');
  });
});
