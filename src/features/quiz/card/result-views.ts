import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { dayFor } from '../../../bot/text/times.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages, type QuizTexts } from '../messages.ts';
import { pictureOf } from '../question/picture-views.ts';
import { reasons, type ShownQuestion } from '../question/question-views.ts';
import { type Response, rightBlanks } from '../question/rules/mark.ts';
import { openRef, practiceRef, type Ref, reportRef, revealRef } from '../refs.ts';
import type { ComesBack } from '../review/rules.ts';
import { answeredBody } from './answer-views.ts';

export interface ResultData {
  question: ShownQuestion;
  response: Response;
  correct: boolean;
  credit: number;
  points: number;
  streak: number;
  weekPoints: number;
  teamRank: number | undefined;
  /** Undefined when it is due, or was right. */
  comesBack: ComesBack | undefined;
  /** The shields held, when the day has just earned one. */
  shieldsEarned?: number | undefined;
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

/** The answered question, in place of the open one: what was chosen and what is right, why, and then what it earned. */
export function resultMessage(locale: Locale, data: ResultCard): Message {
  const say = messages[locale];
  const { question, response } = data;
  return message([
    context(headOf(say, data)),
    ...sections(answeredBody(say, question, response)),
    ...pictureOf(question.content),
    ...sections(lessonLines(locale, data).join('\n')),
    ...gains(say, data),
    actions(nextButton(say, data), button({ ...reportRef.button({ of: data.ref }), label: say.reportWrong })),
  ]);
}

function headOf(say: QuizTexts, { mode, note, question, streak }: ResultCard): string {
  const category = plain(question.content.category);
  return say.head(mode === 'card' ? [say.title, category, say.streak(streak)] : [note ?? '', category]);
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
  const { content } = data.question;
  const head = context(say.head([say.title, plain(content.category)]));
  if (!data.reveal) {
    const show = button({ ...revealRef.button({ of: data.ref }), label: say.missedShow });
    return message([head, section(line), actions(show)]);
  }
  const why = reasons(say, content);
  const report = button({ ...reportRef.button({ of: data.ref }), label: say.reportWrong });
  return message([
    head,
    section(line),
    ...sections(answeredBody(say, data.question, undefined)),
    ...pictureOf(content),
    ...(why.length === 0 ? [] : sections(why.join('\n'))),
    actions(...(data.next === undefined ? [] : [nextItem(say, data.next)]), report),
  ]);
}

/** The result of the card before, above a new one: the options that were neither chosen nor right are left out. */
export function previousBlocks(locale: Locale, data: ResultData): AnyBlock[] {
  const say = messages[locale];
  return [
    ...sections(
      [`*${say.previous}*`, answeredBody(say, data.question, data.response, true), ...lessonLines(locale, data)].join(
        '\n',
      ),
    ),
    ...gains(say, data),
  ];
}

/** The verdict, why, where that stands, and when it is asked again. */
function lessonLines(locale: Locale, data: ResultData): string[] {
  const say = messages[locale];
  const { correct, comesBack } = data;
  const [why, ...source] = reasons(say, data.question.content);
  const verdict = `*${verdictOf(say, data)}*`;
  const isExplained = data.question.content.explanation !== undefined && why !== undefined;
  return [
    ...(isExplained ? [`${verdict} ${why}`, ...source] : [verdict, ...(why === undefined ? [] : [why]), ...source]),
    ...(correct || comesBack === undefined ? [] : [backLine(locale, comesBack)]),
  ];
}

function backLine(locale: Locale, { days, day }: ComesBack): string {
  const say = messages[locale];
  return days <= 2 ? say.comesBackSoon(days) : say.comesBackOn(dayFor(day, locale));
}

function verdictOf(say: QuizTexts, { question, response, correct, credit }: ResultData): string {
  const { content } = question;
  if ('blanks' in content && response.kind !== 'choice' && response.kind !== 'truth') {
    const rights = rightBlanks(content.blanks, response).filter(Boolean).length;
    const count = content.blanks.length;
    if (rights === count) return say.blanksRight(count);
    return rights > 0 ? say.blanksPartly(rights, count) : say.blanksWrong(count);
  }
  if (correct) return say.right;
  return credit > 0 ? say.partly : say.wrong;
}

/** What it earned, in small print: points, rank, and a shield with what it is good for. */
function gains(say: QuizTexts, data: ResultData): AnyBlock[] {
  const numbers = [
    data.points > 0 ? `${say.earned(data.points)}${data.credit === 0 ? say.tookPart : ''}` : undefined,
    data.weekPoints > 0 ? say.week(data.weekPoints) : undefined,
    data.teamRank === undefined ? undefined : say.teamRank(data.teamRank),
  ].filter((one) => one !== undefined);
  const lines = [
    ...(numbers.length > 0 ? [numbers.join(say.daySep)] : []),
    ...(data.shieldsEarned === undefined ? [] : [say.shieldEarned(data.shieldsEarned)]),
    ...(data.byLock ? [say.byLock] : []),
  ];
  return lines.length === 0 ? [] : [context(lines.join('\n'))];
}
