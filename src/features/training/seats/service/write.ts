import type { News, Session } from '../../model.ts';
import type { Write } from '../../session/service/write.ts';
import { type Move, move, type Outcome } from '../rules/seats.ts';

/** What moves of seats write, all of them together; no `set` when they change nothing. */
export function seatWrite(
  session: Session,
  steps: readonly Move[],
  now: Date,
): { set: Write | undefined; outcomes: Outcome[] } {
  let seating: Parameters<typeof move>[0] = session;
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  for (const step of steps) {
    const moved = move(seating, step, now);
    seating = moved.seating;
    outcomes.push(moved.outcome);
    news.push(...moved.news);
  }
  if (seating.seats === session.seats) return { set: undefined, outcomes };
  return { set: { seats: [...seating.seats], seq: seating.seq, news: [...session.news, ...news] }, outcomes };
}
