import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { contribute, saveTopic, sendTopic, topicReceipts } from '../../src/features/visits/discussion/service.ts';
import { findingCases, recordFinding } from '../../src/features/visits/findings/service.ts';
import { findings } from '../../src/features/visits/model.ts';
import type { Finding } from '../../src/features/visits/rules.ts';
import { audienceOf } from '../../src/members/audience/spec.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { officer, chen, li, zhao } = PEOPLE;
/** Is at work until half past five. */
const LIN = 'U0QH3003';
const BRANCH = '东湖养殖分会';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

async function record(what: string, visited: string): Promise<Finding> {
  const said = { once: what, what, place: what, kind: 'safety', visited: [visited], photos: [] };
  return recordFinding(work.ctx, await actor(work, officer), BRANCH, said);
}
const take = async (id: string, step: 'accept' | 'start' | 'solved', words?: string) =>
  findingCases.take(work.ctx, await actor(work, officer), id, { step, ...(words === undefined ? {} : { words }) });

describe('the news of a finding', { timeout: 120_000 }, () => {
  it('asks on its own card, which changes when the form of a step is sent', async () => {
    const one = await record('护栏松动', chen);
    await take(one._id, 'accept');
    await take(one._id, 'solved', '加固了');
    const worker = work.slack.as(chen);
    const card = await seen(worker, has('visits.step:reopen'), 'the question');
    await worker.click('visits.step:reopen', { message: card });
    await modalOf(worker, says('还差什么'), 'the form');
    await worker.submit({ words: '还有一段' });
    await modalOf(worker, says('已记录'), 'the finding');
    await worker.closeModal(true);
    const after = await seen(worker, (message) => message.ts === card.ts && says('记下了')(message), 'the card');
    expect(JSON.stringify(after.blocks)).not.toMatch(/visits\.step/);
  });

  it('is one message a day from the fourth piece on, and keeps its buttons', async () => {
    const one = await record('照明不足', LIN);
    await take(one._id, 'accept');
    await take(one._id, 'start');
    await take(one._id, 'solved', '换了两盏');
    const other = await record('扶手脱漆', LIN);
    await take(other._id, 'accept');
    await take(other._id, 'solved', '补漆了');
    await work.moveTo('2026-03-02T17:01:00+08:00');
    const worker = work.slack.as(LIN);
    const day = await seen(worker, says('今天还有 4 条进展'), 'the news of the day');
    expect(textOf(day)).toMatch(new RegExp(`${one.number}[\\s\\S]*${other.number}`));
    const buttons = JSON.stringify(day.blocks).match(/visits\.step:\w+\.2026-03-02\.\d/g) ?? [];
    expect(buttons).toHaveLength(4);
    await worker.click('visits.step:confirm.2026-03-02.0', { message: day });
    await modalOf(worker, says('已回访确认'), 'the finding');
    await worker.closeModal(true);
    await seen(worker, (message) => message.ts === day.ts && !has(one._id)(stepsOf(message)), 'the message without it');
    await worker.click('visits.step:reopen.2026-03-02.3', { message: day });
    await modalOf(worker, says('还差什么'), 'the form');
    await worker.submit({ words: '又脱了' });
    await modalOf(worker, says(/已记录[\s\S]*扶手脱漆/), 'the finding');
    await worker.closeModal(true);
    const after = await seen(
      worker,
      (message) => message.ts === day.ts && !has('visits.step')(message),
      'no more asks',
    );
    expect(textOf(after)).toContain(one.number);
    expect((await findingCases.present(work.ctx, one._id)).state).toBe('confirmed');
    expect((await findingCases.present(work.ctx, other._id)).round).toBe(1);
  });
});

/** A message with its rows of steps alone. */
const stepsOf = <M extends { blocks?: unknown[] }>(message: M): M => ({
  ...message,
  blocks: (message.blocks ?? []).filter((block) => JSON.stringify(block).includes('visits.step')),
});

describe('a big discussion', { timeout: 120_000 }, () => {
  it('stands on the Home of those who are asked, until they have written', async () => {
    await work.moveTo('2026-03-03T09:00:00+08:00');
    const who = await actor(work, officer);
    const spec = audienceOf({ kind: 'branch', branch: BRANCH });
    const topic = await saveTopic(work.ctx, who, 'topic', { question: '怎样更省电？', spec, ends: '2026-03-09' });
    await sendTopic(work.ctx, who, topic._id);
    await expect.poll(() => topicReceipts.members(work.ctx, topic._id), { timeout: SOON }).toBeGreaterThan(1);
    const worker = work.slack.as(li);
    expect(JSON.stringify(await worker.home())).toMatch(/visits\.say[\s\S]*/);
    expect(textOf((await worker.home()).blocks)).toContain('怎样更省电？');
    expect(textOf((await work.slack.as(zhao).home()).blocks)).not.toContain('怎样更省电？');
    await contribute(work.ctx, await actor(work, li), topic._id, 'a', '人走关灯');
    expect(textOf((await worker.home()).blocks)).not.toContain('怎样更省电？');
  });

  it('and the findings stand in one line of the numbers, which equals a count', async () => {
    const before = await findings(work.ctx).countDocuments({});
    for (let nth = before; nth < 10; nth++) await record(`问题 ${nth}`, chen);
    const open = await findings(work.ctx).find({ state: 'recorded', round: 0 }).lean<Finding[]>();
    const solved = await findings(work.ctx).countDocuments({ solvedAt: { $exists: true } });
    for (const { _id } of open.slice(0, 5 - solved)) {
      await take(_id, 'accept');
      await take(_id, 'solved', '好了');
    }
    expect(await findings(work.ctx).countDocuments({})).toBe(10);
    expect(await findings(work.ctx).countDocuments({ solvedAt: { $exists: true } })).toBe(5);
    const person = work.slack.as(officer);
    await person.command('/jy', '走访 数据');
    const page = await seen(person, says('收集 10 条，解决 5 条'), 'the numbers');
    expect(textOf(page)).toContain('大讨论 1 场，意见 1 条');
    expect(textOf(page)).toContain(BRANCH);
  });
});
