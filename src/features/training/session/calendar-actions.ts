import type { Action } from '../../../bot/feature.ts';
import { sendCalendar } from '../../../gatherings/calendar.ts';
import { messages } from '../messages/worker-messages.ts';
import { calendarOfCourse } from './service/calendar.ts';

export const calendarActions: Record<string, Action> = {
  /** All of one's dates of a course. */
  calendarAll: {
    role: 'worker',
    run: async ({ ctx, actor, value, suffix }) =>
      sendCalendar(ctx, actor, await calendarOfCourse(ctx, actor, value, suffix === 'gone'), messages),
  },
};
