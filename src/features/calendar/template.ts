import { type Template, templateOffer } from '../../imports/template.ts';
import type { Locale } from '../../lib/language.ts';
import type { SheetCell } from '../../lib/tables/xlsx-write.ts';
import type { DayColumn } from './day-file.ts';
import { nextYear } from './service.ts';

/** Days to fill in: one, a range, a make-up day, and one that goes back to what it was. @param year of the examples */
export function dayTemplate(locale: Locale, year: number): Template<DayColumn> {
  const examples = (names: [string, string, string, string], kinds: [string, string, string]) => {
    const rows: Partial<Record<DayColumn, SheetCell>>[] = [
      { from: `${year}-02-05`, kind: kinds[0], name: names[0] },
      { from: `${year}-07-20`, to: `${year}-07-31`, kind: kinds[0], name: names[1] },
      { from: `${year}-02-14`, kind: kinds[1], name: names[2] },
      { from: `${year}-08-02`, kind: kinds[2], name: names[3] },
    ];
    return rows;
  };
  return locale === 'zh'
    ? {
        name: '日历模板',
        sheet: '日历',
        columns: {
          from: { title: '开始日期', about: '第一天，写全年月日，比如 2027-02-05。', isNeeded: true },
          to: { title: '结束日期', about: '最后一天。只有一天，可以不写。' },
          kind: {
            title: '类型',
            about: '放假、上班（补班），或者照常（取消原来的安排）。',
            isNeeded: true,
          },
          name: { title: '名称', about: '节日或者原因，比如春节、停产检修、休渔期。', width: 24 },
        },
        examples: examples(['春节', '停产检修', '春节补班', '检修改期'], ['放假', '上班', '照常']),
      }
    : {
        name: 'calendar-template',
        sheet: 'Calendar',
        columns: {
          from: { title: 'First day', about: 'In full, such as 2027-02-05.', isNeeded: true },
          to: { title: 'Last day', about: 'Leave it empty for a single day.' },
          kind: {
            title: 'Kind',
            about: 'off, work (a make-up day), or as usual (takes back what was said).',
            isNeeded: true,
          },
          name: {
            title: 'Name',
            about: 'The holiday or the reason, such as Spring Festival or plant shutdown.',
            width: 24,
          },
        },
        examples: examples(
          ['Spring Festival', 'Plant shutdown', 'Make-up day', 'Shutdown moved'],
          ['off', 'work', 'as usual'],
        ),
      };
}

export const calendarTemplate = templateOffer({
  role: 'administrator',
  summary: {
    zh: '下载日历模板：放假、补班、照常各一个例子，每一列怎么填',
    en: 'get a template of the calendar: an example of each kind of day, and what each column takes',
  },
  formats: ['xlsx', 'csv'],
  make: async (ctx, { locale }) => dayTemplate(locale, nextYear(ctx)),
});
