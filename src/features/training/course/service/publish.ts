import { trainingPublish } from '../../../../../jobs/training.ts';
import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { checkReadable } from '../../../../members/audience/spec.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { placesFor, termsOf } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { mayCome, mustCome } from '../../session/service/sessions.ts';
import { isStudy } from '../../study/service/study.ts';
import { whoMissed } from '../make-up/service.ts';
import { faultsIn, sizesOf } from './courses.ts';

const DUE = 50;

/**
 * An officer publishes a draft. Its sessions, the seats of who must come and the notices are made by a job.
 * @throws UserError when it is not complete, goes beyond the branch, or reaches nobody
 */
export async function publish(ctx: Context, actor: Actor, id: string): Promise<Course> {
  const found = await courseFor(ctx, actor, id);
  const whom = found.state === 'draft' ? await whoMissed(ctx, found) : {};
  const draft: Course = { ...found, ...whom };
  // A second press finds it published already.
  if (draft.state !== 'draft') return draft;
  for (const spec of [mayCome(draft), mustCome(draft)]) checkReadable(spec);
  const faults = await faultsIn(ctx, actor, draft);
  if (faults.includes('beyond')) throw new UserError(WORDS.beyondBranch);
  if (faults.length > 0) throw new UserError(WORDS.notComplete);
  if (draft.facts.kind === 'self-study' && !isReadyStudy(draft, clock.now())) throw new UserError(WORDS.notComplete);
  const { trainer } = draft.facts;
  if (trainer !== '' && (await membersOf(ctx, [trainer])).get(trainer)?.state !== 'active')
    throw new UserError(WORDS.trainerLeft);
  const { may, must } = await sizesOf(ctx, draft);
  if (may + must === 0) throw new UserError(WORDS.nobody);
  if (must > placesIn(draft)) throw new UserError(WORDS.tooMany);
  const now = clock.now();
  const published = await courses(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, state: 'draft', updatedAt: draft.updatedAt },
      { $set: { ...whom, state: 'publishing', publishedAt: now, updatedAt: now } },
      { returnDocument: 'after' },
    )
    .lean<Course>();
  if (published === null) return courseFor(ctx, actor, id);
  await openSoon(ctx, id);
  return published;
}

/** Queues a course whose sessions, seats and notices are to be made. */
export async function openSoon(ctx: Context, course: string): Promise<void> {
  await ctx
    .enqueue(trainingPublish, { course }, { key: course })
    .catch((error: unknown) =>
      ctx.log.warn({ err: error, course }, 'a course is not queued to be published; the tick will find it'),
    );
}

function placesIn(draft: Course): number {
  const capacities = datesIn(draft).map(() => draft.facts.capacity);
  return placesFor(termsOf(draft).needed, capacities);
}

/** Whether its material and question are written, and there is still time. */
function isReadyStudy(draft: Course, now: Date): boolean {
  return isStudy(draft) && draft.terms.study.until > now;
}

/** Those whose job was lost. */
export async function publishWaiting(ctx: Context): Promise<void> {
  const waiting = await courses(ctx)
    .find({ workspace: ctx.workspace, state: 'publishing' }, { _id: 1 })
    .limit(DUE)
    .lean();
  for (const { _id } of waiting) await ctx.enqueue(trainingPublish, { course: _id }, { key: _id });
}
