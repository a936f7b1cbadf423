import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Where } from '../../../playground/client/find-element.ts';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { fileOf, textOf } from '../../../playground/client.ts';
import type { Message, ModalView } from '../../../playground/protocol.ts';
import { formWords } from '../../../src/bot/draw/form/words.ts';
import { importBank, listBanks } from '../../../src/features/quiz/bank/service/banks.ts';
import { BANK_FORMATS } from '../../../src/features/quiz/formats/bank-file.ts';
import { schedules } from '../../../src/features/quiz/model.ts';
import { readTables } from '../../../src/lib/tables/read-table.ts';
import { limitsOf } from '../../../src/lib/tables/table-file.ts';
import { writeXlsx } from '../../../src/lib/tables/xlsx-write.ts';
import { auditPage } from '../../../src/members/audit.ts';
import { FIVE_KINDS, singles } from '../../helpers/question-table.ts';
import { answer, answersOf, has, makeBank, makeSchedule, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

describe('an officer and the banks', () => {
  let work: Workplace;
  let officer: PlaygroundPerson;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    officer = work.slack.as(PEOPLE.admin);
  });
  afterEach(() => work.close());

  const bytesOf = async (message: Message): Promise<Uint8Array> => {
    const [file] = message.files;
    const answered = await fetch(`${work.playground.url}${file?.url}`);
    expect(answered.status).toBe(200);
    return new Uint8Array(await answered.arrayBuffer());
  };
  const totals = async () => (await listBanks(work.ctx)).map(({ bank, total }) => [bank.name, total]);
  const listed = (name: string) => (shown: Message | ModalView) => has('quiz.bank:')(shown) && says(name)(shown);
  /** Shows a bank out of the list, in a modal. */
  async function openBank(person: PlaygroundPerson, bank: string, where: Where = {}): Promise<ModalView> {
    await person.click(`quiz.bank:${bank}`, where);
    return modalOf(person, has(`quiz.deleteBank:${bank}`), 'the bank');
  }

  test('imports a file: a dialog, a preview that counts nothing, and then the bank', async () => {
    await officer.command('/jy', 'quiz import 水上');
    await modalOf(officer, has('"file"'), 'the dialog');
    // Without a file Slack itself says what is missing.
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['file']);
    await officer.attach('file', fileOf('bank.csv', `${FIVE_KINDS}\n单选,没有答案的题？,甲,乙,,,,,,,`));
    await officer.submit();
    const preview = textOf((await modalOf(officer, says('塘边作业'), 'the preview')).blocks);
    expect(preview).toMatch(/5 题.*1 行/);
    expect(await totals()).toEqual([]);
    await officer.submit();
    const done = await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(textOf(done.blocks)).toContain('没有答案的题');
    expect(await totals()).toEqual([['水上', 5]]);

    await officer.click('quiz.banks', { in: 'modal' });
    await modalOf(officer, listed('水上'), 'the list of banks');
    await officer.closeModal(true);
    await officer.command('/jy', '答题 题库');
    await seen(officer, listed('水上'), 'the list of banks as a message');
  });

  test('one bank after the other is imported out of the same dialog, however many', async () => {
    await officer.command('/jy', 'quiz import');
    for (const name of ['甲', '乙', '丙', '丁', '戊']) {
      await modalOf(officer, has('"file"'), 'the dialog');
      await officer.type('name', name);
      await officer.attach('file', fileOf('bank.csv', FIVE_KINDS));
      await officer.submit();
      await modalOf(officer, says('塘边作业'), 'the preview');
      await officer.submit();
      await modalOf(officer, has('quiz.banks'), 'the result');
      await officer.click('quiz.banks', { in: 'modal' });
      await modalOf(officer, listed(name), 'the list of banks');
      await officer.click('quiz.import', { in: 'modal' });
    }
    await modalOf(officer, has('"file"'), 'the dialog');
    expect((await totals()).length).toBe(5);
    expect((await officer.state()).modals.length).toBeLessThanOrEqual(3);
  });

  test('rows that cannot be imported come back as a file, which is mended and sent again', async () => {
    const bad = Array.from({ length: 40 }, (_, n) => `单选,第${n}行没有答案？,甲,乙,,,,,,,`);
    const send = async (name: string, content: string | Uint8Array) => {
      await officer.command('/jy', 'quiz import 水上');
      await modalOf(officer, has('"file"'), 'the dialog');
      await officer.attach('file', fileOf(name, content));
      await officer.submit();
    };
    await send('bank.csv', [FIVE_KINDS, ...bad].join('\n'));
    await modalOf(officer, says('塘边作业'), 'the preview');
    await officer.submit();
    const sent = await seen(officer, (one) => one.files.length > 0, 'the file');
    await modalOf(officer, says('第 7 行'), 'the result with the first of them');
    await officer.closeModal(true);
    const [sheet] = await readTables(await bytesOf(sent), limitsOf(100));
    const [header, ...rows] = (sheet?.rows ?? []).map(({ cells }) => cells);
    const answer = header?.indexOf('答案') ?? -1;
    expect(header?.at(-1)).toBe('要改什么');
    expect(rows).toHaveLength(40);
    expect(rows.at(-1)).toEqual(expect.arrayContaining(['第39行没有答案？', '没有答案。']));
    const mended = rows.map((cells) => cells.map((cell, at) => (at === answer ? 'A' : cell)));
    await send('rows.xlsx', await writeXlsx([header ?? [], ...mended], []));
    const preview = textOf((await modalOf(officer, says('40 题可以读入'), 'the preview')).blocks);
    expect(preview).not.toContain('没有用到的列');
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(await totals()).toEqual([['水上', 45]]);
  });

  test('the bad rows can be had before anything is imported, of a pasted table too', async () => {
    await officer.command('/jy', 'quiz import 水上');
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.type('text', '题干,选项A,选项B,答案\n好的？,甲,乙,A\n没有答案？,甲,乙,');
    await officer.submit();
    await modalOf(officer, says('没有答案'), 'the preview');
    await officer.click('quiz.badRows', { in: 'modal' });
    const sent = await seen(officer, (one) => one.files.length > 0, 'the file');
    const [sheet] = await readTables(await bytesOf(sent), limitsOf(100));
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['题干', '选项A', '选项B', '答案', '要改什么'],
      ['没有答案？', '甲', '乙', '', '没有答案。'],
    ]);
    expect(await totals()).toEqual([]);
  });

  test('what was pasted is there again when the dialog or its preview was closed, until it is imported', async () => {
    const open = async () => {
      await officer.command('/jy', 'quiz import');
      return modalOf(officer, has('"file"'), 'the dialog');
    };
    await open();
    await officer.type('name', '水上');
    await officer.type('text', '题干,选项A,选项B,答案\n好的？,甲,乙,A');
    await officer.closeModal();
    await work.settled();
    expect(says(formWords.zh.kept)(await open())).toBe(true);
    await officer.submit();
    await modalOf(officer, says('1 题可以读入'), 'the preview');
    await officer.type('text', '题干,选项A,选项B,答案\n更好的？,甲,乙,A');
    await officer.closeModal();
    await work.settled();
    expect(JSON.stringify((await open()).state.values)).toContain('更好的？');
    await officer.submit();
    await modalOf(officer, says('更好的？'), 'the preview of what was mended');
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(await totals()).toEqual([['水上', 1]]);
    await officer.closeModal(true);
    expect(says(formWords.zh.kept)(await open())).toBe(false);
  });

  test('the template comes by the command and by the dialog, and is imported as it is', async () => {
    await officer.command('/jy', 'quiz 模板');
    const sent = await seen(officer, (one) => one.files.length > 0, 'the template');
    expect(sent.files[0]?.name).toBe('题库模板.xlsx');
    await officer.command('/jy', 'quiz import 例子');
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.click('quiz.template:csv', { in: 'modal' });
    await seen(officer, (one) => one.files[0]?.name === '题库模板.csv', 'the template as CSV');
    await officer.attach('file', fileOf('题库模板.xlsx', await bytesOf(sent)));
    await officer.submit();
    const preview = textOf((await modalOf(officer, says('7 题可以读入'), 'the preview')).blocks);
    expect(preview).not.toMatch(/没有读|有问题|请看一看/);
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(await totals()).toEqual([['例子', 7]]);
  });

  test('a file that Slack does not give is said at its input; pressed again, it goes on', async () => {
    await officer.command('/jy', 'quiz import 水上');
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.attach('file', fileOf('bank.csv', FIVE_KINDS));
    await work.slack.faults.add({ method: 'files.info', fault: '429', retryAfter: 3 });
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['file']);
    await officer.submit();
    await modalOf(officer, says('塘边作业'), 'the preview');
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    expect(await totals()).toEqual([['水上', 5]]);
  });

  test('a file that is no bank is refused at its input, with nothing lost', async () => {
    await officer.command('/jy', 'quiz import');
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.type('name', '杂');
    await officer.attach('file', fileOf('photo.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'text/csv'));
    const { errors } = await officer.submit();
    expect(errors?.file).toMatch(/\p{Script=Han}/u);
    expect((await officer.modal()).state.values.name).toMatchObject({ 'value:name': { value: '杂' } });
    expect(await totals()).toEqual([]);
  });

  test.each(BANK_FORMATS)(
    'exports %s into the officer’s messages, and the file brings back the same bank',
    async (format) => {
      await makeBank(work, '水上', FIVE_KINDS);
      await officer.command('/jy', `quiz export 水上 ${format}`);
      // Of a format that cannot hold all, a second file says what is missing.
      const isBank = /^水上-2026-03-02\.(?:csv|xlsx|gift\.txt|aiken\.txt|xml)$/;
      const sent = await seen(officer, (one) => one.files.some(({ name }) => isBank.test(name)), 'the file');
      expect(sent.channel).toBe(await officer.dmChannel());
      const bytes = await bytesOf(sent);

      const kept = format === 'aiken' ? 2 : 5;
      const name = sent.files[0]?.name ?? '';
      await officer.command('/jy', 'quiz import 水上');
      await modalOf(officer, has('"file"'), 'the dialog');
      await officer.attach('file', fileOf(name, bytes));
      await officer.submit();
      const preview = await modalOf(officer, (modal) => !has('"file_input"')(modal), 'the preview');
      expect(textOf(preview.blocks)).toContain(`${kept} 题`);
      // All of it is in the bank already: there is nothing to confirm.
      expect(preview.submit).toBeUndefined();
      expect(await totals()).toEqual([['水上', 5]]);
    },
  );

  test('a bank of the list is opened: what is in it, and the dialog of an export', async () => {
    const bank = await makeBank(work, '水上', FIVE_KINDS);
    await officer.command('/jy', 'quiz banks');
    const shown = textOf((await openBank(officer, bank)).blocks);
    expect(shown).toContain('5 题');
    expect(shown).toContain('水上安全');
    await officer.click(`quiz.export:${bank}`, { in: 'modal' });
    await modalOf(officer, has('"format"'), 'the dialog');
    await officer.submit({ format: 'gift' });
    const sent = await seen(officer, (one) => one.files.length > 0, 'the file');
    expect(new TextDecoder().decode(await bytesOf(sent))).toContain('塘边作业');
    await modalOf(officer, says('私信'), 'that it was sent');
    const { rows: entries } = await auditPage(work.ctx, 1);
    expect(entries[0]).toMatchObject({
      by: PEOPLE.admin,
      kind: 'export',
      what: { zh: expect.stringContaining('“水上”') },
    });
    expect((await work.slack.as(PEOPLE.chen).dm()).flatMap((one) => one.files)).toEqual([]);
  });

  test('from an opened bank, a schedule is made that has it already, and more questions are imported into it', async () => {
    const bank = await makeBank(work, '水上', FIVE_KINDS);
    // Any other new schedule would begin with the bank that came last.
    await makeBank(work, '新来的', singles(3));
    await officer.part('quiz');
    await officer.click('quiz.banks', { in: 'modal' });
    await modalOf(officer, listed('新来的'), 'the list of banks');
    await openBank(officer, bank, { in: 'modal' });
    await officer.click('quiz.schedule', { in: 'modal' });
    await modalOf(officer, has('"audience"'), 'the form');
    await officer.submit();
    await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    expect(await schedules(work.ctx).find({}).lean()).toMatchObject([{ bank, name: '每日一题' }]);

    await officer.closeModal();
    await officer.click(`quiz.import:${bank}`, { in: 'modal' });
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.attach('file', fileOf('more.csv', singles(2)));
    await officer.submit();
    await modalOf(officer, says('第1题'), 'the preview');
    await officer.submit();
    await modalOf(officer, says('已导入 2 题到“水上”'), 'the result');
    expect(Object.fromEntries(await totals())).toEqual({ 水上: 7, 新来的: 3 });
  });

  test('a branch’s officer schedules every bank, and looks into, exports and deletes only their own', async () => {
    await limitToBranch(work);
    const bank = await makeBank(work, '水上', FIVE_KINDS);
    const { bank: own } = await importBank(
      work.ctx,
      { user: PEOPLE.officer },
      Buffer.from(singles(3)),
      'bank.csv',
      '分会的',
    );
    const he = work.slack.as(PEOPLE.officer);
    await he.command('/jy', 'quiz export 水上 csv');
    await seen(he, says('全公司的工会干部'), 'who can');
    await he.command('/jy', 'quiz export 分会的 csv');
    await seen(he, (one) => one.files.length > 0, 'the file');
    await he.part('quiz');
    await he.click('quiz.banks', { in: 'modal' });
    await modalOf(he, listed('水上'), 'the banks');
    await he.click(`quiz.bank:${bank}`, { in: 'modal' });
    const others = await modalOf(he, says('这个题库由'), 'whose it is');
    expect(has('quiz.schedule')(others)).toBe(true);
    for (const entry of ['export', 'import', 'stats', 'deleteBank']) expect(has(`quiz.${entry}:`)(others)).toBe(false);
    expect(await totals()).toHaveLength(2);
    await he.closeModal(true);
    await he.part('quiz');
    await he.click('quiz.banks', { in: 'modal' });
    await modalOf(he, listed('分会的'), 'the banks');
    await openBank(he, own._id, { in: 'modal' });
    await he.click(`quiz.deleteBank:${own._id}`, { in: 'modal' });
    await modalOf(he, says('“分会的”已删除'), 'the list without it');
    expect(await totals()).toEqual([['水上', 5]]);
  });

  test('deletes a bank after asking once more, while its question is open', async () => {
    const bank = await makeBank(work);
    await makeSchedule(work, bank);
    const chen = work.slack.as(PEOPLE.chen);
    await work.moveTo('2026-03-02T08:00:30+08:00');
    await seen(chen, has('quiz.pick'), 'the card');
    await officer.command('/jy', 'quiz banks');
    const list = await seen(officer, listed('安全'), 'the list');
    const opened = await openBank(officer, bank, { message: list });
    const button = JSON.stringify(opened.blocks).match(/"action_id":"quiz\.deleteBank:[^"]+".*?"confirm":\{.*?\}\}/);
    expect(button?.[0]).toContain('1 个计划');
    await officer.click(`quiz.deleteBank:${bank}`, { in: 'modal' });
    const rest = await modalOf(officer, says('“安全”已删除'), 'the list without it');
    expect(has('quiz.bank:')(rest)).toBe(false);
    expect(await totals()).toEqual([]);
    await officer.closeModal(true);
    // The message still shows it, as it was.
    await officer.click(`quiz.bank:${bank}`, { message: list });
    await modalOf(officer, says('没有这个题库'), 'that it is gone');

    await answer(chen, '停止作业');
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
    await officer.command('/jy', 'quiz schedule');
    await seen(
      officer,
      (one) => has('quiz.endSchedule')(one) && says('题库已删除')(one),
      'that its schedule has no bank',
    );
  });
});
