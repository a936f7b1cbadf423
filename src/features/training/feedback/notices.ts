import type { NoticeRenderer } from '../../../bot/feature.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { shownOne } from '../card/service/present.ts';
import { readerOf } from '../messages/reader.ts';
import { findSession } from '../session/service/write.ts';
import { hasBeenAt, opinionOf, untilOf } from './service/feedback.ts';
import { feedbackMessage } from './views.ts';

export const feedbackDropReasons: Record<string, Bilingual> = {
  'was-absent': { zh: '没有参加', en: 'was not there' },
};

/** Three questions to who was there. */
export const feedback: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const session = await findSession(ctx, params.session ?? '');
  if (session === undefined || recipient === undefined) return { drop: 'over' };
  if (!isSent && !(await hasBeenAt(ctx, session, recipient.user))) return { drop: 'was-absent' };
  const opinion = await opinionOf(ctx, session._id, recipient.user);
  return feedbackMessage(readerOf(recipient), await shownOne(ctx, recipient, session), opinion, untilOf(session));
};
