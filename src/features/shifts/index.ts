import type { Feature } from '../../bot/feature.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { shiftsWithoutHours } from '../../members/shifts/use.ts';
import { actions, commands, modals, overview } from './actions.ts';
import { missingBlocks, missingRows } from './views.ts';

/** Shifts 班次: what the names that the roster gives to shifts mean. */
export const shifts = (): Feature => ({
  name: 'shifts',
  aliases: ['班次', '排班'],
  phrases: ['上班时间', '倒班', '轮班', 'rotation', 'working hours'],
  title: { zh: '班次', en: 'Shifts' },
  emoji: '🕗',
  summary: { zh: '班次的名称和上班时间', en: 'the names of shifts and their hours' },
  overview,
  commands,
  actions,
  modals,
  isFor: (actor) => mayRun(actor, 'officer') && actor.scope === 'company',
  waiting: async ({ ctx, actor }) =>
    mayRun(actor, 'administrator') ? missingRows(actor.locale, await shiftsWithoutHours(ctx)) : [],
  afterRoster: async ({ ctx, actor }) => missingBlocks(actor.locale, await shiftsWithoutHours(ctx)),
});
