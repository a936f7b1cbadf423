import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { context, divider, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { pictureOf } from '../question/picture-views.ts';
import { reasons } from '../question/question-views.ts';
import { answeredBody } from './answer-views.ts';
import type { ExplainedQuestion } from './service/explain.ts';

/** Questions with the right answer, why, and the source; of what anybody answered only what the reader did. */
export function explainedMessage(
  locale: Locale,
  questions: readonly ExplainedQuestion[],
  notes: readonly string[],
): Message {
  const say = messages[locale];
  const parts = questions.map((question) => [
    ...sections(answeredBody(say, question, question.response)),
    ...pictureOf(question.content),
    ...linesOf(reasons(say, question.content)),
  ]);
  const above = notes.length === 0 ? [] : [context(notes.join('\n'))];
  return message([...above, ...parts.flatMap((part, index) => (index === 0 ? part : [divider(), ...part]))]);
}

function linesOf(lines: readonly string[]): AnyBlock[] {
  return lines.length === 0 ? [] : sections(lines.join('\n'));
}
