import type { QuestionKind } from '../../run/rules/question.ts';
import { foldWidth } from '../clean-text.ts';
import { leadingLetter, readMarked } from '../option-marks.ts';
import { bareAnswer } from '../table/answer-cell.ts';

/* The lines of one question, parted: its stem and its options. */

type SectionKind = QuestionKind | 'unsupported' | undefined;

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
