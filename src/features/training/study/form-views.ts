import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { input } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Locale } from '../../../lib/language.ts';
import type { StudyTerms } from '../rules/terms.ts';
import { studyMessages } from './messages.ts';

const MINUTES = 15;
const QUESTION = 1_500;

/** What a self-study is made of. @param hasBanks whether there are banks to take the question from */
export function studyInputs(locale: Locale, study: StudyTerms | undefined, hasBanks: boolean): AnyBlock[] {
  const { form: say } = studyMessages[locale];
  const until = study === undefined ? {} : { initial: Math.floor(study.until.getTime() / 1000) };
  return [
    input({
      kind: 'text',
      id: 'studyLink',
      label: say.studyLink,
      max: 500,
      initial: study?.link ?? '',
      placeholder: 'https://',
    }),
    input({
      kind: 'number',
      id: 'studyMinutes',
      label: say.studyMinutes,
      hint: say.studyMinutesHint,
      initial: String(study?.minutes ?? MINUTES),
    }),
    moreInput({ kind: 'date-time', id: 'studyUntil', label: say.studyUntil, hint: say.studyUntilHint, ...until }),
    ...(hasBanks
      ? [
          moreInput({
            kind: 'suggest',
            id: 'studyBank',
            label: say.studyBank,
            hint: say.studyBankHint,
            optional: true,
            action: 'training.question',
            placeholder: say.studyBankFind,
          }),
        ]
      : []),
    input({
      kind: 'text',
      id: 'studyQuestion',
      label: say.studyQuestion,
      hint: say.studyQuestionHint,
      multiline: true,
      max: QUESTION,
      initial: study?.question ?? '',
      optional: true,
    }),
    input({
      kind: 'text',
      id: 'studyHint',
      label: say.studyHint,
      hint: say.studyHintHint,
      multiline: true,
      max: 300,
      initial: study?.hint ?? '',
      optional: true,
    }),
  ];
}
