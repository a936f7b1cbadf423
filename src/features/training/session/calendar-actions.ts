import { Buffer } from 'node:buffer';
import type { Action, ActionRequest } from '../../../bot/feature.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { calendarFile } from '../../../lib/ics.ts';
import { messages } from '../messages/worker-messages.ts';
import { type CalendarEntry, calendarOf, calendarOfCourse } from './service/calendar.ts';
import { presentSession } from './service/sessions.ts';

/** Minutes before the start at which the calendar reminds. */
const REMIND_BEFORE = [60];

/**
 * Sends appointments as a calendar file; after a change the same file, asked for again, replaces what the calendar holds, and
 * what was cancelled it takes out.
 */
async function sendCalendar(
  { ctx, actor }: ActionRequest,
  entries: readonly CalendarEntry[],
  isCancelled: boolean,
): Promise<void> {
  const say = messages[actor.locale];
  const events = entries.map((one) => ({ ...one, remindBefore: REMIND_BEFORE }));
  const bytes = Buffer.from(calendarFile(events, { product: 'Jingying', isCancelled }), 'utf8');
  const words = isCancelled ? say.calendarRemoved : say.calendarSent;
  await sendSlackFile(ctx, actor.user, { filename: say.calendarFile, bytes }, words);
}

export const calendarActions: Record<string, Action> = {
  calendar: {
    role: 'worker',
    run: async (request) => {
      const entry = await calendarOf(request.ctx, await presentSession(request.ctx, request.value));
      await sendCalendar(request, [entry], entry.isCancelled);
    },
  },
  /** All of one's dates of a course. */
  calendarAll: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, suffix } = request;
      const isCancelled = suffix === 'gone';
      await sendCalendar(request, await calendarOfCourse(ctx, actor, value, isCancelled), isCancelled);
    },
  },
};
