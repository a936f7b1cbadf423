import type { Context } from '../../../../context.ts';
import { tellSoon } from '../../notices/service/tell.ts';
import { writeSession } from '../../session/service/write.ts';
import { closesAt } from '../rules/attendance.ts';

/** Closes the attendance when its time has come, once. */
export async function closeAttendance(ctx: Context, id: string): Promise<void> {
  const session = await writeSession(ctx, id, (found, now) => {
    if (found.state !== 'open' || closesAt(found) > now) return undefined;
    const seq = found.seq + 1;
    return {
      ...{ state: 'closed', closedAt: now, seq, news: [...found.news, { what: 'closed', seq }] },
      seats: found.seats.filter((one) => one.state === 'held'),
    };
  });
  await tellSoon(ctx, session);
}
