import type { Actor } from '../../../bot/actor.ts';
import { readQuestion } from '../../../bot/draw/question-text.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import type { Context } from '../../../context.ts';
import { textIn } from '../form/input.ts';
import type { StudyTerms } from '../rules/terms.ts';
import { studyMessages } from './messages.ts';
import { studyFaults } from './rules.ts';

type Who = { ctx: Context; actor: Actor };

/** What stands in the form of a self-study, with a copy of the question that was chosen from a bank; or what is wrong in it. */
export async function studyIn(
  questions: Questions,
  { ctx, actor }: Who,
  inputs: SubmitRequest['inputs'],
  now: Date,
): Promise<{ study: StudyTerms } | { errors: Record<string, string> }> {
  const say = studyMessages[actor.locale];
  const key = textIn(inputs, 'studyBank');
  const copy = key === '' ? undefined : await questions.copyOf({ ctx, actor }, key);
  if (key !== '' && copy === undefined) return { errors: { studyBank: say.bankGone } };
  const question = copy ?? textIn(inputs, 'studyQuestion');
  const seconds = textIn(inputs, 'studyUntil');
  const study = {
    link: textIn(inputs, 'studyLink').trim(),
    minutes: Number(textIn(inputs, 'studyMinutes') || Number.NaN),
    until: new Date(Number(seconds || 0) * 1000),
    question,
    hint: textIn(inputs, 'studyHint').trim(),
  };
  const faults = studyFaults(study, readQuestion(question) !== undefined, now);
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [one, say.faults[one]])) };
  return { study };
}
