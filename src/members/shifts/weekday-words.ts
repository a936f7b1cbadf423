const WEEKDAYS_ZH = '一二三四五六日';
const WEEKDAYS_EN = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function weekdayIndex(word: string): number {
  if (word === '天') return 6;
  const zh = word.length === 1 ? WEEKDAYS_ZH.indexOf(word) : -1;
  return zh >= 0 ? zh : WEEKDAYS_EN.findIndex((name) => word.length >= 3 && word.startsWith(name));
}

/**
 * Reads weekdays: `一二三四五`, `周一至周六`, `Mon-Sat`, `Sat, Sunday`; with 休 they are the days off.
 * @returns ISO weekdays in order, 1 is Monday; undefined when the text says anything else
 */
export function readWeekdays(text: string): number[] | undefined {
  const [, off = ''] = /^(?:休息?|off\s)(.+)$|^.+$/.exec(text) ?? [];
  const days = off || (/^(.+?)(?:休息?|\s*off)$/.exec(text)?.[1] ?? '');
  if (days === '') return daysIn(text);
  const free = daysIn(days);
  const worked = free && [1, 2, 3, 4, 5, 6, 7].filter((day) => !free.includes(day));
  return worked?.length === 0 ? undefined : worked;
}

function daysIn(text: string): number[] | undefined {
  const plain = text.toLowerCase().replace(/周|星期|礼拜/g, '');
  const words = plain.match(/[a-z]+|[一二三四五六日天]|[-至到]|[、,\s]+/g) ?? [];
  if (words.join('') !== plain) return undefined;
  const found = new Set<number>();
  let last: number | undefined;
  let isRange = false;
  for (const word of words) {
    if (/^[、,\s]+$/.test(word)) continue;
    if (/^[-至到]$/.test(word)) {
      if (last === undefined || isRange) return undefined;
      isRange = true;
      continue;
    }
    const index = weekdayIndex(word);
    if (index < 0) return undefined;
    for (let i = isRange && last !== undefined ? last : index; ; i = (i + 1) % 7) {
      found.add(i + 1);
      if (i === index) break;
    }
    last = index;
    isRange = false;
  }
  return isRange || found.size === 0 ? undefined : [...found].sort((a, b) => a - b);
}
