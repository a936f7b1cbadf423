import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import type { Attendance } from '../../../../gatherings/attendance.ts';
import { hasAttended } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import type { Session } from '../../model.ts';
import { attendancesOf, calledSession } from '../../session/service/sessions.ts';
import { type Feedback, feedback } from '../model.ts';
import { type FeedbackTally, tallyOf } from '../rules.ts';
import { untilOf } from './feedback.ts';

export interface FeedbackPage extends FeedbackTally {
  session: Session;
  /** Who was asked. */
  attended: number;
  /** Until then it may be given, and nothing of it is shown. */
  until: Date;
}

/**
 * What was said about a session; the words in an order that says nothing. What somebody said who was marked as there stays counted,
 * and they as asked, whatever is corrected later: the difference would be what they said.
 * @throws UserError for a person who neither teaches nor looks after it
 */
export async function feedbackPage(ctx: Context, actor: Actor, id: string): Promise<FeedbackPage> {
  const session = await calledSession(ctx, actor, id);
  const asked = (await attendancesOf(ctx, { session: id })).filter(wasEverThere);
  const said = await feedback(ctx).find({ workspace: ctx.workspace, session: id }).sort({ _id: 1 }).lean<Feedback[]>();
  const until = untilOf(session);
  return { session, attended: asked.length, until, ...tallyOf(said, clock.now() >= until) };
}

const wasEverThere = ({ mark, first, corrections }: Attendance): boolean =>
  [mark, first, ...corrections.map((one) => one.to)].some(hasAttended);
