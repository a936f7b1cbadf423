import { z } from 'zod';
import type { Role } from '../../actor.ts';
import type { Action, Modal, SubmitResult } from '../../feature.ts';
import type { ActionRequest, SubmitRequest } from '../../request.ts';
import { UserError } from '../../routing/errors.ts';
import type { AnyBlock, ModalView } from '../block-kit.ts';
import { backTo } from '../live-view.ts';
import { messageClicked, viewBelow } from '../present.ts';
import { type Ref, ref } from '../ref.ts';
import type { Fields, Form, Shown, ValuesOf } from './form.ts';
import { type FormHandler, type FormRequest, formModal } from './modal.ts';

/** The card in which a form was opened: a message that everybody it concerns has of their own. */
export interface Card {
  channel: string;
  ts: string;
}

/** What a saved form leads to. */
export interface Saved {
  /** The page as it is then: in the place of the page below the form, or of the form where there is none. */
  page: ModalView;
  /** The page is not the one from which the form was opened, which stays as it is: something new was made. */
  isNew?: boolean | undefined;
  /** Draws the card again from which the form was opened, so that it does not offer what is done. */
  card?: ((card: Card) => Promise<unknown>) | undefined;
  /** Opened from a card, the card says it all: the form closes. */
  isCardEnough?: boolean;
}

type Faults = Extract<SubmitResult, { errors: unknown }>;

/** What a page's form is, and what becomes of it. */
export interface PageForm<F extends Fields, A extends object> extends Pick<FormHandler<F>, 'drafts'> {
  /** The form; or how it follows from what it is about: then it has the name of that. */
  form: Form<F> | ((request: FormRequest, about: A) => Promise<Form<F>>);
  role: Role;
  /** What it is about. Its name is that of the action that opens the form. */
  about: Ref<A>;
  /** What of it names the draft: not the version, nor the id of this one opening; all of it if absent. */
  draftOf?(about: A): object;
  /** @throws UserError for people who have nothing to fill in there, before anything opens */
  mayOpen?(request: Pick<FormRequest, 'ctx' | 'actor'>, about: A): Promise<unknown>;
  /** From what it is drawn; see `FormHandler`. */
  shown?(request: FormRequest, about: A, typed: Partial<ValuesOf<F>>): Promise<Shown<F>> | Shown<F>;
  /** It changes what stands: fields that nobody touched keep what others wrote meanwhile. */
  edits?: true | ((about: A) => boolean);
  /** Saves it. What `faultsAt` names says what cannot be done; other faults are given back at their field. */
  save(request: SubmitRequest, values: ValuesOf<F>, about: A): Promise<Saved | Faults>;
  /** The field at which a refusal stands. Without it the refusal is a message of its own. */
  faultsAt?: keyof F & string;
}

export interface OpenPageForm<A extends object> {
  /** By the verb of `about`. */
  actions: Record<string, Action>;
  /** By the verb of the form's name. */
  modals: Record<string, Modal>;
  /**
   * What its button does, for an action that opens it only in some cases.
   * @param about what the button's value says, if absent
   * @param isAlone the message with the button is about this alone: only then it is drawn again as the card
   */
  press(request: ActionRequest, about?: A, isAlone?: boolean): Promise<void>;
  /** Opens it from anywhere else: a command. */
  open(request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>, about: A): Promise<void>;
}

const placeRef = ref(
  'bot.formPlace',
  z.object({
    below: z.string().default(''),
    card: z.object({ channel: z.string(), ts: z.string() }).optional(),
  }),
);

/**
 * A form on a page: its button opens it, saving it closes it, and the page below shows what it has changed. A refusal stands at a
 * field, and nothing that was typed is lost.
 *
 * ```ts
 * const renaming = formOnPage({
 *   form: renameForm,
 *   role: 'officer',
 *   about: renameRef,                                   // ref('rooms.rename', z.object({ id: z.string() }))
 *   shown: async ({ ctx }, { id }) => ({ values: { name: (await roomOf(ctx, id)).name } }),
 *   save: async ({ ctx, actor }, { name }, { id }) => ({ page: await roomPage(ctx, actor, await rename(ctx, actor, id, name)) }),
 *   faultsAt: 'name',
 * });
 * // button({ ...renameRef.button({ id }), label: say.rename })
 * // actions: { ...renaming.actions }    modals: { ...renaming.modals }
 * ```
 */
export function formOnPage<F extends Fields, A extends object>(page: PageForm<F, A>): OpenPageForm<A> {
  const { form, role, about: of, draftOf, mayOpen, edits, save, faultsAt, drafts } = page;
  const opened = formModal<F>({
    form: typeof form === 'function' ? (request) => form(request, of.read(request.metadata)) : form,
    role,
    about: (metadata) => JSON.stringify((draftOf ?? same)(of.read(metadata))),
    shown: (request, typed) => page.shown?.(request, of.read(request.metadata), typed) ?? {},
    ...(drafts === undefined ? {} : { drafts }),
    ...(edits === undefined ? {} : { edits: edits === true ? true : (metadata: string) => edits(of.read(metadata)) }),
    submit: async (request, values) => {
      const saved = await save(request, values, of.read(request.metadata)).catch((error: unknown) => {
        if (faultsAt === undefined || !(error instanceof UserError)) throw error;
        return { errors: { [faultsAt]: error.said[request.actor.locale] } };
      });
      if ('errors' in saved) return saved;
      const { below, card } = placeRef.read(request.metadata);
      const isDone = card !== undefined && saved.isCardEnough === true;
      const closes: SubmitResult = { close: true };
      const [result] = await Promise.all([
        isDone ? closes : backTo(request, saved.isNew === true ? '' : below, saved.page),
        request.refreshHome(),
        card === undefined ? undefined : saved.card?.(card),
      ]);
      // After the time in which Slack closes a form, the words of the page stand on top of the page.
      return 'close' in result ? { ...result, late: onlyWords(saved.page) } : result;
    },
  });
  const openAt = async (
    request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
    about: A,
    place: { below?: string; card?: Card | undefined },
  ): Promise<void> => {
    const metadata = JSON.stringify({ ...about, ...place });
    await request.openModal(async () => {
      await mayOpen?.(request, about);
      return opened.open(request, metadata);
    });
  };
  const press: OpenPageForm<A>['press'] = async (request, about, isAlone = true) => {
    const below = viewBelow(request);
    const card = isAlone ? messageClicked(request) : undefined;
    await openAt(request, about ?? of.read(request.value === '' ? '{}' : request.value), {
      ...(below === '' ? {} : { below }),
      ...(card === undefined ? {} : { card }),
    });
  };
  return {
    press,
    open: (request, about) => openAt(request, about, {}),
    actions: { [of.verb]: { role, run: (request) => press(request) } },
    modals: { [typeof form === 'function' ? of.verb : form.name.slice(form.name.indexOf('.') + 1)]: opened.modal },
  };
}

/** A page with nothing to press: a second copy of its buttons would still offer what the first one has done. */
function onlyWords(page: ModalView): ModalView {
  // By its `external_id` the page itself is found.
  const { submit: _submit, private_metadata: _about, external_id: _live, ...view } = page;
  const blocks = page.blocks.flatMap((block): AnyBlock[] => {
    if (block.type === 'actions' || block.type === 'input') return [];
    if (block.type !== 'section' || block.accessory === undefined) return [block];
    const { accessory: _accessory, ...words } = block;
    return [words];
  });
  return { ...view, callback_id: 'bot.notice', blocks };
}

const same = <A>(about: A): A => about;
