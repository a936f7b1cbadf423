import { clock } from '../../../lib/clock.ts';
import { within } from '../../../lib/lists/within.ts';
import type { Actor, Role } from '../../actor.ts';
import type { Modal, SubmitResult } from '../../feature.ts';
import type { CloseRequest, SubmitRequest } from '../../request.ts';
import type { ModalView } from '../block-kit.ts';
import { type DraftRef, type DraftSeals, draftOf, dropDraft, keepDraft } from './drafts.ts';
import { type FormReader, isBlank } from './field.ts';
import type { Fields, Form, Inputs, Shown, ValuesOf } from './form.ts';
import { type Prints, readPrints, touchedOf, withPrints } from './touched.ts';

/** So long a form that was closed waits for what it showed. */
const LOOK_MS = 3_000;

/** Who fills in a form, and what it is about. */
export type FormRequest = Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata'>;

/** How drafts are kept. */
interface KeptDrafts<F extends Fields> {
  /** They lead to nobody: what is sent may be anonymous. */
  seals?: DraftSeals;
  /** A draft in which this field is empty is given up. */
  needs?: keyof F & string;
}

export interface FormHandler<F extends Fields> {
  /** The form; or how it follows from what it is about, where its fields depend on that. */
  form: Form<F> | ((request: FormRequest) => Promise<Form<F>>);
  role: Role;
  /**
   * From what it is drawn. Also asked when it is submitted: what was not shown keeps its value.
   * @param typed what the person has put in so far, as far as it can be read: for the options of what they chose
   * @throws UserError when there is nothing to fill in any more
   */
  shown?(request: FormRequest, typed: Partial<ValuesOf<F>>): Promise<Shown<F>> | Shown<F>;
  /**
   * What becomes of it. A fault of the feature's own is `{ errors: { [field]: sentence } }`; the sentence stands at its field.
   * @param request its `inputs`, of a form that edits, are those that were touched
   */
  submit(request: SubmitRequest, values: ValuesOf<F>): Promise<SubmitResult>;
  /** What a draft is of, where the metadata says more than that, such as how far the person is; the metadata if absent. */
  about?(metadata: string): string;
  /**
   * What was typed and not submitted is kept in the drafts of forms. `none`: a form that shows what stands, and is about nothing
   * else tomorrow. `keep`: the feature has drafts of its own, which are kept also when something is wrong.
   */
  drafts?: 'none' | KeptDrafts<F> | { keep(request: CloseRequest, values: Partial<ValuesOf<F>>): Promise<void> };
  /**
   * It changes what stands: a field that nobody touched keeps what somebody else wrote meanwhile, although the form was drawn
   * before. A function where the same form also begins something new.
   */
  edits?: true | ((metadata: string) => boolean);
}

/** What stands in a form that is shown again: `note` in mrkdwn, the rest in place of what it has otherwise. */
export type Asking = { note?: string } & Pick<Shown<Fields>, 'above' | 'title' | 'submit'>;

/** A form's modal for the registry, and how it is opened. */
export interface OpenForm {
  modal: Modal & Required<Pick<Modal, 'more'>>;
  /**
   * The modal with what was typed the last time.
   * @param metadata what it is about: an id, a version; never words of people
   * @param note what to say above it, in mrkdwn
   * @param begun what stands in it at first, in place of what it is drawn from; kept as a draft when it is closed
   */
  open(
    request: Pick<FormRequest, 'ctx' | 'actor'>,
    metadata?: string,
    note?: string,
    begun?: Readonly<Record<string, unknown>>,
  ): Promise<ModalView>;
  /**
   * The form again as it was submitted, with what it asks now: a question that the next press answers, or a preview. What was typed
   * is kept when it is closed then.
   * @param request as the handler has it
   * @param metadata as for `open`
   */
  again(request: SubmitRequest, metadata: string, asking: Asking): Promise<ModalView>;
}

export const formReaderOf = ({ locale, tz }: Pick<Actor, 'locale' | 'tz'>): FormReader => ({
  locale,
  tz,
  now: clock.now(),
});

/**
 * Handles a form: opens it, shows what waits behind "More settings", reads it, says faults at their fields, and keeps what was typed
 * when it is closed.
 * ```ts
 * const record = formModal({ form: recordForm, role: 'officer', submit: async ({ ctx, actor }, { what, owner }) => { … } });
 * export const modals = { record: record.modal };
 * export const actions = { new: { role: 'officer', run: ({ openModal, ...who }) => openModal(() => record.open(who)) } };
 * ```
 */
export function formModal<F extends Fields>(handler: FormHandler<F>): OpenForm {
  const { role, drafts = {}, edits } = handler;
  const own = typeof drafts === 'object' && 'keep' in drafts ? drafts : undefined;
  const keeps = drafts === 'none' || own !== undefined ? undefined : (drafts as KeptDrafts<F>);
  const formFor = async (request: FormRequest) =>
    typeof handler.form === 'function' ? handler.form(request) : handler.form;
  const shownFor = async (form: Form<F>, request: FormRequest, typed: Inputs = {}): Promise<Shown<F>> =>
    (await handler.shown?.(request, form.readable(formReaderOf(request.actor), typed))) ?? {};
  const refOf = (form: Form<F>, { actor, metadata }: FormRequest): DraftRef => ({
    member: actor.user,
    form: form.name,
    about: handler.about?.(metadata) ?? metadata,
    seals: keeps?.seals,
  });
  const progress = (metadata: string, prints: Prints | undefined) => ({
    metadata: prints === undefined ? metadata : withPrints(metadata, prints),
    tellClosed: drafts !== 'none',
  });

  /** The request as the feature sees it, and what stood in the form when it was opened. */
  const opened = <R extends FormRequest>(request: R): { request: R; prints: Prints | undefined } => {
    const { metadata, prints } = readPrints(request.metadata);
    return { request: { ...request, metadata }, prints };
  };
  /** By the request that a handler has. */
  const printsOf = new WeakMap<FormRequest, Prints>();

  return {
    again: async (request, metadata, { note, ...asking }) => {
      const about = { ...request, metadata };
      const { inputs: typed } = request;
      const form = await formFor(about);
      const shown = { ...(await shownFor(form, about, typed)), ...asking };
      return form.draw(formReaderOf(request.actor), shown, {
        ...progress(metadata, printsOf.get(request)),
        typed,
        note,
      });
    },
    open: async (from, metadata = '', note, begun = {}) => {
      const request = { ctx: from.ctx, actor: from.actor, metadata };
      const form = await formFor(request);
      const typed = keeps === undefined ? undefined : await draftOf(request.ctx, refOf(form, request));
      const drawn = await shownFor(form, request, typed);
      const values = { ...drawn.values, ...begun } as NonNullable<Shown<F>['values']>;
      const shown: Shown<F> = { ...drawn, values };
      const isDraft = typed !== undefined;
      const isEdit = typeof edits === 'function' ? edits(metadata) : edits === true;
      const prints = isEdit ? form.prints(drawn) : undefined;
      return form.draw(formReaderOf(request.actor), shown, { ...progress(metadata, prints), typed, isDraft, note });
    },
    modal: {
      role,
      submit: async (submitted) => {
        const { request, prints } = opened(submitted);
        const { actor, metadata, inputs } = request;
        const reader = formReaderOf(actor);
        const form = await formFor(request);
        const shown = await shownFor(form, request, inputs);
        const read = form.read(reader, inputs, shown, prints);
        if ('errors' in read && own !== undefined) await own.keep(request, form.readable(reader, inputs));
        const meant = prints === undefined ? request : { ...request, inputs: touchedOf(inputs, prints) };
        if (prints !== undefined) printsOf.set(meant, prints);
        const result = 'errors' in read ? read : await handler.submit(meant, read.values);
        if (!('errors' in result)) {
          if (keeps !== undefined) await dropDraft(request.ctx, refOf(form, request));
          return result;
        }
        // A fault needs an input at which Slack shows it: what is hidden is shown with it.
        if (Object.keys(result.errors).every((id) => id in inputs)) return result;
        const faults = { isWhole: true, typed: inputs, faults: result.errors };
        return { update: form.draw(reader, shown, { ...progress(metadata, prints), ...faults }) };
      },
      more: async (asked) => {
        const { request, prints } = opened(asked);
        const { actor, metadata, inputs } = request;
        const form = await formFor(request);
        const shown = await shownFor(form, request, inputs);
        const whole = { typed: inputs, isWhole: true };
        return form.draw(formReaderOf(actor), shown, { ...progress(metadata, prints), ...whole });
      },
      ...(drafts === 'none'
        ? {}
        : {
            closed: async (left: CloseRequest) => {
              const { request, prints = {} } = opened(left);
              const { ctx, actor, inputs } = request;
              const form = await formFor(request);
              // Without the database nobody knows what was changed: all of it is kept.
              const shown = await within(LOOK_MS, 'Looking what a form showed', shownFor(form, request, inputs)).catch(
                () => ({}),
              );
              const changed = form.changed(inputs, shown);
              const touched = touchedOf(changed ?? {}, prints);
              const typed = Object.keys(touched).length === 0 ? undefined : touched;
              if (own !== undefined) {
                if (typed !== undefined) await own.keep(request, form.readable(formReaderOf(actor), inputs));
                return;
              }
              const needs = keeps?.needs;
              const isGivenUp = typed === undefined || (needs !== undefined && isBlank(typed[needs]));
              if (isGivenUp) await dropDraft(ctx, refOf(form, request));
              else await keepDraft(ctx, refOf(form, request), typed);
            },
          }),
    },
  };
}
