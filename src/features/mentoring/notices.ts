import { section } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';
import {
  type Lead,
  metButtons,
  monthButtons,
  monthLines,
  nameIn,
  pairMessage,
  quietButtons,
  resultBlocks,
} from './pair-views.ts';
import { pointsOf } from './rules/credit.ts';
import { missingEvaluations } from './rules/exam.ts';
import type { PairNews } from './rules/records.ts';
import { graduateCertificates } from './service/certificates.ts';
import { presentPair } from './service/pairs.ts';
import { learnersFor, mentorsFor } from './service/people.ts';
import { type ShownPair, shownPair } from './service/shown.ts';
import { certificateMessage, proposalsMessage } from './views.ts';

export const dropReasons: Record<string, Bilingual> = {
  gone: { zh: '已经没有了', en: 'it is gone' },
  over: { zh: '已经过去了', en: 'it is over' },
  annulled: { zh: '证书已作废', en: 'the certificate was annulled' },
  changed: { zh: '证书又有变动，以后一条为准', en: 'the certificate changed again, as a later notice says' },
};

/** What a notice says of a pair as it is now. */
function leadOf(locale: Locale, shown: ShownPair, params: Readonly<Record<string, string>>): Lead {
  const { told, ...say } = messages[locale];
  const { pair, reader, isSide, isOfficer } = shown;
  const { state, exam, quiet } = pair;
  const hasAgreed = pair.agreed.some((one) => one.user === reader);
  switch (params.what as PairNews['what']) {
    case 'proposed':
      if (state !== 'proposed') return {};
      return { lead: hasAgreed ? say.agreed : told.proposed(nameIn(shown, pair.proposedBy)) };
    case 'changed':
      if (state !== 'proposed') return {};
      return { lead: hasAgreed ? say.agreed : told.changed(nameIn(shown, params.by ?? '')) };
    case 'agreed':
      return state === 'proposed' ? { lead: told.agreed } : {};
    case 'began':
      return state === 'active' ? { lead: told.began } : {};
    case 'met': {
      const meeting = pair.meetings.find((one) => one.id === params.id);
      if (meeting === undefined) return {};
      const minutes = say.hours(meeting.minutes);
      if (meeting.by === reader)
        return {
          lead: told.metAnswered(
            nameIn(shown, meeting.mentor === reader ? pair.apprentice : meeting.mentor),
            meeting.answer === 'yes',
          ),
        };
      if (meeting.answer !== undefined) return { lead: meeting.answer === 'yes' ? told.metYes(minutes) : told.metNo };
      return state === 'active'
        ? { lead: told.met(nameIn(shown, meeting.by), minutes), buttons: metButtons(locale, shown, meeting.id) }
        : {};
    }
    case 'checkIn': {
      const month = Number(params.month);
      const buttons = monthButtons(locale, shown, month);
      const lines = monthLines(locale, shown, month);
      if (lines.length > 0) return { lead: `*${say.month(month)}*`, more: [section(lines.join('\n'))] };
      if (buttons.length === 0)
        return pair.checkIns.some((one) => one.by === reader && one.month === month) ? { lead: say.monthOwn } : {};
      const other = reader === pair.apprentice ? pair.mentors : [pair.apprentice];
      const ask = say.askMonth(month, other.map((user) => nameIn(shown, user)).join(say.and));
      return { lead: quiet === undefined ? ask : `${ask}\n${say.noSign}`, buttons };
    }
    case 'quiet':
      if (state !== 'active') return {};
      return quiet === undefined
        ? { lead: told.quietOver }
        : { lead: told.quiet, buttons: quietButtons(locale, shown) };
    case 'silent':
      if (state !== 'active') return {};
      return { lead: quiet === undefined ? told.silentOver : told.silent };
    case 'term':
      return { lead: state === 'active' && pair.isTermTold === true ? told.term : told.termOver };
    case 'asked':
      if (state !== 'active' || exam === undefined) return {};
      if (isSide) return missingEvaluations(pair).includes(reader) ? { lead: told.askedBoth } : {};
      return isOfficer && exam.sheet === undefined ? { lead: told.asked } : {};
    case 'unexamined':
      return state === 'active' && exam !== undefined && exam.examiner === undefined ? { lead: told.unexamined } : {};
    case 'failed':
      if (state !== 'active' || exam !== undefined) return {};
      return { lead: told.failed, more: resultBlocks(locale, shown) };
    case 'graduated':
      return { lead: told.graduated(nameIn(shown, pair.apprentice)), more: resultBlocks(locale, shown) };
    case 'extended':
      return { lead: told.extended(dayFor(pair.endsOn ?? '', locale), quoteOf(pair.extended?.reason ?? '')) };
    case 'ended':
      return pair.startsOn === undefined ? {} : { lead: told.ended };
    case 'lost':
      return { lead: told.lost(nameIn(shown, params.mentor ?? '')) };
    case 'vested':
      return { lead: vestedLead(locale, shown, params.part) };
    default:
      return {};
  }
}

function vestedLead(locale: Locale, { pair, reader }: ShownPair, of: string | undefined): string | undefined {
  const { told, part: names } = messages[locale];
  const vested = pair.vested.find((one) => one.part === of);
  const { shares = [] } = pair;
  if (vested === undefined) return undefined;
  const points = pointsOf(shares, vested)[shares.findIndex((one) => one.user === reader)] ?? 0;
  const part = names[vested.part];
  if (vested.hasLeft === true) return told.vestedLeft(part, points);
  return vested.recall === undefined
    ? told.vestedNone(part, points)
    : told.vested(part, Math.round(vested.recall * 100), points);
}

const told: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'gone' };
  const pair = await presentPair(ctx, params.pair ?? '');
  const shown = await shownPair(ctx, recipient, pair);
  const { reader, isSide, isOfficer, isExaminer } = shown;
  const say = messages[recipient.locale];
  if (params.what === 'named') {
    const isWanted = isExaminer && pair.state === 'active' && pair.exam?.sheet === undefined;
    if (isWanted) return pairMessage(formReaderOf(recipient), shown, { lead: say.told.named });
    if (!isSent) return { drop: 'over' };
    const isIn = [pair.exam?.sheet, ...pair.failed].some((one) => one?.by === reader);
    return sentence(isIn ? say.told.sheetIn : say.told.namedOver);
  }
  const isKnown = isSide || isOfficer || pair.past.includes(reader);
  if (!isKnown) return isSent ? sentence(say.told.termOver) : { drop: 'over' };
  const drawn = leadOf(recipient.locale, shown, params);
  // What has passed before it could be delivered says nothing any more.
  if (!isSent && drawn.lead === undefined && params.what !== 'ended') return { drop: 'over' };
  return pairMessage(formReaderOf(recipient), shown, { more: [], ...drawn });
};

/** After the other one has left: somebody new, as it is when it is drawn. */
const offer: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'gone' };
  const { locale, user } = recipient;
  const say = messages[locale];
  const pair = await presentPair(ctx, params.pair ?? '');
  if (user === pair.apprentice)
    return proposalsMessage(locale, 'apprentice', await mentorsFor(ctx, user), { lead: say.offered });
  return proposalsMessage(locale, 'mentor', await learnersFor(ctx, user), { lead: say.offeredMentor });
};

/** It was issued, annulled, or given back: whatever holds when it is drawn. */
const certificate: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await graduateCertificates.find(ctx, params.number ?? '');
  if (found === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent && String(found.change) !== params.change) return { drop: 'changed' };
  return certificateMessage(recipient.locale, found, {
    link: graduateCertificates.verifyLink(ctx, found.number),
    command: `${ctx.config.COMMAND} verify`,
  });
};

export const notices: Record<string, NoticeRenderer> = { told, offer, certificate };

export const follows: Record<string, Follows> = {
  told: { things: ['pair'] },
  offer: { stays: 'who was proposed then; its buttons say what still holds' },
  certificate: { stays: 'what was true when it was sent; its button shows what holds' },
};
