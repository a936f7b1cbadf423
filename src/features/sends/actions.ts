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

/** @param features the features whose notices are sent */
export function sendsActions(features: readonly Feature[]): Record<string, Action> {
  return {
    list: { role: 'officer', run: (request) => onList(features, request) },
    open: { role: 'officer', run: (request) => show(features, request) },
    pause: { role: 'officer', run: (request) => onChange(features, request, 'paused') },
    resume: { role: 'officer', run: (request) => onChange(features, request, 'running') },
    stop: { role: 'officer', run: (request) => onChange(features, request, 'stopped') },
  };
}

export function readerOf({ locale, tz }: Actor): Reader {
  return { locale, tz, now: clock.now() };
}

async function onList(features: readonly Feature[], request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  await present(request, {
    message: async () => listMessage(readerOf(actor), await listSends(ctx, features, actor)),
    modal: async () => listModal(readerOf(actor), await listSends(ctx, features, actor)),
  });
}

async function onChange(features: readonly Feature[], request: ActionRequest, state: SendState): Promise<void> {
  const change = await sayOfSend(request.ctx, request.actor, request.value, state);
  await show(features, request, change);
  await request.refreshHome();
}

async function show(features: readonly Feature[], request: ActionRequest, change?: Change): Promise<void> {
  const { ctx, actor, value } = request;
  await present(request, { modal: () => viewOf(ctx, features, actor, value, change) });
}

async function viewOf(
  ctx: Context,
  features: readonly Feature[],
  actor: Actor,
  notice: string,
  change: Change | undefined,
): Promise<ModalView> {
  const found = await findSend(ctx, features, actor, notice);
  return found === undefined ? goneModal(readerOf(actor)) : sendModal(readerOf(actor), found, change);
}
