import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coursesIn,
  type PlanNames,
  type PlanRow,
  type RowFault,
  readPlanRow,
} from '../../../src/features/training/import/rules/row.ts';
import {
  PLAN_LIMITS,
  type PlanCells,
  type PlanTable,
  readPlanTable,
} from '../../../src/features/training/import/rules/table.ts';
import { readCsv } from '../../../src/lib/tables/csv-read.ts';

const LIMITS = { rows: 20_000, columns: 200, cell: 10_000, unpackedBytes: 60_000_000, zipEntries: 500 };
const NAMES: PlanNames = {
  trainer: (word) => ({ 何建国: ['U1'], '0007': ['U1'], 王芳: ['U2', 'U3'] })[word] ?? [],
  audience: (word) =>
    ({ 全体: ['all'], 东湖: ['branch:东湖'], 电工班: ['t2:东湖电工班', 't2:西湖电工班'] })[word] ?? [],
  mayInvite: (key) => key !== 'all',
};
const NOW = new Date('2026-03-02T09:00:00+08:00');
const HEADER = '主题,类型,日期,开始,结束,地点,链接,讲师,名额,谁可以报名,谁必须参加,计多少分钟';

const table = (csv: string): PlanTable => {
  const read = readPlanTable([{ name: '', isHidden: false, rows: readCsv(csv, LIMITS) }]);
  if (typeof read === 'string') throw new Error(read);
  return read;
};
const sessionsOf = (cells: PlanCells, names = NAMES): (PlanRow | RowFault)[] => {
  const read = readPlanRow(cells, names, 'Asia/Shanghai', NOW);
  return 'why' in read ? [read] : read;
};
const rowsOf = (...lines: string[]) => table([HEADER, ...lines].join('\n')).rows.flatMap((cells) => sessionsOf(cells));
const GOOD = '安全用电,培训班,2026-03-10,14:00,16:00,三楼,,何建国,30,东湖,,';

describe('the columns of a plan', () => {
  it('are found by name, in Chinese or English, in any order, under a title, beside others', () => {
    const zh = rowsOf(GOOD)[0];
    const csv =
      '2026 培训计划\nPlace,Remarks of the boss,Who may come,Trainer,Start,Date,Minutes,Topic,Seats,Kind\n三楼,x,东湖,0007,2 pm,2026/3/10,120 min,安全用电,30,class';
    const [cells] = table(csv).rows;
    if (cells === undefined) throw new Error('no row');
    const [en] = sessionsOf(cells);
    expect(en).toEqual({ ...zh, line: 3 });
    expect(zh).toMatchObject({ startsAt: new Date('2026-03-10T06:00:00Z'), duration: 120, minutes: 120, capacity: 30 });
  });

  it('may hold the topic and the notes in English too', () => {
    const header = '主题,日期,开始,地点,讲师,谁可以报名,英文主题,英文内容';
    const read = table(
      `${header}\n安全用电,2026-03-10,14:00,三楼,何建国,东湖,Electrical safety,\n急救,2026-03-11,14:00,三楼,何建国,东湖,,`,
    );
    const [both, one] = read.rows.flatMap((cells) => sessionsOf(cells));
    expect(both).toMatchObject({ second: { locale: 'en', words: { topic: 'Electrical safety' } } });
    expect(one).not.toHaveProperty('second');
  });

  it('of one name twice: the first counts', () => {
    const [cells] = table('主题,日期,主题\n甲,2026-03-10,乙').rows;
    expect(cells?.cells.topic).toBe('甲');
  });

  it.each([
    ['empty', ''],
    ['empty', '主题,日期\n'],
    ['header', '姓名,工号\n王芳,1'],
    ['rows', `主题,日期\n${'甲,2026-03-10\n'.repeat(PLAN_LIMITS.rows + 1)}`],
  ])('a file that is no plan: %s', (why, csv) =>
    expect(readPlanTable([{ name: '', isHidden: false, rows: readCsv(csv, LIMITS) }])).toBe(why),
  );
});

describe('a row that makes no session says why', () => {
  it.each([
    ['topic', GOOD.replace('安全用电', '')],
    ['kind', GOOD.replace('培训班', '茶话会')],
    ['date', GOOD.replace('2026-03-10', '3月10日')],
    ['start', GOOD.replace('14:00', '下午')],
    ['end', GOOD.replace('16:00', '很久')],
    ['past', GOOD.replace('2026-03-10', '2026-03-01')],
    ['duration', GOOD.replace('16:00', '2分钟')],
    ['where', GOOD.replace('三楼', '')],
    ['link', GOOD.replace('三楼,', '三楼,javascript:alert(1)')],
    ['trainer', GOOD.replace('何建国', '')],
    ['trainerUnknown', GOOD.replace('何建国', '没有人')],
    ['trainerSeveral', GOOD.replace('何建国', '王芳')],
    ['capacity', GOOD.replace('30', '很多')],
    ['audienceUnknown', GOOD.replace('东湖', '南湖')],
    ['audienceSeveral', GOOD.replace('东湖', '电工班')],
    ['include', GOOD.replace('东湖', '')],
    ['beyond', GOOD.replace('东湖', '全体')],
    ['tooLong', GOOD.replace('安全用电', '长'.repeat(121))],
    ['minutes', `${GOOD}很多`],
    ['broken', '"安全用电,2026'],
  ])('%s', (why, line) => expect(rowsOf(line).at(0)).toMatchObject({ why }));

  it('and keeps the others', () => {
    const rows = rowsOf('没有日期,,,,,,,,,,,', GOOD);
    expect(rows.map((row) => ('why' in row ? row.why : row.line))).toEqual(['date', 3]);
  });
});

describe('how long a row takes', () => {
  const timed = (start: string, end: string, header = '结束') =>
    table(
      [HEADER.replace('结束', header), GOOD.replace('14:00,16:00', () => `${start},${end}`)].join('\n'),
    ).rows.flatMap((cells) => sessionsOf(cells))[0];

  it.each([
    ['下午2点', '4点', 120],
    ['2 pm', '4:00', 120],
    ['下午2点', '04:00', 120],
    ['下午2点', '16:00', 120],
    ['14:00', '下午4点', 120],
    ['14:00', '2026-03-10 16:00', 120],
    ['22:00', '02:00', 240],
    ['22:00', '2026-03-11 02:00', 240],
    ['晚上10点', '晚上12点', 120],
    ['14:00', '90分钟', 90],
    ['22:00-6:00', '', 480],
    ['14:00', '', 60],
  ])('from %s until %s', (start, end, duration) =>
    expect(timed(start, end)).toMatchObject({ duration, minutes: duration }),
  );

  it.each([
    ['14:00', '14:00'],
    ['14:00', '12:00'],
    ['14:00', '4:00'],
    ['14:00', '2026-03-09 16:00'],
    ['14:00', '2026-03-12 16:00'],
    ['14:00-14:00', ''],
  ])('from %s until %s cannot be', (start, end) => expect(timed(start, end)).toMatchObject({ why: 'end' }));

  it.each([
    ['时长', '2:00', 120],
    ['时长', '1:30', 90],
    ['时长', '0.0833333333333333', 120],
    ['时长', '120', 120],
    ['时长（小时）', '2', 120],
    ['时长（小时）', '1.5', 90],
    ['Duration (h)', '2', 120],
    ['Duration', '2:00:00', 120],
    ['length', '2 hours', 120],
    ['minutes', '120', 120],
    ['结束', '120', 120],
  ])('under %s stands %s', (header, length, duration) =>
    expect(timed('14:00', length, header)).toMatchObject({ duration, minutes: duration }),
  );

  it.each(['16:00', '下午4点', '0.5', '很久'])('under 时长 %s is no length', (length) =>
    expect(timed('14:00', length, '时长')).toMatchObject({ why: 'length' }),
  );

  it('is more than nothing, and at most half a day when it goes past midnight', () => {
    const part = fc.constantFrom('', '上午', '下午', '晚上', '夜里', '凌晨', '中午');
    const hour = fc
      .tuple(part, fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
      .map(([said, at, past]) => `${said}${at}:${past}`);
    fc.assert(
      fc.property(hour, hour, fc.boolean(), (start, end, isOneCell) => {
        const read = isOneCell ? timed(`${start}-${end}`, '') : timed(start, end);
        if (read === undefined || 'why' in read) return read?.why === 'end';
        const began = (read.startsAt.getTime() / 60_000 + 8 * 60) % 1440;
        return read.duration > 0 && read.duration <= (began + read.duration > 1440 ? 720 : 1440);
      }),
    );
  });

  it('begins with the midnight at the end of the day that is written', () =>
    expect(timed('晚上12点', '2点')).toMatchObject({ startsAt: new Date('2026-03-11T00:00:00+08:00'), duration: 120 }));
});

describe('several in one cell', () => {
  it.each(['；', '、', ' \n', '\r\n'])('stand apart by %j', (between) => {
    const csv = [HEADER, GOOD.replace('东湖', `"东湖${between}全体"`)].join('\n');
    const names = { ...NAMES, mayInvite: () => true };
    const [row] = table(csv).rows.flatMap((cells) => sessionsOf(cells, names));
    expect(row).toMatchObject({ include: ['branch:东湖', 'all'] });
  });
});

describe('rows that are one course', () => {
  const row = (changes: Partial<PlanRow>): PlanRow => ({ ...(rowsOf(GOOD)[0] as PlanRow), ...changes });
  const at = (day: number) => new Date(Date.UTC(2026, 3, day, 6));

  it('differ in nothing but their dates', () => {
    const courses = coursesIn([row({ startsAt: at(9) }), row({ startsAt: at(2) }), row({ where: '二楼' })]);
    expect(courses.map((one) => one.map(({ startsAt }) => startsAt.getUTCDate()))).toEqual([[2, 9], [10]]);
  });

  it('are told apart by the series', () => {
    expect(coursesIn([row({ series: '甲' }), row({ series: '乙', startsAt: at(2) })])).toHaveLength(2);
  });

  it('are at most as many as a course has sessions', () => {
    const many = Array.from({ length: 60 }, (_, index) => row({ startsAt: new Date(Date.UTC(2026, 3, 1 + index)) }));
    expect(coursesIn(many).map((one) => one.length)).toEqual([53, 7]);
  });
});

describe('a cell that a spreadsheet turned into a date', () => {
  it('is named where no date can be, and read where one is', () => {
    const cells = [
      '用电安全',
      '培训班',
      '2026-03-10',
      '14:00',
      '16:00',
      '2026-03-02',
      '',
      '何建国',
      '30',
      '东湖',
      '',
      '',
    ];
    const read = (dates: number[]) => {
      const rows = [
        { line: 1, cells: HEADER.split(',') },
        { line: 2, cells, dates },
      ];
      const plan = readPlanTable([{ name: '', isHidden: false, rows }]);
      if (typeof plan === 'string') throw new Error(plan);
      return plan.rows.map((row) => readPlanRow(row, NAMES, 'Asia/Shanghai', NOW));
    };
    // 3-2 was a room.
    expect(read([2, 5])).toEqual([{ why: 'badCell', cell: 'F2' }]);
    expect(read([2])).toMatchObject([[{ topic: '用电安全' }]]);
  });
});
