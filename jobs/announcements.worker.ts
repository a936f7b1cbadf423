import type { Context } from '../src/context.ts';
import { deleteFormer } from '../src/features/announcements/draft/service/former-files.ts';
import { tick } from '../src/features/announcements/service/change.ts';
import { sendOut } from '../src/features/announcements/service/send.ts';
import { announcementsSend, announcementsTick } from './announcements.ts';
import { type JobWorker, workerFor } from './define.ts';

export const announcementsWorkers: JobWorker<Context>[] = [
  workerFor(announcementsTick, async (ctx) => {
    await tick(ctx);
    await deleteFormer(ctx);
    return { done: true };
  }),
  workerFor(announcementsSend, async (ctx, { announcement }) => {
    const sent = await sendOut(ctx, announcement);
    return 'skipped' in sent ? sent : { done: true };
  }),
];
