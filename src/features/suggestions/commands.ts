import { sentence } from '../../bot/draw/sentence.ts';
import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Bilingual } from '../../lib/language.ts';
import { boardFor, homeData, mineFor, waitingMessageFor } from './actions.ts';
import { homeMessage } from './board/views.ts';
import { suggest } from './form/actions.ts';
import { kindsOf } from './kinds/service.ts';
import { kindsMessage } from './kinds/views.ts';
import { officerMessages } from './officer-messages.ts';
import { awayMessage } from './officer-views.ts';
import { setAway, standInsOf } from './service/people.ts';
import { replyStats } from './stats/actions.ts';

export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(homeMessage(actor.locale, await homeData(ctx, actor)));
}

const MOST_DAYS = 60;

/** `away 5`: for five days, today included, others stand in; `away 0` ends it. The short way to `/jy people away`. */
async function away({ ctx, actor, args, reply }: CommandRequest): Promise<void> {
  const say = officerMessages[actor.locale];
  const days = Number(args[0] ?? '');
  if (args.length !== 1 || !Number.isInteger(days) || days < 0 || days > MOST_DAYS) return reply(sentence(say.awayHow));
  const back = await setAway(ctx, actor, days);
  if (days === 0) return reply(sentence(say.back));
  await reply(awayMessage(actor.locale, dayFor(back, actor.locale), await standInsOf(ctx, actor)));
}

/** A command without words behind it, which answers with a message. */
function shows(
  [verb, alias]: [string, string],
  role: Command['role'],
  summary: Bilingual,
  run: Command['run'],
): Command {
  return { verb, aliases: [alias], role, usage: { zh: '', en: '' }, summary, run };
}

export const commands: Command[] = [
  {
    verb: 'new',
    aliases: ['提建议'],
    role: 'worker',
    usage: { zh: '[内容]', en: '[words]' },
    summary: { zh: '提一条建议，写一句话就行', en: 'make a suggestion: a sentence is enough' },
    run: suggest,
  },
  shows(
    ['mine', '我的'],
    'worker',
    { zh: '我提的，办到哪一步了', en: 'what you sent, and how far it is' },
    async ({ ctx, actor, reply }) => reply(await mineFor(ctx, actor)),
  ),
  shows(
    ['board', '看板'],
    'worker',
    { zh: '办理中、本月解决、超期、支持最多', en: 'open, solved this month, overdue, most supported' },
    async ({ ctx, actor, reply }) => reply(await boardFor(ctx, actor, 'open')),
  ),
  shows(
    ['waiting', '待办'],
    'officer',
    { zh: '我的分会等着办的', en: 'what waits in your branch' },
    async ({ ctx, actor, reply }) => reply(await waitingMessageFor(ctx, actor)),
  ),
  {
    ...shows(
      ['stats', '统计'],
      'officer',
      { zh: '件数、时间、满意度，可导出', en: 'numbers, times, satisfaction, with export' },
      async ({ ctx, actor, reply }) => replyStats(ctx, actor, reply),
    ),
    isReport: true,
  },
  {
    verb: 'away',
    sameAs: 'people.away',
    aliases: ['外出'],
    role: 'officer',
    usage: { zh: '<天数>', en: '<days>' },
    summary: { zh: '外出几天，由别人接手', en: 'be away for so many days; others take over' },
    run: away,
  },
  shows(
    ['kinds', '类别'],
    'administrator',
    {
      zh: '类别：新增、改名、停用，时限、积分和分工',
      en: 'kinds: add, rename, retire; days, points, who looks after it',
    },
    async ({ ctx, actor, reply }) => reply(kindsMessage(actor.locale, await kindsOf(ctx))),
  ),
];
