import { Buffer } from 'node:buffer';
import type { Action } from '../../bot/feature.ts';
import { sendSlackFile } from '../../bot/slack-file.ts';
import { calendarFile } from '../../lib/ics.ts';
import { messages } from './messages.ts';
import { calendarOf } from './service/calendar.ts';
import { presentSession } from './service/sessions.ts';

/** Minutes before the start at which the calendar reminds. */
const REMIND_BEFORE = [60];

export const calendarActions: Record<string, Action> = {
  /**
   * Sends the session as a calendar file; after a change the same file, asked for again, replaces what the calendar holds, and of
   * a session that was cancelled it takes it out.
   */
  calendar: {
    role: 'worker',
    run: async ({ ctx, actor, value }) => {
      const say = messages[actor.locale];
      const { isCancelled, ...entry } = await calendarOf(ctx, await presentSession(ctx, value));
      const file = calendarFile({ ...entry, remindBefore: REMIND_BEFORE }, { product: 'Jingying', isCancelled });
      await sendSlackFile(
        ctx,
        actor.user,
        { filename: say.calendarFile, bytes: Buffer.from(file, 'utf8') },
        isCancelled ? say.calendarRemoved : say.calendarSent,
      );
    },
  },
};
