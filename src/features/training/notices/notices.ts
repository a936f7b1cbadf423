import type { Message } from '../../../bot/draw/block-kit.ts';
import type { NoticeRenderer } from '../../../bot/feature.ts';
import type { NoticeRequest } from '../../../bot/request.ts';
import { gatheringDropReasons, gatheringNotices } from '../../../gatherings/notices.ts';
import { startKey } from '../../../gatherings/reminding.ts';
import { RUNGS, rungsOf } from '../../../gatherings/rules/ladder.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { courseMessage } from '../card/course-views.ts';
import { type Shown, shownOf, shownOne } from '../card/service/present.ts';
import { cardMessage } from '../card/views.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Session } from '../model.ts';
import { isOfGroup } from '../rules/shift-dates.ts';
import { datesOf, invitedTo } from '../session/service/sessions.ts';
import { findSession, stored } from '../session/service/write.ts';
import { newsFor } from './service/news.ts';
import { isConcerned, newsMessage } from './teach-views.ts';
import { togetherNotices } from './together-notices.ts';
import { cancelledMessage, handoverMessage, offerMessage, reminderMessage, toldOf } from './views.ts';

export const sessionDropReasons: Record<string, Bilingual> = {
  ...gatheringDropReasons,
  over: { zh: '培训已经结束或取消', en: 'the session is over or cancelled' },
  moved: { zh: '培训改了时间', en: 'the session was moved' },
  'not-meant': { zh: '已经不在对象里', en: 'not in the audience any more' },
  'not-teaching': { zh: '已经不由他讲', en: 'does not teach it any more' },
  attended: { zh: '已经参加过这门课', en: 'has attended the course' },
  'handed-over': { zh: '已经换了讲师', en: 'another trainer has taken it over' },
  'not-managing': { zh: '已不归此人管理', en: 'this person no longer looks after it' },
};

type Recipient = NonNullable<NoticeRequest['recipient']>;

/** A notice about one session, drawn from the session as it is now. */
const ofSession =
  (
    draw: (
      session: Session,
      shown: Shown,
      recipient: Recipient,
      request: NoticeRequest,
    ) => Promise<Message | { drop: string }>,
  ): NoticeRenderer =>
  async (request) => {
    const { ctx, recipient, params } = request;
    const session = await findSession(ctx, params.session ?? '');
    if (session === undefined || recipient === undefined) return { drop: 'over' };
    const shown = await shownOne(ctx, recipient, session);
    return { ...(await draw(session, shown, recipient, request)), about: topicOf(shown) };
  };

const invite: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const reader = readerOf(recipient);
  const coming = (await datesOf(ctx, params.course ?? '')).filter(
    (one) => one.state === 'open' && one.startsAt > reader.now && isOfGroup(recipient, one.group),
  );
  const [next] = coming;
  if (next === undefined) return { drop: 'over' };
  // Whom it is for may have been changed since this was planned.
  const isRevised = next.revision !== undefined && !isSent;
  if (isRevised && !(await invitedTo(ctx, next, [recipient.user])).has(recipient.user)) return { drop: 'not-meant' };
  const shown = await shownOf(ctx, recipient, coming);
  if (!isSent && shown.some((one) => one.ofCourse.attended !== undefined)) return { drop: 'attended' };
  const [first] = shown;
  const own = isSent ? seatEnough(shown) : undefined;
  const drawn = own === undefined ? courseMessage(reader, shown) : cardMessage(reader, own);
  return { ...drawn, ...(first === undefined ? {} : { about: topicOf(first) }) };
};

/** Where one date is enough, the one on which the reader has a seat: with it the course is settled for them. */
const seatEnough = (dates: readonly Shown[]): Shown | undefined =>
  dates.find(({ ofCourse, own }) => ofCourse.needed === 'one' && own?.state === 'held');

/** Only for those still expected, of the start that the session has now. */
export const sessionReminder = ofSession(async (session, shown, recipient, { params, isSent }) => {
  const rung = RUNGS.find((one) => one === params.rung) ?? 'hour';
  if (isSent && session.state === 'cancelled') return cardMessage(readerOf(recipient), shown);
  if (!isSent) {
    if (session.state !== 'open') return { drop: 'over' };
    if (startKey(session) !== params.start) return { drop: 'moved' };
    if (!rungsOf(session).includes(rung)) return { drop: 'not-wanted' };
    if (shown.own?.state !== 'held') return { drop: 'not-expected' };
    if (shown.mark !== undefined) return { drop: 'marked' };
    if (shown.ofCourse.attended !== undefined) return { drop: 'attended' };
  }
  return reminderMessage(readerOf(recipient), shown, rung);
});

const offer = ofSession(async (session, shown, recipient, { params, isSent }) => {
  const seat = session.seats.find((one) => one.member === recipient.user);
  // A copy that stands shows what became of the seat.
  const isOver = session.state !== 'open' || seat?.until === undefined || String(seat.seq) !== params.seq;
  if (isSent && isOver) return cardMessage(readerOf(recipient), shown);
  if (session.state !== 'open' || seat?.until === undefined || String(seat.seq) !== params.seq)
    return { drop: 'answered' };
  const reader = readerOf(recipient);
  // Moved to an earlier start the offer may be over before the hour in which it was to be sent.
  if (seat.until <= reader.now) return { drop: 'over' };
  if (shown.ofCourse.attended !== undefined) return { drop: 'attended' };
  return offerMessage(reader, shown, seat.until);
});

/** What is told as of any gathering. */
const { passed, assigned, marked, absent, corrected } = gatheringNotices(stored, {
  messages,
  told: async (ctx, reader, session) => toldOf(readerOf(reader), await shownOne(ctx, reader, session)),
  card: async (ctx, reader, session, lead) =>
    cardMessage(readerOf(reader), await shownOne(ctx, reader, session), lead === undefined ? {} : { lead }),
});

const changed = ofSession(async (session, shown, recipient, { ctx, params, isSent }) => {
  if (isSent) return cardMessage(readerOf(recipient), shown);
  if (session.state !== 'open') return { drop: 'over' };
  const reader = readerOf(recipient);
  const lines = await newsFor(ctx, session, recipient.user, Number(params.version), reader);
  if (!isConcerned({ shown, lines })) return { drop: 'not-expected' };
  return lines.length === 0 ? { drop: 'nothing-new' } : newsMessage(reader, [{ shown, lines }]);
});

const cancelled = ofSession(async (session, shown, recipient) =>
  session.state === 'cancelled' && (shown.own !== undefined || shown.isTrainer)
    ? cancelledMessage(readerOf(recipient), shown)
    : { drop: 'not-expected' },
);

const handover = ofSession(async (session, shown, recipient, { params }) => {
  if (session.state !== 'open') return { drop: 'over' };
  if (session.trainer !== params.trainer) return { drop: 'handed-over' };
  return shown.isAffair ? handoverMessage(readerOf(recipient), shown) : { drop: 'not-managing' };
});

export const sessionNotices: Record<string, NoticeRenderer> = {
  invite,
  offer,
  passed,
  changed,
  cancelled,
  assigned,
  marked,
  absent,
  corrected,
  handover,
  ...togetherNotices,
};
