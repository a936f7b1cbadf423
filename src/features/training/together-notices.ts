import type { NoticeRenderer, NoticeRequest } from '../../bot/feature.ts';
import { offerMessage, passedMessage } from './notice-views.ts';
import { stretchOf } from './rules/together.ts';
import { readerOf, type Shown, shownOf } from './service/present.ts';
import { datesFor } from './service/sessions.ts';
import { offersMessage, passedDatesMessage } from './together-views.ts';

const isSome = (shown: readonly Shown[]): shown is [Shown, ...Shown[]] => shown.length > 0;

/** The dates to come that the recipient may have a seat on, as they are now. */
async function coming({ ctx, recipient, params }: NoticeRequest): Promise<Shown[]> {
  if (recipient === undefined) return [];
  const { now } = readerOf(recipient);
  const open = (await datesFor(ctx, recipient, params.course ?? '')).filter(
    (one) => one.state === 'open' && one.startsAt > now,
  );
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
  return offered.length === 1 ? offerMessage(reader, offered[0], until) : offersMessage(reader, offered, until);
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
  return passed.length === 1 ? passedMessage(reader, passed[0]) : passedDatesMessage(reader, passed);
};

/** What is told of several dates of a course at once. */
export const togetherNotices: Record<string, NoticeRenderer> = { offers, 'passed-dates': passedDates };
