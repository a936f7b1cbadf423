import { foldWidth, sameLookKey } from './clean-text.ts';
import { QUESTION_KINDS, type QuestionKind } from './question.ts';

/** The kind of a fill-in that has one blank, whatever its stem shows. */
export const ONE_BLANK = '单空填空';
const KIND_WORDS: Record<QuestionKind | 'unsupported', string> = {
  single: '单选 单选题 单项选择 单项选择题 选择 选择题 single singlechoice multiplechoicesingle mc mcq radio',
  multiple:
    '多选 多选题 多项选择 多项选择题 不定项 不定项选择 不定项选择题 multiple multi multiplechoice multiselect checkbox',
  truefalse: '判断 判断题 是非 是非题 对错 truefalse true/false t/f tf boolean judge judgement',
  fill: `填空 填空题 ${ONE_BLANK} fill fillin fillintheblank shortanswer short blank`,
  numeric: '数值 数值题 数字 数字题 计算 计算题 numeric numerical number calculation',
  unsupported:
    '简答 简答题 问答 问答题 论述 论述题 案例分析 案例分析题 匹配 匹配题 连线 连线题 排序 排序题 essay matching match ordering order description cloze',
};
const KINDS = new Map(
  Object.entries(KIND_WORDS).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as QuestionKind | 'unsupported'] as const),
  ),
);
const TRUE_WORDS = '对的 对 正确的 正确 是的 是 √ ✓ ✔ ☑ ✅ 真 v true t yes y right'.split(' ');
const FALSE_WORDS = '错的 错误的 错误 错 否 不是 不对 不正确 非 × ✕ ✖ ✗ ✘ ╳ ☒ ❌ ❎ 假 x false f no n wrong'.split(' ');
const TRUTHS = new Map([
  ...TRUE_WORDS.map((word) => [word, true] as const),
  ...FALSE_WORDS.map((word) => [word, false] as const),
]);
/** The words of truth, the longest first: 不对 is not 对. */
const TRUTH_WORD = new RegExp([...TRUTHS.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const LETTERS = 'ABCDEFGHIJ';

/** What stands around the name of a kind: 共20题, 每题2分. */
const FILLER = /^[\s\d一二三四五六七八九十百共每满本计各小大题分道部个空,、.]*$/;
const WORDS_BY_LENGTH = [...KINDS.keys()].sort((a, b) => b.length - a.length);

/**
 * The kind a cell names, with what papers write around it (单选题（每题2分）, 选择题(多选)); 'unsupported' for essays, matching
 * and the like; undefined for an unknown word.
 */
export function kindOf(cell: string): QuestionKind | 'unsupported' | undefined {
  const folded = foldWidth(cell).toLowerCase();
  const whole = folded.replace(/[\s_\-()[\]【】]/g, '');
  const known = KINDS.get(whole) ?? QUESTION_KINDS.find((kind) => kind === whole);
  if (known !== undefined) return known;
  const inside = [...folded.matchAll(/[([【]([^)\]】]*)[)\]】]/g)].flatMap(
    ([, words = '']) => KINDS.get(words.trim()) ?? [],
  );
  const outside = folded
    .replace(/[([【][^)\]】]*[)\]】]/g, '')
    .replace(/[:。;].*$/s, '')
    .trim();
  const word = WORDS_BY_LENGTH.find((one) => outside.startsWith(one) && FILLER.test(outside.slice(one.length)));
  const named = word === undefined ? undefined : KINDS.get(word);
  const [other] = inside;
  if (named === undefined || other === undefined || other === named) return named;
  return word === '选择题' || word === '选择' ? other : undefined;
}

/** Whether a cell names the fill-in of one blank. */
export function isOneBlank(cell: string): boolean {
  return cell.trim() === ONE_BLANK;
}

/** 对, 错, √, ×, ✅, V, true, F …, also two that say the same (对√); undefined when the text says neither, or both (对/错). */
export function truthOf(cell: string): boolean | undefined {
  const word = foldWidth(cell)
    .toLowerCase()
    .replace(
      /^(?:【(?:正确|参考|标准)?答案】|(?:正确|参考|标准)?答案\s*(?:是|为)?\s*:|(?:正确|参考|标准)?答案(?:是|为)|answer\s*:)/,
      '',
    )
    .replace(/[\s。.!;"'“”()[\]【】]|\ufe0e|\ufe0f/g, '');
  const alone = TRUTHS.get(word);
  if (alone !== undefined) return alone;
  // Letters are read alone: "no" and "t" stand in words.
  const said = word.match(TRUTH_WORD) ?? [];
  if (said.length < 2 || /[a-z]/.test(word) || word.replace(TRUTH_WORD, '').replace(/[/,、，]/g, '') !== '')
    return undefined;
  const truths = new Set(said.map((one) => TRUTHS.get(one)));
  return truths.size === 1 ? truths.values().next().value : undefined;
}

/** A plain decimal number, thousands by comma allowed; undefined for anything else (hex, percent, words). */
export function numberOf(cell: string): number | undefined {
  let text = foldWidth(cell).replace(/\s/g, '').replace(/^−/, '-');
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) text = text.replaceAll(',', '');
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** The middle and half the width of a range, without the noise of binary fractions. */
export function numericRange(low: number, high: number): { value: number; tolerance: number } {
  const tidy = (number: number) => Number(number.toPrecision(12));
  return { value: tidy((low + high) / 2), tolerance: tidy(Math.abs(high - low) / 2) };
}

/** `AC`, `A,C`, `A、C`, `（ａ）`: indexes of the letters, in their order; undefined when the cell is not only letters. */
export function lettersOf(cell: string): number[] | undefined {
  const letters = foldWidth(cell)
    .toUpperCase()
    .replace(/^(?:答案|正确答案|ANSWER)\s*:\s*/, '')
    .replace(/[\s,;、/|&+.。()[\]【】]/g, '');
  if (letters === '' || letters.length > LETTERS.length) return undefined;
  const indexes = [...letters].map((letter) => LETTERS.indexOf(letter));
  return indexes.includes(-1) || new Set(indexes).size !== indexes.length ? undefined : indexes;
}

/** The letter of an option by its index. */
export function letterOf(index: number): string {
  return LETTERS.charAt(index);
}

/** Where a text stands among the options, by its look; -1 when nowhere. */
export function optionIndexOf(text: string, options: string[]): number {
  const look = sameLookKey(text);
  return options.findIndex((option) => sameLookKey(option) === look);
}
