import type { Context } from '../../../../context.ts';
import { redrawCopies } from '../../../../delivery/copies.ts';
import { clock } from '../../../../lib/clock.ts';
import { inBatches } from '../../../../lib/lists/batches.ts';
import { tellMissed } from '../../../../participation/asked/tell.ts';
import { entriesWhere } from '../../../../participation/ledger/read.ts';
import { type Card, cards, type Run, runs } from '../../model.ts';
import { answerKey } from './item.ts';
import { unanswered } from './unanswered.ts';

const BATCH = 500;
/** Slack takes some fifty changes a minute, and a click wants its own among them: of a bigger run each card says it when it is touched. */
const MOST_REDRAWN = 500;

/**
 * What follows for people who did not confirm an answer in a run that is closed: the participation is told who answered nothing,
 * and of a small run their cards lose their buttons and say what came of them. A quiz in a channel asks nobody by name: a person who looks at it
 * there loses no more than one who does not.
 */
export async function closeCards(ctx: Context, run: Run): Promise<void> {
  if (run.mode === 'channel') return;
  const unconfirmed: string[] = [];
  const muted = new Set<string>();
  const all = cards(ctx).find({ workspace: ctx.workspace, run: run._id }).lean<Card[]>().cursor();
  for await (const batch of inBatches<Card>(all, BATCH)) {
    const open = await unanswered(ctx, batch);
    const missed = open.filter(({ card, items }) => items.length === card.items.length);
    await tellMissed(
      ctx,
      run.day,
      missed.map(({ card }) => card.member),
    );
    for (const { member, isMuted = false } of batch) if (isMuted) muted.add(member);
    if (unconfirmed.length > MOST_REDRAWN) continue;
    unconfirmed.push(...open.map(({ card }) => card.member), ...(await countedAtLock(ctx, batch)));
  }
  if (unconfirmed.length === 0 || unconfirmed.length > MOST_REDRAWN) return;
  await redrawCopies(ctx, `quiz.card-${run._id}`, { recipients: unconfirmed, isPatient: true });
  // Who wanted no reminder that day has said so in its place.
  const reminded = unconfirmed.filter((member) => !muted.has(member));
  if (reminded.length > 0) await redrawCopies(ctx, `quiz.nudge-${run._id}`, { recipients: reminded, isPatient: true });
}

/** The members of whom a choice was counted that they had not confirmed. */
async function countedAtLock(ctx: Context, batch: readonly Card[]): Promise<string[]> {
  const keys = batch.flatMap((card) => card.picks.map(({ item }) => answerKey(card._id, item)));
  if (keys.length === 0) return [];
  const found = await entriesWhere(ctx, { key: { $in: keys }, 'outcome.byLock': true }, { hint: 'key' }).toArray();
  return found.map(({ member }) => member);
}

/** The days on which members had a card of their own that is locked by now, answered or not. */
export async function askedDays(
  ctx: Pick<Context, 'db' | 'workspace'>,
  members: readonly string[],
): Promise<Map<string, string[]>> {
  const { workspace } = ctx;
  const found = await cards(ctx)
    .find(
      { workspace, member: { $in: members }, lockAt: { $lte: clock.now() }, 'items.0': { $exists: true } },
      { _id: 0, member: 1, day: 1, run: 1 },
    )
    .lean<Pick<Card, 'member' | 'day' | 'run'>[]>();
  const ids = [...new Set(found.map(({ run }) => run))];
  const own = await runs(ctx).distinct('_id', { _id: { $in: ids }, workspace, mode: 'dm' });
  const isOwn = new Set<string>(own);
  const days = new Map<string, Set<string>>();
  for (const { member, day, run } of found)
    if (isOwn.has(run)) days.set(member, (days.get(member) ?? new Set()).add(day));
  return new Map([...days].map(([member, all]) => [member, [...all].sort()]));
}
