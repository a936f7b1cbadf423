import type { Employee } from './company.ts';

/*
 * The rest of the company: people who answer, sign up and write like everybody, and whose messages nobody opens. They make the
 * numbers, the boards and the lists what they are in a company.
 */

const FAMILY_NAMES =
  '王张刘陈杨吴徐朱胡郭林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方';
const GIVEN_NAMES =
  '秀英 志强 桂兰 永福 丽华 建军 春燕 国栋 玉梅 海涛 晓峰 美玲 文斌 凤霞 立新 红艳 德顺 雪莲 长江 淑珍 俊杰 彩云 振华 爱民 婷婷 家豪 水生 金花 小龙 月娥'.split(
    ' ',
  );
const ENGLISH_NAMES = ['Daniel Kim', 'Grace Okafor', 'Lucas Moreau', 'Priya Nair', 'Samuel Tran', 'Elena Petrova'];

/** Where they work, and how many of them. */
const PLACES: readonly (Pick<Employee, 'branch' | 'team' | 'post' | 'shift'> & { count: number })[] = [
  { branch: '总部', team: '财务室', post: '会计', shift: '08:00-17:30', count: 3 },
  { branch: '总部', team: '人力资源部', post: '专员', shift: '08:00-17:30', count: 3 },
  { branch: '东湖养殖分会', team: '一号塘班', post: '养殖工', shift: '06:00-14:30', count: 6 },
  { branch: '东湖养殖分会', team: '二号塘班', post: '养殖工', shift: '06:00-14:30', count: 6 },
  { branch: '东湖养殖分会', team: '饲料班', post: '饲料工', shift: '08:00-17:30', count: 5 },
  { branch: '南岗种植分会', team: '大棚班', post: '种植工', shift: '07:00-16:00', count: 8 },
  { branch: '南岗种植分会', team: '农机班', post: '农机手', shift: '07:00-16:00', count: 6 },
  { branch: '临港加工分会', team: '冷库班', post: '冷库操作工', shift: '14:00-22:30', count: 6 },
  { branch: '临港加工分会', team: '质检班', post: '质检员', shift: '08:00-17:30', count: 5 },
  { branch: '临港加工分会', team: '包装班', post: '包装工', shift: '08:00-17:30', count: 6 },
  { branch: '国际员工分会', team: '技术班', post: '技术员', shift: '08:00-17:30', count: 6 },
];

/** Sixty people beside those whom one can be. */
export const CROWD: readonly Employee[] = PLACES.flatMap(({ count, ...place }) =>
  Array.from({ length: count }, () => place),
).map((place, index) => {
  const english = place.branch === '国际员工分会' ? ENGLISH_NAMES[index % ENGLISH_NAMES.length] : undefined;
  const family = FAMILY_NAMES[(index * 7) % FAMILY_NAMES.length] ?? '';
  const number = `QH${5001 + index}`;
  return {
    ...place,
    number,
    handle: number.toLowerCase(),
    name: english ?? `${family}${GIVEN_NAMES[(index * 11) % GIVEN_NAMES.length] ?? ''}`,
    role: '职工',
    locale: english === undefined ? 'zh-CN' : 'en-US',
  };
});
