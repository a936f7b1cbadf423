import { letterOf } from '../../question/rules/answer-words.ts';
import { foldWidth } from '../../question/rules/clean-text.ts';
import type { QuestionKind } from '../../question/rules/question.ts';
import { leadingLetter, readMarked } from '../option-marks.ts';
import { bareAnswer } from '../table/answer-cell.ts';
import type { readOptions } from '../table/options.ts';

/* The lines of one question, parted: its stem and its options. */

type SectionKind = QuestionKind | 'unsupported' | undefined;

const BULLET = /^\s*[○◯〇□☐]\s*(?=\S)/;
const LABEL = /^(\s*)【(?:题目|题干|试题|问题|选项)】\s*[:：]?\s*/;

/** The lines of a paper; options behind ○ and □, as forms export them, get letters. */
export function plainLines(text: string): string[] {
  let option = 0;
  return text.split('\n').map((line) => {
    const isBullet = BULLET.test(line);
    option = isBullet ? option + 1 : 0;
    return isBullet ? line.replace(BULLET, `${letterOf(option - 1)}. `) : line.replace(LABEL, '$1');
  });
}

/** What is written beside an option that is right. */
const RIGHT = /\s*(?:[(（【[]\s*(?:正确答案|正确选项|正确|答案|√|✓|✔)\s*[)）】\]]|[√✓✔])\s*$/;

/** Options without the signs that say which is right. @returns `said`: the letters of those that have one, if any */
export function withoutMarks(options: ReturnType<typeof readOptions>): {
  options: ReturnType<typeof readOptions>;
  said: string[];
} {
  if ('fault' in options || options.texts.length < 2) return { options, said: [] };
  const right = options.texts.flatMap((text, at) =>
    RIGHT.test(text) && text.replace(RIGHT, '') !== '' ? [letterOf(options.letters[at] ?? at)] : [],
  );
  if (right.length === 0 || right.length === options.texts.length) return { options, said: [] };
  return {
    options: { ...options, texts: options.texts.map((text) => text.replace(RIGHT, '')) },
    said: [right.join('')],
  };
}

/** Whether a line begins with the letter of an option. */
export function isOption(line: string): boolean {
  return leadingLetter(line) !== undefined;
}

/** Where the options begin: at the first line that begins with A, else within a line. A line without a letter goes on. */
export function bodyParts(body: readonly string[]): { stem: string; options: string } {
  // The first line is the stem's, whatever it begins with.
  const at = body.findIndex((line, index) => index > 0 && leadingLetter(line)?.index === 0);
  const inline = at < 0 ? inlineOptions(body) : undefined;
  const [stemLines, optionLines] = inline ?? (at < 0 ? [body, []] : [body.slice(0, at), body.slice(at)]);
  const joined: string[] = [];
  for (const line of optionLines) {
    const last = joined.at(-1);
    if (last === undefined || isOption(line)) joined.push(line);
    else joined[joined.length - 1] = /[A-Za-z,]$/.test(last) ? `${last} ${line}` : `${last}${line}`;
  }
  return { stem: stemLines.join('\n').trim(), options: joined.join('\n') };
}

/** In order: `②①③` is no choice. */
const CIRCLED_ANSWER =
  /^①?\s*[,、]?\s*②?\s*[,、]?\s*③?\s*[,、]?\s*④?\s*[,、]?\s*⑤?\s*[,、]?\s*⑥?\s*[,、]?\s*⑦?\s*[,、]?\s*⑧?[。.]?$/;

/** Options by ①②③ where the answer names them so; where it is a letter, they belong to the stem. */
export function circledParts(
  body: readonly string[],
  said: string,
  kind: SectionKind,
): ReturnType<typeof bodyParts> | undefined {
  const answer = bareAnswer(said);
  if (answer === '' || kind === 'fill' || !CIRCLED_ANSWER.test(answer)) return undefined;
  const text = body.join('\n');
  const at = text.search(/(?<=[\s?？:：。)）])①/);
  if (at < 0 || readMarked(text.slice(at))?.texts === undefined) return undefined;
  return { stem: text.slice(0, at).trim(), options: text.slice(at).trim() };
}

/** The stem and the options of a question that has them within a line. */
export function inlineOptions(body: readonly string[]): [string[], string[]] | undefined {
  for (const [index, line] of body.entries()) {
    for (const found of foldWidth(line).matchAll(/(?<=[\s?。)）:：!])(?:\(A\)|A\s?[.、:)])/g)) {
      const tail = line.slice(found.index);
      const rest = [tail, ...body.slice(index + 1)];
      if (readMarked(rest.join('\n')) !== undefined)
        return [[...body.slice(0, index), line.slice(0, found.index).trim()], rest];
    }
  }
  return undefined;
}
