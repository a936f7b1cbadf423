/** Slack's mrkdwn as a tree. Pure: what is drawn from it is React's affair, so nothing in a text ever runs. */
import { safeUrl } from './shape.ts';

export type Inline =
  | { t: 'text'; v: string }
  | { t: 'bold' | 'italic' | 'strike'; c: Inline[] }
  | { t: 'code'; v: string }
  | { t: 'link'; url: string; c: Inline[] }
  | { t: 'user' | 'channel' | 'group'; id: string; label: string }
  | { t: 'broadcast'; range: string }
  | { t: 'date'; seconds: number; format: string; url: string; fallback: string }
  | { t: 'emoji'; name: string }
  | { t: 'break' };

export type Part = { t: 'para' | 'quote'; c: Inline[] } | { t: 'pre'; v: string };

export const unescapeEntities = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const escapeEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const EMOJI = /^:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/;
const BARE_URL = /^https?:\/\/[^\s<>|*_~`"'，。；、！？（）【】《》“”]+/;
const WORD = /[\p{L}\p{N}]/u;
const MARKS: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** Text with emoji names only, as in `plain_text`. */
export function parsePlain(text: string): Inline[] {
  return scan(text, { marks: false, angles: false, entities: false });
}

export function parseMrkdwn(text: string): Part[] {
  const parts: Part[] = [];
  const pieces = text.split(/```([\s\S]+?)```/);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      parts.push({
        t: 'pre',
        v: unescapeEntities(
          piece.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, to: string, label?: string) => label ?? to),
        ).replace(/^\n|\n$/g, ''),
      });
    } else if (piece.trim() !== '') {
      const before = index > 0 ? piece.replace(/^\n/, '') : piece;
      parts.push(...parseLines(index < pieces.length - 1 ? before.replace(/\n$/, '') : before));
    }
  });
  return parts;
}

function parseLines(text: string): Part[] {
  const parts: Part[] = [];
  let quote: boolean | undefined;
  let held: string[] = [];
  const flush = () => {
    if (held.length > 0) parts.push({ t: quote ? 'quote' : 'para', c: parseInline(held.join('\n')) });
    held = [];
  };
  let restIsQuote = false;
  for (const line of text.split('\n')) {
    const mark = restIsQuote ? null : /^(?:&gt;|>){3}\s?|^(?:&gt;|>)\s?/.exec(line);
    if (mark && /^(?:&gt;|>){3}/.test(mark[0])) restIsQuote = true;
    const isQuote = restIsQuote || mark !== null;
    if (isQuote !== quote) flush();
    quote = isQuote;
    held.push(mark ? line.slice(mark[0].length) : line);
  }
  flush();
  return parts;
}

export function parseInline(text: string): Inline[] {
  return scan(text, { marks: true, angles: true, entities: true });
}

interface Rules {
  marks: boolean;
  angles: boolean;
  entities: boolean;
}

function scan(text: string, rules: Rules): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const add = (node: Inline, length: number) => {
    if (plain) out.push({ t: 'text', v: rules.entities ? unescapeEntities(plain) : plain });
    plain = '';
    out.push(node);
    at += length;
  };
  let at = 0;
  while (at < text.length) {
    const found = nodeAt(text, at, rules);
    if (found) add(found.node, found.length);
    else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) out.push({ t: 'text', v: rules.entities ? unescapeEntities(plain) : plain });
  return out;
}

function nodeAt(text: string, at: number, rules: Rules): { node: Inline; length: number } | undefined {
  const char = text[at] ?? '';
  if (char === '\n') return { node: { t: 'break' }, length: 1 };
  if (char === ':') {
    const match = EMOJI.exec(text.slice(at, at + 80));
    return match?.[1] ? { node: { t: 'emoji', name: match[1] }, length: match[0].length } : undefined;
  }
  if (char === '<' && rules.angles) {
    const end = text.indexOf('>', at);
    const inside = end > at ? text.slice(at + 1, end) : '';
    return inside && !/[<\n]/.test(inside) ? { node: angle(inside), length: end - at + 1 } : undefined;
  }
  if (!rules.marks) return undefined;
  if (char === '`') {
    const end = text.indexOf('`', at + 1);
    const inside = end > at + 1 ? text.slice(at + 1, end) : '';
    return inside && !inside.includes('\n')
      ? { node: { t: 'code', v: unescapeEntities(inside) }, length: end - at + 1 }
      : undefined;
  }
  if (char === 'h' && !WORD.test(text[at - 1] ?? '')) {
    const match = BARE_URL.exec(text.slice(at, at + 2000));
    if (match) {
      const url = match[0].replace(/[.,;:!?)]+$/, '');
      const href = safeUrl(unescapeEntities(url));
      if (href) return { node: { t: 'link', url: href, c: [{ t: 'text', v: href }] }, length: url.length };
    }
    return undefined;
  }
  const mark = MARKS[char];
  if (!mark || WORD.test(text[at - 1] ?? '')) return undefined;
  const end = closing(text, at, char);
  return end === undefined
    ? undefined
    : { node: { t: mark, c: parseInline(text.slice(at + 1, end)) }, length: end - at + 1 };
}

/** Where the mark that opens at `at` closes: on the same line, not after a space, not before a letter. */
function closing(text: string, at: number, mark: string): number | undefined {
  const first = text[at + 1] ?? ' ';
  if (/\s/.test(first) || first === mark) return undefined;
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\n') return undefined;
    if (char === '<' || char === '`') {
      const end = text.indexOf(char === '<' ? '>' : '`', i + 1);
      if (end > i) i = end;
    } else if (char === mark && !/\s/.test(text[i - 1] ?? '') && !WORD.test(text[i + 1] ?? '')) return i;
  }
  return undefined;
}

function angle(inside: string): Inline {
  const bar = inside.indexOf('|');
  const to = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescapeEntities(inside.slice(bar + 1));
  if (/^@[UWB]/.test(to)) return { t: 'user', id: to.slice(1), label };
  if (to.startsWith('#')) return { t: 'channel', id: to.slice(1), label };
  if (to.startsWith('!subteam^')) return { t: 'group', id: to.slice(9), label };
  if (to.startsWith('!date^')) {
    const [, seconds = '', format = '', ...url] = to.split('^');
    return { t: 'date', seconds: Number(seconds), format, url: unescapeEntities(url.join('^')), fallback: label };
  }
  if (to.startsWith('!')) return { t: 'broadcast', range: to.slice(1) };
  const url = safeUrl(unescapeEntities(to));
  const words: Inline[] = label ? parsePlain(label) : [{ t: 'text', v: unescapeEntities(to).replace(/^mailto:/, '') }];
  return url ? { t: 'link', url, c: words } : { t: 'text', v: label || unescapeEntities(to).replace(/^mailto:/, '') };
}
