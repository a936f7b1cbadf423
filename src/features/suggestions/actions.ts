import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { formModal, type OpenForm } from '../../bot/draw/form/modal.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { BOARDS } from '../../cases/boards.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { boardMessage, type HomeData, mineMessage, waitingMessage } from './board/views.ts';
import { OPEN, OUTCOMES, SATISFACTIONS } from './item/states.ts';
import { itemModal, unsatisfiedForm } from './item-views.ts';
import { messages } from './messages.ts';
import { shownOf, upText } from './present.ts';
import { type At, itemRefs } from './refs.ts';
import { rate, support, watch } from './service/change.ts';
import { suggestionCases } from './service/items.ts';

export async function boardFor(ctx: Context, actor: Actor, wanted: string): Promise<Message> {
  const data = await suggestionCases.boardOf(ctx, BOARDS.find((one) => one === wanted) ?? 'open');
  const mayPlace = mayRun(actor, 'officer');
  return boardMessage(actor.locale, data, await shownOf(ctx, actor, data.items), mayPlace);
}

export async function mineFor(ctx: Context, actor: Actor): Promise<Message> {
  return mineMessage(actor.locale, await shownOf(ctx, actor, await suggestionCases.mine(ctx, actor)));
}

export async function waitingMessageFor(ctx: Context, actor: Actor): Promise<Message> {
  return waitingMessage(actor.locale, await shownOf(ctx, actor, await suggestionCases.waitingFor(ctx, actor)));
}

export async function homeData(ctx: Context, actor: Actor): Promise<HomeData> {
  const [{ counts }, own, waiting] = await Promise.all([
    suggestionCases.boardOf(ctx, 'open'),
    suggestionCases.mine(ctx, actor),
    mayRun(actor, 'officer') ? suggestionCases.waitingFor(ctx, actor) : undefined,
  ]);
  const now = clock.now();
  return {
    counts,
    mine: own.filter((one) => OPEN.includes(one.state)).length,
    asks: own.filter((one) => OUTCOMES.some((outcome) => outcome === one.state)).length,
    waiting:
      waiting === undefined
        ? undefined
        : { count: waiting.length, overdue: waiting.filter((one) => suggestionCases.isOverdue(one, now)).length },
  };
}

/** An item's card as it stands. @param note what has just become of it */
export async function viewOf(ctx: Context, actor: Actor, { id, from }: At, note?: string): Promise<ModalView> {
  const { locale } = actor;
  const item = await suggestionCases.present(ctx, id);
  const [shown] = await shownOf(ctx, actor, [item]);
  if (shown === undefined) return asModal(locale, sentence(messages[locale].nothing));
  const isOpen = shown.isAffair && OPEN.includes(item.state);
  const up = isOpen ? await upText(ctx, locale, item) : undefined;
  const mayAccept = item.state !== 'received' || (await suggestionCases.mayOwn(ctx, actor, item));
  return itemModal(locale, shown, { note, up, mayAccept, from });
}

/** One card that changes: in a modal its place is taken, whatever it shows. */
export async function showItem(request: ActionRequest, at: At, note?: string): Promise<void> {
  await present(request, { modal: () => viewOf(request.ctx, request.actor, at, note) });
}

/** A list where the click was. */
export async function showList(request: ActionRequest, draw: () => Promise<Message>): Promise<void> {
  await present(request, { message: draw, onMessage: 'over', title: messages[request.actor.locale].title });
}

/** "Not satisfied" asks why, and says before to whom it goes. Its metadata is the item. */
const unsatisfied: OpenForm = formModal({
  form: unsatisfiedForm,
  role: 'worker',
  shown: async ({ ctx, actor, metadata }) => {
    const say = messages[actor.locale].unsatisfied;
    const item = await suggestionCases.present(ctx, itemRefs.rate.read(metadata).id);
    const line = item.round > 0 ? say.closes : say.goesTo(await upText(ctx, actor.locale, item));
    return { above: sentence(line).blocks };
  },
  submit: async ({ ctx, actor, metadata, refreshHome }, { why }) => {
    const at = itemRefs.rate.read(metadata);
    const { item, isDone } = await rate(ctx, actor, at.id, 'not', why);
    await refreshHome();
    return { update: await viewOf(ctx, actor, at, await ratedNote(ctx, actor, item, isDone)) };
  },
});

type Rated = Awaited<ReturnType<typeof rate>>['item'];

async function ratedNote(ctx: Context, actor: Actor, item: Rated, isDone: boolean): Promise<string | undefined> {
  if (!isDone) return undefined;
  const say = messages[actor.locale];
  if (item.state !== 'received') return say.said;
  return say.reopened(await upText(ctx, actor.locale, item, 'now'));
}

async function onRate(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, suffix } = request;
  const at = itemRefs.rate.read(value);
  const word = SATISFACTIONS.find((one) => suffix.startsWith(one)) ?? 'satisfied';
  const standing = await suggestionCases.present(ctx, at.id);
  const asksWhy = word === 'not' && OUTCOMES.some((one) => one === standing.state);
  if (asksWhy) {
    const metadata = itemRefs.rate.pack(at);
    return present(request, { modal: () => unsatisfied.open({ ctx, actor }, metadata) });
  }
  const { item, isDone } = await rate(ctx, actor, at.id, word);
  await showItem(request, at, await ratedNote(ctx, actor, item, isDone));
  await request.refreshHome();
}

const worker = (run: Action['run']): Action => ({ role: 'worker', run });

export const actions: Record<string, Action> = {
  open: worker((request) => showItem(request, itemRefs.open.read(request.value))),
  mine: worker((request) => showList(request, () => mineFor(request.ctx, request.actor))),
  board: worker((request) => showList(request, () => boardFor(request.ctx, request.actor, request.suffix))),
  support: worker(async (request) => {
    const { id, from } = itemRefs.support.read(request.value);
    const { number, _id } = await support(request.ctx, request.actor, id);
    await showItem(request, { id: _id, from }, messages[request.actor.locale].supportedMore(number));
  }),
  watch: worker(async (request) => {
    const { id, from } = itemRefs.watch.read(request.value);
    const { _id } = await watch(request.ctx, request.actor, id, request.suffix === 'on');
    await showItem(request, { id: _id, from });
  }),
  rate: worker(onRate),
};

export const modals: Record<string, Modal> = { unsatisfied: unsatisfied.modal };
