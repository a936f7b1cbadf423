import { formReaderOf } from '../../bot/draw/form/modal.ts';
import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { openNewClub } from './club-actions.ts';
import { listMessage, mineMessage } from './club-views.ts';
import { openEventForm } from './event-actions.ts';
import { listedClubs, mineOf } from './service/shown.ts';

/** What a person comes to, could come to, and belongs to. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(mineMessage(formReaderOf(actor), await mineOf(ctx, actor)));
}

const nothing = { zh: '', en: '' };

export const commands: Command[] = [
  {
    verb: 'list',
    aliases: ['列表', '全部'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '有哪些社团，加入或者退出', en: 'the clubs there are; join or leave' },
    run: async ({ ctx, actor, reply }) => reply(listMessage(formReaderOf(actor), await listedClubs(ctx, actor, 1))),
  },
  {
    verb: 'event',
    aliases: ['办活动'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '社长、副社长办一场活动', en: 'hold an event, as the chair or deputy of a club' },
    run: (request) => openEventForm(request),
  },
  {
    verb: 'festival',
    aliases: ['节庆'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '办节庆：一天里有好几个项目', en: 'hold a festival: a day with several items' },
    run: (request) => openEventForm(request, { isFestival: true }),
  },
  {
    verb: 'new',
    aliases: ['新建'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '新建社团，请人当社长', en: 'found a club and name its chair' },
    run: openNewClub,
  },
];
