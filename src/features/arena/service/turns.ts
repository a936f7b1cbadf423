import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { isEnded } from '../../../papers/answers.ts';
import { contests } from '../model.ts';
import { matchIn } from '../rules/contest.ts';
import type { Contest } from '../rules/records.ts';
import { ownPapers, presencesIn } from './marks.ts';
import { type Playing, type Turn, turnOf } from './shown.ts';

/*
 * What Home shows of contests. Everybody's Home is drawn after their last answer, all within a minute: of a contest is read what it
 * takes, and of its people only the reader.
 */

/** A match that somebody can do something for now. */
export interface OwnTurn {
  id: string;
  name: string;
  turn: Turn;
}

const PLAYING = [
  ...[
    'name',
    'state',
    'boards',
    'count',
    'minutes',
    'signUpUntil',
    'startsAt',
    'windowHours',
    'isLive',
    'noShowMinutes',
  ],
  ...['hasThird', 'hasSecondLife', 'drawn', 'decisions', 'extended'],
];

/** The matches that somebody can do something for now. */
export async function turnsOf(ctx: Context, { user }: Actor): Promise<OwnTurn[]> {
  const { workspace } = ctx;
  const own = { $elemMatch: { members: user, outAt: { $exists: false } } };
  const found = await contests(ctx)
    .find(
      { workspace, state: { $in: ['qualifying', 'drawn'] }, entrants: own },
      { ...Object.fromEntries(PLAYING.map((field) => [field, 1])), entrants: own },
    )
    .sort({ startsAt: 1, _id: 1 })
    .lean<(Playing & Pick<Contest, 'name' | 'count'>)[]>();
  const playing = found.filter((one) => matchIn(one, user) !== undefined);
  if (playing.length === 0) return [];
  const now = clock.now();
  const mine = playing.flatMap((one) => matchIn(one, user)?.id ?? []);
  const live = playing.filter(({ isLive, state }) => isLive && state === 'drawn');
  const [papers, there] = await Promise.all([
    ownPapers(
      ctx,
      user,
      playing.map(({ _id }) => _id),
    ),
    live.length === 0 ? [] : presencesIn(ctx, live, { match: { $in: mine } }),
  ]);
  return playing.flatMap((one): OwnTurn[] => {
    const { _id: id, name, count } = one;
    const match = matchIn(one, user)?.id;
    const isHandedIn = papers.some(
      (paper) => paper.contest === id && paper.match === match && isEnded(paper, count, now),
    );
    const turn = isHandedIn ? undefined : turnOf(one, user, there, now);
    return turn === undefined ? [] : [{ id, name, turn }];
  });
}

/** The contests that somebody can still sign up for, the next ones first. */
export const openTo = (
  ctx: Context,
  { user, branch }: Actor,
): Promise<Pick<Contest, '_id' | 'name' | 'signUpUntil'>[]> =>
  contests(ctx)
    .find(
      {
        workspace: ctx.workspace,
        state: 'open',
        signUpUntil: { $gt: clock.now() },
        $or: [{ branch: { $exists: false } }, ...(branch === undefined ? [] : [{ branch }])],
        refused: { $ne: user },
        entrants: { $not: { $elemMatch: { members: user, outAt: { $exists: false } } } },
      },
      { name: 1, signUpUntil: 1 },
    )
    .sort({ startsAt: 1, _id: 1 })
    .lean();
