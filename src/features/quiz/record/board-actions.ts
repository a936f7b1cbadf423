import { present } from '../../../bot/draw/present.ts';
import type { Action } from '../../../bot/feature.ts';
import { messages } from '../messages.ts';
import { boardRef } from '../refs.ts';
import { boardFor, myRecord } from './service.ts';
import { boardMessage, recordMessage } from './views.ts';

export const boardAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, suffix } = request;
    const { period, scope } = boardRef.find(request.value) ?? { period: 'week', scope: 'team' };
    await present(request, {
      message: async () => boardMessage(actor.locale, await boardFor(ctx, actor, period, scope)),
      title: messages[actor.locale].board,
      onMessage: suffix === '' ? 'beside' : 'instead',
    });
  },
};

export const meAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    await present(request, {
      message: async () => recordMessage(actor.locale, await myRecord(ctx, actor)),
      title: messages[actor.locale].me,
      onMessage: 'beside',
    });
  },
};
