import type { Button } from '@slack/types';
import {
  actions,
  button,
  context,
  cut,
  escapeMrkdwn,
  header,
  input,
  LIMITS,
  modal,
  option,
  section,
  sections,
} from '../../bot/blocks.ts';
import { pack } from '../../bot/command-text.ts';
import type { AnyBlock, Locale, Message, ModalView } from '../../bot/feature.ts';
import { messages, type QuizTexts } from './messages.ts';
import type { Response } from './rules/mark.ts';
import type { Question } from './rules/question.ts';

const LETTERS = 'ABCDEFGHIJ';

/** A question as one person sees it: the options in their order, and nothing of the key. */
export interface ShownQuestion {
  content: Question;
  /** Position shown → index of the option. */
  order: number[];
}

export interface CardData {
  /** Where the ids of its buttons point: a card's item or a practice question. */
  ref: string;
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

/** The letter under which an option is shown. */
export function letterOf(order: readonly number[], option: number): string {
  return LETTERS[order.indexOf(option)] ?? '?';
}

/** The open question: body with the whole options, lettered buttons, the confirmation once something is marked. */
export function cardMessage(locale: Locale, data: CardData): Message {
  const say = messages[locale];
  const { content } = data.question;
  const blocks: AnyBlock[] = [
    ...(data.previous === undefined
      ? []
      : [section(`*${say.previous}*\n${resultLines(say, data.previous).join('\n')}`)]),
    context(headLine(say, data)),
    ...sections(questionBody(say, data.question)),
    ...pictureOf(content),
    ...choices(say, data),
    context(footLine(say, data)),
  ];
  const text = [headLine(say, data), questionText(say, data.question), footLine(say, data)].join('\n');
  return { text: spoken([text]), blocks };
}

interface ResultCard extends ResultData {
  ref: string;
  /** The card's next question. */
  next: string | undefined;
  /** Practice: one more of the same. */
  again?: { mode: string; label: string; value: string };
  note?: string | undefined;
  mode: CardData['mode'];
}

/** The answered question, in place of the open one. */
export function resultMessage(locale: Locale, data: ResultCard): Message {
  const say = messages[locale];
  const lines = resultLines(say, data);
  const { content } = data.question;
  const head = [say.title, escapeMrkdwn(content.category), data.mode === 'card' ? say.streak(data.streak) : data.note]
    .filter(Boolean)
    .join(say.daySep);
  const blocks: AnyBlock[] = [
    context(head),
    section(`*${escapeMrkdwn(content.stem)}*`),
    ...sections(lines.join('\n')),
    actions(nextButton(say, data), button({ action: 'quiz.report', label: say.reportWrong, value: data.ref })),
  ];
  return { text: spoken([head, escapeMrkdwn(content.stem), ...lines]), blocks };
}

function nextButton(say: QuizTexts, data: ResultCard): Button {
  if (data.next !== undefined)
    return button({ action: 'quiz.open', label: say.next, value: data.next, style: 'primary' });
  if (data.again !== undefined)
    return button({
      action: `quiz.${data.again.mode}`,
      label: data.again.label,
      value: data.again.value,
      style: 'primary',
    });
  return button({ action: 'quiz.practice', label: say.practiceMore });
}

/** A card after its lock, never answered. */
export function missedMessage(
  locale: Locale,
  data: { question: ShownQuestion; ref: string; time: string; reveal: boolean },
): Message {
  const say = messages[locale];
  const { content } = data.question;
  const line = say.missed(data.time);
  if (!data.reveal) {
    return {
      text: line,
      blocks: [section(line), actions(button({ action: 'quiz.reveal', label: say.missedShow, value: data.ref }))],
    };
  }
  const lines = [line, say.keyIs(keyText(say, data.question)), ...reasons(say, content)];
  return {
    text: spoken([escapeMrkdwn(content.stem), ...lines]),
    blocks: [
      ...sections(questionBody(say, data.question)),
      ...sections(lines.join('\n')),
      actions(button({ action: 'quiz.report', label: say.reportWrong, value: data.ref })),
    ],
  };
}

/** The modal in which a fill-in or a number is written; `metadata` says for which question. */
export function writeModal(locale: Locale, question: ShownQuestion, metadata: string): ModalView {
  const say = messages[locale];
  const isNumber = question.content.kind === 'numeric';
  return modal({
    callback: 'quiz.write',
    title: say.writeTitle,
    submit: say.submit,
    close: say.cancel,
    metadata,
    blocks: [
      ...sections(questionBody(say, question)),
      input({ kind: 'text', id: 'answer', label: isNumber ? say.writeNumber : say.writeLabel, max: 300 }),
    ],
  });
}

/** A card or a result inside a modal, for channel mode and for questions opened from App Home. */
export function asModal(locale: Locale, message: Message): ModalView {
  const say = messages[locale];
  return modal({ callback: 'quiz.card', title: say.title, close: say.close, blocks: message.blocks });
}

/** The card in a channel: one for everyone; it shows only how many have answered. */
export function channelCardMessage(
  locale: Locale,
  data: { run: string; category: string; until: string; answered: number },
): Message {
  const say = messages[locale];
  const head = [say.title, data.category].filter(Boolean).join(say.daySep);
  const foot = `${say.until(data.until)}${say.daySep}${say.channelCard(data.answered)}`;
  return {
    text: `${escapeMrkdwn(head)}\n${foot}`,
    blocks: [
      header(head),
      context(foot),
      actions(button({ action: 'quiz.join', label: say.answerNow, value: data.run, style: 'primary' })),
    ],
  };
}

/** Why the answer is right; the modal of "this question is wrong". */
export function reportModal(locale: Locale, stem: string, metadata: string): ModalView {
  const say = messages[locale];
  return modal({
    callback: 'quiz.report',
    title: say.reportTitle,
    submit: say.submit,
    close: say.cancel,
    metadata,
    blocks: [
      section(`*${escapeMrkdwn(stem)}*`),
      input({ kind: 'text', id: 'words', label: say.reportLabel, hint: say.reportHint, multiline: true, max: 1000 }),
    ],
  });
}

function headLine(say: QuizTexts, data: CardData): string {
  const parts = [
    say.title,
    escapeMrkdwn(data.question.content.category),
    data.mode === 'card' ? say.streak(data.streak) : data.note,
  ];
  if (data.position.of > 1) parts.push(say.position(data.position.now, data.position.of));
  return parts.filter(Boolean).join(say.daySep);
}

function footLine(say: QuizTexts, data: CardData): string {
  const chosen =
    data.picked === undefined ? undefined : say.chosen(escapeMrkdwn(responseLabel(say, data.question, data.picked)));
  const { kind } = data.question.content;
  const hint = kind === 'multiple' ? say.pickMany : kind === 'single' || kind === 'truefalse' ? say.pickOne : undefined;
  const parts =
    data.mode === 'card'
      ? [chosen ?? hint, data.until === undefined ? undefined : say.until(data.until), say.private]
      : [say.private];
  return parts.filter(Boolean).join(say.daySep);
}

function questionBody(say: QuizTexts, question: ShownQuestion): string {
  return questionLines(say, question, escapeMrkdwn, (stem) => `*${stem}*`);
}

/** `text` is read by Slack as mrkdwn too: people's words are escaped in it like in the blocks. */
function questionText(say: QuizTexts, question: ShownQuestion): string {
  return questionLines(say, question, escapeMrkdwn, (stem) => stem);
}

/** The message without its clothes, inside Slack's limit. */
function spoken(lines: readonly string[]): string {
  return cut(lines.filter(Boolean).join('\n'), LIMITS.text - 100);
}

function questionLines(
  say: QuizTexts,
  question: ShownQuestion,
  words: (text: string) => string,
  emphasise: (stem: string) => string,
): string {
  const { content } = question;
  const stem = emphasise(words(content.stem).replace(/\s*\n\s*/g, ' '));
  if (content.kind === 'truefalse') return `${stem}\nA  ${say.yes}\nB  ${say.no}`;
  if (content.kind !== 'single' && content.kind !== 'multiple') return stem;
  return [
    stem,
    ...question.order.map((option, position) => `${LETTERS[position] ?? '?'}  ${words(content.options[option] ?? '')}`),
  ].join('\n');
}

function pictureOf(content: Question): AnyBlock[] {
  return content.picture === undefined
    ? []
    : [{ type: 'image', image_url: content.picture, alt_text: content.stem.slice(0, 200) }];
}

function choices(say: QuizTexts, data: CardData): AnyBlock[] {
  const { question, picked, ref, mode } = data;
  const { content } = question;
  if (content.kind === 'fill' || content.kind === 'numeric')
    return [actions(button({ action: 'quiz.write', label: say.write, value: ref, style: 'primary' }))];
  const confirm = (label: string) => button({ action: 'quiz.confirm', label, value: ref, style: 'primary' });
  if (content.kind === 'multiple') {
    const options = question.order.map((index, position) =>
      option(String(index), `${LETTERS[position] ?? '?'}  ${content.options[index] ?? ''}`),
    );
    const chosen = picked?.kind === 'choice' ? options.filter((one) => picked.chosen.includes(Number(one.value))) : [];
    return [
      {
        type: 'actions',
        block_id: 'choice',
        elements: [
          {
            type: 'checkboxes',
            action_id: `quiz.check:${ref.replaceAll('|', '.')}`,
            options,
            ...(chosen.length > 0 ? { initial_options: chosen } : {}),
          },
        ],
      },
      actions(confirm(say.confirm)),
    ];
  }
  const order = content.kind === 'truefalse' ? [0, 1] : question.order;
  const marked = markedIndex(picked);
  const letters = order.map((index, position) =>
    button({
      action: `quiz.pick:${index}`,
      label: LETTERS[position] ?? '?',
      value: pack(ref, index),
      ...(index === marked ? { style: 'primary' as const } : {}),
    }),
  );
  const isConfirmed = mode === 'card' && picked !== undefined;
  return [
    actions(...letters),
    ...(isConfirmed ? [actions(confirm(say.confirmPick(responseLabel(say, question, picked))))] : []),
  ];
}

function markedIndex(picked: Response | undefined): number | undefined {
  if (picked?.kind === 'truth') return picked.value ? 0 : 1;
  return picked?.kind === 'choice' ? picked.chosen[0] : undefined;
}

/** The answer as the person gave it: letters, or the written words. */
export function responseLabel(say: QuizTexts, question: ShownQuestion, response: Response): string {
  if (response.kind === 'truth') return response.value ? say.yes : say.no;
  if (response.kind === 'choice') {
    return response.chosen
      .map((index) => letterOf(question.order, index))
      .sort()
      .join('');
  }
  return response.text;
}

/** The key as this person sees it: the letters of their own order with the words. */
export function keyText(say: QuizTexts, question: ShownQuestion): string {
  const { content, order } = question;
  switch (content.kind) {
    case 'single':
      return say.keyOption(letterOf(order, content.correct), content.options[content.correct] ?? '');
    case 'multiple':
      return content.correct
        .map((index) => letterOf(order, index))
        .sort()
        .join('');
    case 'truefalse':
      return content.correct ? say.yes : say.no;
    case 'fill':
      return content.accepted.join(' / ');
    case 'numeric':
      return content.tolerance > 0 ? `${content.value} ± ${content.tolerance}` : String(content.value);
  }
}

function resultLines(say: QuizTexts, data: ResultData): string[] {
  const { question, response } = data;
  const label = escapeMrkdwn(responseLabel(say, question, response));
  const key = escapeMrkdwn(keyText(say, question));
  const isWritten = response.kind === 'text' || response.kind === 'number';
  const verdict = data.correct
    ? isWritten
      ? say.rightText(label)
      : say.right(label)
    : data.credit > 0
      ? `${say.partly(label)}${say.keyIs(key)}`
      : isWritten
        ? say.wrongText(label, key)
        : say.wrong(label, key);
  const numbers = [
    `${say.earned(data.points)}${data.credit === 0 && data.points > 0 ? say.tookPart : ''}`,
    data.weekPoints > 0 ? say.week(data.weekPoints) : undefined,
    data.teamRank === undefined ? undefined : say.teamRank(data.teamRank),
  ].filter(Boolean);
  const back = data.correct || data.comesBackIn <= 0 ? [] : [say.comesBack(data.comesBackIn)];
  return [
    `${verdict}${say.gap}${numbers.join(say.join)}`,
    ...(data.byLock ? [say.byLock] : []),
    ...reasons(say, question.content),
    ...back,
  ];
}

function reasons(say: QuizTexts, content: Question): string[] {
  return [
    ...(content.explanation ? [escapeMrkdwn(content.explanation)] : []),
    ...(content.source ? [say.source(escapeMrkdwn(content.source))] : []),
  ];
}
