import type { Actor } from '../../../bot/actor.ts';
import { option } from '../../../bot/draw/blocks.ts';
import { people } from '../../../bot/draw/form/chosen.ts';
import { number } from '../../../bot/draw/form/kinds.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { Context } from '../../../context.ts';
import type { Locale } from '../../../lib/language.ts';
import type { QuizTerms } from '../rules/terms.ts';
import { quizMessages } from './messages.ts';
import { quizFaults } from './rules.ts';

const COUNT = 5;
const PASS = 80;
const said = (key: keyof (typeof quizMessages)['zh']['form']) => (locale: Locale) => quizMessages[locale].form[key];

/** A quiz after the course, in the form of its terms: from which bank, how many questions, how many of them right. */
export const quizFields = {
  // Several of one: only such a select can be emptied again.
  quizBank: people({
    label: said('quizBank'),
    hint: said('quizBankHint'),
    source: 'training.quizBank',
    placeholder: said('quizBankFind'),
    max: 1,
  }),
  quizCount: number({ label: said('quizCount'), initial: COUNT, needed: true, more: true }),
  quizPass: number({ label: said('quizPass'), initial: PASS, needed: true, more: true }),
};

interface QuizValues {
  quizBank: readonly string[];
  quizCount: number;
  quizPass: number;
}

export const quizValues = (quiz: QuizTerms | undefined) =>
  quiz === undefined ? {} : { quizBank: [quiz.bank], quizCount: quiz.count, quizPass: quiz.pass };

type Who = { ctx: Context; actor: Actor };

/** The bank that is chosen, by its name. */
export async function bankOptions(
  questions: Questions,
  who: Who,
  [bank]: readonly string[],
  quiz: QuizTerms | undefined,
) {
  if (bank === undefined) return [];
  if (bank === quiz?.bank) return [option(bank, quiz.name)];
  return (await questions.banks({ ...who, query: '' })).filter((one) => one.value === bank);
}

/**
 * What the form says; no bank is no quiz.
 * @param isTouched whether numbers were typed, which would be dropped without a bank
 */
export async function quizFrom(
  questions: Questions,
  who: Who,
  { quizBank: [bank], quizCount: count, quizPass: pass }: QuizValues,
  isTouched: boolean,
): Promise<{ quiz?: QuizTerms } | { errors: Record<string, string> }> {
  const say = quizMessages[who.actor.locale];
  if (bank === undefined) return isTouched ? { errors: { quizBank: say.noBank } } : {};
  const faults = quizFaults({ count, pass });
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [one, say.faults[one]])) };
  const drawn = await questions.draw(who, bank, count, []);
  if (drawn.length < count) return { errors: { quizCount: say.tooFew(drawn.length) } };
  const named = (await questions.banks({ ...who, query: '' })).find((one) => one.value === bank);
  return { quiz: { bank, name: named?.text.text ?? '', count, pass } };
}
