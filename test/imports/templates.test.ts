import { describe, expect, it } from 'vitest';
import { rosterTemplates } from '../../src/features/people/roster/template.ts';
import { bankTemplates } from '../../src/features/quiz/bank/template.ts';
import { readBank } from '../../src/features/quiz/formats/read-bank.ts';
import { criteriaTemplate } from '../../src/features/skills/criteria/template.ts';
import { criteriaIn } from '../../src/features/skills/rules/criteria-file.ts';
import { readCriteriaFile } from '../../src/features/skills/service/read.ts';
import { coursesIn, type PlanNames, type PlanRow, readPlanRow } from '../../src/features/training/import/rules/row.ts';
import { readPlanFile } from '../../src/features/training/import/service/read.ts';
import { planTemplate } from '../../src/features/training/import/template.ts';
import { CLASS_KINDS } from '../../src/features/training/rules/kinds.ts';
import { templateBook, templateCsv } from '../../src/imports/template.ts';
import { notReadLines } from '../../src/imports/words.ts';
import { LOCALES, type Locale } from '../../src/lib/language.ts';
import { readTables } from '../../src/lib/tables/read-table.ts';
import { limitsOf } from '../../src/lib/tables/table-file.ts';
import { readRosterFile } from '../../src/members/roster/file.ts';

/** Nothing that was passed over has to be said. */
const unsaid = (locale: Locale, read: Pick<Parameters<typeof notReadLines>[1], 'unused' | 'passed'>) =>
  notReadLines(locale, read, {}, (text) => text);

describe.each(LOCALES)('the templates in %s, sent back as they are', (locale) => {
  it.each(['xlsx', 'csv'])('criteria as %s are one that is measured and one that is judged', async (format) => {
    const template = criteriaTemplate(locale);
    const { bytes } = format === 'csv' ? templateCsv(template) : await templateBook(locale, template);
    const { rows, unused, passed } = await readCriteriaFile(bytes);
    expect(unsaid(locale, { unused, passed })).toEqual([]);
    const { good, bad } = criteriaIn(rows, [], ({ line }) => String(line));
    expect(bad).toEqual([]);
    expect(good).toMatchObject([
      {
        kind: 'measured',
        points: 40,
        target: 8,
        tolerance: 0.3,
        rows: [
          { to: 0.5, points: 30 },
          { to: 1, points: 15 },
        ],
      },
      {
        kind: 'judged',
        points: 60,
        levels: [expect.any(String), expect.any(String), expect.any(String), expect.any(String)],
      },
    ]);
  });

  it.each(['xlsx', 'csv'])(
    'a question bank as %s has every kind of question, without a fault or a note',
    async (format) => {
      const template = bankTemplates[locale];
      const { bytes, filename } = format === 'csv' ? templateCsv(template) : await templateBook(locale, template);
      const { questions, faults, notes, unused } = await readBank(bytes, filename);
      expect({ faults, notes, unused }).toEqual({ faults: [], notes: [], unused: [] });
      const kinds = questions.map(({ question }) => question.kind);
      expect(kinds).toEqual(['single', 'multiple', 'truefalse', 'fill', 'fill', 'numeric', 'numeric']);
      expect(questions[4]?.question).toMatchObject({ blanks: [[expect.any(String)], [expect.any(String)]] });
      expect(questions[6]?.question).toMatchObject({ value: 110, tolerance: 10 });
    },
  );

  it('a roster has somebody of every role', async () => {
    const { bytes } = await templateBook(locale, rosterTemplates[locale]);
    const { entries, faults, notes, unused, passed } = await readRosterFile(bytes);
    expect({ faults, notes }).toEqual({ faults: [], notes: [] });
    expect(unsaid(locale, { unused, passed })).toEqual([]);
    expect(entries.map(({ rights }) => [rights?.roles.at(-1), rights?.scope])).toEqual([
      ['worker', 'branch'],
      ['representative', 'branch'],
      ['officer', 'branch'],
      ['officer', 'company'],
      ['administrator', 'company'],
    ]);
  });

  it.each(['2026-02-26', '2026-12-30'])('a training plan has a session of every kind, made on %s', async (day) => {
    const now = new Date(`${day}T15:00:00+08:00`);
    const tz = 'Asia/Shanghai';
    const template = planTemplate({ locale, tz, now }, { trainer: '周岚', audience: '东湖养殖分会' });
    const { rows, unused, passed } = await readPlanFile((await templateBook(locale, template)).bytes);
    expect(unsaid(locale, { unused, passed })).toEqual([]);
    const names: PlanNames = {
      trainer: (word) => (word === '周岚' ? ['U1'] : []),
      audience: (word) => (word === '东湖养殖分会' ? ['branch:东湖养殖分会'] : []),
      mayInvite: () => true,
    };
    const read = rows.map((row) => readPlanRow(row, names, tz, now));
    expect(read.filter((one) => 'why' in one)).toEqual([]);
    const sessions = read.flat() as PlanRow[];
    expect(new Set(sessions.map(({ kind }) => kind))).toEqual(new Set(CLASS_KINDS));
    expect([sessions.length, coursesIn(sessions).length]).toEqual([10, 6]);
  });

  it('each explains every one of its columns on a second sheet', async () => {
    const plan = planTemplate({ locale, tz: 'UTC', now: new Date(0) }, { trainer: 'a', audience: 'b' });
    for (const template of [bankTemplates[locale], rosterTemplates[locale], plan]) {
      const [first, second] = await readTables((await templateBook(locale, template)).bytes, limitsOf(100));
      expect(second?.rows.slice(1).map(({ cells }) => cells[0])).toEqual(first?.rows[0]?.cells);
      expect(second?.rows.slice(1).filter(({ cells }) => (cells[2] ?? '') === '')).toEqual([]);
    }
  });
});
