import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { aggregateEntries, knownKeys } from '../../../participation/ledger/read.ts';
import { annul, type Deed, type Person, recordMany, reverse } from '../../../participation/ledger/service.ts';
import { entrantAt } from '../rules/contest.ts';
import type { Contest, News } from '../rules/records.ts';
import { playedIn } from './marks.ts';

/** What the first three places are worth, for each who was in it. */
const PRIZES = [30, 20, 10];

const playKey = (contest: string, match: string, user: string): string => `arena.play-${contest}-${match}-${user}`;
const placeKey = (contest: string, user: string, nth: number): string => `arena.place-${contest}-${user}-${nth}`;

async function recordAll(ctx: Context, deeds: readonly Deed[]): Promise<void> {
  const people = await membersOf(
    ctx,
    deeds.map(({ member }) => member),
  );
  await recordMany(
    ctx,
    deeds.map((deed) => {
      const { branch, team, shift, tz } = people.get(deed.member) ?? {};
      return { deed, person: { branch, team, shift, tz } satisfies Person };
    }),
  );
}

/** A match that was decided: a point for each right answer, for everybody who played it. */
async function settleMatch(ctx: Context, contest: Contest, match: string): Promise<void> {
  const played = await playedIn(ctx, contest, [match]);
  await recordAll(
    ctx,
    played.papers.map((paper): Deed => {
      const { right, ms } = played.ofPaper(paper);
      return {
        member: paper.member,
        feature: 'arena',
        activity: contest._id,
        category: contest.boards === 1 ? 'single' : 'team',
        kind: 'play',
        at: paper.lastAt,
        points: right,
        minutes: Math.ceil(ms / 60_000),
        streak: true,
        outcome: { match, right, of: contest.count },
        key: playKey(contest._id, match, paper.member),
      };
    }),
  );
}

/** A question that was found wrong: papers with it are marked again, and what that changes is a reversing entry of its own. */
async function settleCorrection(ctx: Context, contest: Contest, question: string, seq: number): Promise<void> {
  const played = await playedIn(ctx, contest);
  const concerned = played.papers.filter(({ match }) => played.questionsOf(match).some(({ id }) => id === question));
  const known = await knownKeys(
    ctx,
    concerned.map(({ match, member }) => playKey(contest._id, match, member)),
  );
  for (const paper of concerned) {
    const key = playKey(contest._id, paper.match, paper.member);
    // A match that is not settled yet is settled with the correction.
    if (!known.has(key)) continue;
    const { right } = played.ofPaper(paper);
    const before = await pointsOf(ctx, contest._id, key);
    if (before !== right)
      await reverse(ctx, key, { key: `${key}-c${seq}`, points: right - before, outcome: { question, right } });
  }
}

/** What an entry is worth with all that has corrected it. */
async function pointsOf(ctx: Context, activity: string, key: string): Promise<number> {
  const rows = await aggregateEntries<{ points: number }>(ctx, { activity, $or: [{ key }, { reverses: key }] }, [
    { $group: { _id: null, points: { $sum: '$points' } } },
  ]).toArray();
  return rows[0]?.points ?? 0;
}

/** The first three places; what an earlier ranking gave is taken back. */
async function settleEnd(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, ranking = [], rankings, endedAt = contest.updatedAt, boards } = contest;
  const membersAt = (seed: number) => entrantAt(contest, seed)?.members ?? [];
  const all = contest.entrants.flatMap(({ members }) => members);
  const earlier = Array.from({ length: rankings - 1 }, (_, nth) =>
    all.map((user) => placeKey(id, user, nth + 1)),
  ).flat();
  for (const key of await knownKeys(ctx, earlier)) await annul(ctx, key, { again: rankings });
  await recordAll(
    ctx,
    ranking.flatMap(({ seed, place }): Deed[] => {
      const points = PRIZES[place - 1];
      if (points === undefined) return [];
      return membersAt(seed).map((member) => ({
        member,
        feature: 'arena',
        activity: id,
        category: boards === 1 ? 'single' : 'team',
        kind: 'place',
        at: endedAt,
        points,
        minutes: 0,
        streak: false,
        outcome: { place },
        key: placeKey(id, member, rankings),
      }));
    }),
  );
}

/** What one piece of news means for the ledger; done again it adds nothing. */
export async function settle(ctx: Context, contest: Contest, news: News): Promise<void> {
  if (news.what === 'decided') await settleMatch(ctx, contest, news.match);
  if (news.what === 'corrected') await settleCorrection(ctx, contest, news.question, news.seq);
  if (news.what === 'ended') await settleEnd(ctx, contest);
}
