import { z } from 'zod';
import { defineJob } from './define.ts';

const idOnly = z.object({ announcement: z.string().min(1) });
const LONG_MS = 10 * 60_000;

/** Looks what is due: announcements, reminders, ends. All of it is derived from MongoDB: a lost Redis loses nothing. */
export const announcementsTick = defineJob({
  name: 'announcements.tick',
  payload: z.object({}),
  attempts: 1,
  everyMs: 60_000,
  priority: 10,
});

/**
 * Resolves the audience, writes its receipts and plans the deliveries. Running it again completes it.
 *
 * What repeats and was missed, as in an outage, does not pile up: only the latest turn goes out, and only on its own day by the
 * author's calendar (or within an hour, where midnight has passed) and before its end. The other turns stand in the log as
 * missed, and the next comes at its hour. What goes out once goes out late, until its end.
 */
export const announcementsSend = defineJob({
  name: 'announcements.send',
  payload: idOnly,
  priority: 20,
  limitMs: LONG_MS,
});
