import { unpack } from '../../bot/command-text.ts';
import type { Action, ActionRequest, Message } from '../../bot/feature.ts';
import type { BoardScope } from '../../participation/boards.ts';
import type { PeriodKind } from '../../participation/periods.ts';
import { boardMessage, recordMessage } from './record-views.ts';
import { boardFor, myRecord } from './service/me.ts';
import { asModal } from './views.ts';

const PERIODS: readonly PeriodKind[] = ['day', 'week', 'month', 'year'];
const SCOPES: readonly BoardScope[] = ['company', 'branch', 'team'];

/** A board's period and scope, as its buttons pack them; anything else is this week's team. */
export function boardChoice(value: string): { period: PeriodKind; scope: BoardScope } {
  const [period, scope] = unpack(value, 2);
  return {
    period: PERIODS.find((one) => one === period) ?? 'week',
    scope: SCOPES.find((one) => one === scope) ?? 'team',
  };
}

/** A board replaces the board that was clicked, and is shown beside anything else. */
async function beside(request: ActionRequest, draw: () => Promise<Message>, replaces: boolean): Promise<void> {
  const { origin, actor } = request;
  if (origin.kind === 'home') await request.openModal(async () => asModal(actor.locale, await draw()));
  else if (origin.kind === 'modal') await request.updateModal(asModal(actor.locale, await draw()));
  else if (replaces) await request.replace(await draw());
  else await request.reply(await draw());
}

export const boardAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { period, scope } = boardChoice(request.value);
    await beside(
      request,
      async () => boardMessage(request.actor.locale, await boardFor(request.ctx, request.actor, period, scope)),
      request.suffix !== '',
    );
  },
};

export const meAction: Action = {
  role: 'worker',
  run: async (request) => {
    await beside(
      request,
      async () => recordMessage(request.actor.locale, await myRecord(request.ctx, request.actor)),
      false,
    );
  },
};
