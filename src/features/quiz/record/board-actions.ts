import type { Action } from '../../../bot/feature.ts';
import { unpack } from '../../../bot/text/command-text.ts';
import type { BoardScope } from '../../../participation/boards/boards.ts';
import type { PeriodKind } from '../../../participation/boards/periods.ts';
import { showBeside } from '../card/show.ts';
import { messages } from '../messages.ts';
import { boardFor, myRecord } from './service.ts';
import { BOARD_PERIODS, BOARD_SCOPES, boardMessage, recordMessage } from './views.ts';

/** A board's period and scope, as its buttons pack them; anything else is this week's team. */
export function boardChoice(value: string): { period: PeriodKind; scope: BoardScope } {
  const [period, scope] = unpack(value, 2);
  return {
    period: BOARD_PERIODS.find((one) => one === period) ?? 'week',
    scope: BOARD_SCOPES.find((one) => one === scope) ?? 'team',
  };
}

export const boardAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, suffix } = request;
    const { period, scope } = boardChoice(request.value);
    const draw = async () => boardMessage(actor.locale, await boardFor(ctx, actor, period, scope));
    await showBeside(request, messages[actor.locale].board, suffix !== '', draw);
  },
};

export const meAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const draw = async () => recordMessage(actor.locale, await myRecord(ctx, actor));
    await showBeside(request, messages[actor.locale].me, false, draw);
  },
};
