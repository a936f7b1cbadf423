import type { Feature } from '../feature.ts';
import type { ContestNotices } from './contributions.ts';

/** The contest notices of all these features, the oldest first. */
export function contestNoticesOf(features: readonly Feature[]): ContestNotices {
  return async (request) => {
    const found = await Promise.all(features.map((one) => one.contestNotices?.(request) ?? []));
    return found.flat().toSorted((a, b) => a.at.getTime() - b.at.getTime());
  };
}
