import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { input, option } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import { SKILL_LENGTH, type Terms } from '../rules/terms.ts';
import { certificateMessages } from './messages.ts';

/** Whether who completes the course gets a certificate, for how long, and with which skill. */
export function certificateInputs(locale: Locale, { certificate }: Terms): AnyBlock[] {
  const say = certificateMessages[locale].form;
  return [
    input({
      kind: 'radio',
      id: 'certificate',
      label: say.certificate,
      initial: certificate === undefined ? 'no' : 'yes',
      options: (['no', 'yes'] as const).map((one) => option(one, say.certificateChoices[one])),
    }),
    input({
      kind: 'number',
      id: 'months',
      label: say.months,
      hint: say.monthsHint,
      optional: true,
      ...(certificate?.months === undefined ? {} : { initial: String(certificate.months) }),
    }),
    input({
      kind: 'text',
      id: 'skill',
      label: say.skill,
      hint: say.skillHint,
      optional: true,
      max: SKILL_LENGTH,
      ...(certificate?.skill === undefined ? {} : { initial: certificate.skill }),
    }),
  ];
}
