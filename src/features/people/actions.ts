import { turnedTo } from '../../bot/draw/pager.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { unmatchedRoster } from '../../members/roster/service.ts';
import { rosterImport } from './roster/actions.ts';
import { unmatchedMessage, unmatchedModal } from './roster/import-views.ts';

export const actions: Record<string, Action> = {
  import: {
    role: 'administrator',
    run: ({ ctx, actor, openModal }) => openModal(() => rosterImport.open({ ctx, actor })),
  },
  unmatched: { role: 'administrator', run: onUnmatched },
};

async function onUnmatched(request: ActionRequest): Promise<void> {
  const { locale } = request.actor;
  const page = await unmatchedRoster(request.ctx, turnedTo(request));
  await present(request, {
    message: () => unmatchedMessage(locale, page),
    modal: () => unmatchedModal(locale, page),
  });
}
