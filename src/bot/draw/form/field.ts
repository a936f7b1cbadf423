import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { Locale } from '../../../lib/language.ts';
import type { AnyBlock } from '../block-kit.ts';
import { cut, LIMITS, labelled } from '../blocks.ts';
import { formWords, type Said, saidIn } from './words.ts';

/** Who fills in a form, and when. */
export interface FormReader {
  locale: Locale;
  tz: string;
  now: Date;
}

/** What stands in an input, as `SubmitRequest.inputs` gives it; undefined: nothing. */
export type Raw = string | string[] | undefined;

/** What a person put into a field, or what is wrong with it and what to do, in their language. */
export type Read<V> = { value: V } | { fault: string };

/** What every kind of field takes. */
export interface FieldSpec {
  label: Said;
  hint?: Said;
  /** Waits behind "More settings" as long as it holds nothing of its own. */
  more?: boolean;
  /** One of several inputs of one thing, such as the options of a question: it is asked with the field before it. */
  part?: boolean;
  /** Said at the field when it is needed and empty, in place of the form's own sentence. */
  missing?: Said;
}

/** How a field is drawn this time. */
export interface Drawing {
  id: string;
  raw: Raw;
  reader: FormReader;
  /** Options that depend on the data; of an input that asks the bot, the options of what is chosen. */
  options?: readonly PlainTextOption[] | undefined;
  label?: string | undefined;
  hint?: string | undefined;
}

/**
 * One thing that a form asks. `raw` is what Slack keeps of it, `V` what the feature works with: `read(write(value))` is the value.
 * The kinds are in `kinds.ts` and, for what is chosen, in `chosen.ts`.
 */
export interface Field<V> {
  isNeeded: boolean;
  isMore: boolean;
  isPart: boolean;
  /** What stands in it when nothing was said, and what counts when it was not shown. */
  initial: Raw;
  /** Files can't be given back to a form, and nobody's words are lost with them. */
  isKept: boolean;
  draw(drawing: Drawing): AnyBlock[];
  read(raw: Raw, reader: FormReader): Read<V>;
  write(value: V): Raw;
}

type Element = Extract<KnownBlock, { type: 'input' }>['element'];

/** The element of a field, without its block. */
export type ElementOf = (drawing: Drawing) => Element;

/**
 * A field of one input.
 * @param empty the sentence for a needed field in which nothing stands
 */
export function inputField<V>(
  spec: FieldSpec & { needed?: boolean | undefined },
  parts: {
    element: ElementOf;
    empty: Said;
    none: V;
    initial?: Raw;
    isKept?: boolean;
    read(raw: string | string[], reader: FormReader): Read<V>;
    write(value: V): Raw;
  },
): Field<V> {
  const isNeeded = spec.needed === true;
  return {
    isNeeded,
    isMore: spec.more === true,
    isPart: spec.part === true,
    initial: parts.initial,
    isKept: parts.isKept ?? true,
    draw: (drawing) => {
      const { reader, hint = spec.hint && saidIn(reader.locale, spec.hint) } = drawing;
      const { id, label = saidIn(reader.locale, spec.label) } = drawing;
      return [
        labelled({ id, label, ...(hint === undefined ? {} : { hint }), optional: !isNeeded }, parts.element(drawing)),
      ];
    },
    read: (raw, reader) => {
      if (!isBlank(raw)) return parts.read(raw, reader);
      return isNeeded ? { fault: saidIn(reader.locale, spec.missing ?? parts.empty) } : { value: parts.none };
    },
    write: parts.write,
  };
}

/** Whether nothing was put in: no word, no choice. */
export function isBlank(raw: Raw): raw is undefined {
  return raw === undefined || (typeof raw === 'string' ? raw.trim() === '' : raw.length === 0);
}

/** The first of several, or the one. */
export function oneOf(raw: Raw): string {
  return [raw].flat()[0] ?? '';
}

/** All of them, each once. */
export function allOf(raw: Raw): string[] {
  return [...new Set([raw ?? []].flat())];
}

/** A field that is needed, or begins with something, is never without a value. */
export type Sure<V, Needed> = Needed extends true ? V : V | undefined;
export type Asked<N> = FieldSpec & { needed?: N };

/** A member of an element, where there is something to begin with. */
export const initially = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]?: V });

export const placeholder = (words: string) => ({ type: 'plain_text' as const, text: cut(words, LIMITS.placeholder) });

/** Several at most. */
export function atMost(value: string[], max: number, locale: Locale): Read<string[]> {
  return value.length > max ? { fault: formWords[locale].tooMany(max) } : { value };
}
