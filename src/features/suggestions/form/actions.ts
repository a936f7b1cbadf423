import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, Shortcut, SubmitResult } from '../../../bot/feature.ts';
import type { CommandRequest, SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import { timeFor } from '../../../bot/text/times.ts';
import { PHOTOS, photosIn } from '../../../cases/photos.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { within } from '../../../lib/lists/within.ts';
import { branchesAndTeams } from '../../../members/audience/audience.ts';
import { offered, offeredKind } from '../kinds/rules.ts';
import { kindsOf } from '../kinds/service.ts';
import { messages } from '../messages.ts';
import type { Item } from '../model.ts';
import { support } from '../service/change.ts';
import { suggestionCases } from '../service/items.ts';
import { WORDS } from '../words.ts';
import {
  type Content,
  draftOf,
  draftToGoOn,
  dropDraft,
  keepDraft,
  newBrought,
  type OpenedDraft,
  type Slot,
  slotOf,
} from './service/drafts.ts';
import { secrets } from './service/secret.ts';
import { submit } from './service/submit.ts';
import { COMPANY, formModal, saidModal, sentMessage, similarMessage, similarModal } from './views.ts';

function emptyContent(actor: Actor, text = ''): Content {
  return { kind: '', text, place: '', branch: actor.branch ?? '', isAnonymous: false, files: [] };
}

/** The form, with the draft or the words that were brought along. */
async function formFor(ctx: Context, actor: Actor, brought?: string): Promise<ModalView> {
  const [kinds, sizes, { slot, draft }] = await Promise.all([
    kindsOf(ctx),
    branchesAndTeams(ctx),
    brought === undefined ? draftToGoOn(ctx, actor) : { slot: newBrought(), draft: undefined },
  ]);
  const content = draft ?? emptyContent(actor, brought);
  const view = formModal(actor.locale, {
    kinds: offered(kinds),
    branches: sizes.map((one) => one.branch).filter(Boolean),
    content: { ...content, kind: offeredKind(kinds, content.kind) },
    isDraft: draft !== undefined,
    mayHide: secrets.hasKey(ctx),
  });
  return { ...view, private_metadata: pack(slot, draft?.once ?? '') };
}

function contentOf(actor: Actor, inputs: SubmitRequest['inputs']): Content {
  const text = (id: string) => (typeof inputs[id] === 'string' ? inputs[id] : '');
  const list = (id: string) => (Array.isArray(inputs[id]) ? inputs[id] : []);
  const branch = text('branch');
  return {
    kind: text('kind'),
    text: `${text('text')}${text('more')}`,
    place: text('place'),
    branch: branch === COMPANY ? '' : branch || (actor.branch ?? ''),
    isAnonymous: list('hide').includes('yes'),
    files: list('photos').slice(0, PHOTOS),
  };
}

/** Photos are fetched and bared before anything is written: one that is no photo is said at its place, and nothing is lost. */
async function send(ctx: Context, actor: Actor, draft: OpenedDraft): Promise<Item> {
  return submit(ctx, actor, draft, await photosIn(ctx, draft.files, WORDS.noPhoto));
}

function sentOf(actor: Actor, item: Item) {
  const by = timeFor(item.acceptBy, clock.now(), actor.tz, actor.locale);
  return sentMessage(actor.locale, {
    id: item._id,
    number: item.number,
    text: item.text,
    isAnonymous: item.isAnonymous,
    by,
  });
}

/** Nothing of an anonymous one is left in the person's messages: the number is shown in the form's place. */
async function sent(request: SubmitRequest, draft: OpenedDraft): Promise<SubmitResult> {
  const { ctx, actor } = request;
  const message = sentOf(actor, await send(ctx, actor, draft));
  await request.refreshHome();
  return { update: saidModal(actor.locale, message) };
}

const submitted: Modal = {
  role: 'worker',
  submit: async (request) => {
    const { ctx, actor } = request;
    const content = contentOf(actor, request.inputs);
    if (content.text.trim() === '') return { errors: { text: WORDS.empty[actor.locale] } };
    const [packed = ''] = unpack(request.metadata, 2);
    const slot = slotOf(packed);
    const draft = await keepDraft(ctx, actor, content, slot, request.viewId);
    const found = await suggestionCases.similarTo(ctx, content.text, suggestionCases.idOf(ctx, draft.once));
    if (found.length === 0) return sent(request, draft);
    return { update: similarModal(actor.locale, found, pack(slot, draft.once)) };
  },
  // What was typed is there again when the form is opened the next time; the draft that was shown and emptied is given up.
  closed: async ({ ctx, actor, inputs, metadata }) => {
    const content = contentOf(actor, inputs);
    const [slot = '', shown = ''] = unpack(metadata, 2);
    if (content.text.trim() !== '') await keepDraft(ctx, actor, content, slotOf(slot));
    else if (shown !== '') await dropDraft(ctx, actor, shown);
  },
};

const sendAnyway: Modal = {
  role: 'worker',
  submit: async (request) => {
    const [slot = '', once = ''] = unpack(request.metadata, 2);
    return sent(request, await presentDraft(request.ctx, request.actor, slotOf(slot), once));
  },
};

async function presentDraft(ctx: Context, actor: Actor, slot: Slot, once: string): Promise<OpenedDraft> {
  const draft = await draftOf(ctx, actor, slot);
  if (draft === undefined || draft.once !== once) throw new UserError(WORDS.noDraft);
  return draft;
}

/** What a command brought, sent although there are similar ones. */
const sendBrought: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, value } = request;
    const item = await send(ctx, actor, await presentDraft(ctx, actor, `command ${value}`, value));
    await request.replace(sentOf(actor, item));
  },
};

/** "Support this one instead": what was written is given up. */
const instead: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, value, origin } = request;
    const [id = '', once = ''] = unpack(value, 2);
    const item = await support(ctx, actor, id);
    await dropDraft(ctx, actor, once);
    const message = sentence(messages[actor.locale].supported(item.number));
    if (origin.kind === 'modal') await request.updateModal(saidModal(actor.locale, message));
    else await request.replace(message);
  },
};

/** What takes longer has hung (see `gather`): the words are kept, and sent once when they are sent again. */
const SEND_MS = 10_000;
const LOOK_MS = 3_000;

/** `/suggest text…` is enough; alone it opens the form. */
export async function suggest(request: CommandRequest): Promise<void> {
  const { ctx, actor, typed: text, deed: once } = request;
  if (text === '') return request.openModal(() => formFor(ctx, actor));
  const content = emptyContent(actor, text);
  const sending = async (): Promise<Message> => {
    const found = await suggestionCases.similarTo(ctx, text, suggestionCases.idOf(ctx, once));
    if (found.length === 0) return sentOf(actor, await submit(ctx, actor, { ...content, once }, []));
    await keepDraft(ctx, actor, content, `command ${once}`, once);
    return similarMessage(actor.locale, found, once);
  };
  try {
    return await request.reply(await within(SEND_MS, '/suggest', sending()));
  } catch (error) {
    // The form has it, beside what stands there already.
    await keepDraft(ctx, actor, content, await emptySlot(ctx, actor), once);
    throw error;
  }
}

/** Where words may stand without taking the place of what is written in the form. */
async function emptySlot(ctx: Context, actor: Actor): Promise<Slot> {
  const isFree = await within(LOOK_MS, 'Looking for a draft', draftOf(ctx, actor, 'form')).then(
    (draft) => draft === undefined,
    // With the database away nobody knows.
    () => false,
  );
  return isFree ? 'form' : newBrought();
}

const openForm: Action = {
  role: 'worker',
  run: async ({ ctx, actor, openModal }) => openModal(() => formFor(ctx, actor)),
};

export const formActions: Record<string, Action> = { new: openForm, send: sendBrought, instead };
export const formModals: Record<string, Modal> = { new: submitted, sendAnyway };
export const formShortcuts: Record<string, Shortcut> = {
  message: {
    type: 'message',
    role: 'worker',
    title: { zh: '转为建议', en: 'Suggest this' },
    run: async ({ ctx, actor, message, openModal }) => openModal(() => formFor(ctx, actor, message?.text ?? '')),
  },
};
