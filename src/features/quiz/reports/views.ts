import type { KnownBlock } from '@slack/types';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, header, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { type Form, form, type Shown } from '../../../bot/draw/form/form.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import { explanationField, type KeyFields, keyFields, keyValues } from '../question/key/form.ts';
import { answerWords, isOtherOrder, keyWords, type Order, WORDS_MAX } from '../question/key/words.ts';
import { letteredLine } from '../question/question-views.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import type { Response } from '../question/rules/mark.ts';
import type { Question } from '../question/rules/question.ts';
import { dismissRef, fixKeyRef } from '../refs.ts';
import { type ReportTexts, reportMessages } from './messages.ts';

/** A line of a list; the whole stands in the modal. */
const LINE = 300;

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
    ...shown.rows.flatMap((one) => [divider(), ...reportBlocks(locale, one, shown.page)]),
    ...pager(locale, 'quiz.reports', shown),
  ]);
}

function reportBlocks(locale: Locale, one: ShownReport, page: number): AnyBlock[] {
  const say = reportMessages[locale];
  const [stem = '', ...rest] = reportLines(locale, one);
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

function reportLines(locale: Locale, one: ShownReport): string[] {
  const say = reportMessages[locale];
  const line = (text: string) => plain(cut(text.replace(/\s+/g, ' ').trim(), LINE));
  const answer = one.response === undefined ? undefined : answerWords(locale, one.content, one.response, one.order);
  return [
    line(one.content.stem),
    ...(one.manager === undefined ? [line(say.key(keyWords(locale, one.content, one.order)))] : []),
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

/** The form in which the key of a question is corrected. */
export const fixKeyForm = (content: Question): Form<KeyFields> =>
  form(
    fixKeyRef.name,
    { ...keyFields(content), explanation: explanationField },
    { title: (locale) => reportMessages[locale].fixTitle, submit: (locale) => reportMessages[locale].fixSubmit },
  );

/** What stands in it. @param order in which the person who reported it had the options, where it was kept */
export function fixKeyShown(locale: Locale, content: Question, order?: Order): Shown<KeyFields> {
  const say = reportMessages[locale];
  return {
    values: keyValues(content),
    above: sections(bodyOf(say, content, order)),
    below: { explanation: [context(say.fixHint)] },
  };
}

function bodyOf(say: ReportTexts, content: Question, order: Order): string {
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
