import type { PlainTextOption } from '@slack/types';
import type { Locale } from '../../../lib/language.ts';
import { inputAction, LIMITS, option } from '../blocks.ts';
import {
  type Asked,
  allOf,
  atMost,
  type Drawing,
  type Field,
  initially,
  inputField,
  oneOf,
  placeholder,
  type Sure,
} from './field.ts';
import { formWords, type Said, saidIn } from './words.ts';

/** What is offered: known beforehand and said in words, or given with `Shown.options` when the form is drawn. */
interface Offered<T extends string> {
  of?: readonly T[];
  words?(locale: Locale, one: T): string;
}

function optionsOf<T extends string>(spec: Offered<T>, { reader, options }: Drawing): readonly PlainTextOption[] {
  return options ?? spec.of?.map((one) => option(one, spec.words?.(reader.locale, one) ?? one)) ?? [];
}

/** One of several: a select, or `look: 'radio'` for a few that should be read before one chooses. */
export function choice<T extends string = string, N extends boolean = false, I extends T | undefined = undefined>(
  spec: Asked<N> & Offered<T> & { look?: 'select' | 'radio'; initial?: I },
): Field<I extends string ? T : Sure<T, N>> {
  type V = I extends string ? T : Sure<T, N>;
  return inputField<V>(
    { ...spec, needed: spec.needed === true || spec.initial !== undefined },
    {
      empty: (locale) => formWords[locale].choice,
      none: undefined as V,
      initial: spec.initial,
      element: (drawing) => {
        const options = optionsOf(spec, drawing);
        const chosen = options.find(({ value }) => value === oneOf(drawing.raw));
        const base = { action_id: inputAction(drawing.id), ...initially('initial_option', chosen) };
        const shown = (most: number) => within(options, chosen === undefined ? [] : [chosen], most);
        return spec.look === 'radio'
          ? { type: 'radio_buttons', ...base, options: shown(LIMITS.boxes) }
          : { type: 'static_select', ...base, options: shown(LIMITS.selectOptions) };
      },
      read: (raw, { locale }) => {
        const value = oneOf(raw) as T;
        return spec.of === undefined || spec.of.includes(value)
          ? { value: value as V }
          : { fault: formWords[locale].gone };
      },
      write: (value) => value,
    },
  );
}

/** Any number of a few, as boxes to tick. Nothing ticked is []. */
export function choices<T extends string = string>(
  spec: Asked<boolean> & Offered<T> & { initial?: readonly T[] },
): Field<T[]> {
  return inputField<T[]>(spec, {
    empty: (locale) => formWords[locale].choice,
    none: [],
    initial: spec.initial === undefined ? undefined : [...spec.initial],
    element: (drawing) => {
      const options = optionsOf(spec, drawing);
      const wanted = allOf(drawing.raw);
      const chosen = options.filter(({ value = '' }) => wanted.includes(value));
      return {
        type: 'checkboxes',
        action_id: inputAction(drawing.id),
        options: within(options, chosen, LIMITS.boxes),
        ...(chosen.length === 0 ? {} : { initial_options: chosen }),
      };
    },
    read: (raw, { locale }) => {
      const value = allOf(raw) as T[];
      return spec.of === undefined || value.every((one) => spec.of?.includes(one))
        ? { value }
        : { fault: formWords[locale].gone };
    },
    write: (value) => value,
  });
}

/** One box to tick. @param spec.yes what it says beside the box */
export function check(spec: Asked<boolean> & { yes: Said; initial?: boolean }): Field<boolean> {
  return inputField<boolean>(spec, {
    empty: (locale) => formWords[locale].check,
    none: false,
    initial: spec.initial === true ? ['yes'] : undefined,
    element: ({ id, raw, reader, options }) => {
      const [yes = option('yes', saidIn(reader.locale, spec.yes))] = options ?? [];
      return {
        type: 'checkboxes',
        action_id: inputAction(id),
        options: [yes],
        ...(allOf(raw).includes('yes') ? { initial_options: [yes] } : {}),
      };
    },
    read: (raw) => ({ value: allOf(raw).includes('yes') }),
    write: (value) => (value ? ['yes'] : []),
  });
}

/** As many options as fit, in their order; what is chosen is always among them, first when it would fall outside. */
function within(options: readonly PlainTextOption[], chosen: readonly PlainTextOption[], max: number) {
  const outside = chosen.filter((one) => options.indexOf(one) >= max);
  return [...outside, ...options].slice(0, max);
}

/** Where people are looked for: Slack's own list of users, or an `OptionSource` of the feature (`<feature>.<verb>`). */
interface Looked {
  source?: string;
  placeholder?: Said;
}

/** An input that asks the bot while the person types. */
function asking({ source = '', placeholder: words }: Looked, { id, reader }: Drawing) {
  return {
    action_id: `${source}:${id}`,
    min_query_length: 0,
    ...(words === undefined ? {} : { placeholder: placeholder(saidIn(reader.locale, words)) }),
  };
}

/** One person, by Slack's user id; with a `source` also anything else that the bot finds for what is typed. */
export function person<N extends boolean = false>(spec: Asked<N> & Looked): Field<Sure<string, N>> {
  return inputField<Sure<string, N>>(spec, {
    empty: (locale) => formWords[locale].person,
    none: undefined as Sure<string, N>,
    element: (drawing) => {
      const chosen = oneOf(drawing.raw);
      if (spec.source === undefined)
        return {
          type: 'users_select',
          action_id: inputAction(drawing.id),
          ...initially('initial_user', chosen || undefined),
        };
      const option = drawing.options?.find(({ value }) => value === chosen);
      return { type: 'external_select', ...asking(spec, drawing), ...initially('initial_option', option) };
    },
    read: (raw) => ({ value: oneOf(raw) as Sure<string, N> }),
    write: (value) => value,
  });
}

/** Several people, or with a `source` whatever else the bot finds for what is typed. */
export function people(spec: Asked<boolean> & Looked & { max: number }): Field<string[]> {
  return inputField<string[]>(spec, {
    empty: (locale) => formWords[locale].person,
    none: [],
    element: (drawing) => {
      const chosen = allOf(drawing.raw);
      if (spec.source === undefined)
        return {
          type: 'multi_users_select',
          action_id: inputAction(drawing.id),
          max_selected_items: spec.max,
          ...(chosen.length === 0 ? {} : { initial_users: chosen }),
        };
      const known = (drawing.options ?? []).filter(({ value = '' }) => chosen.includes(value));
      const most = Math.min(spec.max, LIMITS.selectOptions);
      return {
        type: 'multi_external_select',
        ...asking(spec, drawing),
        max_selected_items: spec.max,
        ...(known.length === 0 ? {} : { initial_options: known.slice(0, most) }),
      };
    },
    read: (raw, { locale }) => atMost(allOf(raw), spec.max, locale),
    write: (value) => value,
  });
}

/** Channels of Slack, by id. @param spec.max 1 is a select of one */
export function channels(spec: Asked<boolean> & { max: number }): Field<string[]> {
  const filter = { include: ['public' as const, 'private' as const], exclude_bot_users: true };
  return inputField<string[]>(spec, {
    empty: (locale) => formWords[locale].choice,
    none: [],
    element: ({ id, raw }) => {
      const [action_id, chosen] = [inputAction(id), allOf(raw)];
      return spec.max === 1
        ? { type: 'conversations_select', action_id, filter, ...initially('initial_conversation', chosen[0]) }
        : {
            type: 'multi_conversations_select',
            action_id,
            filter,
            max_selected_items: spec.max,
            ...(chosen.length === 0 ? {} : { initial_conversations: chosen }),
          };
    },
    read: (raw, { locale }) => atMost(allOf(raw), spec.max, locale),
    write: (value) => (spec.max === 1 ? value[0] : value),
  });
}
