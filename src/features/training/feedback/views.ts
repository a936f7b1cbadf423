import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, input, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins, twins } from '../../../bot/draw/figures.ts';
import { message } from '../../../bot/draw/message.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Shown } from '../card/service/present.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { feedbackMessages } from './messages.ts';
import { ASPECTS, type FeedbackTally, GRADES, MOST_WORDS, type Opinion } from './rules.ts';

const WORDS_A_PAGE = 20;
/** Of the own words the card shows the beginning. */
const OWN_WORDS = 200;

const flat = (words: string, max: number): string => plain(cut(words.replace(/\s+/g, ' ').trim(), max));

/** The three questions, each with what was chosen; the buttons stay where they are until it is over. */
export function feedbackMessage(reader: Reader, shown: Shown, { grades, words = '' }: Opinion, until: Date): Message {
  const say = feedbackMessages[reader.locale];
  const isOver = reader.now >= until;
  const head = say.ask(topicOf(shown));
  const lines = ASPECTS.map((one) => {
    const grade = grades[one];
    return grade === undefined ? say.unsaid(say.aspects[one]) : say.said(say.aspects[one], say.grades[one][grade]);
  });
  const isComplete = ASPECTS.every((one) => grades[one] !== undefined);
  const own = words === '' ? [] : [say.wrote(flat(words, OWN_WORDS))];
  const thanks = isComplete ? [say.thanks] : [];
  const foot = isOver ? say.over : say.who(timeOf(reader, until));
  const rows = ASPECTS.flatMap((aspect, index): AnyBlock[] => [
    section(grades[aspect] === undefined ? `*${say.aspects[aspect]}*` : (lines[index] ?? '')),
    actions(
      ...GRADES.map((grade) => {
        const label = say.grades[aspect][grade];
        return button({
          action: `training.grade:${aspect}-${grade}`,
          label: grades[aspect] === grade ? say.chosen(label) : label,
          value: shown.id,
        });
      }),
    ),
  ]);
  return message([
    section(`*${head}*`),
    ...(isOver ? [section(lines.join('\n'))] : rows),
    ...[...own, ...thanks].map((line) => section(line)),
    ...(isOver
      ? []
      : [
          actions(
            button({
              action: 'training.wordsForm',
              label: own.length > 0 ? say.rewrite : say.write,
              value: shown.id,
            }),
          ),
        ]),
    context(foot),
  ]);
}

export function wordsModal(locale: Locale, metadata: string, topic: string, words: string): ModalView {
  const say = feedbackMessages[locale];
  return modal({
    callback: 'training.words',
    title: say.writeTitle,
    close: messages[locale].close,
    submit: say.save,
    metadata,
    blocks: [
      section(`*${topic}*`),
      input({
        kind: 'text',
        id: 'words',
        label: say.writeLabel,
        hint: say.writeHint,
        multiline: true,
        max: MOST_WORDS,
        initial: words,
        optional: true,
      }),
    ],
  });
}

/** What an officer and the trainer see of it. */
export interface FeedbackShown extends FeedbackTally {
  shown: Shown;
  attended: number;
  /** Until then nothing is shown. */
  until: Date;
}

function headLines(reader: Reader, { shown, people, attended, isShown, until }: FeedbackShown): string[] {
  const say = feedbackMessages[reader.locale];
  return [
    `*${topicOf(shown)}*`,
    rangeOf(reader, shown),
    say.count(people, attended, percent(people, attended)),
    ...(isShown ? [] : [reader.now < until ? say.soon(timeOf(reader, until)) : say.few]),
  ];
}

/** An aspect in a line: how many chose which word. */
function aspectLine({ locale }: Reader, { aspects }: FeedbackTally, aspect: (typeof ASPECTS)[number]): string {
  const say = feedbackMessages[locale];
  const counts = aspects[aspect];
  if (counts === undefined) return `*${say.aspects[aspect]}*\n${say.fewHere}`;
  const parts = GRADES.map((one) => say.line(say.grades[aspect][one], counts[one]));
  return `*${say.aspects[aspect]}*\n${parts.join(' · ')}`;
}

const aspectLines = (reader: Reader, page: FeedbackShown): string[] =>
  page.isShown ? ASPECTS.map((one) => aspectLine(reader, page, one)) : [];

/** The page from a session's page: numbers in words, and the words of people, some at a time. @param from the first of them */
export function feedbackModal(reader: Reader, page: FeedbackShown, from: number): ModalView {
  const say = feedbackMessages[reader.locale];
  const { shown, words, isShown } = page;
  const first = Math.min(from, Math.max(0, words.length - 1));
  const some = words.slice(first, first + WORDS_A_PAGE);
  const to = first + some.length;
  const turn = (label: string, at: number, nth: string) =>
    button({ action: `training.feedback:${nth}`, label, value: `${shown.id}|${at}` });
  const buttons = [
    ...(first > 0 ? [turn(say.earlier, Math.max(0, first - WORDS_A_PAGE), 'earlier')] : []),
    ...(to < words.length ? [turn(say.later, to, 'later')] : []),
  ];
  return modal({
    callback: 'training.feedback',
    title: say.title,
    close: messages[reader.locale].close,
    metadata: feedbackOf(shown.id),
    blocks: [
      section(headLines(reader, page).join('\n')),
      ...(isShown ? [section(aspectLines(reader, page).join('\n'))] : []),
      ...(isShown ? [actions(button({ action: 'training.feedbackChart', label: say.chart, value: shown.id }))] : []),
      ...(isShown ? [divider(), section(words.length === 0 ? say.noWords : say.words(words.length))] : []),
      ...some.map((one) => section(say.quote(flat(one, MOST_WORDS)))),
      ...(buttons.length === 0 ? [] : [context(say.shown(first + 1, to, words.length)), actions(...buttons)]),
    ],
  });
}

/** Names the page of a session's feedback. */
export const feedbackOf = (session: string): string => `feedback ${session}`;

/** The numbers as Slack draws them, and in words; people's own words stay on the page. */
export function feedbackTwins(reader: Reader, page: FeedbackShown): Twins {
  const say = feedbackMessages[reader.locale];
  const head = headLines(reader, page);
  const lines = aspectLines(reader, page);
  const drawn = ASPECTS.flatMap((aspect) => {
    const counts = page.aspects[aspect];
    return counts === undefined ? [] : [{ name: say.aspects[aspect], counts }];
  });
  const figures = [
    chart({
      type: 'bar',
      title: say.chartTitle,
      x: say.columns[0] ?? '',
      y: say.people,
      categories: drawn.map((one) => one.name),
      series: GRADES.map((grade) => ({ name: say.series[grade], values: drawn.map((one) => one.counts[grade]) })),
    }),
    dataTable({
      caption: say.chartTitle,
      head: say.columns,
      pageSize: ASPECTS.length,
      rows: drawn.map(({ name, counts }) => [name, ...GRADES.map((grade) => counts[grade])]),
    }),
  ];
  const inWords = lines.length === 0 ? [] : [section(lines.join('\n'))];
  return twins(drawn.length === 0 ? inWords : figures, inWords, (numbers) => [section(head.join('\n')), ...numbers]);
}
