import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { replaceQuestion } from '../../../src/features/quiz/bank/service/mend.ts';
import { mendedFrom } from '../../../src/features/quiz/browse/mend-form.ts';
import { browse } from '../../../src/features/quiz/browse/service.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { FIVE_KINDS, singles } from '../../helpers/question-table.ts';
import { answer, has, makeBank, modalOf, openDay, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const ALL = { words: '', kind: undefined, category: undefined, state: 'active' } as const;

describe('an officer looks through a bank', () => {
  let work: Workplace;
  let officer: PlaygroundPerson;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    officer = work.slack.as(PEOPLE.admin);
  });
  afterEach(() => work.close());

  async function lookThrough(bank: string): Promise<void> {
    await officer.command('/jy', 'quiz banks');
    await officer.until(
      ({ messages }) =>
        Object.values(messages)
          .flat()
          .find((one) => has(`quiz.bank:${bank}`)(one)),
      'the banks',
    );
    await officer.click(`quiz.bank:${bank}`);
    await modalOf(officer, has(`quiz.browse:${bank}`), 'the bank');
    await officer.click(`quiz.browse:${bank}`, { in: 'modal' });
    await modalOf(officer, has('"words"'), 'its questions');
  }

  test('turns the pages, searches, and opens a question as a worker sees it', async () => {
    const bank = await makeBank(work, '水上', `${FIVE_KINDS}\n单选,5*3 是 10~20 之间吗？,是*,否~,,,A,,,,,`);
    await lookThrough(bank);
    expect(textOf((await officer.modal()).blocks)).toContain('6 题');
    await officer.submit({ words: '5*3' });
    const found = await modalOf(officer, says('找到 1 题'), 'what was found');
    const [id = ''] = /quiz\.question:(\w+)/.exec(JSON.stringify(found))?.slice(1) ?? [];
    await officer.click(`quiz.question:${id}`, { in: 'modal' });
    const shown = await modalOf(officer, has('quiz.mend'), 'the question');
    // The signs stand there as they are, and format nothing.
    expect(JSON.stringify(shown)).toContain('10\u200b~\u200b20');
    expect(JSON.stringify(shown)).toContain('是\u200b*\u200b');

    await officer.click(`quiz.retire:${id}`, { in: 'modal' });
    await modalOf(officer, has(`quiz.restore:${id}`), 'that it is retired');
    expect((await browse(work.ctx, bank, ALL, 0)).total).toBe(5);
    expect((await browse(work.ctx, bank, { ...ALL, state: 'retired' }, 0)).total).toBe(1);
    await officer.click(`quiz.restore:${id}`, { in: 'modal' });
    await modalOf(officer, has(`quiz.retire:${id}`), 'that it is back');
  });

  test('turns a page of what was searched', async () => {
    const bank = await makeBank(work, '多', singles(20));
    await lookThrough(bank);
    await officer.click('quiz.browse:next', { in: 'modal' });
    await modalOf(officer, says('第 2/3 页'), 'the second page');
    const { rows, page } = await browse(work.ctx, bank, ALL, 99);
    expect([rows.length, page]).toEqual([4, 3]);
  });

  test('mends a question; two at once lose nothing', async () => {
    const bank = await makeBank(work, '改', singles(1));
    const before = await questions(work.ctx).findOne({ bank }).lean();
    const id = before?._id ?? '';
    await lookThrough(bank);
    await officer.click(`quiz.question:${id}`, { in: 'modal' });
    await modalOf(officer, has('quiz.mend'), 'the question');
    await officer.click(`quiz.mend:${id}`, { in: 'modal' });
    await modalOf(officer, has('"stem"'), 'the form');
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['stem']);
    await officer.type('option-0', '写了一半');
    await officer.closeModal();
    await work.settled();
    await officer.click(`quiz.mend:${id}`, { in: 'modal' });
    const again = await modalOf(officer, has('"stem"'), 'the form');
    expect(JSON.stringify(again.state.values['option-0'])).toContain('写了一半');
    await officer.type(
      'option-0',
      before !== null && 'options' in before.content ? (before.content.options[0] ?? '') : '',
    );
    await questions(work.ctx).updateOne({ _id: id }, { $inc: { version: 1 } });
    await officer.submit({ stem: '改过的题干？' });
    expect((await questions(work.ctx).findOne({ _id: id }).lean())?.content.stem).toBe(before?.content.stem);
    await modalOf(officer, says('刚才有人改过这道题'), 'the same form with what was typed');
    await officer.submit();
    await modalOf(officer, says('已保存'), 'that it is saved');
    const after = await questions(work.ctx).findOne({ _id: id }).lean();
    expect(after).toMatchObject({ version: 3, content: { stem: '改过的题干？' } });
    expect(after?.regradeAt).toBeUndefined();
  });

  test('with another number of options a new question takes its place; a file with the old one brings nothing back', async () => {
    const bank = await makeBank(work, '换', singles(1));
    const [old] = await questions(work.ctx).find({ bank }).lean();
    if (old === undefined || !('options' in old.content)) throw new Error('a choice was imported');
    const content = { ...old.content, options: [...old.content.options, '新的一个'] };
    await Promise.all([replaceQuestion(work.ctx, old, content), replaceQuestion(work.ctx, old, content)]);
    const active = () => questions(work.ctx).find({ bank, state: 'active' }).lean();
    expect(await active()).toMatchObject([{ version: 1, content }]);
    expect(await questions(work.ctx).findOne({ _id: old._id }).lean()).toMatchObject({ state: 'retired', version: 2 });
    await expect(replaceQuestion(work.ctx, old, { ...content, stem: '另一个题干' })).rejects.toThrow();
    await makeBank(work, '换', singles(1));
    expect(await active()).toMatchObject([{ content }]);
    expect(await questions(work.ctx).countDocuments({ bank })).toBe(2);
  });
});

describe('options that are added and removed', () => {
  const before: Question = {
    kind: 'single',
    stem: '多久？',
    options: ['1年', '2年', '3年'],
    correct: 1,
    category: '',
    tags: [],
    posts: [],
  };
  const form = (changes: Record<string, string | string[]>) => mendedFrom('zh', before, { key: '1', ...changes });
  const many: Question = { ...before, kind: 'multiple', correct: [0, 2] };

  test.each<[string, Record<string, string>, string[], number]>([
    ['one more', { 'option-3': '4年' }, ['1年', '2年', '3年', '4年'], 1],
    [
      'two more, one of them right',
      { 'option-3': '4年', 'option-4': '5年', key: '4' },
      ['1年', '2年', '3年', '4年', '5年'],
      4,
    ],
    ['the first gone, and the key follows', { 'option-0': ' ' }, ['2年', '3年'], 0],
    ['one gone and one come', { 'option-0': '', 'option-4': '半年' }, ['2年', '3年', '半年'], 0],
  ])('%s', (_name, changes, options, correct) => {
    expect(form(changes)).toEqual({ content: { ...before, options, correct } });
  });

  test('several right ones follow too', () => {
    expect(mendedFrom('zh', many, { key: ['0', '2'], 'option-1': '', 'option-3': '4年' })).toEqual({
      content: { ...many, options: ['1年', '3年', '4年'], correct: [0, 1] },
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['the right one is emptied', { 'option-1': '' }, 'key'],
    ['an empty one is right', { key: '4' }, 'key'],
    ['only one is left', { 'option-0': '', 'option-2': '' }, 'option-0'],
    ['two are the same', { 'option-3': '１年' }, 'option-3'],
    ['one is too long', { 'option-0': '', 'option-2': '长'.repeat(401) }, 'option-2'],
    ['the stem is empty', { stem: ' ' }, 'stem'],
  ])('what is wrong is said at its field: %s', (_name, changes, field) => {
    expect(Object.keys((form(changes) as { errors: object }).errors)).toEqual([field]);
  });
});

test('a mended key marks past answers again, unless the officer says not to', async () => {
  const { work, bank } = await openDay();
  await answer(work.slack.as(PEOPLE.chen), '停止作业');
  const officer = work.slack.as(PEOPLE.admin);
  const question = await questions(work.ctx).findOne({ bank }).lean();
  await officer.command('/jy', 'quiz banks');
  await officer.until(
    ({ messages }) =>
      Object.values(messages)
        .flat()
        .find((one) => has(`quiz.bank:${bank}`)(one)),
    'the banks',
  );
  await officer.click(`quiz.bank:${bank}`);
  await modalOf(officer, has(`quiz.browse:${bank}`), 'the bank');
  await officer.click(`quiz.browse:${bank}`, { in: 'modal' });
  await modalOf(officer, has('"words"'), 'its questions');
  await officer.click(/^quiz\.question:/, { in: 'modal' });
  await modalOf(officer, has('quiz.mend'), 'the question');
  await officer.click(/^quiz\.questionStats:/, { in: 'modal' });
  await modalOf(officer, says('1 人答过'), 'its statistics');
  await officer.closeModal();
  await officer.click(/^quiz\.mend:/, { in: 'modal' });
  await modalOf(officer, has('"stem"'), 'the form');
  await officer.submit({ key: '1' });
  await modalOf(officer, says('1 次作答正在重新计分'), 'what follows');
  expect(
    (
      await questions(work.ctx)
        .findOne({ _id: question?._id ?? '' })
        .lean()
    )?.version,
  ).toBe(2);
  await work.close();
});
