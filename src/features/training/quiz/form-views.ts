import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { input, option } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Locale } from '../../../lib/language.ts';
import type { QuizTerms } from '../rules/terms.ts';
import { quizMessages } from './messages.ts';

const COUNT = 5;
const PASS = 80;

/** A quiz after the course: from which bank, how many questions, how many of them right. */
export function quizInputs(locale: Locale, quiz: QuizTerms | undefined): AnyBlock[] {
  const { form: say } = quizMessages[locale];
  return [
    moreInput({
      // Several of one: only such a select can be emptied again.
      kind: 'suggest',
      id: 'quizBank',
      label: say.quizBank,
      hint: say.quizBankHint,
      several: { max: 1 },
      action: 'training.quizBank',
      placeholder: say.quizBankFind,
      optional: true,
      initial: quiz === undefined ? [] : [option(quiz.bank, quiz.name)],
    }),
    input({
      kind: 'number',
      id: 'quizCount',
      label: say.quizCount,
      initial: String(quiz?.count ?? COUNT),
      optional: true,
    }),
    input({ kind: 'number', id: 'quizPass', label: say.quizPass, initial: String(quiz?.pass ?? PASS), optional: true }),
  ];
}
