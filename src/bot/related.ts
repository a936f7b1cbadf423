import type { Bilingual } from '../lib/language.ts';
import type { Feature } from './feature.ts';
import type { Related } from './routing/contributions.ts';

/** Who is near to a member, as far as these features know. */
export function relatedOf(features: readonly Feature[]): Related {
  return async (ctx, member, others) => {
    const found = await Promise.all(features.map((one) => one.related?.(ctx, member, others) ?? []));
    return new Set(found.flat());
  };
}

/** What each feature is called, by its name. */
export function titlesOf(features: readonly Feature[]): ReadonlyMap<string, Bilingual> {
  return new Map(features.map(({ name, title }) => [name, title]));
}
