import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { openGive, openSettings, sendNumbers } from './actions.ts';
import { leftToday } from './service.ts';
import { overviewMessage } from './views.ts';

/** What one can do here, and how many thanks are left today. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(overviewMessage(actor.locale, await leftToday(ctx, actor), mayRun(actor, 'officer')));
}

const nothing = { zh: '', en: '' };

export const commands: Command[] = [
  {
    verb: 'give',
    aliases: ['感谢', '送'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '感谢一位同事，每天五个', en: 'thank a colleague, five a day' },
    run: openGive,
  },
  {
    verb: 'numbers',
    aliases: ['统计'],
    role: 'officer',
    usage: nothing,
    summary: {
      zh: '为什么、多少个，按分会和月份，没有姓名',
      en: 'what for and how many, by branch and month, without names',
    },
    isReport: true,
    run: sendNumbers,
  },
  {
    verb: 'settings',
    aliases: ['设置'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '感谢的理由，公开到哪个频道', en: 'what one can thank for, and the channel that sees it' },
    run: openSettings,
  },
];
