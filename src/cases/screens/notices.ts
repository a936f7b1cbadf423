import { actions, button, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { NoticeRenderer } from '../../bot/feature.ts';
import type { NoticeRequest } from '../../bot/request.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { whoIsThere } from '../../members/ranks.ts';
import type { Case, CaseEvent } from '../case.ts';
import { type CaseLook, type ShownCase, shownCases, upText } from './shown.ts';
import { type CaseScreen, caseCard, caseInDay } from './views.ts';
import { type CallAbout, wordsFor } from './words.ts';

const DIGESTED = 15;
/** What a clock says calls to act: it takes nothing off anybody. */
const CLOCK_EVENTS: readonly string[] = ['warned', 'escalated'];

/** Why the notices of cases are not needed any more. */
export const caseDropReasons: Record<string, Bilingual> = {
  'no-item': { zh: '这一条已经不在', en: 'the case is gone' },
  'other-branch': { zh: '已不归此人办理', en: 'this person no longer looks after it' },
  'moved-on': { zh: '已经有人办了', en: 'somebody had acted already' },
};

/** The notices of a feature's cases: `duty` calls to act, `news` tells, `digest` tells the rest of a day at once. */
export function caseNotices<T extends Case, Step extends string, Clock extends string>(
  look: CaseLook<T, Step, Clock>,
): Record<'duty' | 'news' | 'digest', NoticeRenderer> {
  const { cases, texts } = look;
  const { kind } = cases;
  const screen: CaseScreen = { feature: kind.feature, texts };

  const found = async ({ ctx, recipient, params }: NoticeRequest) => {
    const one = await cases.find(ctx, params.item ?? '');
    const event: CaseEvent | undefined = one?.events[Number(params.seq)];
    if (one === undefined || event === undefined || recipient === undefined) return undefined;
    const [shown] = await shownCases(look, ctx, recipient, [one]);
    return shown === undefined ? undefined : { one, event, shown, reader: recipient };
  };

  /** An event as a call to act. */
  const calling = (
    locale: Locale,
    one: T,
    { what, clock = '', seq }: CaseEvent,
    about: Omit<CallAbout, 'clock'>,
  ): string => {
    const { duty } = wordsFor(texts, locale);
    const named = texts[locale].clocks[clock] ?? clock;
    const own = texts[locale].calls?.[what];
    if (own !== undefined) return own({ ...about, clock: named });
    if (what === kind.opens.event) return seq === 0 && one.earlier !== undefined ? duty.again : duty.opened;
    if (what === 'warned' || what === 'escalated') return duty[what](named);
    return what === 'handedOver' ? duty.handedOver : (texts[locale].events[what] ?? what);
  };

  const isStanding = ({ steps, isOpen }: ShownCase): boolean => steps.length > 0 && !isOpen;

  return {
    duty: async (request) => {
      const it = await found(request);
      if (it === undefined) return { drop: 'no-item' };
      const { one, event, shown, reader } = it;
      const { ctx, locale, isSent, params } = request;
      const isOwn = one.owner === reader.user || shown.isAffair;
      if (!isOwn) return { drop: 'other-branch' };
      const owner = plain(shown.owner ?? '');
      const last = one.events.at(-1) ?? event;
      // A copy that stands says what has come of it since.
      if (isSent && last.seq > event.seq && !CLOCK_EVENTS.includes(last.what)) {
        const what = texts[locale].events[last.what] ?? last.what;
        return caseCard(screen, locale, shown, { what, asks: false, isOver: true });
      }
      const { away } = params;
      if (away !== undefined) {
        // The owner is back, or it has another one.
        const isThere = await whoIsThere(ctx, [away]);
        if (!isSent && (one.owner !== away || isThere(away) || !shown.isOpen)) return { drop: 'moved-on' };
        return caseCard(screen, locale, shown, { what: wordsFor(texts, locale).duty.away(owner), asks: false });
      }
      const isPast = last.seq > event.seq && [kind.opens.event, 'warned'].includes(event.what);
      if (isPast && one.state !== kind.opens.state && !isSent) return { drop: 'moved-on' };
      const up = event.what === 'warned' ? await upText(look, ctx, locale, one) : '';
      const what = calling(locale, one, event, { up, owner, satisfied: shown.satisfied ?? '' });
      // What an officer said stands in the history; what the sender said is new to the officer.
      return caseCard(screen, locale, shown, {
        what,
        words: event.by === undefined ? event.words : undefined,
        asks: false,
      });
    },
    news: async (request) => {
      const it = await found(request);
      if (it === undefined) return { drop: 'no-item' };
      const { one, event, shown } = it;
      const isMerged =
        shown.mergedInto !== undefined && kind.merges !== undefined && event.what === kind.steps[kind.merges].event;
      const what = isMerged
        ? wordsFor(texts, request.locale).mergedInto(shown.mergedInto?.number ?? '')
        : (texts[request.locale].events[event.what] ?? event.what);
      const asks = shown.isMine && isStanding(shown) && event.seq === one.events.length - 1;
      return caseCard(screen, request.locale, shown, { what, words: event.words, asks });
    },
    digest: async ({ ctx, recipient, locale, params: { day = '' } }) => {
      if (recipient === undefined) return { drop: 'no-item' };
      const batch = await cases.batchOf(ctx, recipient.user, day);
      if (batch.length === 0) return { drop: 'no-item' };
      const [say, own] = [wordsFor(texts, locale), texts[locale]];
      const listed = batch.slice(0, DIGESTED);
      const items = listed.map(({ item }) => item);
      const shown = await shownCases(look, ctx, recipient, items);
      const rows = listed.flatMap(({ event }, nth) => {
        const one = shown[nth];
        if (one === undefined) return [];
        const what = own.events[event.what] ?? event.what;
        // Of several pieces about one case the last one asks.
        const isLast = items.lastIndexOf(items[nth] as T) === nth && event.seq === (items[nth]?.events.length ?? 0) - 1;
        return caseInDay(screen, locale, one, { what, asks: isLast && one.isMine && isStanding(one), day, nth });
      });
      const more = batch.length > DIGESTED ? [section(say.more(batch.length - DIGESTED))] : [];
      return message([
        section(`*${say.digest(`${own.emoji} ${own.title}`, batch.length)}*`),
        ...rows,
        ...more,
        actions(button({ action: `${kind.feature}.mine`, label: own.mine })),
      ]);
    },
  };
}
