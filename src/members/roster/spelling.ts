/** Two spellings of one unit are one: width, case, spaces, dashes and brackets do not count. No word is ever added or dropped. */
export function unitKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Pd}−_·・]/gu, '-')
    .replace(/[[{〔【〈《]/g, '(')
    .replace(/[\]}〕】〉》]/g, ')')
    .replace(/[\s\p{Cf}]+/gu, '');
}

/**
 * The spelling that counts of each name: the one most used of those that are known, else of those that are new; of equals the
 * first. @returns name → its spelling
 */
export function canonicalSpelling(known: readonly string[], added: readonly string[]): (name: string) => string {
  const first = new Map<string, string>();
  for (const names of [known, added]) {
    const counts = new Map<string, number>();
    for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const [name] of [...counts].toSorted((a, b) => b[1] - a[1]))
      if (!first.has(unitKey(name))) first.set(unitKey(name), name);
  }
  return (name) => first.get(unitKey(name)) ?? name;
}

/** Characters that tell one unit of several from another: `一分会` is not `十一分会`. */
const TELLS_APART = /[\d零〇一二三四五六七八九十百甲乙丙丁东南西北上下左右前后内外新老大小]/;
const SHORTEST = 3;

/** New names that may be another spelling of a known one: its letters, in order, with some left out. Asked about, never merged. */
export function nearSpellings(known: Iterable<string>, added: Iterable<string>): { added: string; known: string }[] {
  const units = [...new Set(known)].filter((name) => name !== '');
  const keys = new Set(units.map(unitKey));
  return [...new Set(added)].flatMap((name) => {
    if (name === '' || keys.has(unitKey(name))) return [];
    const like = units.find((unit) => isNear(unitKey(name), unitKey(unit)));
    return like === undefined ? [] : [{ added: name, known: like }];
  });
}

function isNear(one: string, other: string): boolean {
  const [short, long] = [[...one], [...other]].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (short.length < SHORTEST) return false;
  let at = 0;
  let isTold = false;
  for (const letter of long) {
    if (letter === short[at]) at += 1;
    else if (TELLS_APART.test(letter)) isTold = true;
  }
  return at === short.length && !isTold;
}
