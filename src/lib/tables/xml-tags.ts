/** A tag of an XML text, with what stands between it and the next one. */
export interface Tag {
  /** Without its namespace prefix. */
  name: string;
  attributes: string;
  isEnd: boolean;
  /** `<c/>`: it has no content and no end tag. */
  isEmpty: boolean;
  /** The characters after it, entities as they are; see `decodeXml`. */
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>([^<]*)/g;

/** Hands over the tags of an XML text one after the other; comments and instructions are passed over. */
export function eachTag(xml: string, take: (tag: Tag) => void): void {
  for (const [whole, data, end, name, attributes = '', empty, text = ''] of xml.matchAll(TOKEN)) {
    if (name !== undefined) take({ name, attributes, isEnd: end === '/', isEmpty: empty === '/', text });
    else if (whole.startsWith('<!['))
      take({ name: '', attributes: '', isEnd: true, isEmpty: false, text: escaped(data) });
  }
}

const escaped = (text = ''): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** An attribute by its name without prefix, decoded; undefined when the tag has none. */
export function attributeOf({ attributes }: Pick<Tag, 'attributes'>, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? undefined : decodeXml(found[1] ?? found[2] ?? '');
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** A text with its entities resolved, the numbered ones too; what is no entity stays as it is. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
