import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { isDuplicateKey } from '../../../lib/mongo.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { ledger } from '../../../participation/model.ts';
import { type Card, cards, type Run, runs } from '../model.ts';
import { WORDS } from '../words.ts';
import { newCard } from './draw.ts';
import { questionsById } from './question-cache.ts';

/** The longest a card is looked back for. */
const RECENT_MS = 2 * DAY_MS;

/** The member's open card, the one that locks first. */
export async function openCard(ctx: Context, user: string): Promise<Card | undefined> {
  const now = clock.now();
  const found = await cards(ctx)
    .find({
      workspace: ctx.workspace,
      member: user,
      sendAt: { $lte: now, $gt: new Date(now.getTime() - RECENT_MS) },
      lockAt: { $gt: now },
    })
    .sort({ lockAt: 1 })
    .limit(10)
    .lean<Card[]>();
  return found[0];
}

/** The card before this one. */
export async function previousCard(ctx: Context, card: Card): Promise<Card | undefined> {
  const found = await cards(ctx)
    .findOne({ workspace: ctx.workspace, member: card.member, sendAt: { $lt: card.sendAt } })
    .sort({ sendAt: -1 })
    .lean<Card>();
  return found ?? undefined;
}

/** Channel mode: the actor's own card of a run, made at the first tap; two taps make one. @throws UserError when it is locked. */
export async function joinRun(ctx: Context, actor: Actor, runId: string): Promise<Card> {
  const { workspace } = ctx;
  const run = await runs(ctx).findOne({ _id: runId, workspace }).lean<Run>();
  const own = await cards(ctx).findOne({ workspace, run: runId, member: actor.user }).lean<Card>();
  if (own !== null) return own;
  if (run === null || run.lockAt <= clock.now()) throw new UserError(WORDS.locked);
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
    return card;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return joinRun(ctx, actor, runId);
  }
}

/** How many have answered in a run. */
export async function countAnswered(ctx: Context, run: string): Promise<number> {
  return (await ledger(ctx).distinct('member', { workspace: ctx.workspace, activity: run, kind: 'answer' })).length;
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
