import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  divider,
  header,
  LIMITS,
  option,
  plain,
  sections,
} from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages, type QuizTexts } from '../messages.ts';
import { pictureOf } from '../question/picture-views.ts';
import { letteredLine, questionBody, responseLabel, type ShownQuestion, stemLine } from '../question/question-views.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import type { Response } from '../question/rules/mark.ts';
import type { Question } from '../question/rules/question.ts';
import { checkRef, confirmRef, pickRef, type Ref, writeRef } from '../refs.ts';
import { previousBlocks, type ResultData } from './result-views.ts';

export interface CardData {
  /** Where the ids of its buttons point: a card's item or a practice question. */
  ref: Ref;
  question: ShownQuestion;
  picked: Response | undefined;
  streak: number;
  /** `17:30`, in the reader's zone; absent in practice. */
  until: string | undefined;
  position: { now: number; of: number };
  /** What stands before it: the result of a card that was counted at its lock. */
  previous?: ResultData | undefined;
  /** Practice answers on the first tap. */
  mode: 'card' | 'practice' | 'challenge';
  note?: string | undefined;
}

/** The open question: body with the whole options, a button for each, the confirmation once something is marked. */
export function cardMessage(locale: Locale, data: CardData): Message {
  const say = messages[locale];
  const { content } = data.question;
  return message([
    context(headLine(say, data)),
    ...(data.previous === undefined ? [] : [...previousBlocks(locale, data.previous), divider()]),
    ...sections(isWholeInBoxes(content) ? stemLine(content) : questionBody(data.question)),
    ...pictureOf(content),
    ...choices(say, data),
    context(footLine(say, data)),
  ]);
}

function headLine(say: QuizTexts, data: CardData): string {
  const category = plain(data.question.content.category);
  const { now, of } = data.position;
  const position = of > 1 ? say.position(now, of) : '';
  return say.head(
    data.mode === 'card'
      ? [say.title, category, say.streak(data.streak), position]
      : [data.note ?? '', category, position],
  );
}

function footLine(say: QuizTexts, data: CardData): string {
  const chosen =
    data.picked === undefined ? undefined : say.chosen(plain(responseLabel(say, data.question, data.picked)));
  const { kind } = data.question.content;
  const hint = kind === 'multiple' ? say.pickMany : kind === 'single' || kind === 'truefalse' ? say.pickOne : undefined;
  const parts =
    data.mode === 'card'
      ? [chosen ?? hint, data.until === undefined ? undefined : say.until(data.until), say.private]
      : [kind === 'multiple' ? hint : undefined, say.noPoints];
  return parts.filter(Boolean).join(say.daySep);
}

/** Whether the boxes show all of every option, so that the body need not say it again. */
function isWholeInBoxes(content: Question): boolean {
  return content.kind === 'multiple' && content.options.every((text) => letteredLine(0, text).length <= LIMITS.option);
}

function choices(say: QuizTexts, data: CardData): AnyBlock[] {
  const { question, picked, ref, mode } = data;
  const { content } = question;
  if (content.kind === 'fill' || content.kind === 'numeric')
    return [actions(button({ ...writeRef.button({ of: ref }), label: say.write, style: 'primary' }))];
  const confirm = (label: string, chosen?: number) =>
    button({ ...confirmRef.button({ of: ref, chosen }), label, style: 'primary' });
  if (content.kind === 'multiple') {
    const options = question.order.map((index, position) =>
      option(String(index), letteredLine(position, content.options[index] ?? '')),
    );
    const chosen = picked?.kind === 'choice' ? options.filter((one) => picked.chosen.includes(Number(one.value))) : [];
    return [
      {
        type: 'actions',
        block_id: 'choice',
        elements: [
          {
            type: 'checkboxes',
            action_id:
              ref.kind === 'card' ? checkRef.button({ of: ref }, checkRef.pack({ of: ref })).action : checkRef.name,
            options,
            ...(chosen.length > 0 ? { initial_options: chosen } : {}),
          },
        ],
      },
      actions(confirm(say.confirm)),
    ];
  }
  const labels =
    content.kind === 'truefalse'
      ? [say.yes, say.no].map((label, index) => ({ index, label }))
      : question.order.map((index, position) => ({ index, label: letterOf(position) }));
  const marked = markedIndex(picked);
  const taps = labels.map(({ index, label }) =>
    button({
      ...pickRef.button({ of: ref, chosen: index }, index),
      label,
      ...(index === marked ? { style: 'primary' as const } : {}),
    }),
  );
  if (mode !== 'card' || picked === undefined || marked === undefined) return [actions(...taps)];
  // It carries what it says: of two quick taps the first may be shown last.
  const label = say.confirmPick(responseLabel(say, question, picked));
  return [actions(...taps), actions(confirm(label, marked))];
}

function markedIndex(picked: Response | undefined): number | undefined {
  if (picked?.kind === 'truth') return picked.value ? 0 : 1;
  return picked?.kind === 'choice' ? picked.chosen[0] : undefined;
}

/** The card in a channel: one for everyone; it shows only how many have answered, and when it is closed that it is. */
export function channelCardMessage(
  locale: Locale,
  data: { run: string; category: string; until: string; answered: number; isClosed: boolean },
): Message {
  const say = messages[locale];
  const head = say.head([say.title, data.category]);
  const foot = data.isClosed
    ? [say.closed, say.channelClosed(data.answered)]
    : [say.until(data.until), say.channelCard(data.answered)];
  const open = data.isClosed
    ? button({ action: 'quiz.join', label: say.explain, value: data.run })
    : button({ action: 'quiz.join', label: say.answerNow, value: data.run, style: 'primary' });
  return message([header(head), context(foot.join(say.daySep)), actions(open)]);
}
