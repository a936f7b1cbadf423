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

/** Resolves the audience, writes its receipts and plans the deliveries. Running it again completes it. */
export const announcementsSend = defineJob({
  name: 'announcements.send',
  payload: idOnly,
  priority: 20,
  limitMs: LONG_MS,
});
