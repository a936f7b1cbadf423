import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { hasAttended } from '../../attendance/rules/attendance.ts';
import { coursesOf } from '../../attendance/service/attended.ts';
import type { Enrolment, Session } from '../../model.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { feedbackNotice } from './feedback.ts';

/** Asks those of these who attended what follows a class, in their hours. Asking again adds nothing. */
export async function askAttended(ctx: Context, session: Session, rows: readonly Enrolment[]): Promise<void> {
  const members = rows.filter((one) => hasAttended(one.mark)).map((one) => one.member);
  await plan(
    ctx,
    members.map((member) => feedbackNotice(session, member)),
  );
  for (const course of await coursesOf(ctx, session)) await inviteToQuiz(ctx, course, members);
}

/** Tells whoever was corrected by somebody else, each correction under its own name; who is absent by it is asked why. */
export async function tellCorrected(ctx: Context, session: Session, rows: readonly Enrolment[]): Promise<void> {
  await plan(
    ctx,
    rows.flatMap(({ member, corrections }): PlannedNotice[] => {
      const last = corrections.at(-1);
      if (last === undefined || last.by === member) return [];
      const nth = String(corrections.length);
      return [
        {
          ...{ notice: `training.corrected-${session._id}-${nth}`, kind: 'training.corrected', recipient: member },
          ...{ to: 'member', params: { session: session._id, nth } },
        },
      ];
    }),
  );
}
