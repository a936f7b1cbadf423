import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { fileOf, textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { importPlan, startImport } from '../../../src/features/training/import/service/import.ts';
import { type Course, courses, sessions } from '../../../src/features/training/model.ts';
import { confirmedImports } from '../../../src/imports/model.ts';
import { writeXlsxBook } from '../../../src/lib/tables/xlsx-write.ts';
import { membersOf } from '../../../src/members/audience/audience.ts';
import { auditPage } from '../../../src/members/audit.ts';
import { gb18030 } from '../../helpers/gb18030.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const HEADER = ['主题', '类型', '日期', '开始', '结束', '地点', '讲师', '名额', '谁可以报名'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let work: Workplace;
let officer: PlaygroundPerson;
let trainer = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  officer = work.slack.as(PEOPLE.admin);
  trainer = (await membersOf(work.ctx, [PEOPLE.officer])).get(PEOPLE.officer)?.name ?? '';
});
afterAll(() => work.close());

const csvOf = (rows: readonly string[][]) => [HEADER, ...rows].map((row) => row.join(',')).join('\n');
const row = (topic: string, date: string, changes: Partial<Record<'trainer' | 'audience' | 'start', string>> = {}) => [
  ...[topic, '素质培训班', date, changes.start ?? '14:00', '16:00', '三楼', changes.trainer ?? trainer, '30'],
  changes.audience ?? '全体',
];

/** Types the command, chooses a file and asks for the preview. */
async function send(person: PlaygroundPerson, name: string, content: string | Uint8Array, mimetype = 'text/csv') {
  await person.command('/training', '导入');
  await modalOf(person, has('"file"'), 'the form');
  await person.attach('file', fileOf(name, content, mimetype));
  return person.submit();
}
const topics = async (state?: Course['state']) =>
  (
    await courses(work.ctx)
      .find(state === undefined ? {} : { state })
      .lean()
  )
    .map((one) => one.facts.topic)
    .sort();
const sheetOf = async (person: PlaygroundPerson, name: string) => {
  const message = await seen(person, (one) => one.files.some((file) => file.name === name), name);
  const file = message.files.find((one) => one.name === name);
  const bytes = Buffer.from(await (await fetch(`${work.playground.url}${file?.url}`)).arrayBuffer());
  return { bytes: new Uint8Array(bytes), rows: await readSheet(bytes) };
};

describe('a plan out of a file', { timeout: 60_000 }, () => {
  it('is shown before anything is made: what is good, and of each bad row what to do', async () => {
    await send(
      officer,
      'plan.csv',
      csvOf([
        row('吊装安全', '2026-03-10'),
        row('吊装安全', '2026/3/17'),
        row('急救', '3月20日'),
        row('=HYPERLINK("x")<!channel>', '2026年3月21日', { trainer: '<!here>没有人' }),
        row('急救', '2026年3月22日', { start: '下午2点' }),
      ]),
    );
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    expect(words).toContain('3 场可以导入');
    expect(words).toContain('合成 2 门课');
    expect(words).toContain('*吊装安全* · 3月10日（周二）、3月17日（周二） 14:00–16:00 · 三楼 · 共 2 场');
    expect(words).toContain('*急救* · 3月22日（周日） 14:00–16:00');
    expect(words).toContain('第 4 行：日期看不懂。请写成 2026-03-10。');
    expect(words).toContain('第 5 行：没有找到讲师“&lt;!here&gt;没有人”');
    expect(await topics()).toEqual([]);
  });

  it('gives back the rows to mend, with the reason beside and no formula in them', async () => {
    await officer.click('training.badRows', { in: 'modal' });
    const { rows } = await sheetOf(officer, '要改的行.xlsx');
    expect(rows[0]?.at(-1)).toBe('要改什么');
    expect(rows).toHaveLength(3);
    expect(rows[1]?.at(-1)).toBe('日期看不懂。请写成 2026-03-10。');
    expect(String(rows[2]?.[0])).toBe('\'=HYPERLINK("x")<!channel>');
  });

  it('becomes drafts, and the officer is told', async () => {
    await officer.submit({ mode: 'drafts' });
    await modalOf(officer, says('正在导入 2 门课'), 'the start');
    await officer.closeModal(true);
    await seen(officer, says('2 门课是草稿'), 'the end of the import');
    expect(await topics('draft')).toEqual(['吊装安全', '急救']);
    const first = await courses(work.ctx).findOne({ 'facts.topic': '吊装安全' }).lean();
    expect(first).toMatchObject({ more: '2026-03-17 14:00', include: ['all'], facts: { duration: 120, capacity: 30 } });
    expect(first?.facts.trainer).toBe(PEOPLE.officer);
  });

  it('is in the log: the rows to mend that were sent, and the import', async () => {
    const { rows: entries } = await auditPage(work.ctx, 1);
    expect(entries.slice(0, 2).map(({ by, kind, what }) => [by, kind, what.zh])).toEqual([
      [PEOPLE.admin, 'import', '导入培训计划：2 门课，存为草稿'],
      [PEOPLE.admin, 'export', '收到培训计划里要改的 2 行'],
    ]);
  });

  it('the drafts stand in a list of their own, however many', async () => {
    await officer.click('training.drafts');
    const list = await modalOf(officer, says('2 份草稿'), 'the list');
    expect(textOf(list.blocks)).toContain('吊装安全');
    await officer.closeModal(true);
  });

  it('sent again makes nothing twice, whatever the file is called', async () => {
    const again = csvOf([row('吊装安全', '2026-03-10'), row('吊装安全', '2026-03-17'), row('急救', '2026-03-22')]);
    await send(officer, 'again.csv', again);
    expect(textOf((await modalOf(officer, says('已经有了'), 'the preview')).blocks)).toContain('3 场已经有了');
    await officer.closeModal(true);
    expect(await courses(work.ctx).countDocuments({})).toBe(2);
  });

  it('a sheet with dates of its own is published at once when that is chosen; run twice, it is there once', async () => {
    const day = (at: string) => ({ value: new Date(`${at}T00:00:00Z`), type: Date, format: 'yyyy"年"m"月"d"日"' });
    const hour = { value: 14 / 24, type: Number, format: 'h:mm' };
    const line = (at: string) =>
      row('消防', '').map((value, index) => (index === 2 ? day(at) : index === 3 ? hour : { value, type: String }));
    const head = HEADER.map((value) => ({ value, type: String }));
    const file = await writeXlsxFile([head, line('2026-03-24'), line('2026-03-31')] as never).toBuffer();
    await send(officer, 'plan.xlsx', new Uint8Array(file), XLSX);
    await modalOf(officer, says('2 场可以导入'), 'the preview');
    await officer.submit({ mode: 'publish' });
    await officer.closeModal(true);
    await seen(officer, says('已发布 1 门课'), 'the end of the import');
    const made = () => sessions(work.ctx).countDocuments({ topic: '消防' });
    await expect.poll(made, { timeout: SOON }).toBe(2);
    const course = await courses(work.ctx).findOne({ 'facts.topic': '消防' }).lean();
    expect(course?.facts.startsAt).toEqual(new Date('2026-03-24T14:00:00+08:00'));
    const again = { source: course?.plan?.file ?? '', user: PEOPLE.admin, choice: { mode: 'publish' } };
    expect(await Promise.all([importPlan(work.ctx, again), importPlan(work.ctx, again)])).toEqual([
      { made: 0, bad: 0 },
      { made: 0, bad: 0 },
    ]);
    expect(await made()).toBe(2);
  });

  it('takes as long as is written, however it is written; what cannot be is to be mended', async () => {
    const timed = (topic: string, start: string, end: string) => [
      ...[topic, '素质培训班', '2026-04-20', start, end, '三楼', trainer, '30', '东湖养殖分会\n全体'],
    ];
    const duration = { value: 1.5 / 24, type: Number, format: '[h]:mm' };
    const rows = [
      HEADER.map((name) => (name === '结束' ? '时长' : name)),
      timed('用电', '上午9点', ''),
      timed('夜班', '22:00-02:00', ''),
      timed('焊接', '下午2点-4点', ''),
    ].map((cells) => cells.map((value) => ({ value, type: String })));
    rows[1]?.splice(4, 1, duration as never);
    const file = await writeXlsxFile(rows as never).toBuffer();
    await send(officer, 'lengths.xlsx', new Uint8Array(file), XLSX);
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    expect(words).toContain('3 场可以导入');
    expect(words).not.toContain('要改');
    for (const one of [
      '*用电* · 4月20日（周一） 09:00–10:30',
      '*夜班* · 4月20日（周一） 22:00–4月21日（周二）02:00',
      '*焊接* · 4月20日（周一） 14:00–16:00',
    ])
      expect(words).toContain(one);
    await officer.closeModal(true);
    const wrong = [timed('吊运', '14:00', '14:00'), timed('吊运', '14:00', '12:00')];
    await send(officer, 'wrong.csv', csvOf(wrong.map((cells) => cells.map((cell) => cell.replace('\n', '、')))));
    const faults = textOf((await modalOf(officer, says('要改'), 'the preview')).blocks);
    expect(faults).toMatch(/2 行要改[\s\S]*第 2 行：结束时间看不懂，或者和开始时间对不上。[\s\S]*第 3 行：结束时间/);
    await officer.closeModal(true);
  });

  it('of many courses the first twenty are shown with their hours, and how many more there are', async () => {
    const many = Array.from({ length: 22 }, (_, index) => row(`第${index + 1}课`, '2026-04-21'));
    await send(officer, 'many.csv', csvOf(many));
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    expect(words.match(/4月21日（周二） 14:00–16:00/g)).toHaveLength(20);
    expect(words).toContain('另有 2 门，这里没有列出。');
    await officer.closeModal(true);
  });

  it('a row of several days is a session of each, shown with its weekday; what does not fit is asked about', async () => {
    const days = [
      '2026年12月8日-10日',
      '"2026/12/15、12/22"',
      '2026年12月8日（周五）',
      '2026-12-08 14:30',
      '2026年12月8日（暂定）',
    ];
    await send(officer, 'days.csv', csvOf(days.map((date, index) => row(`轮训${index}`, date))));
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    for (const one of [
      '5 场可以导入',
      '*轮训0* · 12月8日（周二）、12月9日（周三）、12月10日（周四） 14:00–16:00 · 三楼 · 共 3 场',
      '*轮训1* · 12月15日（周二）、12月22日（周二） 14:00–16:00',
      '第 4 行：12月8日是周二，不是周五。',
      '第 5 行：日期里写的是“14:30”，开始时间写的是“14:00”。',
      '第 6 行：日期旁边写了“(暂定)”',
    ])
      expect(words).toContain(one);
    await officer.closeModal(true);
  });

  it('a month a sheet is read; columns and sheets that were not are named', async () => {
    const sheet = (name: string, ...rows: string[][]) => ({ name, rows, widths: [] });
    const bytes = await writeXlsxBook([
      sheet('填写说明', ['请按月填写']),
      sheet('十二月', [...HEADER, '车间'], [...row('年末安全', '2026年12月29日-30日'), '一车间']),
      sheet('一月', HEADER, row('开工安全', '2027-01-04')),
    ]);
    await send(officer, 'months.xlsx', bytes, XLSX);
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    for (const one of ['3 场可以导入', '没有用到的列：车间', '没有读的工作表：填写说明（没有要找的列名）'])
      expect(words).toContain(one);
    await officer.closeModal(true);
  });

  it('the template can be imported as it is', async () => {
    await officer.command('/training', 'import');
    await modalOf(officer, has('"file"'), 'the form');
    await officer.click('training.template', { in: 'modal' });
    const { bytes, rows } = await sheetOf(officer, '培训计划模板.xlsx');
    expect(rows[0]?.slice(0, 4)).toEqual(['主题', '系列', '类型', '日期']);
    await officer.closeModal(true);
    await send(officer, 'template.xlsx', bytes, XLSX);
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    expect(words).toContain('10 场可以导入*，合成 6 门课');
    expect(words).not.toMatch(/没有用到的列|没有读的工作表/);
    expect(words).not.toContain('要改');
    await officer.closeModal(true);
  });

  it.each([
    ['a picture', 'plan.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), '不是 CSV 或 XLSX'],
    ['nothing', 'plan.csv', '\n', '没有培训'],
    ['no columns', 'plan.csv', '姓名,工号\n王芳,1', '“主题”和“日期”'],
    ['10,000 rows', 'plan.csv', `${HEADER.join(',')}\n${'急救,,,,,,,,\n'.repeat(10_000)}`, '超过 5000 行'],
    ['more than 5 MB', 'plan.csv', `${HEADER.join(',')}\n${' '.repeat(5_000_000)}`, '超过 5 MB'],
    ['a broken workbook', 'plan.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), '打不开'],
  ])('a file that is no plan gets one sentence: %s', async (_what, name, content, sentence) => {
    const { errors = {} } = await send(officer, name, content);
    expect(errors.file).toContain(sentence);
    await officer.closeModal(true);
  });

  it('as Excel saves it in China, and with one broken row', async () => {
    const plan = csvOf([row('防汛', '2026-04-02'), ['"防汛', '素质培训班', '2026-04-03'], row('防汛', '2026-04-04')]);
    await send(officer, '计划.csv', gb18030(plan));
    const words = textOf((await modalOf(officer, says('可以导入'), 'the preview')).blocks);
    expect(words).toMatch(/2 场可以导入[\s\S]*1 行要改[\s\S]*第 3 行：这一行的引号或列数不对/);
    await officer.closeModal(true);
  });

  it('confirmed while Redis is away, it is made by the clockwork; of what cannot be made the officer is told', async () => {
    const before = await courses(work.ctx).countDocuments({});
    const file = (await courses(work.ctx).findOne({ 'facts.topic': '消防' }).lean())?.plan?.file ?? '';
    await courses(work.ctx).deleteMany({ 'plan.file': file });
    await deliveries(work.ctx).deleteMany({ kind: 'training.imported' });
    const away = { ...work.ctx, enqueue: () => Promise.reject(new Error('no Redis')) };
    await startImport(away, { ...(await actor(work, PEOPLE.admin)) }, file, false);
    await startImport(away, { ...(await actor(work, PEOPLE.admin)) }, 'F0GONE', false);
    await work.moveTo('2026-03-02T09:06:00+08:00');
    await expect.poll(() => courses(work.ctx).countDocuments({}), { timeout: SOON }).toBe(before);
    await seen(officer, says('没有导入完'), 'the file that is gone');
    await expect.poll(() => confirmedImports(work.ctx).countDocuments({}), { timeout: SOON }).toBe(0);
  });

  it('a worker cannot import', async () => {
    const worker = work.slack.as(PEOPLE.zhao);
    await worker.command('/training', '导入');
    await seen(worker, says(/干部/), 'the refusal');
  });

  it('an officer of a branch stays within it', async () => {
    await limitToBranch(work);
    const own = work.slack.as(PEOPLE.officer);
    await send(
      own,
      'own.csv',
      csvOf([row('池塘', '2026-03-10', { audience: '全体' }), row('池塘', '2026-03-11', { audience: '东湖养殖分会' })]),
    );
    const words = textOf((await modalOf(own, says('要改'), 'the preview')).blocks);
    expect(words).toContain('第 2 行：分会干部只能选本分会的人。');
  });
});
