import type { Context } from '../../../../context.ts';
import { droppedOf } from '../../../../delivery/read.ts';
import { membersWho } from '../../../../participation/ledger/read.ts';
import { cardNotice } from '../../run/rules/notice.ts';

/**
 * Finds the cards of some runs by which people were asked. A card that never came asked nothing: it was drawn before a shutdown or
 * their leave was entered. It counts when they answered it all the same, on App Home.
 * @returns a filter for `cards`
 */
export async function askedCards(ctx: Context, ids: readonly string[]): Promise<Record<string, unknown>> {
  const { workspace } = ctx;
  const runOf = new Map(ids.map((id) => [cardNotice(id), id]));
  const without = new Map<string, Set<string>>();
  for (const { notice, recipient } of await droppedOf(ctx, [...runOf.keys()])) {
    const run = runOf.get(notice) ?? '';
    without.set(run, (without.get(run) ?? new Set()).add(recipient));
  }
  for (const [run, members] of without)
    for (const member of await membersWho(ctx, 'answer', [run])) members.delete(member);
  const whole = ids.filter((id) => !without.has(id));
  const parts = [...without].map(([run, members]) => ({ run, member: { $nin: [...members] } }));
  return { workspace, $or: [{ run: { $in: whole } }, ...parts] };
}
