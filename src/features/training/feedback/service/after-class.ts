import type { Context } from '../../../../context.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import type { Session } from '../../model.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { coursesOf } from '../../session/service/attended.ts';
import { given } from './feedback.ts';

/** Asks those of these who attended what follows a class, in their hours. Asking again adds nothing. */
export async function askAttended(ctx: Context, session: Session, rows: readonly Attendance[]): Promise<void> {
  await given.ask(ctx, session, rows);
  const members = rows.filter((one) => hasAttended(one.mark)).map((one) => one.member);
  for (const course of await coursesOf(ctx, session)) await inviteToQuiz(ctx, course, members);
}
