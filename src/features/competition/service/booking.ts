import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { recordMany, reverseMany } from '../../../participation/ledger/service.ts';
import type { Competition } from '../model.ts';
import type { Result } from '../rules/results.ts';

const FEATURE = 'competition';

/**
 * Brings the ledger to what the results say: each member of a unit has one entry, and what each later result has changed is an entry
 * of its own that reverses the difference. The difference is that of two results and not what the ledger holds, so two processes
 * that book at once, or one that does it again, add nothing.
 */
export async function book(ctx: Context, one: Competition): Promise<void> {
  const { results = [], placed = [], endedAt } = one;
  const [first, ...later] = results;
  if (first === undefined || endedAt === undefined) return;
  const due = placed.flatMap(({ unit, users }) => users.map((member) => ({ member, unit })));
  const keyOf = (member: string) => `${FEATURE}.placed-${one._id}-${member}`;
  if (first.nth === 1) {
    const people = await membersOf(
      ctx,
      due.map(({ member }) => member),
    );
    await recordMany(
      ctx,
      due.map(({ member, unit }) => {
        const { branch, team, shift, tz } = people.get(member) ?? {};
        const deed = { member, feature: FEATURE, activity: one._id, kind: 'placed', at: endedAt, minutes: 0 };
        const { points, outcome } = worthOf(one, first, unit);
        return {
          deed: { ...deed, category: one.kind, streak: false, points, outcome, key: keyOf(member) },
          person: { branch, team, shift, tz },
        };
      }),
    );
  }
  const changes = later.flatMap((result, nth) =>
    due.flatMap(({ member, unit }) => {
      const { points, outcome } = worthOf(one, result, unit);
      const more = points - worthOf(one, results[nth] ?? first, unit).points;
      return more === 0 ? [] : [{ of: keyOf(member), key: `${keyOf(member)}-${result.nth}`, points: more, outcome }];
    }),
  );
  await reverseMany(ctx, changes);
}

/** What a result is worth to each member of a unit. */
function worthOf({ prizes }: Pick<Competition, 'prizes'>, { rows }: Result, unit: string) {
  const { rank, total = 0 } = rows.find((row) => row.unit === unit) ?? {};
  const points = rank === undefined ? 0 : (prizes[rank - 1] ?? 0);
  return { points, outcome: { unit, total, ...(rank === undefined ? {} : { rank }) } };
}
