import type { KnownBlock } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  cut,
  divider,
  header,
  input,
  modal,
  option,
  plain,
  section,
  sections,
} from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import { letteredLine } from '../card/question-views.ts';
import { dismissRef, fixKeyRef } from '../card/ref.ts';
import { blanksOf, blanksText, countBlanks, type FillKey } from '../card/rules/blanks.ts';
import type { Response } from '../card/rules/mark.ts';
import { rightOptions } from '../card/rules/right-options.ts';
import { letterOf } from '../formats/answer-words.ts';
import { QUESTION_LIMITS, type Question } from '../run/rules/question.ts';
import { type ReportTexts, reportMessages } from './messages.ts';

/** A line of a list; the whole stands in the modal. */
const LINE = 300;
/** An option among others. */
const WORDS_MAX = 60;
/** What a modal's text input takes. */
const INPUT_MAX = 3000;

/** One report as the officer reads it. */
export interface ShownReport {
  id: string;
  question: string;
  content: Question;
  /** Position shown to the person → index of the option; undefined where it was not kept. */
  order?: number[] | undefined;
  response: Response | undefined;
  words: string;
  /** By name, not by mention: nobody is pinged. Undefined: of another branch than the reader’s. */
  name: string | undefined;
  /** Who may change the bank, when the reader may not; then there is nothing to press. */
  manager: string | undefined;
  /** In the reader's zone. */
  when: string;
}

/** The open reports of one page, the oldest first. */
export function reportsMessage(locale: Locale, shown: Paged<ShownReport>): Message {
  const say = reportMessages[locale];
  if (shown.rows.length === 0) return message([section(say.empty)]);
  return message([
    header(say.reports),
    context(say.count(shown.total)),
    ...shown.rows.flatMap((one) => [divider(), ...reportBlocks(say, one, shown.page)]),
    ...pager(locale, 'quiz.reports', shown),
  ]);
}

function reportBlocks(say: ReportTexts, one: ShownReport, page: number): AnyBlock[] {
  const [stem = '', ...rest] = reportLines(say, one, plain);
  const seen = seenLines(say, one);
  return [
    section([`*${stem}*`, ...rest].join('\n')),
    ...(seen.length === 0 ? [] : sections(seen.join('\n'))),
    ...(one.manager === undefined ? [answerButtons(say, one, page)] : [context(say.managedBy(plain(one.manager)))]),
  ];
}

function answerButtons(say: ReportTexts, one: ShownReport, page: number): KnownBlock {
  return actions(
    button({ action: `quiz.fixKey:${one.id}`, label: say.fix, value: one.question, style: 'primary' }),
    button({
      ...dismissRef.button({ id: one.id, page }, one.id),
      label: say.dismiss,
      confirm: { title: say.dismissAsk, text: say.dismissText, yes: say.dismissYes, no: say.cancel },
    }),
  );
}

function reportLines(say: ReportTexts, one: ShownReport, words: (text: string) => string): string[] {
  const line = (text: string) => words(cut(text.replace(/\s+/g, ' ').trim(), LINE));
  const answer = one.response === undefined ? undefined : answerWords(say, one.content, one.response, one.order);
  return [
    line(one.content.stem),
    ...(one.manager === undefined ? [line(say.key(keyWords(say, one.content, one.order)))] : []),
    line(answer === undefined ? say.notGiven : say.given(answer)),
    `“${line(one.words || say.noWords)}”`,
    line(say.by(one.name ?? say.otherBranch, one.when)),
  ];
}

/** The options under the letters that the person saw, which their words speak of; none where they were the bank's. */
function seenLines(say: ReportTexts, { content, order }: ShownReport): string[] {
  if (!('options' in content) || !isOtherOrder(content, order)) return [];
  const { options } = content;
  return [
    say.seenOptions,
    ...order.map((index, position) =>
      say.seenOption(letterOf(position), plain(cut(options[index] ?? '?', WORDS_MAX)), letterOf(index)),
    ),
  ];
}

/** Whether an order was kept, and is not the bank's own. */
function isOtherOrder(content: Question, order: readonly number[] | undefined): order is readonly number[] {
  return (
    order !== undefined &&
    'options' in content &&
    order.length === content.options.length &&
    order.some((index, position) => index !== position)
  );
}

/** A question's key in words without letters: each reader may have had others. */
export function keyInWords(say: ReportTexts, content: Question): string {
  if (!('options' in content)) return keyWords(say, content);
  const words = rightOptions(content).map((index) => cut(content.options[index] ?? '?', WORDS_MAX));
  return words.join(content.kind === 'single' ? say.orEither : say.listSep);
}

/**
 * A question's key in letters and words, in the order of the bank; plain text.
 * @param order that of a person: then theirs come first, with the bank's where they differ
 */
export function keyWords(say: ReportTexts, content: Question, order?: readonly number[]): string {
  switch (content.kind) {
    case 'single':
      return rightOptions(content)
        .map((index) => lettered(say, content, [index], order))
        .join(say.orEither);
    case 'multiple':
      return lettered(say, content, content.correct, order);
    case 'truefalse':
      return content.correct ? say.yes : say.no;
    case 'fill':
      return blanksText(content, say.listSep);
    case 'numeric':
      return content.tolerance > 0 ? `${content.value} ± ${content.tolerance}` : String(content.value);
  }
}

/** The answer with its words, under the letters that the person saw; under the bank's where their order was not kept. */
function answerWords(
  say: ReportTexts,
  content: Question,
  response: Response,
  order: readonly number[] | undefined,
): string {
  if (response.kind === 'truth') return response.value ? say.yes : say.no;
  if (response.kind === 'choice') return 'options' in content ? lettered(say, content, response.chosen, order) : '?';
  return 'texts' in response ? response.texts.map((text) => text || say.blankEmpty).join(say.listSep) : response.text;
}

function lettered(
  say: ReportTexts,
  content: Extract<Question, { options: string[] }>,
  chosen: readonly number[],
  order: readonly number[] | undefined,
): string {
  const { options } = content;
  const isOther = isOtherOrder(content, order);
  const place = (index: number) => (isOther ? order.indexOf(index) : index);
  return [...chosen]
    .sort((a, b) => place(a) - place(b))
    .map((index) => {
      const words = cut(options[index] ?? '?', WORDS_MAX);
      const seen = place(index);
      return seen === index
        ? say.letter(letterOf(index), words)
        : say.letterSeen(letterOf(seen), words, letterOf(index));
    })
    .join(' ');
}

/**
 * The modal in which a key is corrected; `metadata` says which question and which version the officer sees.
 * @param order in which the person who reported it had the options, where it was kept
 */
export function fixKeyModal(
  locale: Locale,
  question: { _id: string; version: number; content: Question },
  order?: readonly number[],
): ModalView {
  const say = reportMessages[locale];
  const { content } = question;
  return modal({
    title: say.fixTitle,
    submit: say.fixSubmit,
    close: say.cancel,
    ...fixKeyRef.view({ id: question._id, version: question.version }),
    blocks: [
      ...sections(bodyOf(say, content, order)),
      ...keyInputs(say, content),
      input({
        kind: 'text',
        id: 'explanation',
        label: say.explanation,
        multiline: true,
        optional: true,
        max: QUESTION_LIMITS.explanation,
        initial: content.explanation?.slice(0, QUESTION_LIMITS.explanation) ?? '',
      }),
      context(say.fixHint),
    ],
  });
}

function bodyOf(say: ReportTexts, content: Question, order: readonly number[] | undefined): string {
  const stem = `*${plain(content.stem).replace(/\s*\n\s*/g, ' ')}*`;
  if (!('options' in content)) return stem;
  const isOther = isOtherOrder(content, order);
  const lines = content.options.map((text, index) => {
    const line = letteredLine(index, plain(text));
    const seen = isOther ? order.indexOf(index) : index;
    return seen === index ? line : say.seenAs(line, letterOf(seen));
  });
  return [stem, ...lines].join('\n');
}

/** The inputs in which a key is corrected. */
export function keyInputs(say: ReportTexts, content: Question): KnownBlock[] {
  switch (content.kind) {
    case 'single':
      return [
        content.alsoCorrect === undefined
          ? input({
              kind: 'radio',
              id: 'key',
              label: say.rightOne,
              options: optionsOf(content.options),
              initial: String(content.correct),
            })
          : input({
              kind: 'checks',
              id: 'key',
              label: say.rightEither,
              options: optionsOf(content.options),
              initial: rightOptions(content).map(String),
            }),
      ];
    case 'multiple':
      return [
        input({
          kind: 'checks',
          id: 'key',
          label: say.rightMany,
          options: optionsOf(content.options),
          initial: content.correct.map(String),
        }),
      ];
    case 'truefalse':
      return [
        input({
          kind: 'radio',
          id: 'key',
          label: say.rightOne,
          options: [option('true', say.yes), option('false', say.no)],
          initial: String(content.correct),
        }),
      ];
    case 'fill':
      return keyBlanks(content).map((readings, index, { length }) =>
        input({
          kind: 'text',
          id: keyInputIds(content)[index] ?? 'key',
          label: length === 1 ? say.accepted : say.acceptedIn(index + 1),
          hint: say.acceptedHint,
          optional: index > 0 && !('blanks' in content),
          multiline: true,
          max: INPUT_MAX,
          initial: linesWithin(readings, INPUT_MAX),
        }),
      );
    case 'numeric':
      return [
        input({ kind: 'text', id: 'key', label: say.value, max: 40, initial: String(content.value) }),
        input({
          kind: 'text',
          id: 'tolerance',
          label: say.tolerance,
          hint: say.toleranceHint,
          max: 40,
          initial: String(content.tolerance),
        }),
      ];
  }
}

/**
 * The blanks that an officer corrects: those of the stem. A question from before there were several has its readings in
 * the first; if there are as many as blanks, each in its own.
 */
function keyBlanks(content: FillKey & { stem: string }): string[][] {
  const blanks = blanksOf(content);
  const count = countBlanks(content.stem);
  const [only = []] = blanks;
  if (blanks.length > 1 || count < 2 || count > QUESTION_LIMITS.blanks) return blanks;
  if (only.length === count) return only.map((reading) => [reading]);
  return Array.from({ length: count }, (_, index) => (index === 0 ? only : []));
}

/** The inputs of those blanks. */
export function keyInputIds(content: FillKey & { stem: string }): string[] {
  return keyBlanks(content).map((_, index) => (index === 0 ? 'key' : `key-${index}`));
}

function optionsOf(options: readonly string[]) {
  return options.map((text, index) => option(String(index), letteredLine(index, text)));
}

/** As many whole lines as an input takes. */
function linesWithin(lines: readonly string[], max: number): string {
  let text = '';
  for (const line of lines) if (text.length + line.length < max) text = text === '' ? line : `${text}\n${line}`;
  return text;
}
