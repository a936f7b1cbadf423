import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { cards, questions } from '../../../src/features/quiz/model.ts';
import { reports } from '../../../src/features/quiz/reports/model.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { answer, answersOf, has, modalOf, openDay, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

/** The bank says that stopping work is right; the officer will say that going on is. */
const OLD_KEY = '停止作业';
const NEW_KEY = '继续作业';

describe('a question that is wrong', () => {
  let work: Workplace;
  let officer: PlaygroundPerson;
  let chen: PlaygroundPerson;
  let li: PlaygroundPerson;
  let maria: PlaygroundPerson;

  beforeEach(async () => {
    ({ work } = await openDay());
    officer = work.slack.as(PEOPLE.admin);
    chen = work.slack.as(PEOPLE.chen);
    li = work.slack.as(PEOPLE.li);
    maria = work.slack.as(PEOPLE.maria);
    await answer(chen, OLD_KEY);
    await answer(li, NEW_KEY);
  });
  afterEach(() => work.close());

  const totalOf = async (user: string) => (await standingOf(work.ctx, user))?.total;
  const openReports = () => reports(work.ctx).countDocuments({ state: 'open' });
  const told = async (person: PlaygroundPerson) => (await person.dm()).filter(says(/更正.*重新计算/));

  async function report(person: PlaygroundPerson, words: string): Promise<void> {
    await person.click('quiz.report', { in: 'message' });
    await modalOf(person, has('"words"'), 'the dialog');
    await person.submit({ words });
    await modalOf(person, (modal) => modal.submit === undefined, 'thanks');
    await person.closeModal();
  }

  test('is reported, corrected, and marked again: points and boards follow, each person concerned is told once', async () => {
    expect([await totalOf(PEOPLE.chen), await totalOf(PEOPLE.li)]).toEqual([10, 2]);
    await report(li, '应该是继续作业 <!channel>');
    await report(li, '新版规程第 12 条 <!channel>');
    expect(await openReports()).toBe(1);

    // What needs the officer stands in App Home.
    expect(textOf((await officer.home()).blocks)).toContain('1 条');
    await officer.click('quiz.reports', { in: 'home' });
    const list = await modalOf(officer, has('quiz.fixKey'), 'the reports');
    expect(textOf(list.blocks)).toContain('新版规程第 12 条');
    expect(textOf(list.blocks)).toContain('李强');
    expect(JSON.stringify(list)).not.toContain('<!channel>');
    await officer.click(/^quiz\.fixKey:/, { in: 'modal' });
    const form = await modalOf(officer, has('"explanation"'), 'the form');
    expect(textOf(form.blocks)).toContain(OLD_KEY);
    // The letter of her words is the one under which she saw it.
    const order = (await cards(work.ctx).findOne({ member: PEOPLE.li }).lean())?.items[0]?.order ?? [];
    const hers = 'ABCD'.charAt(order.indexOf(1));
    expect(textOf(list.blocks)).toContain(`作答：${hers}（${NEW_KEY}`);
    // Nothing was changed: said at its input.
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['key']);
    await officer.submit({ key: '1' });
    expect(textOf((await modalOf(officer, (modal) => modal.submit === undefined, 'what follows')).blocks)).toContain(
      '2 次',
    );

    await expect.poll(() => totalOf(PEOPLE.li), { timeout: SOON }).toBe(10);
    await expect.poll(() => totalOf(PEOPLE.chen), { timeout: SOON }).toBe(2);
    expect(textOf(await seen(chen, says(/更正/), 'the correction'))).toContain('-8');
    expect(textOf(await seen(li, says(/更正/), 'the correction'))).toContain('谢谢你的反映。“');
    expect(textOf(await seen(li, says(/更正为：继续作业/), 'the new answer'))).toContain('+8 分');
    const entries = await ledger(work.ctx)
      .find({ kind: 'reversal' }, { member: 1, points: 1, _id: 0 })
      .sort({ member: 1 })
      .lean();
    expect(entries).toEqual([
      { member: PEOPLE.chen, points: -8 },
      { member: PEOPLE.li, points: 8 },
    ]);
    expect(await openReports()).toBe(0);
    expect(await questions(work.ctx).findOne({}).lean()).toMatchObject({ version: 2, content: { correct: 1 } });

    // The second run, which looks for what was marked meanwhile, tells nobody twice.
    await work.moveTo('2026-03-02T08:03:00+08:00');
    await expect
      .poll(() => questions(work.ctx).countDocuments({ regradeAt: { $exists: true } }), { timeout: SOON })
      .toBe(0);
    await seen(chen, says(/✓ [A-D] {2}继续作业.*正确答案/), 'the old card with the new answer');
    await seen(li, says(/✓ [A-D] {2}继续作业.*你选的/), 'the old card with the new answer');
    expect([(await told(chen)).length, (await told(li)).length, (await told(maria)).length]).toEqual([1, 1, 0]);
    await li.command('/jy', 'quiz board');
    const board = await seen(li, has('quiz.board:'), 'the leaderboard');
    expect(textOf(board)).toMatch(/1\. 李强.*10 分[\s\S]*2\. 陈小梅.*2 分/);

    // Who answers now is marked by the new key.
    await answer(maria, NEW_KEY);
    expect(await totalOf(PEOPLE.maria)).toBe(10);
    expect(await answersOf(work, PEOPLE.maria)).toBe(1);
  });

  test('two officers at once: the second is told, and corrects nothing over the first', async () => {
    await report(li, '应该是继续作业');
    const he = work.slack.as(PEOPLE.officer);
    for (const one of [officer, he]) {
      await one.command('/jy', 'quiz reports');
      await one.click(/^quiz\.fixKey:/, { in: 'message' });
      await modalOf(one, has('"explanation"'), 'the form');
    }
    await officer.submit({ key: '1' });
    await he.submit({ key: '2' });
    await modalOf(he, says('刚才有人改过这道题'), 'that it was corrected, with the own choice');
    expect(await questions(work.ctx).findOne({}).lean()).toMatchObject({ version: 2, content: { correct: 1 } });
  });

  test('a report that is dismissed changes nothing, and leaves the list', async () => {
    await report(li, '看不懂');
    await officer.command('/jy', 'quiz reports');
    const list = await seen(officer, has('quiz.dismissReport'), 'the reports');
    expect(JSON.stringify(list.blocks)).toMatch(/quiz\.dismissReport:.*"confirm"/);
    await officer.click(/^quiz\.dismissReport:/, { message: list });
    await seen(officer, (one) => one.ts === list.ts && !has('quiz.dismissReport')(one), 'the list without it');
    expect(await openReports()).toBe(0);
    expect([await totalOf(PEOPLE.chen), await totalOf(PEOPLE.li)]).toEqual([10, 2]);
  });

  test('the statistics say who took part and what was hard, in chat and in App Home', async () => {
    await answer(maria, OLD_KEY);
    // All but the three of the late shifts, who are asked when they come.
    await expect.poll(() => cards(work.ctx).countDocuments(), { timeout: SOON }).toBe(11);
    await officer.command('/jy', 'quiz stats 安全');
    const stats = textOf(await seen(officer, says('答题统计'), 'the statistics'));
    expect(stats).toMatch(/1 道题，共 3 人次作答，正确率 67%/);
    expect(stats).toContain('03-02');
    await officer.part('quiz');
    await officer.click('quiz.stats', { in: 'modal' });
    const shown = textOf((await modalOf(officer, says('67%'), 'the statistics in a dialog')).blocks);
    expect(shown).toContain('3/11');
    await officer.closeModal();
    await officer.command('/jy', 'quiz stats 没有这个');
    await seen(officer, says('没有这个题库'), 'that there is no such bank');
  });
});
