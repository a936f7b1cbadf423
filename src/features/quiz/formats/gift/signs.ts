import { foldWidth } from '../../question/rules/clean-text.ts';

/** Escaped signs, and what stands for them while a question is taken apart: characters that no text of a bank holds. */
const ESCAPED = '\\:#={}~n';
const FIRST = 0xfdd0;

/** GIFT with its escaped signs (`\=`, `\n`) out of the way, so that each `=` left is a sign. */
export function hideEscaped(text: string): string {
  return text
    .replace(/[\ufdd0-\ufdef]/g, '')
    .replace(/\\([\\:#={}~n])/g, (_, sign: string) => String.fromCharCode(FIRST + ESCAPED.indexOf(sign)));
}

/** The text with what was escaped in it. */
export function showEscaped(text: string): string {
  return text.replace(/[\ufdd0-\ufdd7]/g, (mark) => {
    const sign = ESCAPED.charAt(mark.charCodeAt(0) - FIRST);
    return sign === 'n' ? '\n' : sign;
  });
}

/** GIFT's signs as a Chinese keyboard types them. */
const NARROW: Record<string, string> = {
  '｛': '{',
  '｝': '}',
  '＝': '=',
  '～': '~',
  '〜': '~',
  '＃': '#',
  '％': '%',
  '：': ':',
};

const narrow = (text: string) => text.replace(/[｛｝＝～〜＃％：]/g, (sign) => NARROW[sign] ?? sign);

/** A name in wide colons before a question (：：题一：：) in narrow ones. */
export function narrowName(text: string): string {
  return text.replace(/^：：([^：]*)：：/, '::$1::');
}

/** Where the answers of a question stand, when their braces are wide; a narrow brace makes wide ones text. */
export function narrowBraces(text: string): string {
  return /[{}]/.test(text) ? text : text.replace(/[｛｝]/g, narrow);
}

/**
 * The answers with their wide signs as narrow ones. Where the first sign is wide all of them are, but for one between two
 * digits (10～20); where it is narrow, a wide one counts at the start of a line or after a space only.
 */
export function narrowAnswers(answers: string): string {
  if (!/^[＝～〜＃]/.test(answers)) return answers.replace(/(?<=\s)[＝～〜](?=\S)/g, narrow);
  return answers
    .replace(/[＝～〜](?!(?<=\d.)\d)/g, narrow)
    .replace(/＃/g, '#')
    .replace(/(?<=[=~]\s*)[％%][-－−]?[\d.０-９．]+[％%]/g, (weight) => foldWidth(weight).replace('−', '-'))
    .replace(/^#.*$/s, (numbers) => numbers.replaceAll('：', ':'));
}
