import { input, modal, option } from '../../bot/blocks.ts';
import type { AnyBlock, Locale, ModalView } from '../../bot/feature.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { NEEDED, SKILL_LENGTH, type Terms } from './rules/terms.ts';
import { termsMessages } from './terms-messages.ts';

/** What a course asks for and gives, in a form of its own: the one for the sessions is long enough. */
export function termsModal(locale: Locale, metadata: string, terms: Terms): ModalView {
  const say = termsMessages[locale];
  return modal({
    ...{ callback: 'training.terms', title: say.title, close: messages[locale].close },
    ...{ submit: officerMessages[locale].saveChange, metadata },
    blocks: [
      input({
        ...{ kind: 'radio', id: 'needed', label: say.needed, initial: terms.needed },
        options: NEEDED.map((one) => option(one, say.neededChoices[one])),
      }),
      ...certificateInputs(locale, terms),
    ],
  });
}

function certificateInputs(locale: Locale, { certificate }: Terms): AnyBlock[] {
  const say = termsMessages[locale];
  return [
    input({
      ...{
        kind: 'radio',
        id: 'certificate',
        label: say.certificate,
        initial: certificate === undefined ? 'no' : 'yes',
      },
      options: (['no', 'yes'] as const).map((one) => option(one, say.certificateChoices[one])),
    }),
    input({
      ...{ kind: 'number', id: 'months', label: say.months, hint: say.monthsHint, optional: true },
      ...(certificate?.months === undefined ? {} : { initial: String(certificate.months) }),
    }),
    input({
      ...{ kind: 'text', id: 'skill', label: say.skill, hint: say.skillHint, optional: true, max: SKILL_LENGTH },
      ...(certificate?.skill === undefined ? {} : { initial: certificate.skill }),
    }),
  ];
}
