import { input, modal, option } from '../../bot/blocks.ts';
import type { Locale, ModalView } from '../../bot/feature.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { prerequisiteInputs } from './prerequisites-views.ts';
import { NEEDED, type Terms } from './rules/terms.ts';
import { termsMessages } from './terms-messages.ts';

/** What a course asks for and gives, in a form of its own: the one for the sessions is long enough. */
export function termsModal(
  locale: Locale,
  metadata: string,
  terms: Terms,
  topics: ReadonlyMap<string, string>,
): ModalView {
  const say = termsMessages[locale];
  return modal({
    ...{ callback: 'training.terms', title: say.title, close: messages[locale].close },
    ...{ submit: officerMessages[locale].saveChange, metadata },
    blocks: [
      input({
        ...{ kind: 'radio', id: 'needed', label: say.needed, initial: terms.needed },
        options: NEEDED.map((one) => option(one, say.neededChoices[one])),
      }),
      ...prerequisiteInputs(locale, terms, topics),
    ],
  });
}
