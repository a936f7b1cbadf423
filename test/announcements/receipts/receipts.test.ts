import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { announce, BRANCH, rich, untilCounted } from '../desk.ts';

const WU = 'U0QH2001';
const OTHER = '南岗种植分会';
/** Of the demo company's fourteen, those who are at work at 15:00 or were at 09:00. */
const AT_WORK = 11;
const LATER = 3;

let work: Workplace;
let chair: PlaygroundPerson;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  const question = '戴不戴安全帽？\n* 戴\n不戴';
  const made = await announce(work, PEOPLE.admin, { title: '安全帽', body: rich('戴好'), include: ['all'], question });
  chair = made.officer;
  id = made.id;
});
afterAll(() => work.close());

/** What stands there, without the marks of bold. */
const wordsOf = (shown: Parameters<typeof textOf>[0]) => textOf(shown).replaceAll('*', '');

const answerOf = async (user: string, option: 0 | 1) => {
  const person = work.slack.as(user);
  const card = await seen(person, has('announcements.answer:0'), 'the card');
  await person.click(`announcements.answer:${option}`, { message: card });
  await seen(person, says(option === 0 ? '你已确认' : '不对，请再看一遍正文'), 'what it came to');
};

describe('the receipts of an announcement to all', { timeout: 60_000 }, () => {
  it('say who was reached, who opened it, who confirmed, who was wrong first, who has not yet', async () => {
    await untilCounted(work, id, { reached: AT_WORK, waiting: LATER });
    await answerOf(PEOPLE.chen, 0);
    await answerOf(PEOPLE.li, 1);
    await answerOf(PEOPLE.zhao, 1);
    await answerOf(PEOPLE.zhao, 0);
    await work.moveTo('2026-03-02T09:05:00+08:00');
    await chair.click('刷新', { in: 'modal' });
    const page = await modalOf(chair, says('截至 09:05'), 'the receipts');
    const words = wordsOf(page.blocks);
    expect(words).toContain('已确认 2/14 人（14%）');
    for (const count of ['对象 14', '已送达 11', '打开过 3', '已确认 2', '第一次答错 2', '还没确认 9', '等待送达 3'])
      expect(words).toContain(count);
    expect(words).toContain(`${BRANCH}  1/3，还没确认 2`);
  });

  it('show names of the officer’s own branch, and of no other', async () => {
    const words = wordsOf((await chair.modal()).blocks);
    expect(words).toContain('总部');
    expect(words).toContain('周岚');
    for (const name of ['李强', '孙丽', '赵大力']) expect(words).not.toContain(name);
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/announce');
    await seen(officer, has('announcements.open:0'), 'the list');
    await officer.click('announcements.open:0');
    await modalOf(officer, says('还没确认 2 人，第一次答错 1 人'), 'the own branch');
    await officer.click('第一次答错的人', { in: 'modal' });
    const wrong = wordsOf((await modalOf(officer, says(`${BRANCH} · 第一次答错的人`), 'the names')).blocks);
    expect(wrong).toContain('一号塘班  李强');
    expect(wrong).not.toContain('赵大力');
    await officer.click('返回', { in: 'modal' });
    await modalOf(officer, says('按分会'), 'the receipts');
    expect(
      (await announcementReceipts.names(work.ctx, await actor(work, WU), id, 'wrong', 1)).rows.map(({ name }) => name),
    ).toEqual(['赵大力']);
    await officer.closeModal(true);
  });

  it('go down to the teams of a branch, and back', async () => {
    await chair.click(OTHER, { in: 'modal' });
    const branch = wordsOf((await modalOf(chair, says('按班组'), 'the branch')).blocks);
    expect(branch).toContain('已确认 1/3 人（33%）');
    expect(branch).toContain('农机班  1/1');
    expect(branch).not.toContain(`${BRANCH}  `);
    await chair.click('全部分会', { in: 'modal' });
    await modalOf(chair, says('按分会'), 'all of them');
  });

  it('are drawn as a chart and a table in the messages, and go on being live there', async () => {
    await chair.click('announcements.chart', { in: 'modal' });
    await modalOf(chair, says('图表已发到你的消息里'), 'that it is there');
    const drawn = await seen(chair, has('data_visualization'), 'the chart');
    const table = drawn.blocks?.find((block) => block.type === 'data_table');
    expect(JSON.stringify(table)).toContain('"text":"南岗种植分会"},{"type":"raw_number","value":3');
    expect(drawn.text).toContain(`${BRANCH}  1/3，还没确认 2`);
    expect(drawn.text).toContain('打开过 3');
    await answerOf(PEOPLE.li, 0);
    await chair.click('刷新', { message: drawn });
    await seen(chair, (one) => one.ts === drawn.ts && says('已确认 3/14 人（21%）')(one), 'the newest numbers');
    await chair.click('announcements.export', { message: drawn });
    const sent = await seen(chair, says('回执，共 '), 'the sheet');
    const bytes = await (await fetch(`${work.playground.url}${sent.files[0]?.url}`)).arrayBuffer();
    const [, ...rows] = await readSheet(Buffer.from(bytes));
    // What Excel would sum.
    const sums = [2, 5].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
    expect(sums).toEqual([14, 3]);
    for (const [branch, team, ...figures] of rows)
      expect([branch, team, ...figures].map((cell) => typeof cell)).toEqual([
        ...['string', 'string'],
        ...figures.map(() => 'number'),
      ]);
  });

  it('come by a command too, by the words of the title', async () => {
    await chair.closeModal(true);
    await chair.command('/jy', '公告 回执 安全');
    await seen(chair, (one) => has('data_table')(one) && says('安全帽')(one), 'the receipts');
    await chair.command('/jy', '公告 回执 没有这个');
    await seen(chair, says('没有找到这条公告'), 'the sentence');
  });
});
