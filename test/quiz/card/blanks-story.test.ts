import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { listBanks } from '../../../src/features/quiz/bank/service/banks.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import { has, makeSchedule, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const PAPER = `四、填空题（每空1分）
1、高处作业分为____级，其中____米以上要系安全带。
答案：四|4；2
解析：按《高处作业分级》。
`;

describe('a question of two blanks', () => {
  let work: Workplace;
  let officer: PlaygroundPerson;
  let chen: PlaygroundPerson;
  let maria: PlaygroundPerson;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    officer = work.slack.as(PEOPLE.admin);
    chen = work.slack.as(PEOPLE.chen);
    maria = work.slack.as(PEOPLE.maria);
  });
  afterEach(() => work.close());

  /** Pastes a text into the dialog. @returns the preview's words. */
  async function paste(text: string, name = '高处作业'): Promise<string> {
    await officer.command('/jy', `quiz import ${name}`);
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.type('text', text);
    await officer.submit();
    return textOf((await modalOf(officer, says('粘贴的文字'), 'the preview')).blocks);
  }

  test('comes from a pasted paper, is answered in the chat, and each blank is marked by itself', async () => {
    expect(await paste(PAPER)).toContain('四 / 4；2');
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    const [line] = await listBanks(work.ctx);
    await makeSchedule(work, line?.bank._id ?? '');
    await work.moveTo('2026-03-02T08:00:30+08:00');

    const card = await seen(chen, has('quiz.write'), 'the card');
    await chen.click('quiz.write', { message: card });
    const dialog = await modalOf(chen, says('第 1 空'), 'the dialog');
    expect(textOf(dialog.blocks)).toContain('第 2 空');
    // Nothing at all is no answer.
    expect(Object.keys((await chen.submit()).errors ?? {})).toEqual(['blank-0']);
    await chen.submit({ 'blank-0': '4', 'blank-1': '3' });
    const result = await seen(chen, (one) => one.ts === card.ts && has('quiz.report')(one), 'the result');
    expect(textOf(result)).toContain('2 个空答对 1 个');
    expect(textOf(result)).toContain('✓ 第 1 空  你填的：4');
    expect(textOf(result)).toContain('✗ 第 2 空  你填的：3  正确答案：2');
    expect(result.text).toContain('第 2 空');

    const english = await seen(maria, has('quiz.write'), 'the card in English');
    await maria.click('quiz.write', { message: english });
    await modalOf(maria, says('Blank 2'), 'the dialog in English');
    await maria.submit({ 'blank-0': '四', 'blank-1': '2' });
    const right = await seen(maria, (one) => one.ts === english.ts && has('quiz.report')(one), 'the result');
    expect(textOf(right)).toContain('All 2 blanks are right');
  });

  test('one answer for two blanks is not taken, and what was pasted is mended where it stands', async () => {
    const preview = await paste(PAPER.replace('四|4；2', '四'));
    expect(preview).toContain('个数对不上');
    await officer.type('text', PAPER);
    await officer.submit();
    await modalOf(officer, says('四 / 4；2'), 'the preview once more');
    expect(await questions(work.ctx).countDocuments({})).toBe(0);
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(await questions(work.ctx).countDocuments({})).toBe(1);
  });

  test('neither a file nor a text is asked for', async () => {
    await officer.command('/jy', 'quiz import 高处作业');
    await modalOf(officer, has('"file"'), 'the dialog');
    expect((await officer.submit()).errors?.file).toContain('粘贴');
  });
});
