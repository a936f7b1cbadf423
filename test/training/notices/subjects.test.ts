import { afterAll, beforeAll, expect, it } from 'vitest';
import { subjectsOf } from '../../../src/features/training/service/subjects.ts';
import { openWorkplace, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

it('names what a send is about by its topic and its day, so that two are not alike', async () => {
  const at = (day: string) => ({ facts: { startsAt: new Date(`${day}T14:00:00+08:00`), duration: 60 } });
  const [[first], [other]] = [await openCourseOf(work, at('2026-03-10')), await openCourseOf(work, at('2026-03-17'))];
  const notices = [
    `training.invite-${first?.course}`,
    `training.invite-${other?.course}`,
    `training.changed-${first?.course}-0-2`,
    `training.changed-dates-${other?.course}-wave`,
    'training.digest-2026-03-09',
  ];
  const found = await subjectsOf(work.ctx, notices, 'zh');
  expect([...found.values()]).toEqual([
    ['安全用电', '2026-03-10'],
    ['安全用电', '2026-03-17'],
    ['安全用电', '2026-03-10'],
    ['安全用电', '2026-03-17'],
    [],
  ]);
  const facts = { startsAt: new Date('2026-03-24T14:00:00+08:00'), duration: 60 };
  const second = { locale: 'en' as const, words: { topic: 'Electrical safety' } };
  const [third] = await openCourseOf(work, { facts: { ...facts, second } });
  const named = [`training.invite-${third?.course}`, `training.changed-${third?._id}-2`];
  expect([...(await subjectsOf(work.ctx, named, 'en')).values()]).toEqual([
    ['Electrical safety', '2026-03-24'],
    ['Electrical safety', '2026-03-24'],
  ]);
  expect([...(await subjectsOf(work.ctx, named, 'zh')).values()][0]).toEqual(['安全用电', '2026-03-24']);
});
