import { context, divider, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale, Message } from '../../../bot/feature.ts';
import { messages } from '../messages.ts';
import { explanation, questionBody, type ShownQuestion } from './question-views.ts';
import { pictureOf } from './views.ts';

/** Questions with the right answer, why, and the source; nothing of what anybody answered. */
export function explainedMessage(
  locale: Locale,
  questions: readonly ShownQuestion[],
  notes: readonly string[],
): Message {
  const say = messages[locale];
  const parts = questions.map((question) => [
    ...sections(questionBody(question)),
    ...pictureOf(question.content),
    ...sections(explanation(say, question).join('\n')),
  ]);
  const above = notes.length === 0 ? [] : [context(notes.join('\n'))];
  return message([...above, ...parts.flatMap((part, index) => (index === 0 ? part : [divider(), ...part]))]);
}
