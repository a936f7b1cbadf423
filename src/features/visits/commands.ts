import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import type { Bilingual } from '../../lib/language.ts';
import { topicsMessageFor } from './discussion/actions.ts';
import { mineMessage, openRecord, waitingMessage } from './findings/actions.ts';
import { numbers } from './numbers/actions.ts';
import { roundFor } from './round/actions.ts';

/** A command without words behind it. */
function plainly(
  [verb, alias]: [string, string],
  role: Command['role'],
  summary: Bilingual,
  run: Command['run'],
): Command {
  return { verb, aliases: [alias], role, usage: { zh: '', en: '' }, summary, run };
}

export const commands: Command[] = [
  plainly(
    ['about', '回访'],
    'worker',
    { zh: '走访时和我说过的事，办到哪一步了', en: 'what was written down when you were visited, and how far it is' },
    async ({ ctx, actor, reply }: CommandRequest) => reply(await mineMessage(ctx, actor, 1)),
  ),
  plainly(
    ['discussions', '大讨论'],
    'worker',
    { zh: '正在征求意见的大讨论，写一句、支持别人的', en: 'open discussions: say something, support others' },
    async ({ ctx, actor, reply }) => reply(await topicsMessageFor(ctx, actor)),
  ),
  plainly(
    ['record', '记录'],
    'officer',
    { zh: '走访时当场记下一个问题', en: 'write down on the spot what was said on a visit' },
    (request) => openRecord(request),
  ),
  plainly(
    ['todo', '交办'],
    'officer',
    { zh: '走访问题里等着办的', en: 'the findings of visits that are waiting' },
    async ({ ctx, actor, reply }) => reply(await waitingMessage(ctx, actor, 1)),
  ),
  plainly(
    ['round', '安排'],
    'officer',
    { zh: '本月谁去哪里走访，谁去过了', en: 'who visits whom this month, and who has been where' },
    async ({ ctx, actor, reply }) => reply(await roundFor(ctx, actor)),
  ),
  {
    ...plainly(
      ['numbers', '数据'],
      'officer',
      { zh: '收集几条、解决几条，按分会，可导出', en: 'how many were collected and solved, by branch, with export' },
      numbers,
    ),
    isReport: true,
  },
];
