import type { Context } from '../../../../context.ts';
import { type Course, courses } from '../../model.ts';
import { type Terms, termsOf } from '../../rules/terms.ts';

/** What these courses ask for and give, as it is now. */
export async function termsOfCourses(
  ctx: Pick<Context, 'db' | 'workspace'>,
  ids: readonly string[],
): Promise<Map<string, Terms>> {
  if (ids.length === 0) return new Map();
  const found = await courses(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...new Set(ids)] } }, { terms: 1, repeat: 1, 'facts.kind': 1 })
    .lean<Pick<Course, '_id' | 'terms' | 'facts' | 'repeat'>[]>();
  return new Map(found.map((one) => [one._id, termsOf(one)]));
}

/** What a course asks for and gives; that each date stands for itself where there is no such course. */
export async function termsOfCourse(ctx: Pick<Context, 'db' | 'workspace'>, id: string): Promise<Terms> {
  return (await termsOfCourses(ctx, [id])).get(id) ?? { needed: 'each' };
}
