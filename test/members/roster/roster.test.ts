import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/bot/routing/errors.ts';
import { maySee, parseRoles } from '../../../src/members/roles.ts';
import { ROSTER_LIMITS, readRoster } from '../../../src/members/roster/roster.ts';

const table = (...rows: string[][]) => [
  { name: '', isHidden: false, rows: rows.map((cells, index) => ({ line: index + 1, cells })) },
];
const HEADER = ['工号', '姓名', '邮箱', '分会', '班组', '岗位', '角色', '班次'];
const read = (...cells: string[]) => readRoster(table(HEADER, cells));

describe('a roster', () => {
  it('is read in Chinese', () => {
    expect(
      read('qh1001', '周 岚', 'Lan@QH.cn', '总部', '办公室', '主席', '工会干部、代表', '08:00-17:30').entries,
    ).toEqual([
      {
        employeeNumber: 'QH1001',
        name: '周 岚',
        nameKey: '周岚',
        email: 'lan@qh.cn',
        branch: '总部',
        team: '办公室',
        post: '主席',
        rights: { roles: ['worker', 'officer', 'representative'], scope: 'company' },
        line: 2,
        shift: '08:00-17:30',
      },
    ]);
  });

  it('is read in English, under a title row, with columns in any order and unknown ones', () => {
    const { entries, faults } = readRoster(
      table(
        ['Roster 2026'],
        [],
        ['Phone', 'Name', 'Employee Number *', 'E-mail', 'Branch'],
        ['1', 'Tom Baker', ' 0231 ', '', 'South'],
      ),
    );
    expect(faults).toEqual([]);
    expect(entries).toMatchObject([{ employeeNumber: '0231', name: 'Tom Baker', branch: 'South' }]);
  });

  it('takes no date for the name of a team, and none for a number', () => {
    const rows = [
      { line: 1, cells: HEADER },
      // 3-1 became the first of March in the spreadsheet.
      { line: 2, cells: ['0231', '王芳', '', '东湖', '2026-03-01'], dates: [4] },
      { line: 3, cells: ['2026-05-01', '李娜', '', '东湖', '一班'], dates: [0] },
    ];
    const { entries, notes, faults } = readRoster([{ name: '', isHidden: false, rows }]);
    expect(entries.map(({ employeeNumber, branch, team }) => [employeeNumber, branch, team])).toEqual([
      ['0231', '东湖', undefined],
    ]);
    expect(notes).toMatchObject([{ line: 2, reason: 'cell-date', cell: 'E2' }]);
    expect(faults).toMatchObject([{ line: 3, reason: 'cell-date', cell: 'A3' }]);
  });

  it.each([
    ['no-number', ['', '王芳', '']],
    ['no-number', ['合计', '11人', '']],
    ['no-name', ['0231', ' ', '']],
    ['no-name', ['0231', '--', '']],
    ['too-long', ['0231', '王'.repeat(81), '']],
    ['broken-row', ['0231', '王芳', '', '', '', '', '', '', '又一格']],
  ])('lists a row with %s', (reason, cells) => {
    const { entries, faults } = read(...cells);
    expect(entries).toEqual([]);
    expect(faults).toMatchObject([{ line: 2, reason }]);
  });

  it.each([
    ['bad-email', ['0231', '王芳', 'wf at x.cn']],
    ['bad-shift', ['0231', '王芳', '', '', '', '', '', '看心情']],
    ['unknown-role', ['0231', '王芳', '', '', '', '', '主席']],
    ['too-long', ['0231', '王芳', '', '东'.repeat(61)]],
  ])('imports a person without what is not understood: %s', (reason, cells) => {
    const { entries, faults, notes } = read(...cells);
    expect(entries).toEqual([{ line: 2, employeeNumber: '0231', name: '王芳', nameKey: '王芳' }]);
    expect(faults).toEqual([]);
    expect(notes).toMatchObject([{ line: 2, reason }]);
  });

  it.each(['-', '—', '/', '无', '清空', 'none'])('“%s” clears, an empty cell says nothing', (sign) => {
    const [entry] = read('0231', '王芳', sign, '', sign, '', sign, sign).entries;
    expect(entry).toMatchObject({ email: '', team: '', shift: '', rights: { roles: ['worker'] } });
    expect(entry).not.toHaveProperty('branch');
    expect(entry).not.toHaveProperty('post');
  });

  it('takes the first of two with one number; the second with one email comes without it', () => {
    const { entries, faults, notes } = readRoster(
      table(HEADER, ['1', '甲', 'a@x.cn'], ['１', '乙', ''], ['2', '丙', 'A@x.cn'], ['3', '丁', '']),
    );
    expect(entries.map((one) => one.name)).toEqual(['甲', '丙', '丁']);
    expect(faults).toEqual([{ line: 3, reason: 'same-number', row: '1 | 乙' }]);
    expect(notes).toEqual([{ line: 4, reason: 'same-email', row: '2 | 丙 | A@x.cn' }]);
  });

  it('is refused as a whole without header, without rows, or with too many', () => {
    const many = Array.from({ length: ROSTER_LIMITS.rows + 1 }, (_, index) => [String(index), '王芳']);
    for (const bad of [[], table(['姓名'], ['王芳']), table(HEADER), table(HEADER, ...many)])
      expect(() => readRoster(bad)).toThrow(UserError);
  });

  it('names the columns that it does not use, with what they might be', () => {
    const { unused, entries } = readRoster(
      table(
        ['员工工号', '姓　名', '企业邮箱', '部门', '车间', '手机'],
        ['D001', '赵一', 'z1@corp.example', '动力部', '一车间', '1'],
      ),
    );
    expect(entries).toMatchObject([{ employeeNumber: 'D001', name: '赵一', email: 'z1@corp.example' }]);
    expect(unused).toEqual([
      { header: '部门', guess: 'branch' },
      { header: '车间', guess: 'branch' },
      { header: '手机' },
    ]);
  });

  it('reads all sheets that have its header, and names the others', () => {
    const sheet = (name: string, ...rows: string[][]) => table(...rows).map((one) => ({ ...one, name }));
    const { entries, passed } = readRoster([
      ...sheet('填写说明', ['请按模板填写']),
      ...sheet('一车间', ['工号', '姓名'], ['1', '甲']),
      ...sheet('二车间', ['姓名', '工号', '分会'], ['乙', '2', '东湖']),
      ...sheet('旧名册', ['工号', '姓名'], ['3', '丙']).map((one) => ({ ...one, isHidden: true })),
    ]);
    expect(entries.map(({ employeeNumber, branch }) => [employeeNumber, branch])).toEqual([
      ['1', undefined],
      ['2', '东湖'],
    ]);
    expect(passed).toEqual([
      { name: '填写说明', why: 'other' },
      { name: '旧名册', why: 'hidden' },
    ]);
  });

  it('names the cell that holds no value: a row without a number is left out, another is taken in without it', () => {
    const [sheet] = table(HEADER, ['', '甲'], ['2', '乙']);
    if (sheet === undefined) throw new Error('one sheet');
    const [, first, second] = sheet.rows;
    const rows = [
      ...sheet.rows.slice(0, 1),
      { ...first, line: 2, cells: ['', '甲'], faults: [{ column: 0, cell: 'A2', why: 'exponent' as const }] },
      { ...second, line: 3, cells: ['2', '乙'], faults: [{ column: 3, cell: 'D3', why: 'error' as const }] },
    ];
    const { entries, faults, notes } = readRoster([{ ...sheet, rows }]);
    expect(entries.map(({ employeeNumber }) => employeeNumber)).toEqual(['2']);
    expect(faults).toMatchObject([{ line: 2, reason: 'cell-exponent', cell: 'A2' }]);
    expect(notes).toMatchObject([{ line: 3, reason: 'cell-error', cell: 'D3' }]);
  });
});

describe('roles', () => {
  it.each([
    ['', ['worker'], 'branch'],
    ['职工', ['worker'], 'branch'],
    ['管理员', ['worker', 'administrator'], 'company'],
    ['干部', ['worker', 'officer'], 'company'],
    ['分会干部', ['worker', 'officer'], 'branch'],
    ['分会干部；代表', ['worker', 'officer', 'representative'], 'branch'],
    ['Branch Officer', ['worker', 'officer'], 'branch'],
    ['Officer, Representative', ['worker', 'officer', 'representative'], 'company'],
  ])('"%s"', (cell, roles, scope) => expect(parseRoles(cell)).toEqual({ roles, scope }));

  it('that are none are not guessed', () => expect(parseRoles('干部 代表')).toBeUndefined());

  it('decide whose affairs one sees', () => {
    const officer = { roles: ['worker', 'officer'] as const, scope: 'branch', branch: '东湖' } as const;
    const by = (more: object) => ({ ...officer, roles: ['worker' as const, 'officer' as const], ...more });
    expect(maySee(by({}), '东湖')).toBe(true);
    expect(maySee(by({}), '南岗')).toBe(false);
    expect(maySee(by({}), undefined)).toBe(false);
    expect(maySee(by({ branch: undefined }), undefined)).toBe(false);
    expect(maySee(by({ scope: 'company' }), undefined)).toBe(true);
    expect(maySee(by({ roles: ['administrator'] }), '南岗')).toBe(true);
    expect(maySee(by({ roles: ['representative'], scope: 'company' }), '东湖')).toBe(false);
  });
});
