import type { Feature } from './feature.ts';
import type { Related } from './routing/contributions.ts';

/** Who is near to a member, as far as these features know. */
export function relatedOf(features: readonly Feature[]): Related {
  return async (ctx, member, others) => {
    const found = await Promise.all(features.map((one) => one.related?.(ctx, member, others) ?? []));
    return new Set(found.flat());
  };
}
