import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import type { Context } from '../../../context.ts';
import { peopleIn, textIn } from '../form/input.ts';
import type { QuizTerms } from '../rules/terms.ts';
import { quizMessages } from './messages.ts';
import { quizFaults } from './rules.ts';

/** What stands in these inputs; no bank is no quiz. */
export async function quizIn(
  questions: Questions,
  { ctx, actor }: { ctx: Context; actor: Actor },
  inputs: SubmitRequest['inputs'],
): Promise<{ quiz: QuizTerms | undefined } | { errors: Record<string, string> }> {
  const say = quizMessages[actor.locale];
  const [bank] = peopleIn(inputs, 'quizBank');
  if (bank === undefined) return { quiz: undefined };
  const [count, pass] = [Number(textIn(inputs, 'quizCount')), Number(textIn(inputs, 'quizPass'))];
  const faults = quizFaults({ count, pass });
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [one, say.faults[one]])) };
  const drawn = await questions.draw({ ctx, actor }, bank, count, []);
  if (drawn.length < count) return { errors: { quizCount: say.tooFew(drawn.length) } };
  const named = (await questions.banks({ ctx, actor, query: '' })).find((one) => one.value === bank);
  return { quiz: { bank, name: named?.text.text ?? '', count, pass } };
}
