import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcements } from '../../../src/features/announcements/model.ts';
import { registerOf } from '../../../src/features/announcements/register/service/register.ts';
import { openNext } from '../../../src/features/announcements/repeats/service.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { newest, rich, sendIt, untilState, writeOne } from '../desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const said = async () => {
  const { second, title } = await newest(work);
  return { title, locale: second?.locale, english: second?.words.title };
};

describe('an announcement in two languages', { timeout: 90_000 }, () => {
  let id: string;

  it('is asked for where people read the other one, and there is all of it or nothing', async () => {
    const officer = await writeOne(work, PEOPLE.admin, {
      title: '今晚关闸门',
      body: rich('六点关。'),
      include: ['zhaodl', 'maria'],
    });
    await modalOf(officer, says('1 人读英文，还没有英文标题和正文'), 'that it is missing');
    await officer.click('announcements.edit', { in: 'modal' });
    await modalOf(officer, has('"secondTitle"'), 'the form with the fields for it');
    const half = await officer.submit({ secondTitle: 'Gates close tonight' });
    expect(Object.keys(half.errors ?? {})).toEqual(['secondBody']);
    await officer.submit({ secondBody: rich('At six.') });
    await modalOf(officer, says(/读英文的职工收到的是下面这样[\s\S]*Gates close tonight/), 'both previews');
    expect(await said()).toEqual({ title: '今晚关闸门', locale: 'en', english: 'Gates close tonight' });
    id = await sendIt(work, officer);
  });

  it('comes to everybody in their own, as a notice, in the list and as a reminder', async () => {
    const [maria, zhao] = [work.slack.as(PEOPLE.maria), work.slack.as(PEOPLE.zhao)];
    const english = await seen(maria, says('Gates close tonight'), 'the English one');
    expect(JSON.stringify(english)).not.toContain('闸门');
    expect(JSON.stringify(await seen(zhao, says('今晚关闸门'), 'the Chinese one'))).not.toContain('Gates');
    await untilState(work, id, 'sent');
    await maria.command('/announce');
    await seen(maria, (one) => says('Gates close tonight')(one) && has('announcements.read:0')(one), 'her list');
    const officer = work.slack.as(PEOPLE.admin);
    await officer.command('/announce');
    const list = await seen(officer, has('announcements.open:0'), 'the officer’s list');
    await officer.click('announcements.open:0', { message: list });
    await modalOf(officer, has('announcements.remind'), 'the receipts');
    await officer.click('announcements.remind', { in: 'modal' });
    await seen(maria, says('“Gates close tonight” is still waiting'), 'the reminder');
    await seen(zhao, says('“今晚关闸门”还等你确认'), 'the reminder');
    await officer.closeModal(true);
  });

  it('is corrected in both, and stands in the register in the reader’s', async () => {
    const officer = work.slack.as(PEOPLE.admin);
    await officer.command('/announce');
    const list = await seen(officer, has('announcements.open:0'), 'the list');
    await officer.click('announcements.open:0', { message: list });
    await modalOf(officer, has('announcements.correct'), 'the receipts');
    await officer.click('announcements.correct', { in: 'modal' });
    await modalOf(officer, has('"secondTitle"'), 'the form');
    await officer.submit({ secondTitle: 'Gates close at six' });
    await seen(work.slack.as(PEOPLE.maria), says('Gates close at six'), 'the corrected one');
    expect(await said()).toEqual({ title: '今晚关闸门', locale: 'en', english: 'Gates close at six' });
    const chair = await actor(work, PEOPLE.admin);
    const titles = async (locale: 'zh' | 'en') =>
      (await registerOf(work.ctx, { ...chair, locale }, async () => [], 2026)).map(({ title }) => title);
    // As it went out: the register is not written over.
    expect([await titles('zh'), await titles('en')]).toEqual([['今晚关闸门'], ['Gates close tonight']]);
    await officer.closeModal(true);
  });

  it('is the same in the turn that follows', async () => {
    await announcements(work.ctx).updateOne({ _id: id }, { $set: { repeat: 'week' } });
    const one = await announcements(work.ctx).findById(id).lean();
    if (one === null) throw new Error('gone');
    await openNext(work.ctx, one);
    expect(await announcements(work.ctx).findById(`${id}-1`).lean()).toMatchObject({
      title: '今晚关闸门',
      second: { locale: 'en', words: { title: 'Gates close at six' } },
    });
  });
});
