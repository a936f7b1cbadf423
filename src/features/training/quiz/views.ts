import type { Button } from '@slack/types';
import { z } from 'zod';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Waiting } from '../../../bot/routing/contributions.ts';
import { type Reader, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { QuizTerms } from '../rules/terms.ts';
import { LETTERS } from '../study/views.ts';
import { quizMessages } from './messages.ts';
import { type Asked, bestOf, hasPassed, type QuizStage, type QuizTry, rightIn, scoreOf } from './rules.ts';
import type { QuizResults } from './service/results.ts';

const WORDS = 300;
const WHY = 300;
const NAMES = 60;
const NAME = 30;

/** A person's quiz of a course as they may see it. */
export interface QuizShown {
  course: string;
  topic: string;
  terms: Pick<QuizTerms, 'count' | 'pass' | 'name'>;
  tries: readonly QuizTry[];
  stage: QuizStage;
}

const said = (lines: readonly string[], buttons: readonly Button[]): Message =>
  message([...sections(lines.join('\n')), ...(buttons.length === 0 ? [] : [actions(...buttons)])]);

/** The quiz where the reader stands: to begin, the next question, or the result. */
export function quizMessage(reader: Reader, shown: QuizShown): Message {
  const say = quizMessages[reader.locale];
  const { course, terms, tries, stage } = shown;
  const last = tries.at(-1);
  if (last === undefined)
    return said(
      [`*${say.invite(topicOf(shown))}*`, say.what(terms.count, terms.pass), say.tries],
      [button({ action: 'training.quizStart', label: say.start, value: course, style: 'primary' })],
    );
  return stage === 'asking' ? questionMessage(reader, shown, last) : resultMessage(reader, shown, last);
}

/** Which question of which try is answered; the choice is the button's suffix. */
export const answerRef = ref(
  'training.quizAnswer',
  z.object({ course: z.string(), nth: z.number(), question: z.number() }),
  { before: ['course', 'nth', 'question'] },
);

function questionMessage(reader: Reader, shown: QuizShown, { asked, given }: QuizTry): Message {
  const say = quizMessages[reader.locale];
  const question = given.length;
  const { words = '', options = [] } = asked[question] ?? {};
  const position = say.position(topicOf(shown), question + 1, asked.length);
  const lines = [`*${plain(words)}*`, ...options.map((one, index) => `${LETTERS[index]}  ${plain(one)}`)];
  const value = answerRef.pack({ course: shown.course, nth: shown.tries.length - 1, question });
  return message([
    context(position),
    ...sections(lines.join('\n')),
    actions(
      ...options.map((_, index) =>
        button({ action: `training.quizAnswer:${index}`, label: LETTERS[index] ?? '', value }),
      ),
    ),
    context(say.final),
  ]);
}

/** A question that was answered wrong: what was chosen, what is right, and why. */
function wrongLines(reader: Reader, one: Asked, chosen: number | undefined, nth: number): string[] {
  const say = quizMessages[reader.locale];
  const short = (words: string, max: number) => plain(cut(words.replace(/\s+/g, ' ').trim(), max));
  const named = (index: number) => `${LETTERS[index]} ${short(one.options[index] ?? '', WORDS)}`;
  return [
    say.question(nth + 1, short(one.words, WORDS)),
    ...(chosen === undefined ? [] : [say.chosen(named(chosen))]),
    say.right(named(one.right)),
    ...(one.why === undefined ? [] : [short(one.why, WHY)]),
  ];
}

function resultMessage(reader: Reader, shown: QuizShown, last: QuizTry): Message {
  const say = quizMessages[reader.locale];
  const { stage, course, tries } = shown;
  const [right, of, score] = [rightIn(last), last.asked.length, scoreOf(last)];
  const isPassed = hasPassed(last);
  const next = { tomorrow: say.tomorrow, again: say.again, over: say.best(bestOf(tries) ?? 0) };
  const head = [
    `*${say.invite(topicOf(shown))}*`,
    isPassed ? say.passed(right, of, score) : say.missed(right, of, score, last.pass),
    ...(stage === 'tomorrow' || stage === 'again' || stage === 'over' ? [next[stage]] : []),
  ];
  const wrong = last.asked.flatMap((one, index) =>
    last.given[index] === one.right ? [] : [wrongLines(reader, one, last.given[index], index)],
  );
  const mayAgain = stage === 'tomorrow' || stage === 'again';
  const lines = [...head, wrong.length === 0 ? say.allRight : say.wrong];
  return message([
    section(lines.join('\n')),
    ...wrong.flatMap((part) => sections(part.join('\n'))),
    ...(mayAgain ? [actions(button({ action: 'training.quizStart', label: say.second, value: course }))] : []),
  ]);
}

/** Names the modal of a course's quiz. */
export const quizOf = (course: string): string => `quiz ${course}`;

export function quizModal(reader: Reader, shown: QuizShown): ModalView {
  return modal({
    callback: 'training.quiz',
    title: quizMessages[reader.locale].title,
    close: messages[reader.locale].close,
    metadata: quizOf(shown.course),
    blocks: quizMessage(reader, shown).blocks,
  });
}

/** The quizzes that wait for the reader, as a part of the own list. */
export function quizRows(reader: Reader, all: readonly QuizShown[]): AnyBlock[] {
  const say = quizMessages[reader.locale];
  const lineOf = (one: QuizShown) =>
    [
      `*${say.waiting(topicOf(one))}*`,
      one.stage === 'tomorrow' ? say.tomorrow : say.what(one.terms.count, one.terms.pass),
    ].join('\n');
  return all.map((one, index) =>
    section(
      lineOf(one),
      button({ action: `training.quizOpen:${index}`, label: messages[reader.locale].open, value: one.course }),
    ),
  );
}

/** The next of them, among what waits on Home. */
export function quizAtHome(reader: Reader, [next]: readonly QuizShown[]): Waiting[] {
  if (next === undefined || next.stage === 'tomorrow') return [];
  const say = quizMessages[reader.locale];
  const label = next.stage === 'asking' ? say.goOn : next.stage === 'again' ? say.second : say.start;
  const button = { action: 'training.quizOpen', label, value: next.course };
  return [{ what: `*${say.waiting(topicOf(next))}*`, button }];
}

/** How those who attended a session did, for its officers. */
export function quizResultsModal(
  reader: Reader,
  { id, topic, terms }: { id: string; topic: string; terms: Pick<QuizTerms, 'count' | 'pass' | 'name'> },
  results: Omit<QuizResults, 'session' | 'terms'>,
): ModalView {
  const say = quizMessages[reader.locale];
  const { passed, notYet, unanswered, people } = results;
  const names = (fits: (one: QuizResults['people'][number]) => boolean) => {
    const found = people.filter(fits).map(({ name, best }) => {
      const short = plain(cut(name, NAME));
      return best === undefined ? short : say.scored(short, best);
    });
    const more = found.length > NAMES ? ['…'] : [];
    return [...found.slice(0, NAMES), ...more].join(reader.locale === 'zh' ? '、' : ', ');
  };
  const [good, bad, none] = [
    names((one) => one.passed),
    names((one) => !one.passed && one.best !== undefined),
    names((one) => !one.passed && one.best === undefined),
  ];
  return modal({
    callback: 'training.quizResults',
    title: say.title,
    close: messages[reader.locale].close,
    metadata: `results ${id}`,
    blocks: [
      section([`*${topicOf({ topic })}*`, say.from(plain(terms.name), terms.count, terms.pass)].join('\n')),
      section(say.counts(passed, notYet, unanswered)),
      ...(good === '' ? [] : sections(say.passedNames(good))),
      ...(bad === '' ? [] : sections(say.notYetNames(bad))),
      ...(none === '' ? [] : sections(say.unansweredNames(none))),
    ],
  });
}
