import type { Actor } from '../../bot/actor.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Feature, LivePage, LiveShown } from '../../bot/feature.ts';
import type { ActionRequest, HomeRequest } from '../../bot/request.ts';
import type { SendState } from '../../delivery/model.ts';
import { goesOn } from '../../delivery/progress/live.ts';
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
  await present(request, {
    modal: async () => {
      const shown = await viewOf(features, request, value, change);
      // What is said of the press would go with the next drawing.
      return change === undefined || change === 'done'
        ? goesOn(ctx, actor, { page: 'sends.send', id: value }, shown)
        : shown.view;
    },
  });
}

/** One send, as long as it is under way counting up by itself. */
export const livePages = (features: readonly Feature[]): Record<string, LivePage> => ({
  send: (request, notice) => viewOf(features, request, notice, undefined),
});

async function viewOf(
  features: readonly Feature[],
  { ctx, actor }: HomeRequest,
  notice: string,
  change: Change | undefined,
): Promise<LiveShown> {
  const found = await findSend(ctx, features, actor, notice);
  if (found === undefined) return { view: goneModal(readerOf(actor)), isMoving: false };
  return { view: sendModal(readerOf(actor), found, change), isMoving: found.phase === 'running' };
}
