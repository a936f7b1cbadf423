import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { fileOf, textOf } from '../../../playground/client.ts';
import { addMaterial } from '../../../src/features/training/materials/service.ts';
import { courses } from '../../../src/features/training/model.ts';
import { isMaterialLink } from '../../../src/features/training/rules/materials.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, openWhole } from '../classroom.ts';

it.each([
  ['https://example.com/a?b=c', true],
  ['http://example.com', false],
  ['javascript:alert(1)', false],
  ['https://example.com/a|<!channel>', false],
  ['https://exa mple.com', false],
  ['', false],
])('a link that may be shown: %s', (link, isGood) => expect(isMaterialLink(link)).toBe(isGood));

describe('what there is to read for a course', { timeout: 60_000 }, () => {
  let work: Workplace;
  let officer: PlaygroundPerson;
  let [session, course] = ['', ''];
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
    officer = work.slack.as(PEOPLE.admin);
    const startsAt = new Date('2026-03-04T14:00:00+08:00');
    const [made] = await openCourseOf(work, { include: [`member:${PEOPLE.chen}`], facts: { startsAt } });
    session = made?._id ?? '';
    course = made?.course ?? '';
    await moveSeat(work.ctx, session, { do: 'sign-up', member: PEOPLE.chen });
  });
  afterAll(() => work.close());
  const titles = async () => (await courses(work.ctx).findById(course).lean())?.materials?.map((one) => one.title);
  const openPage = async () => {
    await officer.command('/training', 'manage');
    await seen(officer, has('training.open:0'), 'the list');
    await officer.click('training.open:0');
    await openWhole(officer);
    await officer.click('training.materials', { in: 'modal' });
    await modalOf(officer, says('资料'), 'the materials');
  };

  it('is added after publishing: a link, and a file; what cannot be is said at its input', async () => {
    await openPage();
    expect((await officer.submit({ 'title-0': '手册', 'link-0': 'javascript:alert(1)' })).errors).toEqual({
      'link-0': '链接要以 https:// 开头，中间没有空格。',
    });
    expect((await officer.submit({ 'title-0': '手册', 'link-0': '' })).errors).toMatchObject({ 'link-0': /./ });
    await officer.submit({ 'title-0': '手册|<!channel>', 'link-0': 'https://example.com/a?x=1&y=2' });
    await modalOf(officer, has('title-1'), 'one item');
    await officer.attach('file-1', fileOf('slides.pdf', '%PDF-1.4', 'application/pdf'));
    await officer.submit({ 'title-1': '课件' });
    await modalOf(officer, has('title-2'), 'two items');
    expect(await titles()).toEqual(['手册|<!channel>', '课件']);
    await officer.closeModal(true);
  });

  it('stands on the card of who is invited, escaped, and its files come as a message', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/training');
    await seen(chen, has('training.past'), 'the own sessions');
    await chen.click('training.open:1');
    const card = await modalOf(chen, has('training.sendMaterials'), 'the card');
    expect(JSON.stringify(card.blocks)).toContain('<https://example.com/a?x=1&amp;y=2|手册 &lt;!channel&gt;>');
    await chen.click('training.sendMaterials', { in: 'modal' });
    const message = await seen(chen, says('“安全用电”的资料'), 'the materials');
    expect(textOf(message)).toContain('课件');
    await chen.closeModal(true);
  });

  it('is not handed to who was not invited', async () => {
    const zhao = await actor(work, PEOPLE.zhao);
    expect(zhao.roles).not.toContain('officer');
    await expect(addMaterial(work.ctx, zhao, course, { title: 'x', link: 'https://example.com' })).rejects.toThrow();
  });

  it('is five at most, however many add at once; the same again is nothing new', async () => {
    const who = await actor(work, PEOPLE.admin);
    const add = (n: number) => addMaterial(work.ctx, who, course, { title: `${n}`, link: `https://example.com/${n}` });
    await Promise.allSettled([1, 1, 2, 3, 4, 5, 6].map(add));
    expect(await titles()).toHaveLength(5);
    await openPage();
    await modalOf(officer, says('已经有五份'), 'it is full');
    await officer.click('training.removeMaterial:0', { in: 'modal' });
    await modalOf(officer, says('已删掉'), 'one less');
    expect(await titles()).toHaveLength(4);
    await officer.closeModal(true);
  });

  it('is found after the session, in what one has been to', async () => {
    await work.moveTo('2026-03-05T09:00:00+08:00');
    const chen = work.slack.as(PEOPLE.chen);
    await chen.click('training.past');
    const past = await modalOf(chen, says('课件'), 'past training');
    expect(textOf(past.blocks)).toContain('安全用电');
  });
});
