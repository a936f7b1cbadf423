import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { emptyTally, RECEIPT_STATES, tallied } from '../../src/delivery/receipts/rules.ts';
import { items } from '../../src/features/suggestions/item/model.ts';
import { contribute, topicReceipts } from '../../src/features/visits/discussion/service.ts';
import { contributions, discussions, findings } from '../../src/features/visits/model.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
}, 180_000);
afterAll(() => work.close());

async function theOne() {
  const one = await discussions(work.ctx).findOne({}).lean();
  if (one === null) throw new Error('no discussion');
  return one;
}

/** The states of the receipts add up to the audience. */
async function addsUp(): Promise<Record<string, number>> {
  const one = await theOne();
  await topicReceipts.settle(work.ctx, one);
  const tally = tallied(await topicReceipts.counts(work.ctx, one._id), () => '').get('') ?? emptyTally();
  expect(RECEIPT_STATES.reduce((sum, state) => sum + tally[state], 0)).toBe(tally.audience);
  expect(tally.audience).toBe(await topicReceipts.members(work.ctx, one._id));
  return { ...tally };
}

describe('a big discussion, from the question to the summary', { timeout: 180_000 }, () => {
  it('says at the field what is wrong, then how many it reaches, and goes out', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', '走访 大讨论');
    await seen(officer, has('visits.discuss'), 'the list');
    await officer.click('visits.discuss');
    await modalOf(officer, says('问大家什么'), 'the form');
    const wrong = await officer.submit({ question: '怎样让投料更省力？', include: '东湖养殖分会', ends: '2026-03-01' });
    expect(wrong.errors?.ends).toContain('太早');
    await officer.submit({ ends: '2026-03-06' });
    const preview = textOf((await modalOf(officer, says('会发给'), 'the preview')).blocks);
    expect(preview).toMatch(/会发给 \d+ 人，到3月6日（周五）结束/);
    expect(await topicReceipts.members(work.ctx, (await theOne())._id)).toBe(0);
    await officer.click('visits.send', { in: 'modal' });
    await modalOf(officer, says('已发出'), 'that it went out');
    await officer.closeModal(true);
    await seen(work.slack.as(PEOPLE.li), says('怎样让投料更省力？'), 'the question');
    expect((await addsUp()).confirmed).toBe(0);
  });

  it('takes what people say, once, and shows it without names', async () => {
    const li = work.slack.as(PEOPLE.li);
    await li.click('visits.say');
    await modalOf(li, says('你的意见'), 'the form');
    await li.submit({ text: '装一条 <!channel> 传送带' });
    await modalOf(li, says('收到了，谢谢'), 'the answer');
    await li.closeModal(true);
    expect((await addsUp()).confirmed).toBe(1);
    await seen(li, says('你已写 1 条'), 'the card, which says so');
    const chen = work.slack.as(PEOPLE.chen);
    await seen(chen, says('怎样让投料更省力？'), 'the question');
    await chen.click('visits.topic');
    const page = await seen(chen, says('传送带'), 'what was said');
    expect(textOf(page)).not.toContain('李强');
    expect(JSON.stringify(page)).not.toContain('<!channel>');
    await chen.click('支持');
    await seen(chen, says('1 人支持'), 'the support');
    expect(await contributions(work.ctx).findOne({}).lean()).toMatchObject({ supporters: [PEOPLE.chen], support: 1 });
    const one = await theOne();
    const [own] = await contributions(work.ctx).find({}).lean();
    expect(own).toMatchObject({ member: PEOPLE.li, discussion: one._id });
    const who = await actor(work, PEOPLE.chen);
    for (const text of ['一', '二', '三']) await contribute(work.ctx, who, one._id, text, text);
    await contribute(work.ctx, who, one._id, '三', '三');
    await expect(contribute(work.ctx, who, one._id, '四', '四')).rejects.toThrow();
    expect(await contributions(work.ctx).countDocuments({})).toBe(4);
    await expect(contribute(work.ctx, await actor(work, PEOPLE.zhao), one._id, '五', '五')).rejects.toThrow();
    expect((await addsUp()).confirmed).toBe(2);
  });

  it('lets the officer sort, and turn the best into a suggestion and a finding with one press', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    const one = await theOne();
    await officer.command('/jy', '走访 大讨论');
    await seen(officer, has('visits.topic:0'), 'the list');
    await officer.click('visits.topic:0');
    await seen(officer, says('传送带'), 'what was said');
    const all = await contributions(work.ctx).find({ discussion: one._id }).sort({ support: -1, at: 1 }).lean();
    const [best, second] = all;
    if (best === undefined || second === undefined) throw new Error('nothing was said');
    await officer.click(`visits.sort:${best._id}`);
    await modalOf(officer, has('visits.turn:suggestions'), 'the form');
    await officer.submit({ groupNew: '设备' });
    await modalOf(officer, says('已归类'), 'that it is sorted');
    expect(await theOne()).toMatchObject({ groups: ['设备'] });
    await officer.click(`visits.sort:${best._id}`, { in: 'modal' });
    await modalOf(officer, has('visits.turn:suggestions'), 'the form again');
    await officer.click('visits.turn:suggestions', { in: 'modal' });
    await modalOf(officer, says('转为建议 S-2026-0001'), 'the number');
    expect(await items(work.ctx).findOne({}).lean()).toMatchObject({ submitter: PEOPLE.li, text: best.text });
    await officer.closeModal(true);
    await officer.click(`visits.sort:${second._id}`);
    await modalOf(officer, has('visits.turn:visits'), 'the form of another');
    await officer.click('visits.turn:visits', { in: 'modal' });
    await modalOf(officer, says('转为走访问题 V-2026-0001'), 'its number');
    expect(await findings(work.ctx).findOne({}).lean()).toMatchObject({ visited: [PEOPLE.chen], kind: 'idea' });
    await officer.closeModal(true);
  });

  it('ends with its last day; the summary reaches everybody who took part, and nobody else', async () => {
    await work.moveTo('2026-03-06T17:31:00+08:00');
    await work.moveTo('2026-03-09T09:00:00+08:00');
    const officer = work.slack.as(PEOPLE.officer);
    await seen(officer, says('大讨论已经结束'), 'that it is over');
    const one = await theOne();
    expect(one.state).toBe('closed');
    const who = await actor(work, PEOPLE.li);
    await expect(contribute(work.ctx, who, one._id, '迟', '迟')).rejects.toThrow();
    await officer.command('/jy', '走访 大讨论');
    await seen(officer, has('visits.topic:0'), 'the list');
    await officer.click('visits.topic:0');
    await seen(officer, has('visits.sum'), 'the page');
    await officer.click('visits.sum');
    await modalOf(officer, says('告诉参加的人'), 'the form');
    await officer.submit({ summary: '四月装传送带' });
    await modalOf(officer, says('2 个参加的人'), 'to how many');
    for (const user of [PEOPLE.li, PEOPLE.chen])
      await seen(work.slack.as(user), says('四月装传送带'), `the summary for ${user}`);
    const told = await work.ctx.db.collection('deliveries').distinct('recipient', { kind: 'visits.summary' });
    expect(told.sort()).toEqual([PEOPLE.chen, PEOPLE.li].sort());
    await addsUp();
  });
});
