/** The Markdown of Slack's `markdown` block as a tree: the common part, nothing raw. */
import { type Inline, parsePlain } from './mrkdwn.ts';
import { safeUrl } from './shape.ts';

export type MdPart =
  | { t: 'heading'; level: number; c: Inline[] }
  | { t: 'para'; c: Inline[] }
  | { t: 'quote'; c: MdPart[] }
  | { t: 'pre'; v: string }
  | { t: 'rule' }
  | { t: 'list'; ordered: boolean; start: number; items: { task?: boolean; c: Inline[]; sub: MdPart[] }[] }
  | { t: 'table'; head: Inline[][]; rows: Inline[][][] };

const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const cells = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inlineMd(cell.trim().replaceAll('\\|', '|')));

export function parseMarkdown(text: string): MdPart[] {
  return blocksOf(text.replaceAll('\r\n', '\n').split('\n'));
}

function blocksOf(lines: string[]): MdPart[] {
  const parts: MdPart[] = [];
  let i = 0;
  const takeWhile = (keep: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (i < lines.length && keep(lines[i] ?? '')) {
      taken.push(lines[i] ?? '');
      i += 1;
    }
    return taken;
  };
  while (i < lines.length) {
    const line = lines[i] ?? '';
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') i += 1;
    else if (/^```/.test(line)) {
      i += 1;
      parts.push({ t: 'pre', v: takeWhile((one) => !/^```/.test(one)).join('\n') });
      i += 1;
    } else if (heading) {
      parts.push({ t: 'heading', level: heading[1]?.length ?? 1, c: inlineMd(heading[2] ?? '') });
      i += 1;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      parts.push({ t: 'rule' });
      i += 1;
    } else if (/^\s*>/.test(line)) {
      parts.push({
        t: 'quote',
        c: blocksOf(takeWhile((one) => /^\s*>/.test(one)).map((one) => one.replace(/^\s*>\s?/, ''))),
      });
    } else if (ITEM.test(line)) {
      parts.push(listOf(takeWhile((one) => ITEM.test(one) || /^\s{2,}\S/.test(one))));
    } else if (
      line.includes('|') &&
      /^[\s|:-]*-[\s|:-]*$/.test(lines[i + 1] ?? '') &&
      (lines[i + 1] ?? '').includes('|')
    ) {
      i += 2;
      parts.push({ t: 'table', head: cells(line), rows: takeWhile((one) => one.includes('|')).map(cells) });
    } else {
      const first = i;
      const starts = (one: string) => i > first && (/^(#{1,6}\s|```|\s*>)/.test(one) || ITEM.test(one));
      parts.push({ t: 'para', c: inlineMd(takeWhile((one) => one.trim() !== '' && !starts(one)).join('\n')) });
    }
  }
  return parts;
}

function listOf(lines: string[]): MdPart {
  const first = ITEM.exec(lines[0] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const ordered = first?.[3] !== undefined;
  const items: { task?: boolean; c: Inline[]; sub: MdPart[] }[] = [];
  const groups: string[][] = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (groups.length === 0 || (item && (item[1]?.length ?? 0) <= indent)) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  for (const [head = '', ...rest] of groups) {
    const text = ITEM.exec(head)?.[4] ?? head.trim();
    const task = /^\[([ xX])\]\s+/.exec(text);
    items.push({
      ...(task ? { task: task[1] !== ' ' } : {}),
      c: inlineMd(task ? text.slice(task[0].length) : text),
      sub:
        rest.length > 0 ? blocksOf(rest.some((line) => ITEM.test(line)) ? rest : rest.map((line) => line.trim())) : [],
    });
  }
  return { t: 'list', ordered, start: Number(first?.[3] ?? 1), items };
}

type Rule = [pattern: RegExp, make: (match: RegExpExecArray) => Inline | undefined];

const INLINE: Rule[] = [
  [/^\\([\\`*_{}[\]()#+\-.!~|>])/, (m) => ({ t: 'text', v: m[1] ?? '' })],
  [/^`+([^`\n]+)`+/, (m) => ({ t: 'code', v: m[1] ?? '' })],
  [
    /^!?\[([^\]\n]*)\]\(([^()\s]+)(?:\s+"[^"]*")?\)/,
    (m) => {
      const url = safeUrl(m[2] ?? '');
      return url ? { t: 'link', url, c: inlineMd(m[1] || url) } : { t: 'text', v: m[1] || (m[2] ?? '') };
    },
  ],
  [/^<(https?:\/\/[^>\s]+)>/, (m) => link(m[1] ?? '')],
  [/^https?:\/\/[^\s<>)\]，。；、！？]+/, (m) => link(m[0])],
  [/^\*\*(?=\S)([\s\S]+?\S|\S)\*\*/, (m) => ({ t: 'bold', c: inlineMd(m[1] ?? '') })],
  [/^__(?=\S)([\s\S]+?\S|\S)__/, (m) => ({ t: 'bold', c: inlineMd(m[1] ?? '') })],
  [/^~~(?=\S)([\s\S]+?\S|\S)~~/, (m) => ({ t: 'strike', c: inlineMd(m[1] ?? '') })],
  [/^\*(?=[^\s*])([^*\n]*[^\s*])\*/, (m) => ({ t: 'italic', c: inlineMd(m[1] ?? '') })],
  [/^_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}])/u, (m) => ({ t: 'italic', c: inlineMd(m[1] ?? '') })],
  [/^<(@|#)([A-Z0-9]+)>/, (m) => ({ t: m[1] === '@' ? 'user' : 'channel', id: m[2] ?? '', label: '' })],
];

function link(url: string): Inline {
  const safe = safeUrl(url);
  return safe ? { t: 'link', url: safe, c: [{ t: 'text', v: url }] } : { t: 'text', v: url };
}

export function inlineMd(text: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    let hit: { node: Inline; length: number } | undefined;
    if (/[\\`![<h*_~]/.test(text[at] ?? '')) {
      for (const [pattern, make] of INLINE) {
        const match = pattern.exec(rest);
        const node = match ? make(match) : undefined;
        if (match && node) {
          hit = { node, length: match[0].length };
          break;
        }
      }
    }
    if (hit) {
      out.push(...parsePlain(plain), hit.node);
      plain = '';
      at += hit.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  return [...out, ...parsePlain(plain)];
}
