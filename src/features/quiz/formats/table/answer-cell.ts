import { lettersOf, optionIndexOf } from '../../question/rules/answer-words.ts';
import { foldWidth, sameLookKey } from '../../question/rules/clean-text.ts';
import type { QuestionKind } from '../../question/rules/question.ts';
import type { FaultReason, NoteCode } from '../bank-file.ts';
import { ACCEPTED_LIST, LABEL_LIST, splitList } from './list-cell.ts';
import type { RowOptions } from './options.ts';

type Fault = { fault: FaultReason; detail?: string };

/** What stands around an answer in papers: 【答案】B, 正确答案是B, 选B, B项, （B）, "B". */
const BEFORE =
  /^(?:【(?:正确|参考|标准)?答案】|(?:本题|此题)?的?(?:正确|参考|标准)?(?:答案|选项)|(?:本题|此题)?(?:正确的|应该选|应选|故选|选择|选)|ANSWER|KEY)\s*(?:应?是|为)?\s*:?\s*/i;
const AFTER = /(?<=^[A-J\s,、]*[A-J])\s*(?:选项|项)?\s*[。.;；,，!]*$/i;
const ENCLOSED = /^(?:\((.*)\)|\[(.*)\]|【(.*)】|"(.*)"|“(.*)”|「(.*)」|<(.*)>)$/s;

/** （2分） */
const SCORE = /\(\s*(?:本题)?\s*\d+(?:\.\d+)?\s*分\s*\)/g;

/** An answer without the words and brackets around it, in narrow signs. */
export function bareAnswer(cell: string): string {
  let text = foldWidth(cell).replace(SCORE, '').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(BEFORE, '').trim();
    const inside = ENCLOSED.exec(text)
      ?.slice(1)
      .find((group) => group !== undefined);
    if (inside !== undefined && !/[()[\]【】]/.test(inside)) text = inside.trim();
  }
  return text;
}

const LETTER_LIST = /^[A-J](?:[\s,、;；/|&+.和与及]*[A-J])*[。.]*$/i;
const DASHED = /^[A-J](?:\s*[-–—]\s*[A-J]){2,}$/i;
const UNCLEAR = /^[A-J]\s*(?:[-–—~〜至到或]|或者)\s*[A-J]$/i;
const DIGITS = /^(?:10|[1-9]|[①-⑩])(?:[\s,、;/|&+和与及]*(?:10|[1-9]|[①-⑩]))*$/;
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';

/**
 * The options that an answer names: by letters, by their numbers where they are numbered, by their texts, or by both where
 * both name the same. Positions in `options.texts`, in the order of the answer.
 */
export function chosenOptions(
  answer: string,
  options: RowOptions,
  kind: QuestionKind | undefined,
  notes: NoteCode[],
): number[] | Fault {
  const detail = answer.slice(0, 50);
  const whole = optionIndexOf(answer, options.texts);
  const bare = bareAnswer(answer)
    .replace(AFTER, '')
    .replace(/["'“”‘’]/g, '');
  const lettered = byLetters(bare, options);
  if (lettered === 'unclear') return whole >= 0 ? [whole] : { fault: 'answer-unclear', detail };
  if (lettered !== undefined) {
    const isText = whole >= 0 && lettered.positions.length > 1;
    // "AB" may be two letters or the blood group: with one answer only, the text wins over several letters.
    if (isText && kind === 'single') return [whole];
    if (isText && kind === undefined) return { fault: 'answer-unclear', detail };
    if (lettered.positions.includes(-1)) return whole >= 0 ? [whole] : { fault: 'answer-not-an-option', detail };
    if (lettered.isTwice) notes.push('letter-twice');
    return lettered.positions;
  }
  const numbered = options.isNumbered ? byNumbers(bare, options, kind) : undefined;
  if (numbered !== undefined && whole >= 0 && (numbered.length !== 1 || numbered[0] !== whole))
    return { fault: 'answer-unclear', detail };
  if (whole >= 0) return [whole];
  if (numbered !== undefined) return numbered.includes(-1) ? { fault: 'answer-not-an-option', detail } : numbered;
  return byLetterAndText(bare, options) ?? byTexts(answer, options, kind) ?? { fault: 'answer-not-an-option', detail };
}

function byLetters(
  bare: string,
  options: RowOptions,
): { positions: number[]; isTwice: boolean } | 'unclear' | undefined {
  if (UNCLEAR.test(bare)) return 'unclear';
  if (!LETTER_LIST.test(bare) && !DASHED.test(bare)) return undefined;
  const named = bare.toUpperCase().match(/[A-J]/g) ?? [];
  const letters = lettersOf([...new Set(named)].join('')) ?? [];
  return {
    positions: letters.map((letter) => options.letters.indexOf(letter)),
    isTwice: letters.length < named.length,
  };
}

function byNumbers(bare: string, options: RowOptions, kind: QuestionKind | undefined): number[] | undefined {
  if (!DIGITS.test(bare)) return undefined;
  // 13 is the first and the third where there is no thirteenth, and several may be right.
  const isRun = /^[1-9]{2,}$/.test(bare) && bare !== '10';
  if (isRun && kind !== 'multiple') return undefined;
  const signs = bare.match(isRun ? /[1-9]/g : /10|[1-9]|[①-⑩]/g) ?? [];
  const numbers = signs.map((sign) => (CIRCLED.includes(sign) ? CIRCLED.indexOf(sign) : Number(sign) - 1));
  return [...new Set(numbers)].map((number) => options.letters.indexOf(number));
}

/** `B.乙`, `B、乙`, `(B)乙`, `B乙`; several by `；` or a space before the letter. Letter and text have to name the same option. */
function byLetterAndText(bare: string, options: RowOptions): number[] | Fault | undefined {
  const named = bare.split(/[;；|\n]|\s+(?=[A-J][.、:)])/i).flatMap((part) => {
    const found = /^(?:\(([A-J])\)|([A-J])\s*[.、:,)]|([A-J])(?=[\s\P{Script=Latin}]))\s*(\S.*)$/iu.exec(part.trim());
    const letter = found?.[1] ?? found?.[2] ?? found?.[3];
    return letter === undefined ? [] : [{ letter, text: found?.[4] ?? '' }];
  });
  if (named.length === 0) return undefined;
  const positions = named.map(({ letter, text }) => {
    const position = options.letters.indexOf(lettersOf(letter)?.[0] ?? -1);
    const own = options.texts[position];
    return own !== undefined && bareText(own) === bareText(text) ? position : -1;
  });
  const detail = bare.slice(0, 50);
  return positions.includes(-1) ? { fault: 'letter-and-text', detail } : [...new Set(positions)];
}

function byTexts(answer: string, options: RowOptions, kind: QuestionKind | undefined): number[] | undefined {
  const looks = options.texts.map(bareText);
  const single = [answer, bareAnswer(answer)].map((text) => looks.indexOf(bareText(text))).find((index) => index >= 0);
  if (single !== undefined) return [single];
  if (kind === 'single') return undefined;
  const texts = [ACCEPTED_LIST, LABEL_LIST].map((style) => splitList(answer, style));
  const found = texts.map((parts) => parts.map((part) => looks.indexOf(bareText(part))));
  const all = found.find((indexes) => indexes.length > 1 && !indexes.includes(-1));
  return all === undefined ? undefined : [...new Set(all)];
}

/** A text as answers are compared with options: by its look, without what ends a sentence. */
function bareText(text: string): string {
  return sameLookKey(text).replace(/[\s。.;；,，]+$/, '');
}
