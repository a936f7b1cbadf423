import type { Command, Feature } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { kindsOf } from '../../certificates/verify.ts';
import { certificateCommands } from './certificate/actions.ts';
import { openNew } from './course/actions.ts';
import { readerOf } from './messages/reader.ts';
import { replyNumbers } from './numbers/actions.ts';
import { checkInByCommand } from './pages/actions.ts';
import { mineMessage, officeMessage } from './pages/list-views.ts';
import { mineFor, officeFor } from './pages/show.ts';

/** What a person comes to, and could come to. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(mineMessage(readerOf(actor), await mineFor(ctx, actor)));
}

/** @param features those whose places have a screen with digits too, and whose certificates can be verified */
export const commandsOf = (features: readonly Feature[]): Command[] => [
  {
    verb: 'checkin',
    aliases: ['签到'],
    role: 'worker',
    usage: { zh: '[六位数字]', en: '[six digits]' },
    summary: {
      zh: '用现场屏幕上的数字签到：培训、社团活动',
      en: 'check in to training or an event with the digits on the screen',
    },
    run: checkInByCommand(features),
  },
  {
    verb: 'new',
    aliases: ['新建'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: { zh: '新建培训：一场、一个系列或特训营', en: 'a new session, series or camp' },
    run: openNew,
  },
  {
    verb: 'manage',
    aliases: ['管理'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: { zh: '看报名，修改、取消、点名', en: 'who has signed up; change, cancel, call the roll' },
    run: async ({ ctx, actor, reply }) => reply(officeMessage(...(await officeFor(ctx, actor)))),
  },
  {
    verb: 'numbers',
    isReport: true,
    aliases: ['数字'],
    role: 'officer',
    usage: { zh: '[年份]', en: '[year]' },
    summary: { zh: '一年的场次、人次、学时、出勤率', en: 'a year’s sessions, person-times, hours and attendance' },
    run: replyNumbers,
  },
  ...certificateCommands(kindsOf(features)),
];
