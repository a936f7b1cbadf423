import { foldWidth } from '../question/rules/clean-text.ts';
import type { Question } from '../question/rules/question.ts';
import type { NoteCode } from './bank-file.ts';

const PAIRS = ['“”', '《》', '（）', '【】', '「」', '()', '[]'] as const;
const CUT_END = /[,，、:：(（《“【[]$/;
const DANGLING = /^(?:以上|上述)[^。]*(?:均|都|皆|说法|选项|全)$/;
const REFERS = [
  /^(?:以上|上述|前述)/,
  /(?<![A-Za-z0-9])[A-J]\s*(?:和|与|及|、|或)\s*[A-J](?![A-Za-z0-9])/,
  /\b(?:all|none|both|neither|any) of (?:the above|these|the other)/i,
  /\b(?:both|either) [A-J] (?:and|or) [A-J]\b/i,
];

/** Signs that a question's text was damaged, or will not survive the shuffling of options. Never a reason to refuse. */
export function oddLooks(question: Question): NoteCode[] {
  const notes = new Set<NoteCode>();
  if (!balanced(question.stem)) notes.add('unbalanced-marks');
  if (showsAnswer(question)) notes.add('answer-in-stem');
  if ('options' in question) {
    for (const option of question.options) {
      if (CUT_END.test(option) || DANGLING.test(option)) notes.add('text-looks-cut');
      if (!balanced(option)) notes.add('unbalanced-marks');
      if (REFERS.some((pattern) => pattern.test(option))) notes.add('refers-to-options');
    }
    if (areLettered(question.options)) notes.add('letters-in-options');
    if (lostLastCharacter(question.options)) notes.add('text-looks-cut');
  }
  return [...notes];
}

/** Letters or a sign of truth in brackets, as papers have their answers. */
function showsAnswer(question: Question): boolean {
  const stem = foldWidth(question.stem);
  if ('options' in question) return /\(\s*[A-J]{1,10}\s*\)\s*(?:$|[。.,;:、?]|\d)/.test(stem);
  return question.kind === 'truefalse' && /\(\s*(?:[√×✓✗✔✘]|对|错|正确|错误)\s*\)\s*[。.]?$/.test(stem);
}

/** Every option begins with its own letter, which may be a mark without a sign: A甲, B乙. Shuffled, it stands at another letter. */
function areLettered(options: readonly string[]): boolean {
  return options.every((option, index) =>
    new RegExp(`^${'ABCDEFGHIJ'.charAt(index)}(?![A-Za-z])`).test(foldWidth(option)),
  );
}

function balanced(text: string): boolean {
  // A closing bracket after a number is a list mark ("1)"), and an opening one may be a range [0, 1).
  const plain = text
    .replace(/(?:^|\s)[\dA-Za-z]{1,2}[)）]/g, '')
    .replace(/[[(]\s*[\d.]+\s*[,，]\s*[\d.]+\s*[\])]/g, '');
  return PAIRS.every((pair) => count(plain, pair.charAt(0)) === count(plain, pair.charAt(1)));
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** One option lacks the last character of an ending that all others share: 利润学说, 价值学说, 有机构成学. */
function lostLastCharacter(options: string[]): boolean {
  if (options.length < 3) return false;
  return options.some((option, index) => {
    const others = options.filter((_, other) => other !== index);
    const ending = others[0]?.slice(-2) ?? '';
    if (ending.length < 2 || !/^\p{Script=Han}{2}$/u.test(ending)) return false;
    return option.length > 4 && others.every((other) => other.endsWith(ending)) && option.endsWith(ending.charAt(0));
  });
}
