import { DAY_MS, dayFromNumber, dayNumber, offsetMs } from '../../../lib/zone.ts';
import type { AnyBlock } from '../block-kit.ts';
import { inputAction, LIMITS } from '../blocks.ts';
import { richTextOf } from '../rich-text.ts';
import {
  type Asked,
  allOf,
  atMost,
  type Drawing,
  type Field,
  type FormReader,
  initially,
  inputField,
  oneOf,
  placeholder,
  type Raw,
  type Read,
  type Sure,
} from './field.ts';
import { formWords, type Said, saidIn } from './words.ts';

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
    isPart: false,
    initial: undefined,
    isKept: true,
    draw: spec.draw,
    read: spec.read,
    write: spec.write,
  };
}
