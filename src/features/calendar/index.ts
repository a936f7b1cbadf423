import type { Feature } from '../../bot/feature.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { actions, commands, modals, overview } from './actions.ts';
import { missingYear } from './service.ts';
import { missingMessage, missingRow } from './views.ts';

/** Calendar 日历: which days are worked, by law, by the yearly notice and by the company's own word. */
export const calendar = (): Feature => ({
  name: 'calendar',
  aliases: ['日历', '放假', '节假日'],
  title: { zh: '日历', en: 'Calendar' },
  emoji: '📅',
  summary: { zh: '放假、补班和公司自己的日子', en: 'days off, make-up days and the company’s own days' },
  overview,
  commands,
  actions,
  modals,
  isFor: (actor) => mayRun(actor, 'officer') && actor.scope === 'company',
  waiting: async ({ ctx, actor }) => {
    const year = mayRun(actor, 'administrator') ? await missingYear(ctx) : undefined;
    return year === undefined ? [] : [missingRow(actor.locale, year)];
  },
  notices: {
    missing: async ({ ctx, locale, params }) => {
      const year = Number(params.year);
      return (await missingYear(ctx)) === year ? missingMessage(locale, year) : { drop: 'entered' };
    },
  },
  follows: { missing: { things: ['year'] } },
  dropReasons: { entered: { zh: '通知已录入', en: 'the notice was entered' } },
});
