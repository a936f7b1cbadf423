import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import type { ContestNotices } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { listMessage, mineMessage } from './page-views.ts';
import { receiptScreen } from './receipts/actions.ts';
import { mineOf } from './receipts/service/confirm.ts';
import { latestSeen } from './receipts/service/seen.ts';
import { registerByCommand } from './register/actions.ts';
import { readerOf } from './show.ts';

/** To an officer the announcements and the button to write one; to a worker what was announced to them. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const reader = readerOf(actor);
  if (mayRun(actor, 'officer')) return reply(listMessage(reader, await latestSeen(ctx, actor)));
  await reply(mineMessage(reader, await mineOf(ctx, actor.user)));
}

export const announcementCommands = (contests: ContestNotices): Command[] => [
  {
    verb: 'announce',
    aliases: ['发公告'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: {
      zh: '写公告，看谁已确认，提醒、修改、撤回',
      en: 'write one, see who has confirmed, remind, edit, take back',
    },
    run: overview,
  },
  {
    verb: 'receipts',
    isReport: true,
    aliases: ['回执'],
    role: 'officer',
    usage: { zh: '[标题]', en: '[title]' },
    summary: {
      zh: '最近一条公告的回执，带图表，可导出',
      en: 'the latest announcement’s receipts, with chart, table and export',
    },
    run: receiptScreen.reply,
  },
  {
    verb: 'register',
    isReport: true,
    aliases: ['登记'],
    role: 'officer',
    usage: { zh: '[年份] [类别]', en: '[year] [category]' },
    summary: {
      zh: '一年的公开登记，可按类别，XLSX 文件',
      en: 'what was disclosed or announced in a year, as an XLSX file',
    },
    run: (request) => registerByCommand(contests, request),
  },
];
