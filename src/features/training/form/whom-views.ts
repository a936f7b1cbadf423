import type { PlainTextOption } from '@slack/types';
import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Locale } from '../../../lib/language.ts';
import { specOfKeys } from '../../../members/audience/spec.ts';
import { type AudienceNames, audienceOption } from '../../../members/audience/text.ts';
import type { Whom } from '../model.ts';
import { formMessages } from './messages.ts';

const PARTS = 50;

/** Who may come, who not, who must. */
export function whomInputs(locale: Locale, whom: Whom, names: AudienceNames): AnyBlock[] {
  const { form } = formMessages[locale];
  const parts = (keys: readonly string[]): PlainTextOption[] =>
    specOfKeys(keys, []).include.map((part) => audienceOption(locale, part, names));
  const find = { action: 'training.audience', placeholder: form.find, several: { max: PARTS }, optional: true };
  return [
    moreInput({
      kind: 'suggest',
      id: 'include',
      label: form.include,
      hint: form.includeHint,
      ...find,
      initial: parts(whom.include),
    }),
    moreInput({ kind: 'suggest', id: 'except', label: form.except, ...find, initial: parts(whom.except) }),
    moreInput({
      kind: 'suggest',
      id: 'must',
      label: form.must,
      hint: form.mustHint,
      ...find,
      initial: parts(whom.must),
    }),
  ];
}
