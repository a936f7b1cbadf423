import type { KnownBlock, PlainTextOption } from '@slack/types';
import { cut, inputAction, LIMITS, labelled } from './blocks.ts';
import { richTextOf } from './rich-text.ts';

type Labelled = { id: string; label: string; hint?: string; optional?: boolean };

type MoreInputSpec = Labelled &
  (
    | {
        /** Asks the bot while the person types. `action`: `<feature>.<verb>` of an `OptionSource`. */
        kind: 'suggest';
        action: string;
        placeholder: string;
        /** Absent: one only. */
        several?: { max: number };
        initial?: readonly PlainTextOption[];
      }
    /** @param initial JSON of the block, as `SubmitRequest.inputs` gave it; what is none is left out. */
    | { kind: 'rich-text'; initial?: string }
    | { kind: 'channels'; initial?: readonly string[]; max?: number }
    /** @param initial 'YYYY-MM-DD' */
    | { kind: 'date'; initial?: string }
    /** In the reader's zone. @param initial seconds since the epoch */
    | { kind: 'date-time'; initial?: number }
  );

/** The inputs that ask the bot, and those of rich text, channels, days and hours; the plain ones are `input` of `blocks.ts`. */
export function moreInput(spec: MoreInputSpec): KnownBlock {
  return labelled(spec, elementOf(spec));
}

function elementOf(spec: MoreInputSpec): Parameters<typeof labelled>[1] {
  const action_id = inputAction(spec.id);
  switch (spec.kind) {
    case 'suggest':
      return suggestElement(spec);
    case 'rich-text': {
      const initial = richTextOf(spec.initial);
      return { type: 'rich_text_input', action_id, ...(initial === undefined ? {} : { initial_value: initial }) };
    }
    case 'channels':
      return {
        type: 'multi_conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(spec.max === undefined ? {} : { max_selected_items: spec.max }),
        ...(spec.initial === undefined || spec.initial.length === 0
          ? {}
          : { initial_conversations: [...spec.initial] }),
      };
    case 'date':
      return { type: 'datepicker', action_id, ...(spec.initial === undefined ? {} : { initial_date: spec.initial }) };
    case 'date-time':
      return {
        type: 'datetimepicker',
        action_id,
        ...(spec.initial === undefined ? {} : { initial_date_time: spec.initial }),
      };
  }
}

function suggestElement(spec: Extract<MoreInputSpec, { kind: 'suggest' }>): Parameters<typeof labelled>[1] {
  const { action, id, initial = [], several } = spec;
  const action_id = `${action}:${id}`;
  const placeholder = { type: 'plain_text' as const, text: cut(spec.placeholder, LIMITS.placeholder) };
  const [first] = initial;
  const base = { action_id, placeholder, min_query_length: 0 };
  if (several === undefined)
    return { type: 'external_select', ...base, ...(first === undefined ? {} : { initial_option: first }) };
  return {
    type: 'multi_external_select',
    ...base,
    max_selected_items: several.max,
    ...(first === undefined ? {} : { initial_options: initial.slice(0, Math.min(several.max, LIMITS.selectOptions)) }),
  };
}
