import type { Context } from '../context.ts';
import { membersOf } from '../members/audience/audience.ts';
import { workTimesOf } from '../members/calendar/work-times.ts';
import type { Reader } from './rules/ladder.ts';

const PAGE = 1_000;

/** By member. */
export type Readers = Map<string, Reader>;

/**
 * The clocks of these people, also of those who are away: what they have signed up for is told in the hours of their shift. People
 * who are not known have the house's.
 * @param known those that were read before: only the others are read
 */
export async function readersOf(ctx: Context, users: readonly string[], known: Readers = new Map()): Promise<Readers> {
  // The same clock is the same object.
  const clocks = new Map<string, Reader>();
  const times = await workTimesOf(ctx);
  const missing = [...new Set(users)].filter((user) => !known.has(user));
  for (let start = 0; start < missing.length; start += PAGE) {
    const page = missing.slice(start, start + PAGE);
    const found = await membersOf(ctx, page);
    for (const user of page) {
      const { shift, branch, tz = ctx.config.TIMEZONE, quiet } = found.get(user) ?? {};
      const key = JSON.stringify([shift, branch, tz, quiet]);
      const reader = clocks.get(key) ?? { tz, shift: times.of({ shift, branch }), quiet };
      clocks.set(key, reader);
      known.set(user, reader);
    }
  }
  return known;
}
