import type { Bilingual, Command, CommandRequest } from '../../bot/feature.ts';
import { sentence } from '../../bot/sentence.ts';
import { timeFor } from '../../bot/times.ts';
import { clock } from '../../lib/clock.ts';
import { DAY_MS } from '../../lib/zone.ts';
import { boardFor, homeData, mineFor, waitingMessageFor } from './actions.ts';
import { homeMessage } from './board-views.ts';
import { suggest } from './form-actions.ts';
import { kindsMessage } from './kinds-views.ts';
import { officerMessages } from './officer-messages.ts';
import { kindsOf } from './service/kinds.ts';
import { setAway } from './service/people.ts';
import { replyStats } from './stats-actions.ts';

const NOTHING: Bilingual = { zh: '', en: '' };

export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(homeMessage(actor.locale, await homeData(ctx, actor)));
}

const MOST_DAYS = 60;

/** `away 5`: for five days the deputies stand in; `away 0` ends it. */
async function away({ ctx, actor, args, reply }: CommandRequest): Promise<void> {
  const say = officerMessages[actor.locale];
  const days = Number(args[0] ?? '');
  if (args.length !== 1 || !Number.isInteger(days) || days < 0 || days > MOST_DAYS) return reply(sentence(say.awayHow));
  const now = clock.now();
  const until = new Date(now.getTime() + days * DAY_MS);
  await setAway(ctx, actor.user, until);
  return reply(sentence(days === 0 ? say.back : say.away(timeFor(until, now, actor.tz, actor.locale))));
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
  {
    verb: 'mine',
    aliases: ['我的'],
    role: 'worker',
    usage: NOTHING,
    summary: { zh: '我提的，办到哪一步了', en: 'what you sent, and how far it is' },
    run: async ({ ctx, actor, reply }) => reply(await mineFor(ctx, actor)),
  },
  {
    verb: 'board',
    aliases: ['看板'],
    role: 'worker',
    usage: NOTHING,
    summary: { zh: '办理中、本月解决、超期、支持最多', en: 'open, solved this month, overdue, most supported' },
    run: async ({ ctx, actor, reply }) => reply(await boardFor(ctx, actor, 'open')),
  },
  {
    verb: 'waiting',
    aliases: ['待办'],
    role: 'officer',
    usage: NOTHING,
    summary: { zh: '我的分会等着办的', en: 'what waits in your branch' },
    run: async ({ ctx, actor, reply }) => reply(await waitingMessageFor(ctx, actor)),
  },
  {
    verb: 'stats',
    aliases: ['统计'],
    role: 'officer',
    usage: NOTHING,
    summary: { zh: '件数、时间、满意度，可导出', en: 'numbers, times, satisfaction, with export' },
    run: async ({ ctx, actor, reply }) => replyStats(ctx, actor, reply),
  },
  {
    verb: 'away',
    aliases: ['外出'],
    role: 'officer',
    usage: { zh: '<天数>', en: '<days>' },
    summary: { zh: '外出几天，由代理人接手', en: 'for so many days your deputies stand in' },
    run: away,
  },
  {
    verb: 'kinds',
    aliases: ['类别'],
    role: 'administrator',
    usage: NOTHING,
    summary: { zh: '类别的时限、积分和分工', en: 'each kind’s days, points, and who looks after it' },
    run: async ({ ctx, actor, reply }) => reply(kindsMessage(actor.locale, await kindsOf(ctx))),
  },
];
