import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses } from '../../model.ts';
import type { Terms } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { STUDY_WORDS } from '../../study/messages.ts';
import { withNewEnd } from '../../study/service/ends.ts';
import { isStudy } from '../../study/service/study.ts';

/**
 * Keeps what a course asks for and gives, before it is published or after.
 * @param seen the number of the last change that the officer saw
 * @throws UserError for who does not look after it, and when somebody else saved since
 */
export async function saveTerms(ctx: Context, actor: Actor, id: string, seen: number, terms: Terms): Promise<Course> {
  const before = await courseFor(ctx, actor, id);
  const now = clock.now();
  const { $set, ...more } = withNewEnd(before, terms.study?.until, seen + 1, now);
  const saved = await courses(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, termsRev: seen === 0 ? { $exists: false } : seen },
      { $set: { terms, termsRev: seen + 1, uncertified: now, updatedAt: now, ...$set }, ...more },
      { returnDocument: 'after' },
    )
    .lean<Course>();
  if (saved === null) throw new UserError(WORDS.termsChanged);
  return saved;
}

/**
 * Ends a self-study before its time: nobody begins any more.
 * @throws UserError for who does not look after it, and when it has ended or somebody else saved since it was read
 */
export async function endStudy(ctx: Context, actor: Actor, id: string): Promise<Course> {
  const course = await courseFor(ctx, actor, id);
  const until = clock.now();
  if (!isStudy(course) || course.state === 'draft' || course.terms.study.until <= until)
    throw new UserError(STUDY_WORDS.studyEnded);
  const { terms, termsRev = 0 } = course;
  return saveTerms(ctx, actor, id, termsRev, { ...terms, study: { ...terms.study, until } });
}
