import type { Button } from '@slack/types';
import { actions, button, context, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale, Message } from '../../../bot/feature.ts';
import { messages, type QuizTexts } from '../messages.ts';
import {
  byPlace,
  explanation,
  keyText,
  lettersIn,
  questionBody,
  reasons,
  responseLabel,
  type ShownQuestion,
} from './question-views.ts';
import { openRef, practiceRef, type Ref, reportRef, revealRef } from './ref.ts';
import { type Response, rightBlanks, textsOf } from './rules/mark.ts';
import { rightOptions } from './rules/right-options.ts';

export interface ResultData {
  question: ShownQuestion;
  response: Response;
  correct: boolean;
  credit: number;
  points: number;
  streak: number;
  weekPoints: number;
  teamRank: number | undefined;
  comesBackIn: number;
  byLock: boolean;
}

interface ResultCard extends ResultData {
  ref: Ref;
  /** The card's next question. */
  next: Ref | undefined;
  /** Practice: one more of the same. */
  again?: { action: string; value?: string; label: string };
  note?: string | undefined;
  /** Practice has no streak to show. */
  mode: 'card' | 'practice' | 'challenge';
}

/** The answered question, in place of the open one. */
export function resultMessage(locale: Locale, data: ResultCard): Message {
  const say = messages[locale];
  const lines = resultLines(say, data);
  const { content } = data.question;
  const category = plain(content.category);
  const head = (data.mode === 'card' ? [say.title, category, say.streak(data.streak)] : [data.note, category])
    .filter(Boolean)
    .join(say.daySep);
  return message([
    context(head),
    section(`*${plain(content.stem)}*`),
    ...sections(lines.join('\n')),
    actions(nextButton(say, data), button({ ...reportRef.button({ of: data.ref }), label: say.reportWrong })),
  ]);
}

function nextButton(say: QuizTexts, data: ResultCard): Button {
  if (data.next !== undefined) return nextItem(say, data.next);
  if (data.again !== undefined) return button({ ...data.again, style: 'primary' });
  return button({ ...practiceRef.button({ topic: '' }), label: say.practiceMore });
}

function nextItem(say: QuizTexts, ref: Ref): Button {
  return button({ ...openRef.button({ of: ref }), label: say.next, style: 'primary' });
}

/** A card after its lock, never answered. */
export function missedMessage(
  locale: Locale,
  data: { question: ShownQuestion; ref: Ref; time: string; reveal: boolean; next?: Ref | undefined },
): Message {
  const say = messages[locale];
  const line = say.missed(data.time);
  if (!data.reveal) {
    return message([section(line), actions(button({ ...revealRef.button({ of: data.ref }), label: say.missedShow }))]);
  }
  const lines = [line, ...explanation(say, data.question)];
  const report = button({ ...reportRef.button({ of: data.ref }), label: say.reportWrong });
  return message([
    ...sections(questionBody(data.question)),
    ...sections(lines.join('\n')),
    actions(...(data.next === undefined ? [] : [nextItem(say, data.next)]), report),
  ]);
}

/** What came of an answer: the verdict with points and rank, why, and when it comes back. */
export function resultLines(say: QuizTexts, data: ResultData): string[] {
  const numbers = [
    data.points > 0 ? `${say.earned(data.points)}${data.credit === 0 ? say.tookPart : ''}` : undefined,
    data.weekPoints > 0 ? say.week(data.weekPoints) : undefined,
    data.teamRank === undefined ? undefined : say.teamRank(data.teamRank),
  ].filter(Boolean);
  const back = data.correct || data.comesBackIn <= 0 ? [] : [say.comesBack(data.comesBackIn)];
  return [
    ...(blankLines(say, data) ?? [verdictLine(say, data)]),
    ...(numbers.length > 0 ? [numbers.join(say.join)] : []),
    ...(data.byLock ? [say.byLock] : []),
    ...reasons(say, data.question.content),
    ...back,
  ];
}

function verdictLine(say: QuizTexts, { question, response, correct, credit }: ResultData): string {
  const label = plain(responseLabel(say, question, response));
  const key = plain(keyText(say, question));
  const isWritten = response.kind === 'text' || response.kind === 'number';
  if (correct) return isWritten ? say.rightText(label) : `${say.right(label)}${alsoRight(say, question, response)}`;
  if (credit > 0) return `${say.partly(label)}${say.gap}${say.keyIs(key)}`;
  return isWritten ? say.wrongText(label, key) : say.wrong(label, key);
}

/** The other options that would have been right too: any one was enough. */
function alsoRight(say: QuizTexts, { content, order }: ShownQuestion, response: Response): string {
  if (content.kind !== 'single' || content.alsoCorrect === undefined || response.kind !== 'choice') return '';
  const others = rightOptions(content).filter((index) => !response.chosen.includes(index));
  const named = byPlace(order, others).map((index) => lettersIn(order, [index]));
  return `${say.gap}${say.alsoRight(named.join(say.listSep))}`;
}

/** Of several blanks each by itself, with what is right where it is wrong; undefined for other questions. */
function blankLines(say: QuizTexts, { question, response }: ResultData): string[] | undefined {
  const { content } = question;
  if (!('blanks' in content) || response.kind === 'choice' || response.kind === 'truth') return undefined;
  const { blanks } = content;
  const texts = textsOf(response, blanks.length);
  const rights = rightBlanks(blanks, response);
  const count = rights.filter(Boolean).length;
  const verdict =
    count === blanks.length
      ? say.blanksRight(count)
      : count > 0
        ? say.blanksPartly(count, blanks.length)
        : say.blanksWrong(blanks.length);
  const lines = blanks.map((readings, index) => {
    const text = plain(texts[index]?.trim() ?? '');
    return rights[index]
      ? say.blankRight(index + 1, text)
      : say.blankWrong(index + 1, text, plain(readings.join(' / ')));
  });
  return [verdict, ...lines];
}
