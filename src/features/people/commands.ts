import type { Command, Feature } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { unmatchedRoster } from '../../members/roster/service.ts';
import { rosterImport } from './roster/actions.ts';
import { unmatchedMessage } from './roster/import-views.ts';
import { sizeFor } from './service.ts';
import { overviewMessage } from './views.ts';

/** @param features the features that have something to say on a member's record */
export const overview =
  (features: readonly Feature[]) =>
  async ({ ctx, actor, reply }: CommandRequest): Promise<void> => {
    const { user, locale } = actor;
    const record = await Promise.all(features.map((feature) => feature.record?.({ ctx, user, locale }) ?? []));
    await reply(overviewMessage(actor, await sizeFor(ctx, actor), record.flat()));
  };

export const commands: Command[] = [
  {
    verb: 'import',
    aliases: ['导入'],
    role: 'administrator',
    usage: { zh: '', en: '' },
    summary: { zh: '导入名册（CSV、XLSX）', en: 'import the roster (CSV, XLSX)' },
    files: ['csv', 'xlsx'],
    run: ({ ctx, actor, openModal }) => openModal(() => rosterImport.open({ ctx, actor })),
  },
  {
    verb: 'unmatched',
    aliases: ['未对应', '未匹配'],
    role: 'administrator',
    usage: { zh: '[页]', en: '[page]' },
    summary: { zh: '名册上没有在 Slack 找到的人', en: 'who of the roster is not found in Slack' },
    run: async ({ ctx, actor, args, reply }) =>
      reply(unmatchedMessage(actor.locale, await unmatchedRoster(ctx, Number(args[0] ?? 1)))),
  },
];
