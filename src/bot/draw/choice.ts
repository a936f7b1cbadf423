import type { KnownBlock, PlainTextOption } from '@slack/types';
import { cut, LIMITS } from './blocks.ts';

/** A select that acts as soon as one is chosen; its value is the option's. */
export function choice(spec: { action: string; placeholder: string; options: readonly PlainTextOption[] }): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: spec.action,
        placeholder: { type: 'plain_text', text: cut(spec.placeholder, LIMITS.placeholder) },
        options: spec.options.slice(0, LIMITS.selectOptions),
      },
    ],
  };
}
