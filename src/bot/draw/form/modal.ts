import { clock } from '../../../lib/clock.ts';
import type { Actor, Role } from '../../actor.ts';
import type { Modal, SubmitResult } from '../../feature.ts';
import type { CloseRequest, SubmitRequest } from '../../request.ts';
import type { ModalView } from '../block-kit.ts';
import { type DraftRef, draftOf, dropDraft, keepDraft } from './drafts.ts';
import type { FormReader } from './field.ts';
import type { Fields, Form, Inputs, Shown, ValuesOf } from './form.ts';

/** Who fills in a form, and what it is about. */
export type FormRequest = Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata'>;

export interface FormHandler<F extends Fields> {
  form: Form<F>;
  role: Role;
  /**
   * From what it is drawn. Also asked when it is submitted: what was not shown keeps its value.
   * @param typed what the person has put in so far, as far as it can be read: for the options of what they chose
   * @throws UserError when there is nothing to fill in any more
   */
  shown?(request: FormRequest, typed: Partial<ValuesOf<F>>): Promise<Shown<F>> | Shown<F>;
  /** What becomes of it. A fault of the feature's own is `{ errors: { [field]: sentence } }`; the sentence stands at its field. */
  submit(request: SubmitRequest, values: ValuesOf<F>): Promise<SubmitResult>;
  /** What a draft is of, where the metadata says more than that, such as how far the person is; the metadata if absent. */
  about?(metadata: string): string;
  /**
   * Where that is kept which was typed and not submitted: in the drafts of forms, unless the feature keeps it by itself.
   * `none`: a form that shows what stands, and is about nothing else tomorrow.
   */
  drafts?: 'none' | { keep(request: CloseRequest, values: Partial<ValuesOf<F>>): Promise<void> };
}

/** A form's modal for the registry, and how it is opened. */
export interface OpenForm {
  modal: Modal & Required<Pick<Modal, 'more'>>;
  /**
   * The modal with what was typed the last time.
   * @param metadata what it is about: an id, a version; never words of people
   * @param note what to say above it, in mrkdwn
   */
  open(request: Pick<FormRequest, 'ctx' | 'actor'>, metadata?: string, note?: string): Promise<ModalView>;
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
  const { form, role, drafts } = handler;
  const isKept = drafts !== 'none';
  const shownFor = async (request: FormRequest, typed: Inputs = {}): Promise<Shown<F>> =>
    (await handler.shown?.(request, form.readable(formReaderOf(request.actor), typed))) ?? {};
  const refOf = ({ actor, metadata }: FormRequest): DraftRef => ({
    member: actor.user,
    form: form.name,
    about: handler.about?.(metadata) ?? metadata,
  });
  const progress = (metadata: string) => ({ metadata, tellClosed: isKept });

  return {
    open: async (from, metadata = '', note) => {
      const request = { ctx: from.ctx, actor: from.actor, metadata };
      const typed = drafts === undefined ? await draftOf(request.ctx, refOf(request)) : undefined;
      const shown = await shownFor(request, typed);
      const isDraft = typed !== undefined;
      return form.draw(formReaderOf(request.actor), shown, { ...progress(metadata), typed, isDraft, note });
    },
    modal: {
      role,
      submit: async (request) => {
        const { actor, metadata, inputs } = request;
        const reader = formReaderOf(actor);
        const shown = await shownFor(request, inputs);
        const read = form.read(reader, inputs, shown);
        const result = 'errors' in read ? read : await handler.submit(request, read.values);
        if (!('errors' in result)) {
          if (drafts === undefined) await dropDraft(request.ctx, refOf(request));
          return result;
        }
        // A fault needs an input at which Slack shows it: what is hidden is shown with it.
        if (Object.keys(result.errors).every((id) => id in inputs)) return result;
        const faults = { isWhole: true, typed: inputs, faults: result.errors };
        return { update: form.draw(reader, shown, { ...progress(metadata), ...faults }) };
      },
      more: async (request) => {
        const { actor, metadata, inputs } = request;
        const shown = await shownFor(request, inputs);
        return form.draw(formReaderOf(actor), shown, { ...progress(metadata), typed: inputs, isWhole: true });
      },
      ...(isKept
        ? {
            closed: async (request: CloseRequest) => {
              const typed = form.changed(request.inputs, await shownFor(request, request.inputs));
              if (drafts !== undefined) {
                if (typed !== undefined)
                  await drafts.keep(request, form.readable(formReaderOf(request.actor), request.inputs));
              } else if (typed === undefined) await dropDraft(request.ctx, refOf(request));
              else await keepDraft(request.ctx, refOf(request), typed);
            },
          }
        : {}),
    },
  };
}
