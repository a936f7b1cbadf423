import { plain } from '../../bot/draw/blocks.ts';
import { oncePerHome } from '../../bot/home/once.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { messages } from './messages.ts';
import { listed } from './service/competitions.ts';
import { standingsOf } from './service/facts.ts';
import { ownUnit } from './service/units.ts';
import { refusedCount, waitingCount } from './service/values.ts';
import { rankWords } from './standing-views.ts';

const SHOWN = 2;

const loaded = oncePerHome(async ({ ctx, actor }) => {
  const [toVerify, refused] = await Promise.all([waitingCount(ctx, actor), refusedCount(ctx, actor)]);
  return { toVerify, refused };
});

/** Values to verify, and values that were sent back. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const say = messages[request.actor.locale];
  const { toVerify, refused } = await loaded(request);
  const bold = (line: string) => `*${line}*`;
  return [
    ...(toVerify > 0
      ? [{ what: bold(say.home.verify(toVerify)), button: { action: 'competition.waiting', label: say.toVerify } }]
      : []),
    ...(refused > 0
      ? [{ what: bold(say.home.refused(refused)), button: { action: 'competition.reports', label: say.report } }]
      : []),
  ];
}

/** Where the reader’s unit stands in the competitions that are on; without one it is in the menu. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  const say = messages[actor.locale];
  const own = (await listed(ctx, actor))
    .filter(({ state }) => state === 'open')
    .flatMap((one) => {
      const unit = ownUnit(one, actor);
      return unit === undefined ? [] : [{ one, unit }];
    })
    .slice(0, SHOWN);
  const ranks = await Promise.all(
    own.map(async ({ one, unit }) => {
      const { now } = await standingsOf(ctx, one);
      const row = now.counting.length === 0 ? undefined : now.rows.find((each) => each.unit.key === unit.key);
      return row === undefined ? [] : [say.home.rank(plain(one.name), plain(unit.name), rankWords(actor.locale, row))];
    }),
  );
  const lines = ranks.flat();
  return lines.length === 0 ? undefined : lines.join('\n');
}
