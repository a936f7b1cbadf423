import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { gather } from '../../../../lib/lists/gather.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { membersWho } from '../../../../participation/ledger/read.ts';
import { questionsById } from '../../bank/service/question-cache.ts';
import { type Card, cards, type Run, runs } from '../../model.ts';
import { newCard } from '../../run/service/draw.ts';
import { WORDS } from '../../words.ts';

/** The longest a card is looked back for. */
const RECENT_MS = 2 * DAY_MS;

/** The member's open cards, the one that locks first before the others. */
export async function openCards(ctx: Context, user: string): Promise<Card[]> {
  return cards(ctx)
    .find(openNow(ctx, [user]))
    .sort({ lockAt: 1 })
    .limit(10)
    .lean<Card[]>();
}

/** Who of these members has an open card, by its run. */
export async function openRunsOf(ctx: Context, users: readonly string[]): Promise<Map<string, string[]>> {
  const found = await cards(ctx)
    .find(openNow(ctx, users), { run: 1, member: 1 })
    .lean<Pick<Card, 'run' | 'member'>[]>();
  return new Map(
    [...new Set(found.map(({ run }) => run))].map((run) => [
      run,
      found.filter((one) => one.run === run).map(({ member }) => member),
    ]),
  );
}

function openNow({ workspace }: Pick<Context, 'workspace'>, users: readonly string[]) {
  const now = clock.now();
  const sendAt = { $lte: now, $gt: new Date(now.getTime() - RECENT_MS) };
  return { workspace, member: { $in: [...users] }, sendAt, lockAt: { $gt: now } };
}

/** A card and the same member's card before it. */
export interface CardInLine {
  card: Card;
  before: Card | undefined;
}

/** A card by its id, with the one before it; undefined if there is no such card. */
export const cardInLine = gather(async (ctx: Context, ids: readonly string[]): Promise<(CardInLine | undefined)[]> => {
  const { workspace } = ctx;
  const rows = await cards(ctx)
    .collection.aggregate<Card & { before: Card[] }>([
      { $match: { _id: { $in: [...ids] } as never, workspace } },
      {
        $lookup: {
          from: cards(ctx).collection.name,
          let: { member: '$member', sendAt: '$sendAt' },
          pipeline: [
            {
              $match: {
                workspace,
                $expr: { $and: [{ $eq: ['$member', '$$member'] }, { $lt: ['$sendAt', '$$sendAt'] }] },
              },
            },
            { $sort: { sendAt: -1 } },
            { $limit: 1 },
          ],
          as: 'before',
        },
      },
    ])
    .toArray();
  const found = new Map(
    rows.map(({ before, ...card }) => [card._id, { card, before: before[0] }] satisfies [string, CardInLine]),
  );
  return ids.map((id) => found.get(id));
});

/**
 * Channel mode: the actor's own card of a run, made at the first tap; two taps make one.
 * @returns the run itself when it was locked before the actor joined it: then nothing is written.
 * @throws UserError when there is no such run.
 */
export async function joinRun(ctx: Context, actor: Actor, runId: string): Promise<{ card: Card } | { closed: Run }> {
  const { workspace } = ctx;
  const run = await runs(ctx).findOne({ _id: runId, workspace }).lean<Run>();
  const own = await cards(ctx).findOne({ workspace, run: runId, member: actor.user }).lean<Card>();
  if (own !== null) return { card: own };
  if (run === null) throw new UserError(WORDS.locked);
  if (run.lockAt <= clock.now()) return { closed: run };
  const found = await questionsById(ctx, run.questions);
  const member = {
    user: actor.user,
    ...(actor.branch === undefined ? {} : { branch: actor.branch }),
    ...(actor.team === undefined ? {} : { team: actor.team }),
  };
  const card = newCard(ctx, run, member, run.questions, {
    contents: new Map(found.map((question) => [question._id, question])),
  });
  if (card.items.length === 0) throw new UserError(WORDS.questionGone);
  try {
    await cards(ctx).collection.insertOne(card as never);
    return { card };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return joinRun(ctx, actor, runId);
  }
}

/** What a channel's card shows. */
export interface ChannelCard {
  run: Run;
  category: string;
  /** How many have answered. */
  answered: number;
  isClosed: boolean;
}

/** A run's card in its channel, as it stands now. @returns undefined if the run has none. */
export async function channelCard(ctx: Context, runId: string): Promise<ChannelCard | undefined> {
  const { workspace } = ctx;
  const run = await runs(ctx).findOne({ _id: runId, workspace, mode: 'channel' }).lean<Run>();
  if (run === null) return undefined;
  const [[first], answered] = await Promise.all([
    questionsById(ctx, run.questions.slice(0, 1)),
    membersWho(ctx, 'answer', [runId]),
  ]);
  const isClosed = run.lockAt <= clock.now();
  return { run, category: first?.content.category ?? '', answered: answered.length, isClosed };
}

/** No nudge today. */
export async function muteToday(ctx: Context, actor: Pick<Actor, 'user'>): Promise<void> {
  const now = clock.now();
  await cards(ctx).updateMany(
    {
      workspace: ctx.workspace,
      member: actor.user,
      lockAt: { $gt: now },
      sendAt: { $gt: new Date(now.getTime() - RECENT_MS) },
    },
    { $set: { isMuted: true } },
  );
}
