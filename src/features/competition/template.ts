import type { Template } from '../../imports/template.ts';
import type { Locale } from '../../lib/language.ts';
import type { ValueColumn } from './rules/file.ts';

/** Values to fill in: of a month, of a week, and a correction. */
export function valueTemplate(locale: Locale): Template<ValueColumn> {
  return locale === 'zh'
    ? {
        name: '竞赛数值模板',
        sheet: '数值',
        columns: {
          indicator: { title: '指标', about: '照竞赛里的名称写，例如 亩产量。', isNeeded: true, width: 20 },
          unit: { title: '单位', about: '参赛的分会、班组或姓名。', isNeeded: true, width: 24 },
          slot: { title: '期', about: '月写 2026-03，周写 2026-W10。全程只填一次的，可以不写。' },
          value: { title: '数值', about: '只写数字。', isNeeded: true },
          measure: { title: '计量单位', about: '可以不写。写了就要和竞赛里的一样。' },
          reason: { title: '更正原因', about: '只有更正已核定的数才写。', width: 30 },
        },
        examples: [
          { indicator: '亩产量', unit: '东湖养殖分会', slot: '2026-03', value: 512.5, measure: '公斤' },
          { indicator: '合格率', unit: '南岗种植分会', slot: '2026-W10', value: 98.6, measure: '%' },
          { indicator: '亩产量', unit: '南岗种植分会', slot: '2026-02', value: 498, reason: '磅单复核，少记一车' },
        ],
      }
    : {
        name: 'competition-values',
        sheet: 'Values',
        columns: {
          indicator: {
            title: 'Indicator',
            about: 'As the competition calls it, such as Yield per mu.',
            isNeeded: true,
            width: 20,
          },
          unit: { title: 'Unit', about: 'The branch, team or person that competes.', isNeeded: true, width: 24 },
          slot: {
            title: 'Period',
            about: 'A month is 2026-03, a week 2026-W10. Leave it empty for a value that is reported once.',
          },
          value: { title: 'Value', about: 'Numbers only.', isNeeded: true },
          measure: { title: 'Measure', about: 'Optional. If it is there, it has to be the competition’s.' },
          reason: { title: 'Reason', about: 'Only to correct a verified value.', width: 30 },
        },
        examples: [
          { indicator: 'Yield per mu', unit: 'East Lake', slot: '2026-03', value: 512.5, measure: 'kg' },
          { indicator: 'Pass rate', unit: 'South Hill', slot: '2026-W10', value: 98.6, measure: '%' },
          {
            indicator: 'Yield per mu',
            unit: 'South Hill',
            slot: '2026-02',
            value: 498,
            reason: 'Weighed again: one load was missing',
          },
        ],
      };
}
