import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { openCourse } from '../../../src/features/training/course/service/open-course.ts';
import { reviseCourse } from '../../../src/features/training/course/service/revise.ts';
import { courses, sessions } from '../../../src/features/training/model.ts';
import { actor } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
});
afterAll(() => work.close());

it('a date that is added while an old run of the publishing is still at work is held', {
  timeout: 60_000,
}, async () => {
  const include = [`member:${PEOPLE.chen}`];
  const facts = { topic: '用电安全', startsAt: new Date('2026-03-20T14:00:00+08:00') };
  const id = (await openCourseOf(work, { include, facts }))[0]?.course ?? '';
  const stateOf = async () => (await courses(work.ctx).findOne({ _id: id }).lean())?.state;

  // A run that was taken over by another one, and ends when all else is done: it waits where it would put a notice into the queue.
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let reached = (): void => undefined;
  const isWaiting = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const slow: Context = {
    ...work.ctx,
    enqueueMany: async (...args) => {
      reached();
      await gate;
      return work.ctx.enqueueMany(...args);
    },
  };
  await courses(work.ctx).updateOne({ _id: id }, { $set: { state: 'publishing', include: ['all'] } });
  const old = openCourse(slow, id);
  await isWaiting;
  await openCourse(work.ctx, id);
  expect(await stateOf()).toBe('published');
  await reviseCourse(work.ctx, await actor(work, PEOPLE.admin), id, 0, {
    include: ['all'],
    except: [],
    must: [],
    more: '2026-03-27 14:00',
  });
  go();
  await old;
  expect(await stateOf()).toBe('publishing');
  await openCourse(work.ctx, id);
  expect(await stateOf()).toBe('published');
  expect(await sessions(work.ctx).countDocuments({ course: id })).toBe(2);
});
