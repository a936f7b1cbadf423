import { turnedTo } from '../../bot/draw/pager.ts';
import type { Action, ActionRequest } from '../../bot/feature.ts';
import { unmatchedRoster } from '../../members/roster/service.ts';
import { rosterImport } from './roster/actions.ts';
import { unmatchedMessage, unmatchedModal } from './views.ts';

export const actions: Record<string, Action> = {
  import: {
    role: 'administrator',
    run: ({ ctx, actor, openModal }) => openModal(() => rosterImport.open({ ctx, actor })),
  },
  unmatched: { role: 'administrator', run: onUnmatched },
};

/** The list turns its page where it stands; from App Home it opens on top. */
async function onUnmatched(request: ActionRequest): Promise<void> {
  const { ctx, actor, origin, ...answer } = request;
  const page = await unmatchedRoster(ctx, turnedTo(request));
  if (origin.kind === 'modal') return answer.updateModal(unmatchedModal(actor.locale, page));
  if (origin.kind === 'home') return answer.openModal(async () => unmatchedModal(actor.locale, page));
  await answer.replace(unmatchedMessage(actor.locale, page));
}
