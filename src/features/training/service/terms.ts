import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Course, courses } from '../model.ts';
import type { Terms } from '../rules/terms.ts';
import { WORDS } from '../words.ts';
import { courseFor } from './courses.ts';

/**
 * Keeps what a course asks for and gives, before it is published or after.
 * @param seen the number of the last change that the officer saw
 * @throws UserError for who does not look after it, and when somebody else saved since
 */
export async function saveTerms(ctx: Context, actor: Actor, id: string, seen: number, terms: Terms): Promise<Course> {
  await courseFor(ctx, actor, id);
  const now = clock.now();
  const saved = await courses(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, termsRev: seen === 0 ? { $exists: false } : seen },
      { $set: { terms, termsRev: seen + 1, uncertified: now, updatedAt: now } },
      { returnDocument: 'after' },
    )
    .lean<Course>();
  if (saved === null) throw new UserError(WORDS.termsChanged);
  return saved;
}
