import { pinyin, polyphonic } from 'pinyin-pro';
import { compoundSurname, surnameReadings } from './surname-readings.ts';
import { searchWord } from './word.ts';

/** Readings of one character that are kept, and of a whole name: rarer ones would find more strangers than people. */
const READINGS = 2;
const MOST_READINGS = 6;
/** A search may begin at each of so many parts of a name. */
const STARTS = 6;

const PLAIN = { toneType: 'none', type: 'array', v: true } as const;
const HAN = /\p{Script=Han}/u;

/**
 * What a search for these names may begin with: from each part of a name on its characters, its pinyin and the initials
 * of it (陈小美: 陈小美, 小美, 美, chenxiaomei, xiaomei, mei, cxm, xm; chenxm); of a Latin name each word on (mariasantos, santos, ms);
 * of a number the whole, and its digits. A surname is read in each way that families read it (单 is shan, 乐 yue and le, 单于
 * chanyu), other characters also by their second reading; 吕 is lv, lu and, as in passports, lyu.
 * Needs pinyin's tables of 16 MB: call it in a thread (`inThread`), which gives them back.
 */
export function searchKeys(names: readonly string[], numbers: readonly string[]): string[] {
  const keys = new Set<string>();
  for (const name of names) for (const key of keysOfName(name)) keys.add(key);
  for (const number of numbers) {
    keys.add(searchWord(number));
    keys.add(/\d{3,}$/.exec(searchWord(number))?.[0] ?? '');
  }
  const all = [...keys].filter((key) => key !== '').sort();
  // What another key begins with is found by that one.
  return all.filter((key, index) => all[index + 1]?.startsWith(key) !== true);
}

/** The same for many, in one call. */
export function searchKeysOfMany(all: readonly { names: string[]; numbers: string[] }[]): string[][] {
  return all.map(({ names, numbers }) => searchKeys(names, numbers));
}

function keysOfName(name: string): string[] {
  const parts = (name.normalize('NFKC').match(/\p{Script=Han}|[^\p{Script=Han}\s\p{P}]+/gu) ?? []).slice(0, 20);
  const texts = parts.map(searchWord);
  const read = readingsOf(parts);
  return parts
    .slice(0, STARTS)
    .flatMap((_, from) => [
      texts.slice(from).join(''),
      ...(from === 0
        ? keysOfWhole(parts, read)
        : combined(read.slice(from)).flatMap((sounds) => [sounds.join(''), initials(sounds)])),
    ]);
}

/** Each reading of the surname with those of the rest; a surname is typed in full and the rest short, too. */
function keysOfWhole(parts: readonly string[], read: readonly string[][]): string[] {
  const compound = compoundSurname(parts);
  const rest = (from: number) => combined(read.slice(from));
  const named = [
    ...(compound === undefined ? [] : rest(compound.length).map((sounds) => ({ surname: compound, sounds }))),
    ...(read[0] ?? []).flatMap((sound) => rest(1).map((sounds) => ({ surname: [sound], sounds }))),
  ];
  return named.flatMap(({ surname, sounds }) => [
    [...surname, ...sounds].join(''),
    initials([...surname, ...sounds]),
    `${surname.join('')}${initials(sounds)}`,
  ]);
}

const initials = (sounds: readonly string[]): string => sounds.map((sound) => sound.charAt(0)).join('');

/** Of each part its readings, the likeliest first; a Latin word is read as it is written. */
function readingsOf(parts: readonly string[]): string[][] {
  const han = parts.filter((part) => HAN.test(part)).join('');
  const likeliest = pinyin(han, { ...PLAIN, surname: 'head' });
  const others = polyphonic(han, PLAIN);
  let at = 0;
  return parts.map((part) => {
    if (!HAN.test(part)) return [searchWord(part)];
    const [first = part, more = []] = [likeliest[at], others[at]];
    const asSurname = at === 0 ? (surnameReadings(part) ?? [first]) : undefined;
    const found = asSurname ?? [...new Set([first, ...more])].slice(0, READINGS);
    at += 1;
    return [...new Set(found.flatMap((sound) => (/^[ln]v/.test(sound) ? [sound, sound.replace('v', 'u')] : [sound])))];
  });
}

/** The names that the readings make together, the likeliest first. */
function combined(read: readonly string[][]): string[][] {
  return read.reduce<string[][]>(
    (made, sounds) => sounds.flatMap((sound) => made.map((before) => [...before, sound])).slice(0, MOST_READINGS),
    [[]],
  );
}
