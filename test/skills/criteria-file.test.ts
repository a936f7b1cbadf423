import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { criteriaIn, readCriteriaTable } from '../../src/features/skills/rules/criteria-file.ts';
import { makeContest, saveDiscipline } from '../../src/features/skills/service/contests.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { act, contestNow, JUDGES, LOOK, nobodyIsRelated, OFFICER, press, WIDTH } from './contest-of.ts';

const HEADER = ['评分项', '分值', '标准值', '单位', '允许偏差', '扣分表', '3级', '2级', '1级', '0级'];
const MEASURED = ['焊缝高度', '40', '8', 'mm', '0.3', '0.5 30；1 15', '', '', '', ''];
const JUDGED = ['清洁', '60', '', '', '', '', '干净', '较干净', '有飞溅', '脏'];

const tableOf = (...rows: string[][]) =>
  readCriteriaTable([
    { name: '', isHidden: false, rows: [HEADER, ...rows].map((cells, at) => ({ line: at + 1, cells })) },
  ])?.rows ?? [];
const read = (rows: string[][], there = [WIDTH]) => criteriaIn(tableOf(...rows), there, ({ line }) => `row${line}`);

describe('a row of a file of criteria', () => {
  it('is measured with a target and judged with levels', () => {
    expect(read([MEASURED, JUDGED])).toEqual({
      good: [
        { ...WIDTH, id: 'row2', name: '焊缝高度' },
        { id: 'row3', kind: 'judged', name: '清洁', points: 60, levels: ['脏', '有飞溅', '较干净', '干净'] },
      ],
      bad: [],
    });
  });

  const changed = (row: string[], at: number, cell: string): string[] => row.with(at, cell);
  it.each([
    [changed(MEASURED, 0, ''), 'name'],
    [changed(MEASURED, 0, '焊'.repeat(41)), 'name'],
    [changed(MEASURED, 1, '四十'), 'points'],
    [changed(MEASURED, 1, '1e9'), 'points'],
    [changed(MEASURED, 1, '40.5'), 'points'],
    [changed(MEASURED, 2, '约8'), 'target'],
    [changed(MEASURED, 2, ''), 'neither'],
    [changed(MEASURED, 6, '好'), 'both'],
    [changed(MEASURED, 4, '-1'), 'tolerance'],
    [changed(MEASURED, 3, '毫米毫米毫米毫米毫米毫'), 'unit'],
    [changed(MEASURED, 5, '0.5 30；0.4 10'), { rows: { fault: 'overlap', line: 2 } }],
    [changed(JUDGED, 8, ''), 'levels'],
    [changed(JUDGED, 0, WIDTH.name), 'twice'],
  ])('%o says what is wrong', (row, why) => {
    expect(read([row])).toEqual({ good: [], bad: [{ sheet: '', line: 2, why }] });
  });

  it('is not taken twice, and no more are than there is room for', () => {
    const rows = Array.from({ length: 13 }, (_, nth) => changed(JUDGED, 0, `第 ${nth} 项`));
    const { good, bad } = read(rows, [WIDTH, LOOK]);
    expect(good).toHaveLength(10);
    expect(bad.map(({ line, why }) => [line, why])).toEqual([
      [12, 'full'],
      [13, 'full'],
      [14, 'full'],
    ]);
    // The same file again finds its own rows.
    expect(criteriaIn(tableOf(...rows.slice(0, 10)), [WIDTH, LOOK, ...good], ({ line }) => `row${line}`)).toEqual({
      good: [],
      bad: [],
    });
    expect(read([JUDGED, JUDGED]).bad).toEqual([{ sheet: '', line: 3, why: 'twice' }]);
  });
});

describe('criteria out of a file', { timeout: 120_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
    await limitToBranch(work);
  });
  afterAll(() => work.close());

  it('are previewed with what is wrong in which row, and then taken all at once', async () => {
    const who = await actor(work, OFFICER);
    const signUpUntil = new Date('2026-03-11T17:00:00+08:00');
    const { _id: id } = await makeContest(work.ctx, who, 'criteria', { name: '比武', signUpUntil, appealHours: 24 });
    await saveDiscipline(work.ctx, nobodyIsRelated, who, id, 'welding', {
      name: '焊接',
      judges: JUDGES,
      stewards: [],
      spread: 40,
      isDropped: false,
      isBlind: true,
      isTimed: false,
      tie: 'shared',
    });
    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', 'skills');
    const list = await seen(officer, has('skills.contest'), 'the list');
    await officer.click(act('skills.contest'), { message: list });
    await modalOf(officer, has('skills.discipline'), 'the contest');
    await press(officer, 'skills.discipline', 'skills.criteriaForm');
    await press(officer, 'skills.criteriaForm', 'skills.template');
    const rows = [HEADER, MEASURED, JUDGED, JUDGED.with(0, '').with(1, '9')];
    await officer.attach('file', fileOf('criteria.csv', rows.map((row) => row.join(',')).join('\n')));
    await officer.submit({});
    const preview = await modalOf(officer, has('skills.badRows'), 'the preview');
    expect(textOf(preview.blocks)).toMatch(/可以导入 2 个评分项[\s\S]*焊缝高度[\s\S]*第 4 行：请写评分项的名称/);
    await officer.click('skills.badRows', { in: 'modal' });
    await seen(officer, says('要改的行已发到'), 'the file with the reasons');
    await officer.submit({});
    const page = await modalOf(officer, says('已导入 2 个评分项'), 'the discipline');
    expect(textOf(page.blocks)).toContain('有飞溅');
    const [welding] = (await contestNow(work, id)).disciplines;
    expect(welding?.criteria.map(({ name, points }) => [name, points])).toEqual([
      ['焊缝高度', 40],
      ['清洁', 60],
    ]);
  });
});
