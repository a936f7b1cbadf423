import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, LIMITS, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import { quoteOf, wordsBlocks } from '../../bot/draw/quoted.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import type { ShownCase } from './shown.ts';
import { type CaseTextsBoth, screenWords } from './words.ts';

/** What draws cases: the feature's name in front of its actions, and its texts. */
export interface CaseScreen {
  feature: string;
  texts: CaseTextsBoth;
}

const EVENTS_SHOWN = 20;

/** State, clock and owner, in words. */
export function stateLine({ texts }: CaseScreen, locale: Locale, one: ShownCase): string {
  const [say, own] = [screenWords[locale], texts[locale]];
  const { clock } = one;
  const what = clock === undefined ? '' : (own.clocks[clock.clock] ?? clock.clock);
  const running = clock === undefined ? [] : [clock.isOverdue ? say.overdue(what) : say.until(what, clock.by)];
  const owner = one.owner === undefined ? (one.isOpen ? [say.noOwner] : []) : [say.owner(plain(one.owner))];
  return [own.states[one.state] ?? one.state, ...running, ...owner].join(' · ');
}

/** Its kind, its branch, its place. */
function whereLine(locale: Locale, { kind, branch, place }: ShownCase): string {
  return [kind, branch || screenWords[locale].company, place].filter(Boolean).map(plain).join(' · ');
}

/** One page of cases, each with the button that opens it. @param list.turn the action of the pages */
export function caseList(
  screen: CaseScreen,
  locale: Locale,
  list: { title: string; none?: string; found: Paged<ShownCase>; turn: string; buttons?: readonly Button[] },
): Message {
  const say = screenWords[locale];
  const { title, none = say.none, found, turn, buttons = [] } = list;
  return message([
    section([`*${screen.texts[locale].emoji} ${title}*`, ...(found.rows.length === 0 ? [none] : [])].join('\n')),
    ...found.rows.map((one, index) =>
      section(
        [`*${one.number}* ${stateLine(screen, locale, one)}`, quoteOf(one.text), whereLine(locale, one)].join('\n'),
        button({ action: `${screen.feature}.open:${index}`, label: say.open, value: one.id }),
      ),
    ),
    ...pager(locale, turn, found, { beside: buttons }),
  ]);
}

/**
 * The buttons of the steps that the reader may take, the next one first and green.
 * @param isCalm none stands out
 * @param among where other cases stand in the message, too: the day of its news, and which of them it is
 */
export function stepButtons(
  { feature, texts }: CaseScreen,
  locale: Locale,
  one: ShownCase,
  isCalm = false,
  among?: { day: string; nth: number },
): Button[] {
  const { steps } = texts[locale];
  return one.steps.map((step, nth) =>
    button({
      action: `${feature}.step:${among === undefined ? step : [step, among.day, among.nth].join('.')}`,
      label: steps[step] ?? step,
      value: one.id,
      ...(nth > 0 || isCalm ? {} : { style: 'primary' as const }),
    }),
  );
}

/** One case, whole: its words, its state, what has happened, and what the reader may do. @param note said above, as mrkdwn */
export function caseModal(screen: CaseScreen, locale: Locale, one: ShownCase, note?: string): ModalView {
  const say = screenWords[locale];
  const { feature, texts } = screen;
  const value = one.id;
  const isOutcome = one.isMine && !one.isOpen && one.steps.length > 0;
  const buttons = [
    // None of the answers to an outcome is the wanted one.
    ...stepButtons(screen, locale, one, isOutcome),
    ...(one.mayHandOver ? [button({ action: `${feature}.handOver`, label: say.handOver, value })] : []),
    ...(one.photos > 0 ? [button({ action: `${feature}.photos`, label: say.photos(one.photos), value })] : []),
  ];
  const history = one.history
    .slice(-EVENTS_SHOWN)
    .flatMap(({ what, when, by, words }): AnyBlock[] => [
      context([when, texts[locale].events[what] ?? what, ...(by === undefined ? [] : [plain(by)])].join(' · ')),
      ...(words === undefined || words === '' ? [] : wordsBlocks(cut(words, LIMITS.section - 200))),
    ]);
  return modal({
    callback: `${feature}.shown`,
    title: one.number,
    close: say.close,
    metadata: one.id,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${stateLine(screen, locale, one)}*`),
      ...wordsBlocks(one.text),
      context([whereLine(locale, one), ...one.lines].join('\n')),
      ...(isOutcome ? [section(texts[locale].outcomeAsk)] : []),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      section(`*${say.history}*`),
      ...history,
    ],
  });
}

/**
 * A piece of news, or what has to be done: what it is first, the case quoted under it.
 * @param isOver nothing is to be done any more
 */
export function caseCard(
  screen: CaseScreen,
  locale: Locale,
  one: ShownCase,
  { what, words, asks, isOver = false }: { what: string; words?: string | undefined; asks: boolean; isOver?: boolean },
): Message {
  const say = screenWords[locale];
  const { emoji, title, outcomeAsk } = screen.texts[locale];
  const said = words === undefined || words === '' ? [] : [quoteOf(words, 400)];
  const steps = asks ? stepButtons(screen, locale, one, true) : [];
  const open = { action: `${screen.feature}.open`, label: say.open, value: one.id };
  return message([
    section(
      [
        `*${say.news(`${emoji} ${title}`, one.number, what)}*`,
        ...said,
        `> ${quoteOf(one.text)}`,
        ...(steps.length > 0 ? [outcomeAsk] : []),
      ].join('\n'),
    ),
    context([stateLine(screen, locale, one), whereLine(locale, one)].join('\n')),
    actions(...steps, button(steps.length > 0 || isOver ? open : { ...open, style: 'primary' })),
  ]);
}

/** One of several pieces of a day's news, with the buttons that it has alone. @param nth of them */
export function caseInDay(
  screen: CaseScreen,
  locale: Locale,
  one: ShownCase,
  { what, asks, day, nth }: { what: string; asks: boolean; day: string; nth: number },
): AnyBlock[] {
  const open = button({ action: `${screen.feature}.open:${nth}`, label: screenWords[locale].open, value: one.id });
  return [
    section(`*${one.number}* ${what}\n${quoteOf(one.text, 60)}`, open),
    ...(asks ? [actions(...stepButtons(screen, locale, one, true, { day, nth }))] : []),
  ];
}
