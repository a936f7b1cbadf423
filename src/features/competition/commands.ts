import type { Command } from '../../bot/feature.ts';
import type { Bilingual } from '../../lib/language.ts';
import { openNew, overviewFor } from './page-actions.ts';
import { listed } from './service/competitions.ts';
import { ownUnit } from './service/units.ts';
import { standingsFor } from './standing-actions.ts';
import { importCommand, reportsFor, valueTemplates, waitingMessageFor } from './value-actions.ts';

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
    ['standings', '名次'],
    'worker',
    { zh: '我们单位排第几、怎么算的', en: 'where your unit stands, and how it was computed' },
    async ({ ctx, actor, reply }) => {
      const found = await listed(ctx, actor);
      const begun = found.filter(({ state }) => state !== 'draft');
      const one = begun.find((each) => each.state === 'open' && ownUnit(each, actor) !== undefined) ?? begun[0];
      await reply(await (one === undefined ? overviewFor(ctx, actor) : standingsFor(ctx, actor, one)));
    },
  ),
  plainly(
    ['report', '填报'],
    'worker',
    { zh: '填报我负责的指标', en: 'report the indicators that are yours to report' },
    async ({ ctx, actor, reply }) => reply(await reportsFor(ctx, actor)),
  ),
  plainly(
    ['verify', '核定'],
    'worker',
    { zh: '核定或退回别人填报的数', en: 'verify or send back what others have reported' },
    async ({ ctx, actor, reply }) => reply(await waitingMessageFor(ctx, actor, 1)),
  ),
  importCommand,
  valueTemplates.command,
  plainly(
    ['new', '新建'],
    'officer',
    { zh: '新建劳动竞赛或小指标竞赛', en: 'sets up a labour competition or a small-indicator contest' },
    (request) => openNew(request),
  ),
];
