import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { BOARDS } from '../../cases/boards.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { boardMessage, type HomeData, mineMessage, waitingMessage } from './board/views.ts';
import { saidModal } from './form/views.ts';
import { itemModal } from './item-views.ts';
import { messages } from './messages.ts';
import { shownOf } from './present.ts';
import { OPEN, OUTCOMES, SATISFACTIONS } from './rules/states.ts';
import { rate, support, watch } from './service/change.ts';
import { suggestionCases } from './service/items.ts';
import { show } from './show.ts';

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

export async function viewOf(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> {
  const [shown] = await shownOf(ctx, actor, [await suggestionCases.present(ctx, id)]);
  return shown === undefined
    ? saidModal(actor.locale, sentence(messages[actor.locale].nothing))
    : itemModal(actor.locale, shown, note);
}

/** In a modal that shows an item its place is taken; from a list the item comes on top. */
export async function showItem(request: ActionRequest, id: string, note?: string): Promise<void> {
  const { ctx, actor, origin } = request;
  const view = () => viewOf(ctx, actor, id, note);
  if (origin.kind === 'modal' && origin.metadata === id) await request.updateModal(await view());
  else await request.openModal(view);
}

const worker = (run: Action['run']): Action => ({ role: 'worker', run });

export const actions: Record<string, Action> = {
  open: worker((request) => showItem(request, request.value)),
  mine: worker((request) => show(request, () => mineFor(request.ctx, request.actor))),
  board: worker((request) => show(request, () => boardFor(request.ctx, request.actor, request.suffix))),
  support: worker(async (request) => {
    const { number, _id } = await support(request.ctx, request.actor, request.value);
    await showItem(request, _id, messages[request.actor.locale].supportedMore(number));
  }),
  watch: worker(async (request) => {
    const { _id } = await watch(request.ctx, request.actor, request.value, request.suffix === 'on');
    await showItem(request, _id);
  }),
  rate: worker(async (request) => {
    const { ctx, actor, value } = request;
    const say = messages[actor.locale];
    const word = SATISFACTIONS.find((one) => one === request.suffix) ?? 'satisfied';
    const { item, isDone } = await rate(ctx, actor, value, word);
    await showItem(request, value, !isDone ? undefined : item.state === 'received' ? say.reopened : say.said);
    await request.refreshHome();
  }),
};
