import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import type { Inputs, ValuesOf } from '../../../bot/draw/form/form.ts';
import { formModal, formReaderOf } from '../../../bot/draw/form/modal.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, Shortcut, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest, SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { timeFor } from '../../../bot/text/times.ts';
import { PHOTOS, photosIn } from '../../../cases/photos.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { within } from '../../../lib/lists/within.ts';
import { branchesAndTeams } from '../../../members/audience/audience.ts';
import type { Item } from '../item/model.ts';
import { COMPANY, offered } from '../kinds/rules.ts';
import { kindsOf } from '../kinds/service.ts';
import { messages } from '../messages.ts';
import { anywayRef, insteadRef, sendRef } from '../refs.ts';
import { support } from '../service/change.ts';
import { suggestionCases } from '../service/items.ts';
import { secrets } from '../service/secret.ts';
import { WORDS } from '../words.ts';
import { dropWords, keepWords, newBrought, type Slot, sendingSlot, slotToGoOn, wordsOf } from './service/drafts.ts';
import { type Content, submit } from './service/submit.ts';
import { formShown, sentMessage, similarMessage, similarModal, suggestionForm, wordsIn } from './views.ts';

type Values = ValuesOf<typeof suggestionForm.fields>;

async function shownFor(ctx: Context, { locale, branch }: Actor) {
  const [kinds, sizes] = await Promise.all([kindsOf(ctx), branchesAndTeams(ctx)]);
  const branches = sizes.map((one) => one.branch).filter(Boolean);
  return formShown(locale, { kinds: offered(kinds), branches, branch, mayHide: secrets.hasKey(ctx) });
}

/** About which branch it is: the writer's own unless they say another. */
function branchOf({ branch: own = '' }: Actor, chosen: string | undefined): string {
  if (chosen === undefined) return own;
  return chosen === COMPANY ? '' : chosen;
}

function contentOf(ctx: Context, actor: Actor, { text, rest, kind, place, branch, hide }: Values): Content {
  const isAnonymous = hide && secrets.hasKey(ctx);
  return { kind, text: `${text}${rest}`, place, branch: branchOf(actor, branch), isAnonymous };
}

function sentOf(actor: Actor, item: Item): Message {
  const by = timeFor(item.acceptBy, clock.now(), actor.tz, actor.locale);
  const { _id: id, number, text, isAnonymous } = item;
  return sentMessage(actor.locale, { id, number, text, isAnonymous, by });
}

/**
 * Photos are read before anything is written. Nothing of an anonymous one is left in the person's messages: the number is
 * shown in the form's place.
 */
async function sent(request: SubmitRequest, values: Values): Promise<SubmitResult> {
  const { ctx, actor, viewId: once, refreshHome } = request;
  const photos = await photosIn(ctx, values.photos.slice(0, PHOTOS), WORDS.noPhoto);
  const item = await submit(ctx, actor, { ...contentOf(ctx, actor, values), once }, photos);
  await dropWords(ctx, actor, sendingSlot(once));
  await refreshHome();
  return { update: asModal(actor.locale, sentOf(actor, item), messages[actor.locale].title) };
}

const suggestion = formModal({
  form: suggestionForm,
  role: 'worker',
  drafts: { seals: secrets, needs: 'text' },
  shown: ({ ctx, actor }) => shownFor(ctx, actor),
  submit: async (request, values) => {
    const { ctx, actor, viewId } = request;
    const text = `${values.text}${values.rest}`;
    if (text.trim() === '') return { errors: { text: WORDS.empty[actor.locale] } };
    const found = await suggestionCases.similarTo(ctx, text, suggestionCases.idOf(ctx, viewId));
    if (found.length === 0) return sent(request, values);
    // The form makes room for the similar ones; its words wait, and are offered again if nothing is pressed.
    await keepWords(ctx, actor, sendingSlot(viewId), request.inputs);
    return { update: similarModal(actor.locale, found, viewId) };
  },
});

const sendAnyway: Modal = {
  role: 'worker',
  submit: async (request) => {
    const { once } = anywayRef.read(request.metadata);
    const waiting = await wordsOf(request.ctx, request.actor, sendingSlot(once));
    if (waiting === undefined || once !== request.viewId) throw new UserError(WORDS.noDraft);
    return sent(request, await valuesOf(request, waiting));
  },
};

/** What stood in the form. @throws UserError when it can't be read any more */
async function valuesOf({ ctx, actor }: { ctx: Context; actor: Actor }, inputs: Inputs): Promise<Values> {
  const read = suggestionForm.read(formReaderOf(actor), inputs, await shownFor(ctx, actor));
  if ('errors' in read) throw new UserError(WORDS.noDraft);
  return read.values;
}

/** What a command brought, sent although there are similar ones. */
async function sendBrought(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { once } = sendRef.read(value);
  const waiting = await wordsOf(ctx, actor, sendingSlot(once));
  if (waiting === undefined) throw new UserError(WORDS.noDraft);
  const values = await valuesOf(request, waiting);
  const item = await submit(ctx, actor, { ...contentOf(ctx, actor, values), once }, []);
  await dropWords(ctx, actor, sendingSlot(once));
  await request.replace(sentOf(actor, item));
}

/** "Support this one instead": what was written is given up. */
async function supportInstead(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { id, once } = insteadRef.read(value);
  const item = await support(ctx, actor, id);
  await dropWords(ctx, actor, sendingSlot(once));
  const { title, supported } = messages[actor.locale];
  await present(request, { message: () => sentence(supported(item.number)), title });
}

/** What takes longer has hung (see `gather`): the words are kept, and sent once when they are sent again. */
const SEND_MS = 10_000;
const LOOK_MS = 3_000;

type Opening = Pick<CommandRequest, 'ctx' | 'actor' | 'openModal'>;

/** Opens the form, with what was written and not sent. */
async function openForm({ ctx, actor, openModal }: Opening): Promise<void> {
  await openModal(async () => suggestion.open({ ctx, actor }, await slotToGoOn(ctx, actor)));
}

/** `/suggest text…` is enough; alone it opens the form. */
export async function suggest(request: CommandRequest): Promise<void> {
  const { ctx, actor, typed: text, deed: once } = request;
  if (text === '') return openForm(request);
  const content = { kind: '', text, place: '', branch: actor.branch ?? '', isAnonymous: false };
  const sending = async (): Promise<Message> => {
    const found = await suggestionCases.similarTo(ctx, text, suggestionCases.idOf(ctx, once));
    if (found.length === 0) return sentOf(actor, await submit(ctx, actor, { ...content, once }, []));
    await keepWords(ctx, actor, sendingSlot(once), wordsIn(text));
    return similarMessage(actor.locale, found, once);
  };
  try {
    return await request.reply(await within(SEND_MS, '/suggest', sending()));
  } catch (error) {
    // The form has it, beside what stands there already.
    await keepWords(ctx, actor, await emptySlot(ctx, actor), wordsIn(text));
    throw error;
  }
}

/** Where words may stand without taking the place of what is written in the form. */
async function emptySlot(ctx: Context, actor: Actor): Promise<Slot> {
  const isFree = await within(LOOK_MS, 'Looking for a draft', wordsOf(ctx, actor, 'form')).then(
    (kept) => kept === undefined,
    // With the database away nobody knows.
    () => false,
  );
  return isFree ? 'form' : newBrought();
}

export const formActions: Record<string, Action> = {
  new: { role: 'worker', run: openForm },
  [sendRef.verb]: { role: 'worker', run: sendBrought },
  [insteadRef.verb]: { role: 'worker', run: supportInstead },
};
export const formModals: Record<string, Modal> = { new: suggestion.modal, [anywayRef.verb]: sendAnyway };
export const formShortcuts: Record<string, Shortcut> = {
  message: {
    type: 'message',
    role: 'worker',
    title: { zh: '转为建议', en: 'Suggest this' },
    run: async ({ ctx, actor, message, openModal }) =>
      openModal(() => suggestion.open({ ctx, actor }, newBrought(), undefined, wordsIn(message?.text ?? ''))),
  },
};
