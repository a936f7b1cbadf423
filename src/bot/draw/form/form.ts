import type { PlainTextOption } from '@slack/types';
import type { SubmitRequest } from '../../request.ts';
import type { AnyBlock, ModalView } from '../block-kit.ts';
import { actions, button, context, LIMITS, modal, section } from '../blocks.ts';
import { type Field, type FormReader, isBlank, type Raw } from './field.ts';
import { type Prints, printOf } from './touched.ts';
import { formWords, type Said, saidIn } from './words.ts';

/** What a form asks, in the order in which it asks. The key is the block_id of the input: it stays the same from view to view. */
export type Fields = Record<string, Field<unknown>>;
export type ValuesOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V> ? V : never };
/** What stands in the inputs, by field. */
export type Inputs = SubmitRequest['inputs'];

/** A form asks so many things at first; what else there is waits behind "More settings". */
const ASKED_FIRST = 5;
/** Shows what waits behind it; see `Modal.more`. */
export const MORE_ACTION = 'bot.more';

export interface FormSpec {
  title: Said;
  submit: Said;
  /** "Cancel" unless told. */
  close?: Said;
}

/** From what a form is drawn this time, beside what it always is. */
export interface Shown<F extends Fields> {
  /** What stands in it. What is not given begins as the field says. */
  values?: { [K in keyof F]?: ValuesOf<F>[K] | undefined };
  /** What depends on the data: the options of a choice; of an input that asks the bot, those of what is chosen. */
  options?: { [K in keyof F]?: readonly PlainTextOption[] };
  words?: { [K in keyof F]?: { label?: string; hint?: string } };
  /** What is asked at first this time, although it waits behind "More settings" otherwise. */
  asked?: readonly (keyof F)[];
  /** What this reader is not asked; its value stays. */
  without?: readonly (keyof F)[];
  above?: readonly AnyBlock[];
  /** What stands right below a field. */
  below?: { [K in keyof F]?: readonly AnyBlock[] };
  title?: string;
  submit?: string;
}

/** How far the person is with it. */
export interface Progress {
  /** What they have put in, in place of the values. */
  typed?: Inputs | undefined;
  /** "More settings" was pressed. */
  isWhole?: boolean;
  /** Sentences to stand above their fields. */
  faults?: Readonly<Record<string, string>>;
  /** What was typed before and not submitted stands in it. */
  isDraft?: boolean;
  /** What to say above it, in mrkdwn. */
  note?: string | undefined;
  metadata?: string;
  tellClosed?: boolean;
}

export interface Form<F extends Fields> {
  /** `<feature>.<verb>`: the callback_id of its modal. */
  name: string;
  fields: F;
  /** The modal. */
  draw(reader: FormReader, shown?: Shown<F>, progress?: Progress): ModalView;
  /**
   * What was put in, or a sentence at each field that is wrong. A field that was not shown has the value with which the form was
   * drawn: no setting is lost behind "More settings".
   * @param prints what stood in it when it was drawn: a field that nobody touched has the value that stands now
   */
  read(
    reader: FormReader,
    inputs: Inputs,
    shown?: Shown<F>,
    prints?: Prints,
  ): { values: ValuesOf<F> } | { errors: Record<string, string> };
  /** What stands in each field when it is drawn. */
  prints(shown: Shown<F>): Prints;
  /** What can be read of it, whatever is wrong with the rest. */
  readable(reader: FormReader, inputs: Inputs): Partial<ValuesOf<F>>;
  /** What was put in and can be given back, where it differs from what the form was drawn with; undefined: nothing. */
  changed(inputs: Inputs, shown?: Shown<F>): Record<string, string | string[]> | undefined;
}

/**
 * A form: it draws the modal, reads what was put in and finds what is wrong with it.
 * ```ts
 * export const recordForm = form('visits.record', {
 *   what: text({ label: { zh: '说了什么', en: 'What was said' }, max: 1000, long: true, needed: true }),
 *   owner: person({ label: { zh: '谁负责', en: 'Owner' } }),
 *   due: date({ label: { zh: '什么时候办好', en: 'Due' }, from: 'today' }),
 *   photos: files({ label: { zh: '照片', en: 'Photos' }, max: 5, types: ['jpg', 'png'] }),
 * }, { title: { zh: '记录走访', en: 'Record a visit' }, submit: { zh: '保存', en: 'Save' } });
 * ```
 * Five fields stand in it at first, in their order; those with `more` wait behind "More settings". Its handlers come from `formModal`.
 * @throws Error for more than five fields that are asked first, and for a needed one that is hidden: both are faults of the code
 */
export function form<F extends Fields>(name: string, fields: F, spec: FormSpec): Form<F> {
  const all = Object.entries(fields);
  if (all.filter(([, one]) => !one.isMore && !one.isPart).length > ASKED_FIRST)
    throw new Error(`The form ${name} asks more than ${ASKED_FIRST} things at first; mark the others with "more"`);
  const hidden = all.find(([, one]) => one.isMore && one.isNeeded && isBlank(one.initial));
  if (hidden !== undefined) throw new Error(`The form ${name} needs "${hidden[0]}" and hides it`);

  const drawnWith = (id: string, { values }: Shown<F>): Raw => {
    const value = values?.[id];
    return value === undefined ? fields[id]?.initial : fields[id]?.write(value);
  };
  const askedOf = ({ without = [] }: Shown<F>) => all.filter(([id]) => !without.includes(id));

  return {
    name,
    fields,
    draw: (reader, shown = {}, progress = {}) => {
      const { typed = {}, isWhole = false, faults = {} } = progress;
      const say = formWords[reader.locale];
      const rawOf = (id: string) => (id in typed ? typed[id] : drawnWith(id, shown));
      const isOwn = (id: string, one: Field<unknown>) =>
        shown.asked?.includes(id) === true || !isSame(rawOf(id), one.initial) || id in typed || id in faults;
      const isShown = ([id, one]: [string, Field<unknown>]) => isWhole || !one.isMore || isOwn(id, one);
      const asked = askedOf(shown);
      const blocks = asked
        .filter(isShown)
        .flatMap(([id, one]): AnyBlock[] => [
          ...(faults[id] === undefined ? [] : [faultBlock(faults[id])]),
          ...one.draw({ id, raw: rawOf(id), reader, options: shown.options?.[id], ...shown.words?.[id] }),
          ...(shown.below?.[id] ?? []),
        ]);
      const hasMore = !asked.every(isShown);
      return modal({
        callback: name,
        title: shown.title ?? saidIn(reader.locale, spec.title),
        submit: shown.submit ?? saidIn(reader.locale, spec.submit),
        close: spec.close === undefined ? say.cancel : saidIn(reader.locale, spec.close),
        blocks: [
          ...(progress.note === undefined ? [] : [section(progress.note)]),
          ...(progress.isDraft === true ? [context(say.kept)] : []),
          ...(shown.above ?? []),
          ...blocks,
          ...(hasMore ? [{ ...actions(button({ action: MORE_ACTION, label: say.more })), block_id: MORE_ACTION }] : []),
        ],
        metadata: progress.metadata ?? '',
        tellClosed: progress.tellClosed ?? false,
      });
    },
    read: (reader, inputs, shown = {}, prints = {}) => {
      const [values, errors]: [Record<string, unknown>, Record<string, string>] = [{}, {}];
      const { without = [] } = shown;
      const isTouched = (id: string) => id in inputs && prints[id] !== printOf(inputs[id]);
      for (const [id, one] of all) {
        const found = one.read(isTouched(id) ? inputs[id] : drawnWith(id, shown), reader);
        if ('value' in found) values[id] = found.value;
        else if (!without.includes(id)) errors[id] = found.fault;
      }
      return Object.keys(errors).length > 0 ? { errors } : { values: values as ValuesOf<F> };
    },
    prints: (shown) => Object.fromEntries(all.map(([id]) => [id, printOf(drawnWith(id, shown))])),
    readable: (reader, inputs) => {
      const found = all
        .filter(([id]) => id in inputs)
        .flatMap(([id, one]) => {
          const read = one.read(inputs[id], reader);
          return 'value' in read ? [[id, read.value] as const] : [];
        });
      return Object.fromEntries(found) as Partial<ValuesOf<F>>;
    },
    changed: (inputs, shown = {}) => {
      const kept = all.filter(([id, one]) => one.isKept && id in inputs);
      if (kept.every(([id]) => isSame(inputs[id], drawnWith(id, shown)))) return undefined;
      return Object.fromEntries(kept.map(([id]) => [id, inputs[id] ?? '']));
    },
  };
}

/** Plain text, as below an input: people's words may stand in it. */
function faultBlock(fault: string): AnyBlock {
  const text = `⚠️ ${fault}`.slice(0, LIMITS.section);
  return { ...section(text), text: { type: 'plain_text', text } } as AnyBlock;
}

function isSame(one: Raw, other: Raw): boolean {
  if (isBlank(one) || isBlank(other)) return isBlank(one) && isBlank(other);
  return JSON.stringify([one].flat()) === JSON.stringify([other].flat());
}
