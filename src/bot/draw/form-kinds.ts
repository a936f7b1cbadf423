import type { PlainTextOption } from '@slack/types';
import { DAY_MS, dayFromNumber, dayNumber, offsetMs } from '../../lib/zone.ts';
import type { AnyBlock, Locale } from '../feature.ts';
import { cut, inputAction, LIMITS, option } from './blocks.ts';
import {
  allOf,
  type Drawing,
  type Field,
  type FieldSpec,
  type FormReader,
  inputField,
  oneOf,
  type Raw,
  type Read,
} from './form-field.ts';
import { formWords, type Said, saidIn } from './form-words.ts';
import { richTextOf } from './rich-text.ts';

/** A field that is needed, or begins with something, is never without a value. */
type Sure<V, Needed> = Needed extends true ? V : V | undefined;
type Asked<N> = FieldSpec & { needed?: N };

const initially = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]?: V });

/** One line of words, its ends trimmed; `long`: several lines, as they were typed. Empty is ''. @param spec.max characters */
export function text(
  spec: Asked<boolean> & { max: number; long?: boolean; placeholder?: Said; initial?: string },
): Field<string> {
  return inputField(spec, {
    empty: (locale) => formWords[locale].text,
    none: '',
    initial: spec.initial,
    element: ({ id, raw, reader }) => ({
      type: 'plain_text_input',
      action_id: inputAction(id),
      multiline: spec.long === true,
      max_length: Math.min(spec.max, LIMITS.section),
      ...initially('initial_value', oneOf(raw) || undefined),
      ...(spec.placeholder === undefined ? {} : { placeholder: placeholder(saidIn(reader.locale, spec.placeholder)) }),
    }),
    read: (raw, { locale }) => {
      const value = spec.long === true ? oneOf(raw) : oneOf(raw).trim();
      return value.length > spec.max ? { fault: formWords[locale].tooLong(spec.max, value.length) } : { value };
    },
    write: (value) => value || undefined,
  });
}

/** Words with their formatting, as JSON of Slack's block; '' is none. See `rich-text.ts`. */
export function richText(spec: Asked<boolean>): Field<string> {
  return inputField(spec, {
    empty: (locale) => formWords[locale].text,
    none: '',
    element: ({ id, raw }) => ({
      type: 'rich_text_input',
      action_id: inputAction(id),
      ...initially('initial_value', richTextOf(oneOf(raw))),
    }),
    read: (raw) => ({ value: richTextOf(oneOf(raw)) === undefined ? '' : oneOf(raw) }),
    write: (value) => value || undefined,
  });
}

/** A number, whole unless `decimals`. */
export function number<N extends boolean = false>(
  spec: Asked<N> & { min?: number; max?: number; decimals?: boolean; initial?: number },
): Field<Sure<number, N>> {
  const { min, max } = spec;
  return inputField<Sure<number, N>>(spec, {
    empty: (locale) => formWords[locale].number,
    none: undefined as Sure<number, N>,
    initial: spec.initial === undefined ? undefined : String(spec.initial),
    element: ({ id, raw }) => ({
      type: 'number_input',
      action_id: inputAction(id),
      is_decimal_allowed: spec.decimals === true,
      ...initially('initial_value', oneOf(raw) || undefined),
    }),
    read: (raw, { locale }) => {
      const say = formWords[locale];
      const typed = oneOf(raw).trim();
      const value = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(typed) ? Number(typed) : Number.NaN;
      if (!Number.isFinite(value)) return { fault: say.noNumber };
      if (spec.decimals !== true && !Number.isSafeInteger(value)) return { fault: say.noWhole };
      if ((min !== undefined && value < min) || (max !== undefined && value > max))
        return { fault: rangeFault(say, min, max) };
      return { value: value as Sure<number, N> };
    },
    write: (value) => (value === undefined ? undefined : String(value)),
  });
}

function rangeFault(say: (typeof formWords)['zh'], min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return say.between(min, max);
  return min === undefined ? say.atMost(max ?? 0) : say.atLeast(min);
}

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

const placeholder = (words: string) => ({ type: 'plain_text' as const, text: cut(words, LIMITS.placeholder) });

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

function atMost(value: string[], max: number, locale: Locale): Read<string[]> {
  return value.length > max ? { fault: formWords[locale].tooMany(max) } : { value };
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
            ...{ type: 'multi_conversations_select', action_id, filter, max_selected_items: spec.max },
            ...(chosen.length === 0 ? {} : { initial_conversations: chosen }),
          };
    },
    read: (raw, { locale }) => atMost(allOf(raw), spec.max, locale),
    write: (value) => (spec.max === 1 ? value[0] : value),
  });
}

/** The ends of what may be chosen, both included: a day 'YYYY-MM-DD', or today in the reader's zone. `after` leaves today out. */
interface DayEnds {
  from?: 'today' | (string & {});
  after?: 'today';
  to?: 'today' | (string & {});
}

/** A day 'YYYY-MM-DD'. */
export function date<N extends boolean = false>(
  spec: Asked<N> & DayEnds & { initial?: string },
): Field<Sure<string, N>> {
  return inputField<Sure<string, N>>(spec, {
    empty: (locale) => formWords[locale].day,
    none: undefined as Sure<string, N>,
    initial: spec.initial,
    element: ({ id, raw }) => ({
      type: 'datepicker',
      action_id: inputAction(id),
      ...initially('initial_date', isDay(oneOf(raw)) ? oneOf(raw) : undefined),
    }),
    read: (raw, reader) => {
      const say = formWords[reader.locale];
      const day = oneOf(raw);
      if (!isDay(day)) return { fault: say.noDay };
      const [first, last] = endsOf(spec, reader);
      if (first !== undefined && day < first) return { fault: say.dayFrom(first) };
      if (last !== undefined && day > last) return { fault: say.dayTo(last) };
      return { value: day as Sure<string, N> };
    },
    write: (value) => value,
  });
}

function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) && dayFromNumber(dayNumber(text)) === text;
  } catch {
    return false;
  }
}

function endsOf({ from, after, to }: DayEnds, { now, tz }: FormReader): [string | undefined, string | undefined] {
  const today = () => dayFromNumber(Math.floor((now.getTime() + offsetMs(tz, now.getTime())) / DAY_MS));
  const dayIn = (end: string | undefined) => (end === 'today' ? today() : end);
  return [after === 'today' ? dayFromNumber(dayNumber(today()) + 1) : dayIn(from), dayIn(to)];
}

/** A time of day 'HH:mm'. */
export function time<N extends boolean = false>(spec: Asked<N> & { initial?: string }): Field<Sure<string, N>> {
  return inputField<Sure<string, N>>(spec, {
    empty: (locale) => formWords[locale].time,
    none: undefined as Sure<string, N>,
    initial: spec.initial,
    element: ({ id, raw }) => ({
      type: 'timepicker',
      action_id: inputAction(id),
      ...initially('initial_time', oneOf(raw) || undefined),
    }),
    read: (raw, { locale }) =>
      /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(oneOf(raw))
        ? { value: oneOf(raw) as Sure<string, N> }
        : { fault: formWords[locale].noTime },
    write: (value) => value,
  });
}

/** An instant, chosen on the clock of the reader. Whole seconds. */
export function dateTime<N extends boolean = false>(spec: Asked<N> & { after?: 'now' }): Field<Sure<Date, N>> {
  return inputField<Sure<Date, N>>(spec, {
    empty: (locale) => formWords[locale].time,
    none: undefined as Sure<Date, N>,
    element: ({ id, raw }) => ({
      type: 'datetimepicker',
      action_id: inputAction(id),
      ...initially('initial_date_time', /^\d{1,12}$/.test(oneOf(raw)) ? Number(oneOf(raw)) : undefined),
    }),
    read: (raw, { locale, now }) => {
      const say = formWords[locale];
      if (!/^\d{1,12}$/.test(oneOf(raw))) return { fault: say.noTime };
      const value = new Date(Number(oneOf(raw)) * 1000);
      return spec.after === 'now' && value <= now ? { fault: say.past } : { value: value as Sure<Date, N> };
    },
    write: (value) => (value === undefined ? undefined : String(Math.floor(value.getTime() / 1000))),
  });
}

/** Files that the person chooses in Slack, by id. A form that is drawn again asks for them again. @param spec.types endings */
export function files(spec: Asked<boolean> & { max: number; types: readonly string[] }): Field<string[]> {
  return inputField<string[]>(spec, {
    empty: (locale) => formWords[locale].files,
    none: [],
    isKept: false,
    element: ({ id }) => ({
      type: 'file_input',
      action_id: inputAction(id),
      filetypes: [...spec.types],
      max_files: spec.max,
    }),
    read: (raw, { locale }) => atMost(allOf(raw), spec.max, locale),
    write: () => undefined,
  });
}

/** What a feature draws and reads by itself. Its blocks with an input have the `id` that they are given. */
export function custom<V>(spec: {
  more?: boolean;
  needed?: boolean;
  draw(drawing: Drawing): AnyBlock[];
  read(raw: Raw, reader: FormReader): Read<V>;
  write(value: V): Raw;
}): Field<V> {
  return {
    isNeeded: spec.needed === true,
    isMore: spec.more === true,
    initial: undefined,
    isKept: true,
    draw: spec.draw,
    read: spec.read,
    write: spec.write,
  };
}
