import { plain } from '../../../bot/draw/blocks.ts';
import type { QuizTexts } from '../messages.ts';
import { letteredLine, type ShownQuestion, stemLine } from '../question/question-views.ts';
import { isRightMark, type OptionMark, optionMarks, truthMarks } from '../question/rules/answer-marks.ts';
import { blanksOf, blanksText } from '../question/rules/blanks.ts';
import { mark, plainText, type Response, rightBlanks, textsOf } from '../question/rules/mark.ts';
import { MARKING } from '../question/rules/points.ts';

const RIGHT = '✓';
const WRONG = '✗';
/** As wide as a sign, so that the letters stand below each other; Slack leaves it at the beginning of a line. */
const NO_SIGN = '\u2003';

/** A line of an answer: what it says, and whether it is the reader's own or right. */
interface AnswerLine {
  text: string;
  isTold: boolean;
}

/**
 * The question after its answer, in mrkdwn: all that could be chosen or was written, with ✓ and ✗, and in words what was the
 * reader's own and what is right.
 * @param response undefined when the reader has not answered
 * @param brief only the options that are the reader's own or right
 */
export function answeredBody(
  say: QuizTexts,
  question: ShownQuestion,
  response: Response | undefined,
  brief = false,
): string {
  const lines = answerLines(say, question, response).filter(({ isTold }) => isTold || !brief);
  return [stemLine(question.content), ...lines.map(({ text }) => text)].join('\n');
}

function answerLines(say: QuizTexts, question: ShownQuestion, response: Response | undefined): AnswerLine[] {
  const { content, order } = question;
  switch (content.kind) {
    case 'single':
    case 'multiple': {
      const marks = optionMarks(content, response);
      const isWhole = marks.every((one) => one !== 'missed' && one !== 'mine-wrong');
      const words = wordsOf(say, content.kind === 'single' || isWhole ? say.mine : say.mineOfSeveral);
      return order.map((index, position) =>
        optionLine(marks[index] ?? 'other', letteredLine(position, plain(content.options[index] ?? '')), words),
      );
    }
    case 'truefalse': {
      const [yes, no] = truthMarks(content.correct, response);
      const words = wordsOf(say, say.mine);
      return [optionLine(yes, say.yes, words), optionLine(no, say.no, words)];
    }
    case 'fill':
    case 'numeric':
      return writtenLines(say, content, response);
  }
}

/** What an option's mark is in words; nothing for one that is neither mine nor right. */
function wordsOf(say: QuizTexts, mine: QuizTexts['mine']): Record<OptionMark, string> {
  return {
    'mine-right': mine.right,
    'mine-wrong': mine.wrong,
    right: say.theRight,
    'also-right': say.alsoRight,
    'one-right': say.oneRight,
    missed: say.missedRight,
    other: '',
  };
}

function optionLine(mark: OptionMark, text: string, words: Record<OptionMark, string>): AnswerLine {
  if (mark === 'other') return { text: `${NO_SIGN} ${text}`, isTold: false };
  return { text: `${isRightMark(mark) ? RIGHT : WRONG} ${text}  *${words[mark]}*`, isTold: true };
}

function writtenLines(
  say: QuizTexts,
  content: Extract<ShownQuestion['content'], { kind: 'fill' | 'numeric' }>,
  response: Response | undefined,
): AnswerLine[] {
  const told = (text: string): AnswerLine => ({ text, isTold: true });
  const written = response !== undefined && ('text' in response || 'texts' in response) ? response : undefined;
  if (content.kind === 'fill' && 'blanks' in content) {
    const blanks = blanksOf(content);
    const keys = blanks.map((readings) => plain(readings.join(' / ')));
    if (written === undefined) return keys.map((key, index) => told(`${RIGHT} ${say.blankKey(index + 1, key)}`));
    const texts = textsOf(written, blanks.length);
    const rights = rightBlanks(blanks, written);
    return keys.map((key, index) => {
      const text = plain(texts[index]?.trim() ?? '');
      return rights[index]
        ? told(`${RIGHT} ${say.blankRight(index + 1, text)}`)
        : told(`${WRONG} ${say.blankWrong(index + 1, text, key)}`);
    });
  }
  const key =
    content.kind === 'fill'
      ? blanksText(content, say.blankSep)
      : content.tolerance > 0
        ? `${content.value} ± ${content.tolerance}`
        : String(content.value);
  const right = told(`${RIGHT} ${say.keyIs(plain(key))}`);
  if (written === undefined) return [right];
  const text = 'texts' in written ? written.texts.map((one) => one || say.blankEmpty).join(say.blankSep) : written.text;
  const isRight = mark(content, written, MARKING).correct;
  const mine = told(`${isRight ? RIGHT : WRONG} ${say.mineIs(plain(text.trim()))}`);
  return isRight && plainText(text) === plainText(key) ? [mine] : [mine, right];
}
