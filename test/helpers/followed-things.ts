import type { Feature } from '../../src/bot/feature.ts';
import type { Context } from '../../src/context.ts';
import { deliveries } from '../../src/delivery/model.ts';

/**
 * What was planned otherwise than its feature declares: a notice that follows a thing names it, and one that stays names none.
 * @returns plain sentences
 */
export async function unfollowed(ctx: Context, features: readonly Feature[]): Promise<string[]> {
  const planned = await deliveries(ctx).aggregate<{ kind: string; about?: string | null }>([
    { $match: { workspace: ctx.workspace } },
    { $set: { thing: { $arrayElemAt: [{ $split: ['$about', ':'] }, 0] } } },
    { $group: { _id: { kind: '$kind', thing: '$thing' }, about: { $first: '$about' } } },
    { $project: { _id: 0, kind: '$_id.kind', about: 1 } },
  ]);
  return planned.flatMap(({ kind, about }) => {
    const [name, verb = ''] = kind.split('.');
    const declared = features.find((one) => one.name === name)?.follows?.[verb];
    if (declared === undefined) return [];
    const things = 'things' in declared ? declared.things : [];
    const isRight =
      about === undefined || about === null
        ? things.length === 0
        : things.some((one) => about.startsWith(`${name}.${one}:`));
    return isRight
      ? []
      : [`the notice ${kind} is about ${about ?? 'nothing'}, and follows ${things.join(', ') || 'nothing'}`];
  });
}
