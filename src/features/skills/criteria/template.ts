import type { Template } from '../../../imports/template.ts';
import type { Locale } from '../../../lib/language.ts';
import type { CriterionColumn } from '../rules/criteria-file.ts';

/** Criteria to fill in: one that is measured, and one that is judged. */
export function criteriaTemplate(locale: Locale): Template<CriterionColumn> {
  const level = (title: string, about: string) => ({ title, about, width: 24 });
  return locale === 'zh'
    ? {
        name: '评分项模板',
        sheet: '评分项',
        columns: {
          name: { title: '评分项', about: '最多 40 个字，例如 焊缝宽度。', isNeeded: true, width: 20 },
          points: { title: '分值', about: '满分多少，1 到 100 的整数。', isNeeded: true },
          target: { title: '目标值', about: '测量的项目写，例如 8；由评委评级的不写。' },
          unit: { title: '单位', about: '测量用的单位，例如 mm。可以不写。' },
          tolerance: { title: '差多少以内满分', about: '不写就是 0。', width: 20 },
          rows: {
            title: '再差多少得几分',
            about: '由近到远写“差多少以内 得几分”，用分号隔开，例如 0.5 30；1 15。再远的 0 分。',
            width: 24,
          },
          level3: level('3级', '评级的项目写：最好是什么样。四级都要写，每级最多 60 个字。'),
          level2: level('2级', '较好是什么样。'),
          level1: level('1级', '较差是什么样。'),
          level0: level('0级', '不合格是什么样。'),
        },
        examples: [
          { name: '焊缝宽度', points: 40, target: 8, unit: 'mm', tolerance: 0.3, rows: '0.5 30；1 15' },
          { name: '外观', points: 60, level3: '均匀美观', level2: '基本均匀', level1: '有咬边', level0: '有裂纹' },
        ],
      }
    : {
        name: 'criteria',
        sheet: 'Criteria',
        columns: {
          name: { title: 'Criterion', about: 'At most 40 characters, such as Weld width.', isNeeded: true, width: 20 },
          points: { title: 'Points', about: 'The most it is worth, a whole number from 1 to 100.', isNeeded: true },
          target: { title: 'Target', about: 'For what is measured, such as 8. Leave it empty for what judges rate.' },
          unit: { title: 'Unit', about: 'What it is measured in, such as mm. Optional.' },
          tolerance: { title: 'All points within', about: 'Up to so much off. Empty means 0.', width: 20 },
          rows: {
            title: 'Points further off',
            about:
              '“Up to so much off, so many points”, the nearest first, parted by semicolons: 0.5 30; 1 15. Beyond it 0.',
            width: 24,
          },
          level3: level(
            'Level 3',
            'For what judges rate: what the best looks like. All four levels, at most 60 characters each.',
          ),
          level2: level('Level 2', 'What good looks like.'),
          level1: level('Level 1', 'What poor looks like.'),
          level0: level('Level 0', 'What doesn’t pass.'),
        },
        examples: [
          { name: 'Weld width', points: 40, target: 8, unit: 'mm', tolerance: 0.3, rows: '0.5 30; 1 15' },
          { name: 'Look', points: 60, level3: 'Even', level2: 'Mostly even', level1: 'Undercut', level0: 'Cracked' },
        ],
      };
}
