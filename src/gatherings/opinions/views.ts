import type { Button } from '@slack/types';
import { z } from 'zod';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, modal, plain, section } from '../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins, twins } from '../../bot/draw/figures.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { type Ref, ref } from '../../bot/draw/ref.ts';
import { percent } from '../../bot/text/i18n.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Told } from '../views.ts';
import type { OpinionPage } from './giving.ts';
import { GRADES, MOST_WORDS, type Opinion, type Tally } from './rules.ts';
import type { OpinionWords } from './words.ts';

const WORDS_A_PAGE = 20;
/** Of the own words the card shows the beginning. */
const OWN_WORDS = 200;

/** What draws opinions: the feature in front of the actions, and its words in the reader's language. */
export interface OpinionLook {
  feature: string;
  say: OpinionWords;
  reader: FormReader;
}

/** The page of a gathering's opinions; the first of the words that it shows. */
export const pageRef = (feature: string): Ref<{ id: string; from: number }> =>
  ref(`${feature}.feedback`, z.object({ id: z.string(), from: z.number().default(0) }), {
    before: (value) => {
      const [id = '', from = ''] = value.split('|');
      return { id, from: Number(from) || 0 };
    },
  });

/** Names that page. */
export const opinionsAbout = (id: string): string => `feedback ${id}`;

const flat = (words: string, max: number): string => plain(cut(words.replace(/\s+/g, ' ').trim(), max));
const timeOf = ({ locale, tz, now }: FormReader, at: Date): string => timeFor(at, now, tz, locale);

/** The questions, each with what was chosen; the buttons stay where they are until it is over. @param more below them */
export function opinionCard(
  { feature, say, reader }: OpinionLook,
  { id, topic }: Pick<Told, 'id' | 'topic'>,
  { grades, words = '' }: Opinion,
  until: Date,
  more: readonly Button[] = [],
): Message {
  const aspects = Object.entries(say.aspects);
  const isOver = reader.now >= until;
  const lines = aspects.map(([key, aspect]) => {
    const grade = grades[key];
    return grade === undefined ? say.unsaid(aspect) : say.said(aspect, say.grades[key]?.[grade] ?? grade);
  });
  const isComplete = aspects.every(([key]) => grades[key] !== undefined);
  const own = words === '' ? [] : [say.wrote(flat(words, OWN_WORDS))];
  const rows = aspects.flatMap(([key, aspect], nth): AnyBlock[] => [
    section(grades[key] === undefined ? `*${aspect}*` : (lines[nth] ?? '')),
    actions(
      ...GRADES.map((grade) => {
        const label = say.grades[key]?.[grade] ?? grade;
        const shown = grades[key] === grade ? say.chosen(label) : label;
        return button({ action: `${feature}.grade:${key}-${grade}`, label: shown, value: id });
      }),
    ),
  ]);
  const write = button({ action: `${feature}.wordsForm`, label: own.length > 0 ? say.rewrite : say.write, value: id });
  const buttons = [...(isOver ? [] : [write]), ...more];
  return message([
    section(say.ask(topic)),
    ...(isOver ? [section(lines.join('\n'))] : rows),
    ...[...own, ...(isComplete ? [say.thanks] : [])].map((line) => section(line)),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    context(isOver ? say.over : say.who(timeOf(reader, until))),
  ]);
}

/** What organizers see: a page and what is said of its gathering. */
export type Shown = Omit<OpinionPage<unknown>, 'one'> & { told: Told };

function headLines({ say, reader }: OpinionLook, { told, people, attended, isShown, until }: Shown): string[] {
  return [
    `*${told.topic}*`,
    told.when,
    say.count(people, attended, percent(people, attended)),
    ...(isShown ? [] : [reader.now < until ? say.soon(timeOf(reader, until)) : say.few]),
  ];
}

/** An aspect in a line: how many chose which word. */
function aspectLine(say: OpinionWords, { aspects }: Tally, [key, aspect]: [string, string]): string {
  const counts = aspects[key];
  if (counts === undefined) return `*${aspect}*\n${say.fewHere}`;
  const parts = GRADES.map((one) => say.line(say.grades[key]?.[one] ?? one, counts[one]));
  return `*${aspect}*\n${parts.join(' · ')}`;
}

const aspectLines = (say: OpinionWords, page: Shown): string[] =>
  page.isShown ? Object.entries(say.aspects).map((one) => aspectLine(say, page, one)) : [];

/** Numbers in words, and the words of people, some at a time. @param from the first of them */
export function opinionsModal(look: OpinionLook, page: Shown, from: number): ModalView {
  const { feature, say } = look;
  const { told, words, isShown } = page;
  const to = pageRef(feature);
  const first = Math.min(from, Math.max(0, words.length - 1));
  const some = words.slice(first, first + WORDS_A_PAGE);
  const end = first + some.length;
  const turn = (label: string, at: number, nth: string) =>
    button({ ...to.button({ id: told.id, from: at }, nth), label });
  const buttons = [
    ...(first > 0 ? [turn(say.earlier, Math.max(0, first - WORDS_A_PAGE), 'earlier')] : []),
    ...(end < words.length ? [turn(say.later, end, 'later')] : []),
  ];
  return modal({
    callback: `${feature}.feedback`,
    title: say.title,
    close: say.close,
    metadata: opinionsAbout(told.id),
    blocks: [
      section(headLines(look, page).join('\n')),
      ...(isShown ? [section(aspectLines(say, page).join('\n'))] : []),
      ...(isShown ? [actions(button({ action: `${feature}.feedbackChart`, label: say.chart, value: told.id }))] : []),
      ...(isShown ? [divider(), section(words.length === 0 ? say.noWords : say.words(words.length))] : []),
      ...some.map((one) => section(say.quote(flat(one, MOST_WORDS)))),
      ...(buttons.length === 0 ? [] : [context(say.shown(first + 1, end, words.length)), actions(...buttons)]),
    ],
  });
}

/** The numbers as Slack draws them, and in words; people's own words stay on the page. */
export function opinionTwins(look: OpinionLook, page: Shown): Twins {
  const { say } = look;
  const lines = aspectLines(say, page);
  const drawn = Object.entries(say.aspects).flatMap(([key, name]) => {
    const counts = page.aspects[key];
    return counts === undefined ? [] : [{ name, counts }];
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
      pageSize: Math.max(1, drawn.length),
      rows: drawn.map(({ name, counts }) => [name, ...GRADES.map((grade) => counts[grade])]),
    }),
  ];
  const inWords = lines.length === 0 ? [] : [section(lines.join('\n'))];
  return twins(drawn.length === 0 ? inWords : figures, inWords, (numbers) => [
    section(headLines(look, page).join('\n')),
    ...numbers,
  ]);
}
