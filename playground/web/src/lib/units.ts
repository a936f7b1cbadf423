import type { Person } from '../../../protocol.ts';
import type { Lang } from './words.ts';

/** The demo company's branches and posts, as an English colleague would call them. */
const IN_ENGLISH: Record<string, string> = {
  总部: 'Head office',
  东湖养殖分会: 'East Lake fish farm',
  南岗种植分会: 'South Hill farm',
  临港加工分会: 'Harbour plant',
  国际员工分会: 'International staff',
  工会主席: 'union chair',
  分会主席: 'branch chair',
  养殖工: 'fish farmer',
  班组长: 'team leader',
  苗种技术员: 'hatchery technician',
  农机手: 'machine operator',
  种植工: 'grower',
  温室工程师: 'greenhouse engineer',
  冷库操作工: 'cold store operator',
  质检员: 'quality inspector',
  检验员: 'inspector',
  设备维修工: 'maintenance fitter',
  工会助手: 'union assistant',
};

const SEPARATOR = ' · ';

/** What somebody does and where, in the reader's language; words that are not the demo's stay as they are. */
export function titleOf({ title }: Pick<Person, 'title'>, lang: Lang): string {
  if (lang === 'zh') return title;
  const [first = '', ...rest] = title.split(SEPARATOR).map((word) => IN_ENGLISH[word] ?? word);
  return [first, ...rest].join(SEPARATOR);
}

/** A name that the reader can read: who reads English gets the handle beside a Chinese name. */
export function nameFor({ name, handle }: Pick<Person, 'name' | 'handle'>, lang: Lang): string {
  if (lang === 'zh' || /^[\x20-\x7e]*$/.test(name)) return name;
  const [family = '', given = ''] = handle.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return given === '' ? name : `${given} ${family} ${name}`;
}
