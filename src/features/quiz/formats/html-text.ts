import { lowered, raised } from '../../../lib/tables/raised-figures.ts';

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  middot: '·',
  bull: '•',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  infin: '∞',
  micro: 'µ',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  frac14: '¼',
  radic: '√',
  copy: '©',
  reg: '®',
  trade: '™',
  permil: '‰',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  Delta: 'Δ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  Omega: 'Ω',
  omega: 'ω',
  rarr: '→',
  larr: '←',
  harr: '↔',
  yen: '¥',
  euro: '€',
  pound: '£',
  sect: '§',
  para: '¶',
  hearts: '♥',
  prime: '′',
  Prime: '″',
  minus: '−',
  frasl: '⁄',
  sup1: '¹',
  frac34: '¾',
  theta: 'θ',
  lambda: 'λ',
  rho: 'ρ',
  tau: 'τ',
  phi: 'φ',
  eta: 'η',
  epsilon: 'ε',
  Sigma: 'Σ',
  Phi: 'Φ',
  Theta: 'Θ',
  sum: '∑',
  ang: '∠',
  perp: '⊥',
  equiv: '≡',
  isin: '∈',
  cap: '∩',
  cup: '∪',
  empty: '∅',
  there4: '∴',
  uarr: '↑',
  darr: '↓',
  rArr: '⇒',
  lArr: '⇐',
  ordm: 'º',
  cent: '¢',
  lsaquo: '‹',
  rsaquo: '›',
  oslash: 'ø',
  Oslash: 'Ø',
  eacute: 'é',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
};

/** The plain text of a piece of HTML: tags gone, raised and lowered figures in Unicode, blocks and `<br>` as line breaks, list items with a dash, entities resolved. */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '')
    .replace(/<(script|style)\b[^<>]*>(?:(?!<\1)[\s\S])*?<\/\1\s*>/gi, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/ ?<li\b[^<>]*> ?/gi, '\n- ')
    .replace(/ ?<\/?(?:p|div|ul|ol|tr|table|h[1-6]|pre|blockquote)\b[^<>]*> ?/gi, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/ ?<br\s*\/?> ?/gi, '\n')
    .replace(/<\/(?:td|th)\s*>/gi, ' ')
    .replace(FIGURES, (_, tag: string, inner: string) => textToHtml(figuresOf(tag, inner)))
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .trim();
  return decodeEntities(text);
}

const FIGURES = /<(su[pb])\b[^<>]*>((?:(?!<su[pb]\b)[\s\S])*?)<\/\1\s*>/gi;

/** What stands in `<sup>` or `<sub>`, raised or lowered. */
function figuresOf(tag: string, inner: string): string {
  const figures = decodeEntities(inner.replace(/<[^<>]*>/g, ''));
  return tag.toLowerCase() === 'sup' ? raised(figures) : lowered(figures);
}

/** Does a text whose format is not said hold tags of HTML, which people would have to read? */
export function looksLikeHtml(text: string): boolean {
  return /<\/?(?:p|br|b|i|u|em|strong|span|div|sup|sub|ul|ol|li|img|font|a)(?:\s+[a-z-]+\s*=[^<>]*)?\s*\/?>/i.test(
    text,
  );
}

/** Does this piece of HTML show a picture, which a plain text cannot carry? */
export function hasPicture(html: string): boolean {
  return /<img\b|@@PLUGINFILE@@/i.test(html);
}

/** A plain text as HTML that `htmlToText` turns back into exactly that text. */
export function textToHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\n/g, '<br>')
    .replace(/^[ \t]|[ \t]$|(?<=[ \t]|<br>)[ \t]|[ \t](?=<br>)|\t/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** Resolves `&lt;`, `&#20013;`, `&#x4e2d;`, each once; unknown names stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Markdown with its commonest marks taken off: bold, italics, code, links. */
export function markdownToText(markdown: string): string {
  return markdown
    .replace(FIGURES, (_, tag: string, inner: string) => figuresOf(tag, inner))
    .replace(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_\n]+)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1');
}
