import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { input, modal, option } from '../../../../bot/draw/blocks.ts';
import type { Locale } from '../../../../lib/language.ts';
import { certificateInputs } from '../../certificate/form-views.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { messages } from '../../messages/worker-messages.ts';
import { prerequisiteInputs } from '../../prerequisites/views.ts';
import { quizInputs } from '../../quiz/form-views.ts';
import { NEEDED, type Terms } from '../../rules/terms.ts';
import { studyInputs } from '../../study/form-views.ts';
import { studyMessages } from '../../study/messages.ts';
import { termsMessages } from './messages.ts';

/** What a course asks for and gives, in a form of its own: the one for the sessions is long enough. */
export function termsModal(
  locale: Locale,
  metadata: string,
  terms: Terms,
  { isStudy, hasBanks, topics }: { isStudy: boolean; hasBanks: boolean; topics: ReadonlyMap<string, string> },
): ModalView {
  const say = termsMessages[locale];
  if (isStudy)
    return modal({
      callback: 'training.terms',
      title: studyMessages[locale].formTitle,
      close: messages[locale].close,
      submit: officerMessages[locale].saveChange,
      metadata,
      blocks: studyInputs(locale, terms.study, hasBanks),
    });
  return modal({
    callback: 'training.terms',
    title: say.title,
    close: messages[locale].close,
    submit: officerMessages[locale].saveChange,
    metadata,
    blocks: [
      input({
        kind: 'radio',
        id: 'needed',
        label: say.needed,
        initial: terms.needed,
        options: NEEDED.map((one) => option(one, say.neededChoices[one])),
      }),
      ...prerequisiteInputs(locale, terms, topics),
      ...(hasBanks ? quizInputs(locale, terms.quiz) : []),
      ...certificateInputs(locale, terms),
    ],
  });
}
