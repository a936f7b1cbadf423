import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { openContestForm } from './contest-actions.ts';
import { listMessage } from './contest-views.ts';
import { sheetsMessage } from './judging-views.ts';
import { numbers } from './result/actions.ts';
import { sheetsOf } from './service/judging.ts';
import { listed } from './service/shown.ts';

/** The contests there are, and for a judge first the sheets that wait. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const reader = formReaderOf(actor);
  const [found, sheets] = await Promise.all([listed(ctx, actor, 1), sheetsOf(ctx, actor)]);
  const own = sheets.filter(({ waits }) => waits);
  const { blocks } = listMessage(reader, found, mayRun(actor, 'officer'));
  await reply(message([...(own.length === 0 ? [] : sheetsMessage(reader, own).blocks), ...blocks]));
}

const nothing = { zh: '', en: '' };

export const commands: Command[] = [
  {
    verb: 'new',
    aliases: ['办比武'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '办一场技能比武，看好了再开放报名', en: 'hold a skill contest; you see it before anyone is told' },
    run: openContestForm,
  },
  {
    verb: 'score',
    aliases: ['评分'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '评委：要评的选手，要复看的表', en: 'as a judge: whom to score, and what to look at again' },
    run: async ({ ctx, actor, reply }) => reply(sheetsMessage(formReaderOf(actor), await sheetsOf(ctx, actor))),
  },
  {
    verb: 'year',
    aliases: ['比武数据'],
    role: 'officer',
    usage: nothing,
    summary: {
      zh: '今年的比武、参赛人次，按分会，可导出',
      en: 'the year’s contests and entries by branch, with a file',
    },
    isReport: true,
    run: numbers,
  },
];
