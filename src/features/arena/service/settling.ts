import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { aggregateEntries, knownKeys } from '../../../participation/ledger/read.ts';
import { annulMany, type Deed, recordMany, reverseMany } from '../../../participation/ledger/service.ts';
import { entrantAt, QUALIFYING } from '../rules/contest.ts';
import type { Contest, Paper } from '../rules/records.ts';
import { type Played, playedIn } from './marks.ts';

/*
 * What a contest means for the ledger. Each entry has a key of its own, so that doing it again adds nothing.
 */

/** What the first three places are worth, for each who was in it. */
const PRIZES = [30, 20, 10];

const playKey = (contest: string, { match, member }: Pick<Paper, 'match' | 'member'>): string =>
  `arena.play-${contest}-${match}-${member}`;
const placeKey = (contest: string, user: string, nth: number): string => `arena.place-${contest}-${user}-${nth}`;

async function recordAll(
  ctx: Context,
  { _id, boards }: Contest,
  deeds: readonly Omit<Deed, 'feature' | 'activity' | 'category'>[],
): Promise<void> {
  const people = await membersOf(
    ctx,
    deeds.map(({ member }) => member),
  );
  const about = { feature: 'arena', activity: _id, category: boards === 1 ? 'single' : 'team' };
  await recordMany(
    ctx,
    deeds.map((deed) => ({ deed: { ...about, ...deed }, person: people.get(deed.member) ?? {} })),
  );
}

/** A point for each right answer, for everybody who played it. */
const settlePapers = (ctx: Context, contest: Contest, papers: readonly Paper[], { ofPaper }: Played): Promise<void> =>
  recordAll(
    ctx,
    contest,
    papers.map((paper) => {
      const { right, ms } = ofPaper(paper);
      return {
        member: paper.member,
        kind: 'play',
        at: paper.lastAt,
        points: right,
        minutes: Math.ceil(ms / 60_000),
        streak: true,
        outcome: { match: paper.match, right, of: contest.count },
        key: playKey(contest._id, paper),
      };
    }),
  );

const isSettled = ({ decisions, state }: Contest, match: string): boolean =>
  match in decisions || (match === QUALIFYING.id && state !== 'qualifying');

/**
 * A question that was found wrong: papers with it are marked again, and what that changes is a reversing entry of its own. They are
 * settled first, so that somebody who does so with the old key comes too late.
 */
async function settleCorrection(ctx: Context, contest: Contest, question: string, seq: number): Promise<void> {
  const played = await playedIn(ctx, contest);
  const concerned = played.papers.filter(
    ({ match }) => isSettled(contest, match) && played.questionsOf(match).some(({ id }) => id === question),
  );
  await settlePapers(ctx, contest, concerned, played);
  const worth = await worthOf(
    ctx,
    contest._id,
    concerned.map((paper) => playKey(contest._id, paper)),
  );
  await reverseMany(
    ctx,
    concerned.flatMap((paper) => {
      const of = playKey(contest._id, paper);
      const { right } = played.ofPaper(paper);
      const points = right - (worth.get(of) ?? right);
      return points === 0 ? [] : [{ of, key: `${of}-c${seq}`, points, outcome: { question, right } }];
    }),
  );
}

/** What entries are worth with all that has corrected them. */
async function worthOf(ctx: Context, activity: string, keys: readonly string[]): Promise<Map<string, number>> {
  const rows = await aggregateEntries<{ _id: string; points: number }>(
    ctx,
    { activity, $or: [{ key: { $in: [...keys] } }, { reverses: { $in: [...keys] } }] },
    [{ $group: { _id: { $ifNull: ['$reverses', '$key'] }, points: { $sum: '$points' } } }],
  ).toArray();
  return new Map(rows.map(({ _id, points }) => [_id, points]));
}

/** The first three places; what an earlier ranking gave is taken back. */
async function settleEnd(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, ranking = [], rankings, endedAt = contest.updatedAt, entrants } = contest;
  const all = entrants.flatMap(({ members }) => members);
  const earlier = Array.from({ length: rankings - 1 }, (_, nth) => all.map((user) => placeKey(id, user, nth + 1)));
  const given = await knownKeys(ctx, earlier.flat());
  await annulMany(
    ctx,
    [...given].map((of) => ({ of, outcome: { again: rankings } })),
  );
  const winners = ranking.filter(({ place }) => place <= PRIZES.length);
  await recordAll(
    ctx,
    contest,
    winners.flatMap(({ seed, place }) =>
      (entrantAt(contest, seed)?.members ?? []).map((member) => ({
        member,
        kind: 'place',
        at: endedAt,
        points: PRIZES[place - 1] ?? 0,
        minutes: 0,
        streak: false,
        outcome: { place },
        key: placeKey(id, member, rankings),
      })),
    ),
  );
}

/** What the news of a contest mean for the ledger: all matches that were decided at once, then one after the other. */
export async function settle(ctx: Context, contest: Contest): Promise<void> {
  const decided = contest.news.flatMap((one) => (one.what === 'decided' ? one.match : []));
  if (decided.length > 0) {
    const played = await playedIn(ctx, contest, decided);
    await settlePapers(ctx, contest, played.papers, played);
  }
  for (const one of contest.news) {
    if (one.what === 'corrected') await settleCorrection(ctx, contest, one.question, one.seq);
    if (one.what === 'ended') await settleEnd(ctx, contest);
  }
}
