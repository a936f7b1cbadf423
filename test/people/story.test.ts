import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { demoRoster } from '../../playground/company.ts';
import type { ModalView } from '../../playground/protocol.ts';
import { readTables } from '../../src/lib/tables/read-table.ts';
import { limitsOf } from '../../src/lib/tables/table-file.ts';
import { writeXlsxBook } from '../../src/lib/tables/xlsx-write.ts';
import { rosterRows } from '../../src/members/model.ts';
import { unmatchedRoster } from '../../src/members/roster/service.ts';
import { actorOf, memberOf } from '../../src/members/service.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-11-18T10:00:00+08:00', bot: 'socket', withRoster: false });
});
afterAll(() => work.close());

const titled = (title: string) => (state: { modals: ModalView[] }) =>
  state.modals.find((modal) => modal.title.text === title);

describe('people', () => {
  it('a worker gets one sentence for the roster, and nothing opens', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', 'people import');
    await chen.untilMessage('只有管理员可以这样做');
    expect((await chen.state()).modals).toEqual([]);
  });

  it('an administrator imports the roster, sees what became of each row, and who is missing', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const extra = 'QH9001,未到,wd@qinghe.example,东湖养殖分会,一号塘班,,,\nQH9002,<!channel>,坏邮箱,,,,,\n';
    await admin.command('/jy', '名册 导入');
    await admin.until(titled('导入名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('roster.csv', demoRoster() + extra));
    await admin.submit();
    const preview = await admin.until(titled('导入预览'), 'the preview', 15_000);
    expect(textOf(preview.blocks)).toContain('成为管理员');
    expect(await actorOf(work.ctx, PEOPLE.li)).toMatchObject({ roles: ['worker'] });
    await admin.submit();
    const result = await admin.until(titled('名册已导入'), 'the result', 15_000);
    const shown = textOf(result.blocks);
    expect(shown).toContain('导入 16 人，其中 14 人已在 Slack 找到。');
    expect(shown).toContain('第 17 行：邮箱写得不对');
    expect(JSON.stringify(result)).not.toContain('<!channel>');
    expect(await actorOf(work.ctx, PEOPLE.li)).toMatchObject({
      branch: '东湖养殖分会',
      roles: ['worker', 'representative'],
    });

    await admin.click('people.unmatched:1', { in: 'modal' });
    const list = await admin.until(
      (state) => state.modals.find((modal) => textOf(modal.blocks).includes('QH9001')),
      'the list',
    );
    expect(textOf(list.blocks)).toContain('名册上有 2 人没有在 Slack 找到');
    await admin.closeModal(true);
    await admin.command('/jy', 'people unmatched');
    expect(textOf(await admin.untilMessage('QH9001'))).toContain('wd@qinghe.example');
  });

  it('rows that were not taken whole come back as a file; mended and sent again, nobody is there twice', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const filesOf = async () =>
      Object.values((await admin.state()).messages)
        .flat()
        .flatMap(({ files }) => files.filter(({ name }) => name === '要改的行.xlsx'));
    const before = (await filesOf()).length;
    const bytes = await writeXlsxBook([
      {
        name: '一分会',
        widths: [],
        rows: [
          ['序号', '工号', '姓名', '邮箱', '角色'],
          ['1', 'QH9101', '新来', 'xl@qinghe.example', '职工'],
          ['2', 'QH9102', '', 'mm@qinghe.example', '职工'],
        ],
      },
      {
        name: '二分会',
        widths: [],
        rows: [
          ['工号', '姓名', '邮箱', '角色'],
          ['QH9103', '=小计', '坏邮箱', '分会干部'],
          ['QH9104', '好的', '', ''],
        ],
      },
    ]);
    await admin.command('/jy', 'people import');
    await admin.until(titled('导入名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('r.xlsx', bytes));
    await admin.submit();
    const preview = await admin.until(titled('导入预览'), 'the preview', 15_000);
    expect(textOf(preview.blocks)).toContain('“一分会”第 3 行：没有姓名');
    await admin.submit();
    const result = await admin.until(titled('名册已导入'), 'the result', 15_000);
    expect(textOf(result.blocks)).toContain('要改的行已存成文件');
    await admin.closeModal(true);
    const files = await filesOf();
    expect(files).toHaveLength(before + 1);
    const url = `${work.playground.url}${files.at(-1)?.url}`;
    const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const sheets = await readTables(file, limitsOf(100));
    const rows = sheets.map(({ name, rows }) => [name, ...rows.map(({ cells }) => cells)]);
    expect(rows).toEqual([
      [
        '一分会',
        ['序号', '工号', '姓名', '邮箱', '角色', '要改什么'],
        ['2', 'QH9102', '', 'mm@qinghe.example', '职工', '没有姓名。'],
      ],
      [
        '二分会',
        ['工号', '姓名', '邮箱', '角色', '要改什么'],
        ['QH9103', "'=小计", '坏邮箱', '分会干部', '邮箱写得不对。 分会干部要写明分会。'],
      ],
    ]);
    const mended = await writeXlsxBook(
      sheets.map(({ name, rows }) => ({
        name,
        widths: [],
        rows: rows.map(({ cells: [first = '', ...rest] }) => [
          first,
          ...rest.map((cell) => ({ 坏邮箱: 'xj@qinghe.example', 分会干部: '职工', '': '补上' })[cell] ?? cell),
        ]),
      })),
    );
    await admin.command('/jy', 'people import');
    await admin.until(titled('导入名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('要改的行.xlsx', mended));
    await admin.submit();
    const again = textOf((await admin.until(titled('导入预览'), 'the preview', 15_000)).blocks);
    expect(again).toContain('新增 1 人，改动 1 人');
    expect(again).not.toMatch(/要改什么|没有看懂|没有导入/);
    await admin.submit();
    await admin.until(titled('名册已导入'), 'the result', 15_000);
    await admin.closeModal(true);
    const known = await rosterRows(work.ctx)
      .find({ employeeNumber: /^QH910/ })
      .sort({ employeeNumber: 1 })
      .lean();
    expect(known.map(({ employeeNumber, name, email }) => [employeeNumber, name, email])).toEqual([
      ['QH9101', '新来', 'xl@qinghe.example'],
      ['QH9102', '补上', 'mm@qinghe.example'],
      ['QH9103', '=小计', 'xj@qinghe.example'],
      ['QH9104', '好的', ''],
    ]);
    await rosterRows(work.ctx).deleteMany({ employeeNumber: /^QH910/ });
  });

  it('the template of the roster comes by a command', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', '名册 模板');
    await admin.until(
      ({ messages }) =>
        Object.values(messages)
          .flat()
          .find(({ files }) => files.some(({ name }) => name === '名册模板.xlsx')),
      'the template',
    );
  });

  it('a second roster takes an office away: the preview says so, and the log undoes it', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', 'people import');
    await admin.until(titled('导入名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('r.csv', '工号,姓名,角色\nQH1004,李强,职工\n'));
    await admin.submit();
    const preview = await admin.until(titled('导入预览'), 'the preview', 15_000);
    const shown = textOf(preview.blocks);
    expect(shown).toContain('李强（QH1004）：不再是职工代表');
    expect(shown).toContain('个有身份的人不在这份名册里');
    await admin.submit();
    await admin.until(titled('名册已导入'), 'the result', 15_000);
    expect(await actorOf(work.ctx, PEOPLE.li)).toMatchObject({ roles: ['worker'] });
    await admin.closeModal(true);

    await admin.command('/jy', 'people log');
    const log = await admin.untilMessage('谁动过人员资料');
    expect(textOf(log)).toContain('不再是职工代表');
    const undo = JSON.stringify(log.blocks).match(/people\.undo:\w+/)?.[0] ?? '';
    await admin.click(undo);
    await admin.untilMessage('已撤销，1 人恢复原样。');
    expect(await actorOf(work.ctx, PEOPLE.li)).toMatchObject({ roles: ['worker', 'representative'] });
  });

  it('a file that is no roster is refused with one sentence at its input, and nothing is imported', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', 'people import');
    await admin.until(titled('导入名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('roster.csv', '你好\n'));
    const { errors } = await admin.submit();
    expect(Object.values(errors ?? {})).toEqual([expect.stringContaining('没有找到“工号”和“姓名”两列')]);
    expect((await unmatchedRoster(work.ctx, 1)).total).toBe(2);
    await admin.closeModal(true);
  });

  it('everyone chooses the language, by command and in App Home', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/jy', 'people');
    expect(textOf(await maria.untilMessage('Maria Santos'))).toContain('国际员工分会 · 技术班');
    await maria.command('/jy', 'people language zh');
    await maria.untilMessage('好的，以后用中文。');
    expect(textOf((await maria.home()).blocks)).toContain('语言：中文');
    await maria.part('people');
    await maria.click('people.language:en', { in: 'modal' });
    await maria.until(({ home }) => textOf(home?.blocks).includes('Language: English'), 'a home in English');
    await maria.command('/jy', '语言 中文');
    await maria.untilMessage('好的，以后用中文。');
    await maria.command('/jy', 'language English');
    await maria.untilMessage('Done. From now on in English.');
  });

  it('a language that the bot does not speak changes nothing, and the choice is shown', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', 'language');
    expect(textOf(await chen.untilMessage('语言：中文'))).toContain('English');
    await chen.command('/jy', 'language français');
    await chen.untilMessage('我只会中文和英文，语言没有改动。');
    await chen.click('people.language:auto');
    await chen.untilMessage('好的，以后跟随 Slack 的语言（现在是中文）。');
  });

  it('a worker sets quiet hours and refuses reminders, from Home, and Home says so', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.part('people');
    await chen.click('people.settings', { in: 'modal' });
    await chen.until(titled('设置'), 'the settings');
    await chen.fill({ 安静时段从: '12:00', 到: '13:30', '每日一题：要收到哪些消息': ['每天的题'] });
    await chen.submit();
    await chen.until(({ home }) => textOf(home?.blocks).includes('安静时段 12:00–13:30'), 'the new hours');
    expect(textOf((await chen.home()).blocks)).toContain('不接收：截止前的提醒、答案更正后的得分通知');
    expect(await memberOf(work.ctx, PEOPLE.chen)).toMatchObject({
      quiet: { from: '12:00', to: '13:30' },
      optOuts: ['quiz.nudge', 'quiz.regraded'],
    });
  });

  it('and takes it back by command: the hours of the house are nobody’s own', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', '设置');
    await chen.until(titled('设置'), 'the settings');
    const all = ['每天的题', '截止前的提醒', '答案更正后的得分通知'];
    await chen.fill({ 安静时段从: '22:00', 到: '07:00', '每日一题：要收到哪些消息': all });
    await chen.submit();
    await chen.until(({ home }) => textOf(home?.blocks).includes('安静时段 22:00–07:00'), 'the hours of the house');
    const member = await memberOf(work.ctx, PEOPLE.chen);
    expect(member).toMatchObject({ optOuts: [] });
    expect(member).not.toHaveProperty('quiet');
  });
});
