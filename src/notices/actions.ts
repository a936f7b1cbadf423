import type { Actor } from '../bot/actor.ts';
import { formReaderOf } from '../bot/draw/form/modal.ts';
import { present } from '../bot/draw/present.ts';
import type { Action } from '../bot/feature.ts';
import type { ActionRequest } from '../bot/request.ts';
import type { Context } from '../context.ts';
import type { Noted, NoticeCalendar } from './calendar.ts';
import { type NoticeRefs, noticesAbout, noticesModal } from './views.ts';

/**
 * The officer's list of a calendar and its switches.
 * @param managed the thing, for people who manage it. @throws UserError for others
 */
export function noticeActions<T extends Noted>(
  calendar: NoticeCalendar<T>,
  refs: NoticeRefs,
  managed: (ctx: Context, actor: Actor, id: string) => Promise<T>,
): Record<string, Action> {
  const show = (request: ActionRequest, one: T): Promise<void> =>
    present(request, {
      modal: async () =>
        noticesModal(formReaderOf(request.actor), refs, one._id, await calendar.list(request.ctx, one)),
      about: noticesAbout(one._id),
    });
  const list: Action['run'] = async (request) =>
    show(request, await managed(request.ctx, request.actor, refs.list.read(request.value).id));
  const change: Action['run'] = async (request) => {
    const { ctx, actor, value } = request;
    const { id, key, isOn } = refs.change.read(value);
    await managed(ctx, actor, id);
    await show(request, await calendar.change(ctx, id, key, isOn));
  };
  return {
    [refs.list.verb]: { role: 'officer', run: list },
    [refs.change.verb]: { role: 'officer', run: change },
  };
}
