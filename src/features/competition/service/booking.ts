import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { entriesWhere } from '../../../participation/ledger/read.ts';
import { recordMany, reverse } from '../../../participation/ledger/service.ts';
import type { Competition } from '../model.ts';

const FEATURE = 'competition';

/**
 * Brings the ledger to what the result says: each member of a unit has one entry, and what a correction has changed since is an
 * entry that reverses the difference. Done again it adds nothing.
 */
export async function book(ctx: Context, one: Competition): Promise<void> {
  const { result, placed = [], endedAt, prizes } = one;
  if (result === undefined || endedAt === undefined) return;
  const rows = new Map(result.rows.map((row) => [row.unit, row]));
  const due = placed.flatMap(({ unit, users }) => {
    const { rank, total = 0 } = rows.get(unit) ?? {};
    const points = rank === undefined ? 0 : (prizes[rank - 1] ?? 0);
    const outcome = { unit, total, ...(rank === undefined ? {} : { rank }) };
    return users.map((member) => ({ member, points, outcome }));
  });
  const keyOf = (member: string) => `${FEATURE}.placed-${one._id}-${member}`;
  const mendKey = (member: string) => `${keyOf(member)}-${result.nth}`;
  const people = await membersOf(
    ctx,
    due.map(({ member }) => member),
  );
  const [had, known] = await bookedPoints(ctx, one._id, mendKey);
  await recordMany(
    ctx,
    due
      .filter(({ member }) => !known.has(member))
      .map(({ member, points, outcome }) => {
        const { branch, team, shift, tz } = people.get(member) ?? {};
        const deed = { member, feature: FEATURE, activity: one._id, kind: 'placed', at: endedAt, points, minutes: 0 };
        return {
          deed: { ...deed, category: one.kind, streak: false, outcome, key: keyOf(member) },
          person: { branch, team, shift, tz },
        };
      }),
  );
  for (const { member, points, outcome } of due) {
    const more = known.has(member) ? points - (had.get(member) ?? 0) : 0;
    if (more !== 0) await reverse(ctx, keyOf(member), { key: mendKey(member), points: more, outcome });
  }
}

/** What each member has of it, without what this very result has added; and who has an entry. */
async function bookedPoints(
  ctx: Context,
  activity: string,
  mendKey: (member: string) => string,
): Promise<[Map<string, number>, Set<string>]> {
  const [had, known] = [new Map<string, number>(), new Set<string>()];
  for await (const { member, points, key } of entriesWhere(ctx, { activity, feature: FEATURE })) {
    known.add(member);
    if (key !== mendKey(member)) had.set(member, (had.get(member) ?? 0) + points);
  }
  return [had, known];
}
