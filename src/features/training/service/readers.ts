import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience.ts';
import { parseShift, type Shift } from '../../../members/shift.ts';
import type { Reader } from '../rules/reminders.ts';

const PAGE = 1_000;

/**
 * The clocks of these people; who is not known has the house's.
 * @param known those that were read before: only the others are read
 */
export async function readersOf(
  ctx: Context,
  users: readonly string[],
  known: Map<string, Reader> = new Map(),
): Promise<Map<string, Reader>> {
  const shifts = new Map<string, Shift | undefined>();
  const missing = [...new Set(users)].filter((user) => !known.has(user));
  for (let start = 0; start < missing.length; start += PAGE) {
    const page = missing.slice(start, start + PAGE);
    const found = await membersOf(ctx, page);
    for (const user of page) {
      const { shift = '', tz = ctx.config.TIMEZONE, quiet } = found.get(user) ?? {};
      if (!shifts.has(shift)) shifts.set(shift, parseShift(shift));
      known.set(user, { tz, shift: shifts.get(shift), quiet });
    }
  }
  return known;
}
