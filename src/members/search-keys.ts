import { pinyin, polyphonic } from 'pinyin-pro';
import { searchWord } from './search-word.ts';

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
 * of a number the whole, and its digits. A surname is read as a surname (单 is shan), other characters also by their
 * second reading; 吕 is lv and lu.
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
  return parts.slice(0, STARTS).flatMap((_, from) => [
    texts.slice(from).join(''),
    ...combined(read.slice(from)).flatMap((sounds) => [
      sounds.join(''),
      initials(sounds),
      // A surname is typed in full and the rest short.
      from === 0 ? `${sounds[0]}${initials(sounds.slice(1))}` : '',
    ]),
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
    // The surname, at the head, has one reading as a surname.
    const found = at === 0 ? [first] : [...new Set([first, ...more])].slice(0, READINGS);
    at += 1;
    return found.flatMap((sound) => (/^[ln]v/.test(sound) ? [sound, sound.replace('v', 'u')] : [sound]));
  });
}

/** The names that the readings make together, the likeliest first. */
function combined(read: readonly string[][]): string[][] {
  return read.reduce<string[][]>(
    (made, sounds) => sounds.flatMap((sound) => made.map((before) => [...before, sound])).slice(0, MOST_READINGS),
    [[]],
  );
}
