import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { type Feedback, feedback, voices } from '../feedback-model.ts';
import type { Session } from '../model.ts';
import { hasAttended } from '../rules/attendance.ts';
import { type FeedbackTally, tallyOf } from '../rules/feedback.ts';
import { taughtSession } from './roll.ts';
import { enrolmentsOf } from './sessions.ts';

export interface FeedbackPage extends FeedbackTally {
  session: Session;
  /** Who was asked. */
  attended: number;
}

/**
 * What was said about a session, of those who were there as the attendance says now; the words in an order that says nothing.
 * @throws UserError for who neither teaches nor looks after it
 */
export async function feedbackPage(ctx: Context, actor: Actor, id: string): Promise<FeedbackPage> {
  const { workspace } = ctx;
  const session = await taughtSession(ctx, actor, id);
  const there = (await enrolmentsOf(ctx, { session: id })).filter((one) => hasAttended(one.mark));
  const members = there.map((one) => one.member);
  const own = await voices(ctx)
    .find({ workspace, session: id, member: { $in: members } }, { voice: 1 })
    .lean();
  const said = await feedback(ctx)
    .find({ _id: { $in: own.map((one) => one.voice) }, workspace })
    .sort({ _id: 1 })
    .lean<Feedback[]>();
  return { session, attended: members.length, ...tallyOf(said) };
}
