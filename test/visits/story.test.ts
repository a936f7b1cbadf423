import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { UserError } from '../../src/bot/routing/errors.ts';
import { findingScreens } from '../../src/features/visits/findings/actions.ts';
import { findingCases } from '../../src/features/visits/findings/service.ts';
import { findings, visits } from '../../src/features/visits/model.ts';
import type { Finding } from '../../src/features/visits/rules.ts';
import { photoWithPlace } from '../helpers/photo-with-place.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
}, 180_000);
afterAll(() => work.close());

async function findingOf(number: string): Promise<Finding> {
  const found = await findings(work.ctx).findOne({ number }).lean<Finding>();
  if (found === null) throw new Error(`no finding ${number}`);
  return found;
}

/** An officer opens the form and records what was said. */
async function record(fill: Record<string, string | string[]>): Promise<void> {
  const officer = work.slack.as(PEOPLE.officer);
  await officer.command('/jy', '走访 记录');
  await modalOf(officer, says('说了什么'), 'the form');
  await officer.submit(fill);
}

describe('a visit, from what was said to the word of the people visited', { timeout: 180_000 }, () => {
  it('is recorded in one form with a photo, and the people visited hear of it', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', '走访 记录');
    const form = await modalOf(officer, says('说了什么'), 'the form');
    expect(form.blocks.filter(({ type }) => type === 'input')).toHaveLength(5);
    await officer.attach('photos', fileOf('pond.jpg', photoWithPlace(), 'image/jpeg'));
    await officer.submit({ what: '护栏松动 <!channel>', place: '3 号塘', kind: 'safety', people: [PEOPLE.li] });
    const done = textOf((await modalOf(officer, says('V-2026-0001'), 'the number')).blocks);
    expect(done).toContain('周四）17:30 前受理');
    const told = await seen(work.slack.as(PEOPLE.li), says('V-2026-0001 干部走访时记下了'), 'the news');
    expect(JSON.stringify(told)).not.toContain('<!channel>');
    expect(await findingOf('V-2026-0001')).toMatchObject({
      branch: '东湖养殖分会',
      visited: [PEOPLE.li],
      submitter: PEOPLE.officer,
      photos: 1,
      rank: 0,
    });
    expect(await visits(work.ctx).find({}).lean()).toMatchObject([
      { place: '3 号塘', scene: 'pond', month: '2026-03' },
    ]);
  });

  it('keeps one visit for several findings', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('visits.more', { in: 'modal' });
    const form = await modalOf(officer, says('说了什么'), 'the form again');
    expect(JSON.stringify(form)).toContain('3 号塘');
    await officer.submit({ what: '想学安全员课', kind: 'idea' });
    await modalOf(officer, says('V-2026-0002'), 'the second number');
    const [first, second] = await Promise.all([findingOf('V-2026-0001'), findingOf('V-2026-0002')]);
    expect(second).toMatchObject({ visit: first.visit, visited: [PEOPLE.li], place: '3 号塘' });
    expect(await visits(work.ctx).countDocuments({})).toBe(1);
    await officer.closeModal(true);
  });

  it('is accepted, worked on and solved; the people visited say it is not, and it comes back one level higher', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', '走访 交办');
    await seen(officer, says('护栏松动'), 'what waits');
    await officer.click('visits.open:0');
    await modalOf(officer, has('visits.step:accept'), 'the finding');
    await officer.click('visits.step:accept', { in: 'modal' });
    await modalOf(officer, has('visits.step:start'), 'the next step');
    await officer.click('visits.step:start', { in: 'modal' });
    await modalOf(officer, says('办理中'), 'in progress');
    // The next day: the fourth piece of a day's news would come with the day's message.
    await work.moveTo('2026-03-03T09:00:00+08:00');
    await officer.click('visits.step:together', { in: 'modal' });
    await modalOf(officer, says('告诉被走访的人'), 'the outcome');
    const { errors } = await officer.submit({ step: 'solved', reason: '  ' });
    expect(errors?.reason).toContain('这里还空着');
    await officer.submit({ step: 'solved', reason: '加固了' });
    await modalOf(officer, says('已解决，等回访'), 'solved');
    await officer.closeModal(true);
    const li = work.slack.as(PEOPLE.li);
    await seen(li, has('visits.step:reopen'), 'the question');
    await li.click('visits.step:reopen');
    await modalOf(li, says('还差什么'), 'what is missing');
    await li.submit({ words: '还有一段没加固' });
    await modalOf(li, says('已记录'), 'it is open again');
    await li.closeModal(true);
    expect(await findingOf('V-2026-0001')).toMatchObject({ state: 'recorded', round: 1, rank: 1 });
    expect(await findingOf('V-2026-0001')).not.toHaveProperty('outcome');
  });

  it('shows the earlier one of the same place and kind, and records another one level above it', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await record({ what: '护栏又松了', place: '三号塘', kind: 'safety', people: [PEOPLE.chen] });
    await modalOf(officer, says('90 天内同一地点'), 'the earlier one');
    expect(await findings(work.ctx).countDocuments({})).toBe(2);
    await officer.submit({});
    await modalOf(officer, says('V-2026-0003'), 'the number');
    const [first, again] = await Promise.all([findingOf('V-2026-0001'), findingOf('V-2026-0003')]);
    expect(again).toMatchObject({ earlier: first._id, rank: 2, text: '护栏又松了' });
    await officer.closeModal(true);
  });

  it('says at the field what is wrong, and keeps what was typed', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    const good = { what: '灯坏了', place: '机修班', kind: 'livelihood', people: [PEOPLE.li] };
    await record({ ...good, people: [PEOPLE.zhao] });
    expect((await officer.submit({ ...good, people: [PEOPLE.zhao] })).errors?.people).toContain('别的分会');
    await officer.click('bot.more', { in: 'modal' });
    await modalOf(officer, says('谁负责'), 'the rest');
    const past = { ...good, due: '2026-03-01', owner: PEOPLE.li };
    expect((await officer.submit(past)).errors?.due).toContain('太早');
    expect((await officer.submit({ ...past, due: '2026-03-20' })).errors?.owner).toContain('工会干部');
    await officer.closeModal(true);
    await officer.command('/jy', '走访 记录');
    expect(JSON.stringify(await modalOf(officer, says('没有提交的内容'), 'the draft'))).toContain('灯坏了');
    await officer.submit({ ...good, owner: PEOPLE.officer });
    await modalOf(officer, says('V-2026-0004'), 'the number');
    await officer.closeModal(true);
  });

  it('is closed to people whom it does not concern', async () => {
    const { _id } = await findingOf('V-2026-0001');
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', '走访 回访');
    const own = await seen(chen, says('V-2026-0003'), 'their own');
    expect(textOf(own.blocks)).not.toContain('V-2026-0001');
    const reader = await actor(work, PEOPLE.chen);
    await expect(findingScreens.view(work.ctx, reader, _id)).rejects.toThrow(UserError);
  });

  it('is a line of the numbers that equals a count', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    const solved = await findings(work.ctx).countDocuments({ solvedAt: { $exists: true } });
    await officer.command('/jy', '走访 数据');
    const page = await seen(officer, says(`收集 4 条，解决 ${solved} 条`), 'the numbers');
    expect(textOf(page.blocks)).toContain('东湖养殖分会');
    expect(await findingCases.kind.model(work.ctx).countDocuments({})).toBe(4);
  });
});
