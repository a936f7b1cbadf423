/** What must not be parted: a surrogate pair, an entity such as `&amp;`, a mention. */
const OPEN_END = /(?:[\uD800-\uDBFF]|&[a-z]{0,4}|<[^<>]{0,200})$/;

/** A line of mrkdwn in pieces of at most `max` UTF-16 units, each whole in itself; an empty line is a space. */
export function pieces(line: string, max: number): string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > max) {
    const end = OPEN_END.exec(rest.slice(0, max))?.index ?? max;
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest === '' ? ' ' : rest];
}
