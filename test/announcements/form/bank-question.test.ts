import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { readQuestion, writeQuestion } from '../../../src/bot/draw/question-text.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';
import { has, makeBank, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { newest, openForm, sendIt, writeOne } from '../desk.ts';

const TABLE = [
  '题型,题干,选项A,选项B,选项C,选项D,选项E,选项F,答案,分类',
  '单选,进入有限空间之前先做什么？,先通风、再检测,直接进入,派一人先下去,,,,A,安全生产',
  '判断,电气设备着火时可以先用水扑救。,,,,,,,错,安全生产',
  '多选,灭火器放在哪里？,看得见的地方,取得到的地方,锁着的柜子里,,,,AB,安全生产',
  '填空,全国统一的急救电话号码是？,,,,,,,120,急救',
  '单选,六个里选一个？,一,二,三,四,五,六,A,别的',
].join('\n');

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await makeBank(work, '安全题库', TABLE);
});
afterAll(() => work.close());

/** What the form offers from the banks for what is typed. */
async function offered(typed: string): Promise<string[]> {
  const officer = work.slack.as(PEOPLE.admin);
  const view = (await officer.modal()).id;
  const found = await officer.act({
    kind: 'suggest',
    view,
    block_id: 'bank',
    action_id: 'announcements.question:bank',
    value: typed,
  });
  return (found.options ?? []).map((one) => textOf([{ type: 'section', text: one.text }]).trim());
}

describe('a check question from a bank', { timeout: 60_000 }, () => {
  it('is found by its words and its topic; only what fits a message is offered', async () => {
    const officer = await openForm(work, PEOPLE.admin);
    await officer.click('bot.more', { in: 'modal' });
    await modalOf(officer, has('announcements.question'), 'the whole form');
    expect((await offered('')).sort()).toEqual(['电气设备着火时可以先用水扑救。', '进入有限空间之前先做什么？'].sort());
    expect(await offered('有限 安全')).toEqual(['进入有限空间之前先做什么？']);
    expect(await offered('急救')).toEqual([]);
    expect(await offered('.*')).toEqual([]);
    await officer.closeModal(true);
  });

  it('stands in the preview, is asked of the workers, and only its right answer confirms', async () => {
    const fields = { title: '下池以前', body: '先看题', include: ['donghu'], bank: '有限空间', question: '写了一半' };
    const officer = await writeOne(work, PEOPLE.admin, fields);
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(textOf(preview.blocks)).toMatch(
      /进入有限空间之前先做什么？[\s\S]*A {2}先通风、再检测[\s\S]*C {2}派一人先下去/,
    );
    await sendIt(work, officer);
    const chen = work.slack.as(PEOPLE.chen);
    const card = await seen(chen, has('announcements.answer:2'), 'the card');
    expect(JSON.stringify(card)).not.toContain('* 先通风');
    await chen.click('announcements.answer:1', { message: card });
    await seen(chen, says('不对，请再看一遍正文'), 'that it was wrong');
  });

  it('is a copy: what becomes of the bank’s question later does not change it', async () => {
    await questions(work.ctx).updateMany(
      {},
      { $set: { 'content.stem': '改过', 'content.correct': 2, state: 'retired' } },
    );
    const chen = work.slack.as(PEOPLE.chen);
    await chen.click('announcements.answer:0', { message: await seen(chen, says('有限空间'), 'the card') });
    expect(textOf(await seen(chen, says('✓ 你已确认'), 'the confirmation'))).toContain('下池以前');
  });

  it('that has gone meanwhile is said at its place, and the draft is kept', async () => {
    await questions(work.ctx).updateMany({}, { $set: { state: 'active' } });
    const officer = await openForm(work, PEOPLE.admin);
    await officer.fill({ title: '题没了', body: '正文', include: ['donghu'], bank: '改过' });
    await questions(work.ctx).updateMany({}, { $set: { state: 'retired' } });
    const { errors } = await officer.submit();
    expect(errors).toEqual({ bank: expect.stringContaining('已经不在题库里') });
    expect(await newest(work)).toMatchObject({ title: '题没了', state: 'draft' });
    await officer.closeModal(true);
  });
});

it('a copied question reads as it was, whatever its words are', () => {
  const words = hostileWords(200).filter((text) => text.replace(/^[*＊✓\s]+/, '').trim() !== '');
  fc.assert(
    fc.property(words, fc.array(words, { minLength: 2, maxLength: 5 }), fc.nat(1), (stem, options, right) => {
      const flat = (text: string) =>
        text
          .replace(/\s+/g, ' ')
          .replace(/^[*＊✓ ]+/, '')
          .trim();
      expect(readQuestion(writeQuestion({ words: stem, options, right }))).toEqual({
        words: flat(stem),
        options: options.map(flat),
        right,
      });
    }),
  );
});
