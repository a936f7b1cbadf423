import type { Actor } from '../../../../bot/feature.ts';
import type { Context } from '../../../../context.ts';
import { maySee } from '../../../../members/roles.ts';
import { type Item, items } from '../../model.ts';
import { OPEN } from '../../rules/states.ts';
import { similarTo } from './similar.ts';

/** The open items of an officer's affairs that say most of what this one says, the most similar first. */
export async function mergeTargets(
  ctx: Context,
  actor: Actor,
  { _id, text }: Pick<Item, '_id' | 'text'>,
): Promise<Pick<Item, 'number' | 'text'>[]> {
  const similar = await similarTo(ctx, text, _id);
  const open = await items(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: similar.map((one) => one.id) }, state: { $in: [...OPEN] } })
    .lean<Item[]>();
  return similar.flatMap(({ id }) => open.find((one) => one._id === id && maySee(actor, one.branch)) ?? []);
}
