import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { recordMany } from '../../../../participation/ledger/service.ts';
import { type Course, courses } from '../../model.ts';
import { worthOf } from '../../rules/worth.ts';
import { type Study, studies } from '../model.ts';

const AT_ONCE = 500;

/** Brings finished self-studies into the ledger, each once, under a category of its own. */
export async function bookStudies(ctx: Context, course: Course, rows: readonly Study[]): Promise<void> {
  const users = rows.map((one) => one.member);
  const people = await membersOf(ctx, users);
  await recordMany(
    ctx,
    rows.flatMap(({ member, passedAt }) => {
      if (passedAt === undefined) return [];
      const { branch, team, shift, tz } = people.get(member) ?? {};
      return {
        deed: {
          member,
          feature: 'training',
          activity: course._id,
          category: 'self-study',
          kind: 'attend',
          at: passedAt,

          ...worthOf('present', course.facts.minutes),
          streak: true,
          key: `training.study-${course._id}-${member}`,
          outcome: { course: course._id, by: 'study' },
        },
        person: { branch, team, shift, tz },
      };
    }),
  );
  await studies(ctx).updateMany(
    { workspace: ctx.workspace, course: course._id, member: { $in: users }, unbooked: true },
    { $unset: { unbooked: 1 } },
  );
}

/** What a process that died has not booked. */
export async function bookUnbookedStudies(ctx: Context): Promise<void> {
  const rows = await studies(ctx).find({ workspace: ctx.workspace, unbooked: true }).limit(AT_ONCE).lean<Study[]>();
  for (const id of new Set(rows.map((one) => one.course))) {
    const course = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Course>();
    const own = rows.filter((one) => one.course === id);
    if (course !== null) await bookStudies(ctx, course, own);
  }
}
