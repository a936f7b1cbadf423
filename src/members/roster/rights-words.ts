import type { Bilingual } from '../../lib/language.ts';
import type { Right, RightsChange } from './diff.ts';

/** A right in words: `东湖分会的分会干部`. */
export function rightWords({ role, branch }: Right): Bilingual {
  switch (role) {
    case 'administrator':
      return { zh: '管理员', en: 'administrator' };
    case 'representative':
      return { zh: '职工代表', en: 'representative' };
    case 'officer':
      return branch === undefined
        ? { zh: '公司工会干部', en: 'company officer' }
        : { zh: `${branch}的分会干部`, en: `branch officer of ${branch}` };
  }
}

/** Who gets and who loses which right: `张三（0231）：不再是管理员，成为公司工会干部`. */
export function rightsLine({ name, employeeNumber, gains, loses }: RightsChange): Bilingual {
  const zh = [...loses.map((one) => `不再是${rightWords(one).zh}`), ...gains.map((one) => `成为${rightWords(one).zh}`)];
  const en = [
    ...loses.map((one) => `no longer ${rightWords(one).en}`),
    ...gains.map((one) => `becomes ${rightWords(one).en}`),
  ];
  return { zh: `${name}（${employeeNumber}）：${zh.join('，')}`, en: `${name} (${employeeNumber}): ${en.join(', ')}` };
}
