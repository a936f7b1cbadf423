import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendances } from '../../../src/features/training/model.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, sessionOf } from '../classroom.ts';

const { correct, mark } = gathered;

const { admin, chen, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const minutesOf = async (member: string) =>
  (await ledger(work.ctx).find({ feature: 'training', member }).lean()).reduce((sum, one) => sum + one.minutes, 0);

describe('attendance that was closed before marks were settled', { timeout: 60_000 }, () => {
  it('is corrected as any other, from the mark with which it was closed', async () => {
    const chair = await actor(work, admin);
    const [session] = await openCourseOf(work, {
      include: [`member:${chen}`, `member:${zhao}`],
      facts: { topic: '用电', startsAt: new Date('2026-03-11T14:00:00+08:00'), duration: 120, minutes: 120 },
    });
    const id = session?._id ?? '';
    await moveAll(
      work.ctx,
      id,
      [chen, zhao].map((member) => ({ do: 'sign-up', member }) as const),
    );
    await work.moveTo('2026-03-11T14:30:00+08:00');
    for (const member of [chen, zhao]) await mark(work.ctx, chair, id, member, 'present');
    await work.moveTo('2026-03-11T17:01:00+08:00');
    await tick(work.ctx);
    expect((await sessionOf(work, id)).state).toBe('closed');
    await correct(work.ctx, chair, id, zhao, 'left-early', '提前离开');
    // As a version before wrote it.
    await attendances(work.ctx).updateMany({ session: id }, { $unset: { settled: 1, first: 1 } });
    await correct(work.ctx, chair, id, chen, 'absent', '没有来');
    await correct(work.ctx, chair, id, zhao, 'present', '核对过');
    const rows = await attendances(work.ctx).find({ session: id }).sort({ member: 1 }).lean();
    expect(rows.map(({ member, settled, first, mark: now }) => ({ member, settled, first, now }))).toEqual([
      { member: chen, settled: true, first: 'present', now: 'absent' },
      { member: zhao, settled: true, first: 'present', now: 'present' },
    ]);
    await tick(work.ctx);
    expect([await minutesOf(chen), await minutesOf(zhao)]).toEqual([0, 120]);
  });
});
