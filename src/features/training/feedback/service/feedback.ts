import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import type { PlannedNotice } from '../../../../delivery/plan.ts';
import { closesAt, hasAttended } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import type { Session } from '../../model.ts';
import { attendancesOf, presentSession } from '../../session/service/sessions.ts';
import { FEEDBACK_WORDS } from '../messages.ts';
import { type Feedback, feedback, voices } from '../model.ts';
import { type Aspect, feedbackUntil, type Grade, MOST_WORDS, type Opinion } from '../rules.ts';

const PRIORITY = 6;

/** Until when a session's feedback may be given. */
export function untilOf(session: Session): Date {
  return feedbackUntil(session.closedAt ?? closesAt(session));
}

/** Asks one who attended. */
export function feedbackNotice(session: Session, recipient: string): PlannedNotice {
  return {
    notice: `training.feedback-${session._id}`,
    kind: 'training.feedback',
    recipient,
    to: 'member',
    params: { session: session._id },
    expiresAt: untilOf(session),
    priority: PRIORITY,
  };
}

/** Whether a person was there, as the attendance says now that it is closed. */
export async function hasBeenAt(ctx: Context, session: Session, member: string): Promise<boolean> {
  const [row] = await attendancesOf(ctx, { session: session._id, member });
  return session.state === 'closed' && row?.settled === true && hasAttended(row.mark);
}

/** What a person has said about a session; nothing so far is an empty opinion. */
export async function opinionOf(ctx: Context, session: string, member: string): Promise<Opinion> {
  const own = await voices(ctx).findOne({ workspace: ctx.workspace, session, member }).lean();
  const said =
    own === null ? null : await feedback(ctx).findOne({ _id: own.voice, workspace: ctx.workspace }).lean<Feedback>();
  return { grades: said?.grades ?? {}, words: said?.words };
}

/** Keeps what a tap says, at once; another tap changes it. @throws UserError for who was not there, and when it is too late */
export async function grade(ctx: Context, actor: Actor, id: string, aspect: Aspect, as: Grade): Promise<Session> {
  return speak(ctx, actor, id, { $set: { [`grades.${aspect}`]: as } });
}

/** Keeps a few words in place of those before; empty ones are taken back. @throws UserError as `grade` */
export async function addWords(ctx: Context, actor: Actor, id: string, words: string): Promise<Session> {
  const kept = words.trim().slice(0, MOST_WORDS);
  return speak(ctx, actor, id, kept === '' ? { $unset: { words: 1 } } : { $set: { words: kept } });
}

async function speak(
  ctx: Context,
  { user: member }: Actor,
  id: string,
  change: { $set: Record<string, string> } | { $unset: { words: 1 } },
): Promise<Session> {
  const { workspace } = ctx;
  const session = await presentSession(ctx, id);
  if (!(await hasBeenAt(ctx, session, member))) throw new UserError(FEEDBACK_WORDS.notThere);
  if (clock.now() >= untilOf(session)) throw new UserError(FEEDBACK_WORDS.feedbackOver);
  await insertNew(voices(ctx), [{ workspace, session: id, member, voice: newId() }]);
  const own = await voices(ctx).findOne({ workspace, session: id, member }).orFail().lean();
  await insertNew(feedback(ctx), [{ _id: own.voice, workspace, session: id, grades: {} } satisfies Feedback]);
  await feedback(ctx).updateOne({ _id: own.voice, workspace }, change);
  return session;
}
