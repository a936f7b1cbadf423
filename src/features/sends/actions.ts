import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Feature } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import type { Context } from '../../context.ts';
import type { SendState } from '../../delivery/model.ts';
import { clock } from '../../lib/clock.ts';
import { type Change, findSend, listSends, sayOfSend } from './service.ts';
import { goneModal, listMessage, listModal, type Reader, sendModal } from './views.ts';

/** @param programme the features whose notices are sent */
export function sendsActions(programme: readonly Feature[]): Record<string, Action> {
  return {
    list: { role: 'officer', run: (request) => onList(programme, request) },
    open: { role: 'officer', run: (request) => show(programme, request) },
    pause: { role: 'officer', run: (request) => onChange(programme, request, 'paused') },
    resume: { role: 'officer', run: (request) => onChange(programme, request, 'running') },
    stop: { role: 'officer', run: (request) => onChange(programme, request, 'stopped') },
  };
}

export function readerOf({ locale, tz }: Actor): Reader {
  return { locale, tz, now: clock.now() };
}

async function onList(programme: readonly Feature[], request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  await present(request, {
    message: async () => listMessage(readerOf(actor), await listSends(ctx, programme, actor)),
    modal: async () => listModal(readerOf(actor), await listSends(ctx, programme, actor)),
  });
}

async function onChange(programme: readonly Feature[], request: ActionRequest, state: SendState): Promise<void> {
  const change = await sayOfSend(request.ctx, request.actor, request.value, state);
  await show(programme, request, change);
  await request.refreshHome();
}

async function show(programme: readonly Feature[], request: ActionRequest, change?: Change): Promise<void> {
  const { ctx, actor, value } = request;
  await present(request, { modal: () => viewOf(ctx, programme, actor, value, change) });
}

async function viewOf(
  ctx: Context,
  programme: readonly Feature[],
  actor: Actor,
  notice: string,
  change: Change | undefined,
): Promise<ModalView> {
  const found = await findSend(ctx, programme, actor, notice);
  return found === undefined ? goneModal(readerOf(actor)) : sendModal(readerOf(actor), found, change);
}
