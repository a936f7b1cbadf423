import type { Actor } from '../../../bot/actor.ts';
import { people } from '../../../bot/draw/form/chosen.ts';
import { type Form, form, type ValuesOf } from '../../../bot/draw/form/form.ts';
import { dateTime, number, text } from '../../../bot/draw/form/kinds.ts';
import { readQuestion } from '../../../bot/draw/question-text.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { Context } from '../../../context.ts';
import type { Locale } from '../../../lib/language.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import type { StudyTerms } from '../rules/terms.ts';
import { studyMessages } from './messages.ts';
import { studyFaults } from './rules.ts';

const MINUTES = 15;
const QUESTION = 1_500;
const said = (key: keyof (typeof studyMessages)['zh']['form']) => (locale: Locale) => studyMessages[locale].form[key];
const fault = (key: keyof (typeof studyMessages)['zh']['faults']) => (locale: Locale) =>
  studyMessages[locale].faults[key];

const fields = {
  studyLink: text({
    label: said('studyLink'),
    max: 500,
    placeholder: () => 'https://',
    needed: true,
    missing: fault('studyLink'),
  }),
  studyMinutes: number({ label: said('studyMinutes'), hint: said('studyMinutesHint'), initial: MINUTES, needed: true }),
  studyUntil: dateTime({
    label: said('studyUntil'),
    hint: said('studyUntilHint'),
    needed: true,
    missing: fault('studyUntil'),
  }),
  // Several of one: only such a select can be emptied again.
  studyBank: people({
    label: said('studyBank'),
    hint: said('studyBankHint'),
    source: 'training.question',
    placeholder: said('studyBankFind'),
    max: 1,
  }),
  studyQuestion: text({
    label: said('studyQuestion'),
    hint: said('studyQuestionHint'),
    max: QUESTION,
    long: true,
  }),
  studyHint: text({ label: said('studyHint'), hint: said('studyHintHint'), max: 300, long: true, more: true }),
};

/** What a self-study is made of. */
export const studyForm: Form<typeof fields> = form('training.studyTerms', fields, {
  title: (locale) => studyMessages[locale].formTitle,
  submit: (locale) => officerMessages[locale].saveChange,
});

export const studyValues = (study: StudyTerms | undefined): Partial<ValuesOf<typeof fields>> =>
  study === undefined
    ? {}
    : {
        studyLink: study.link,
        studyMinutes: study.minutes,
        studyUntil: study.until,
        studyQuestion: study.question,
        studyHint: study.hint,
      };

/** What the form says, with a copy of the question that was chosen from a bank, whatever is written beside it; or what is wrong in it. */
export async function studyFrom(
  questions: Questions,
  { ctx, actor }: { ctx: Context; actor: Actor },
  values: ValuesOf<typeof fields>,
  now: Date,
): Promise<{ study: StudyTerms } | { errors: Record<string, string> }> {
  const say = studyMessages[actor.locale];
  const [key] = values.studyBank;
  const copy = key === undefined ? undefined : await questions.copyOf({ ctx, actor }, key);
  if (key !== undefined && copy === undefined) return { errors: { studyBank: say.bankGone } };
  const question = copy ?? values.studyQuestion;
  const study = {
    link: values.studyLink,
    minutes: values.studyMinutes,
    until: values.studyUntil,
    question,
    hint: values.studyHint.trim(),
  };
  const faults = studyFaults(study, readQuestion(question) !== undefined, now);
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [one, say.faults[one]])) };
  return { study };
}
