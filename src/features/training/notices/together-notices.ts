import type { NoticeRenderer } from '../../../bot/feature.ts';
import type { NoticeRequest } from '../../../bot/request.ts';
import { addedMessage, courseMessage } from '../card/course-views.ts';
import { type Shown, shownOf } from '../card/service/present.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Session } from '../model.ts';
import { comingFor, datesWithWave } from '../session/service/sessions.ts';
import { stretchOf } from './rules/together.ts';
import { newsOfEach } from './service/news.ts';
import { isConcerned, newsMessage, teachMessage } from './teach-views.ts';
import { cancelledDatesMessage, offersMessage, passedDatesMessage } from './together-views.ts';
import { cancelledMessage, offerMessage, passedMessage } from './views.ts';

const isSome = <One>(some: readonly One[]): some is [One, ...One[]] => some.length > 0;

/** The dates to come that the recipient may have a seat on, as they are now. */
async function coming(
  { ctx, recipient, params }: NoticeRequest,
  isMeant: (date: Session) => boolean = () => true,
): Promise<Shown[]> {
  if (recipient === undefined) return [];
  const open = (await comingFor(ctx, recipient, params.course ?? '')).filter(isMeant);
  const shown = await shownOf(ctx, recipient, open);
  return shown.filter((one) => one.ofCourse.attended === undefined);
}

/** The offers of one stretch that still stand. */
const offers: NoticeRenderer = async (request) => {
  const { recipient, params } = request;
  if (recipient === undefined) return { drop: 'over' };
  const reader = readerOf(recipient);
  const offered = (await coming(request)).filter(
    ({ own: { since, until } = {} }) =>
      until !== undefined && until > reader.now && since !== undefined && stretchOf(since) === params.stretch,
  );
  if (!isSome(offered)) return { drop: 'answered' };
  const until = new Date(Math.min(...offered.map((one) => (one.own?.until ?? one.startsAt).getTime())));
  const drawn = offered.length === 1 ? offerMessage(reader, offered[0], until) : offersMessage(reader, offered, until);
  return { ...drawn, about: topicOf(offered[0]) };
};

/** On which dates they have nothing any more: an offer whose time is over is none, whether that is written already or not. */
const passedDates: NoticeRenderer = async (request) => {
  const { recipient } = request;
  if (recipient === undefined) return { drop: 'over' };
  const reader = readerOf(recipient);
  const passed = (await coming(request)).filter(
    ({ own }) => own === undefined || (own.until !== undefined && own.until <= reader.now),
  );
  if (!isSome(passed)) return { drop: 'answered' };
  const drawn = passed.length === 1 ? passedMessage(reader, passed[0]) : passedDatesMessage(reader, passed);
  return { ...drawn, about: topicOf(passed[0]) };
};

/** The dates of a change that the recipient is on the list of, teaches or taught. */
function wavedFor({ ctx, recipient, params }: NoticeRequest, state: 'open' | 'cancelled'): Promise<Session[]> {
  const { course = '', wave = '' } = params;
  return datesWithWave(ctx, course, wave, recipient?.user ?? '', state);
}

/** What the recipient does not know yet of the dates that were changed together. */
const changedDates: NoticeRenderer = async (request) => {
  const { ctx, recipient, params } = request;
  if (recipient === undefined) return { drop: 'over' };
  const reader = readerOf(recipient);
  const told = (await wavedFor(request, 'open'))
    .filter((one) => one.endsAt > reader.now)
    .map((session) => ({
      session,
      version: (session.past.find((one) => one.wave === params.wave)?.version ?? session.version - 1) + 1,
    }));
  const each = await newsOfEach(ctx, told, recipient.user, reader);
  const shown = await shownOf(
    ctx,
    recipient,
    told.map((one) => one.session),
  );
  const news = shown
    .map((one, nth) => ({ shown: one, lines: each[nth] ?? [] }))
    .filter((one) => one.lines.length > 0 && isConcerned(one));
  return isSome(news) ? { ...newsMessage(reader, news), about: topicOf(news[0].shown) } : { drop: 'nothing-new' };
};

const cancelledDates: NoticeRenderer = async (request) => {
  const { ctx, recipient } = request;
  if (recipient === undefined) return { drop: 'over' };
  const shown = await shownOf(ctx, recipient, await wavedFor(request, 'cancelled'));
  if (!isSome(shown)) return { drop: 'not-expected' };
  const reader = readerOf(recipient);
  const drawn = shown.length === 1 ? cancelledMessage(reader, shown[0]) : cancelledDatesMessage(reader, shown);
  return { ...drawn, about: topicOf(shown[0]) };
};

/** The dates of a course on whose lists an officer has put the recipient. */
const assignedDates: NoticeRenderer = async (request) => {
  const { recipient } = request;
  if (recipient === undefined) return { drop: 'over' };
  const shown = (await coming(request)).filter((one) => one.own !== undefined);
  if (!isSome(shown)) return { drop: 'not-expected' };
  const lead = messages[recipient.locale].assignedDates(shown.length);
  return { ...courseMessage(readerOf(recipient), shown, { lead }), about: topicOf(shown[0]) };
};

/** The dates that a course was given with a revision, to who is on a list of it. */
const added: NoticeRenderer = async (request) => {
  const { recipient, params, isSent } = request;
  if (recipient === undefined) return { drop: 'over' };
  const shown = await coming(request, (date) => String(date.addedWith) === params.revision);
  if (!isSome(shown)) return { drop: 'over' };
  const isSettled = shown[0].ofCourse.needed === 'one' && shown.some((one) => one.ofCourse.elsewhere !== undefined);
  if (!isSent && isSettled) return { drop: 'answered' };
  const lead = datesMessages[recipient.locale].added(topicOf(shown[0]), shown.length);
  return { ...addedMessage(readerOf(recipient), shown, lead), about: topicOf(shown[0]) };
};

/** The dates to come that the recipient teaches, of a course as it was published or of those that it was given. */
const teach: NoticeRenderer = async (request) => {
  const { ctx, recipient, params } = request;
  if (recipient === undefined) return { drop: 'over' };
  const { course = '', revision } = params;
  const isMeant = ({ trainer, addedWith }: Session) =>
    trainer === recipient.user && (revision === undefined ? addedWith === undefined : String(addedWith) === revision);
  const shown = await shownOf(ctx, recipient, (await comingFor(ctx, recipient, course)).filter(isMeant));
  if (!isSome(shown)) return { drop: 'not-teaching' };
  return { ...teachMessage(readerOf(recipient), shown, revision !== undefined), about: topicOf(shown[0]) };
};

/** In place of a copy that is not needed any more: the dates of the course as they stand. */
const standing =
  (render: NoticeRenderer): NoticeRenderer =>
  async (request) => {
    const drawn = await render(request);
    if (!request.isSent || !('drop' in drawn) || request.recipient === undefined) return drawn;
    const shown = await coming(request);
    if (!isSome(shown)) return drawn;
    return { ...courseMessage(readerOf(request.recipient), shown), about: topicOf(shown[0]) };
  };

/** What is told of several dates of a course at once. */
export const togetherNotices: Record<string, NoticeRenderer> = {
  teach,
  offers: standing(offers),
  added,
  'assigned-dates': standing(assignedDates),
  'passed-dates': standing(passedDates),
  'changed-dates': standing(changedDates),
  'cancelled-dates': cancelledDates,
};
