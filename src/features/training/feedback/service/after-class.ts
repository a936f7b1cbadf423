import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import type { Session } from '../../model.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { coursesOf } from '../../session/service/attended.ts';
import { feedbackNotice } from './feedback.ts';

/** Asks those of these who attended what follows a class, in their hours. Asking again adds nothing. */
export async function askAttended(ctx: Context, session: Session, rows: readonly Attendance[]): Promise<void> {
  const members = rows.filter((one) => hasAttended(one.mark)).map((one) => one.member);
  await plan(
    ctx,
    members.map((member) => feedbackNotice(session, member)),
  );
  for (const course of await coursesOf(ctx, session)) await inviteToQuiz(ctx, course, members);
}
