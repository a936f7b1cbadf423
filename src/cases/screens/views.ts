import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, LIMITS, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import { quoteOf, wordsBlocks } from '../../bot/draw/quoted.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import { type At, caseRefs } from './refs.ts';
import type { ShownCase } from './shown.ts';
import { type CaseTextsBoth, wordsFor } from './words.ts';

/** What draws cases: the feature's name in front of its actions, its texts, and the lists to which a card leads back. */
export interface CaseScreen {
  feature: string;
  texts: CaseTextsBoth;
  lists?: Readonly<Record<string, string>> | undefined;
}

const EVENTS_SHOWN = 20;

/** State, clock and owner, in words; of a merged one where it goes on. */
export function stateLine({ texts }: CaseScreen, locale: Locale, one: ShownCase): string {
  const [say, own] = [wordsFor(texts, locale), texts[locale]];
  const { clock, mergedInto, satisfied } = one;
  if (mergedInto !== undefined) return say.mergedInto(mergedInto.number);
  const what = clock === undefined ? '' : (own.clocks[clock.clock] ?? clock.clock);
  const running = clock === undefined ? [] : [clock.isOverdue ? say.overdue(what) : say.until(what, clock.by)];
  const owner = one.owner === undefined ? (one.isOpen ? [say.noOwner] : []) : [say.owner(plain(one.owner))];
  const rated = satisfied === undefined ? [] : [satisfied];
  return [own.states[one.state] ?? one.state, ...running, ...owner, ...rated].join(' · ');
}

/** Its kind, its branch, its place. */
function whereLine({ texts }: CaseScreen, locale: Locale, { kind, branch, place }: ShownCase): string {
  return [kind, branch || wordsFor(texts, locale).company, place].filter(Boolean).map(plain).join(' · ');
}

/** How many support it; nothing while nobody does. */
const supportOf = ({ texts }: CaseScreen, locale: Locale, { support }: ShownCase): string[] =>
  support > 0 ? [wordsFor(texts, locale).support(support)] : [];

/** A list of cases. */
export interface CaseList {
  title: string;
  /** Below the title. */
  lead?: string | undefined;
  none?: string | undefined;
  /** The action of the pages. */
  turn: string;
  /** Which list it is, of the look's `lists`: the card of a case leads back to it. */
  from?: string | undefined;
  buttons?: readonly Button[] | undefined;
  /** Small print at the end. */
  foot?: string | undefined;
}

/** One page of cases, each with the button that opens it. */
export function caseList(screen: CaseScreen, locale: Locale, list: CaseList & { found: Paged<ShownCase> }): Message {
  const say = wordsFor(screen.texts, locale);
  const { title, lead, none = say.none, found, turn, from, buttons = [], foot } = list;
  const { open } = caseRefs(screen.feature);
  const head = [`*${screen.texts[locale].emoji} ${title}*`, lead ?? '', found.rows.length === 0 ? none : ''];
  return message([
    section(head.filter(Boolean).join('\n')),
    ...found.rows.map((one, index) =>
      section(
        [
          `*${one.number}* ${[stateLine(screen, locale, one), ...supportOf(screen, locale, one)].join(' · ')}`,
          quoteOf(one.text),
          whereLine(screen, locale, one),
        ].join('\n'),
        button({ ...open.button({ id: one.id, ...(from === undefined ? {} : { from }) }, index), label: say.open }),
      ),
    ),
    ...pager(locale, turn, found, { beside: buttons }),
    ...(foot === undefined ? [] : [context(foot)]),
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
  from?: string,
): Button[] {
  const { steps } = texts[locale];
  const { step: of } = caseRefs(feature);
  return one.steps.map((step, nth) =>
    button({
      ...of.button(at(one.id, from), among === undefined ? step : [step, among.day, among.nth].join('.')),
      label: steps[step] ?? step,
      ...(nth > 0 || isCalm ? {} : { style: 'primary' as const }),
    }),
  );
}

const at = (id: string, from: string | undefined): At => ({ id, ...(from === undefined ? {} : { from }) });

/** What a card says beside the case. */
export interface Around {
  /** What has just become of it, as mrkdwn. */
  note?: string | undefined;
  /** Who gets it when it is overdue. */
  up?: string | undefined;
  from?: string | undefined;
}

/** One case, whole: its words, its state, what has happened, and what the reader may do. */
export function caseModal(screen: CaseScreen, locale: Locale, one: ShownCase, around: Around = {}): ModalView {
  const { texts } = screen;
  const say = wordsFor(texts, locale);
  const { note, up, from } = around;
  const isOutcome = one.isMine && !one.isOpen && one.steps.length > 0;
  const rows = [
    stepsOf(screen, locale, one, from, isOutcome),
    // People who have it to do need no button to support it or to follow it.
    one.maySupport && (one.isWatching || !(one.isAffair && one.isOpen)) ? readerButtons(screen, locale, one, from) : [],
    wayButtons(screen, locale, one, from),
  ];
  const who = one.isAnonymous ? [say.anonymous] : one.sender === undefined ? [] : [say.sender(plain(one.sender))];
  const small = [whereLine(screen, locale, one), ...who, ...supportOf(screen, locale, one)].join(' · ');
  const history = one.history
    .slice(-EVENTS_SHOWN)
    .flatMap(({ what, when, by, words }): AnyBlock[] => [
      context([when, texts[locale].events[what] ?? what, ...(by === undefined ? [] : [plain(by)])].join(' · ')),
      ...(words === undefined || words === '' ? [] : wordsBlocks(cut(words, LIMITS.section - 200))),
    ]);
  return modal({
    callback: `${screen.feature}.shown`,
    title: one.number,
    close: say.close,
    metadata: one.id,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${stateLine(screen, locale, one)}*`),
      ...wordsBlocks(one.text),
      context([small, ...one.lines].join('\n')),
      ...(up === undefined ? [] : [context(one.clock?.isOverdue === true ? say.wentUp(up) : say.goesUp(up))]),
      ...(isOutcome ? [section(texts[locale].outcomeAsk)] : []),
      ...rows.filter((row) => row.length > 0).map((row) => actions(...row)),
      section(`*${say.history}*`),
      ...history,
    ],
  });
}

function stepsOf(
  screen: CaseScreen,
  locale: Locale,
  one: ShownCase,
  from: string | undefined,
  isOutcome: boolean,
): Button[] {
  const say = wordsFor(screen.texts, locale);
  const { handOver, merge, photos } = caseRefs(screen.feature);
  const here = at(one.id, from);
  return [
    // None of the answers to an outcome is the wanted one.
    ...stepButtons(screen, locale, one, isOutcome, undefined, from),
    ...(one.mayHandOver ? [button({ ...handOver.button(here), label: say.handOver })] : []),
    ...(one.mayMerge ? [button({ ...merge.button(here), label: say.merge })] : []),
    ...(one.photos > 0 && one.mayHavePhotos ? [button({ ...photos.button(here), label: say.photos(one.photos) })] : []),
  ];
}

function readerButtons(screen: CaseScreen, locale: Locale, one: ShownCase, from: string | undefined): Button[] {
  const say = wordsFor(screen.texts, locale);
  const { support, watch } = caseRefs(screen.feature);
  const here = at(one.id, from);
  return [
    ...(one.isWatching ? [] : [button({ ...support.button(here), label: say.supportButton })]),
    button({
      ...watch.button(here, one.isWatching ? 'off' : 'on'),
      label: one.isWatching ? say.unwatchButton : say.watchButton,
    }),
  ];
}

function wayButtons(screen: CaseScreen, locale: Locale, one: ShownCase, from: string | undefined): Button[] {
  const say = wordsFor(screen.texts, locale);
  const { open } = caseRefs(screen.feature);
  const { mergedInto } = one;
  const back = from === undefined ? undefined : screen.lists?.[from];
  return [
    ...(mergedInto === undefined
      ? []
      : [button({ ...open.button(at(mergedInto.id, from), 'other'), label: say.openOther(mergedInto.number) })]),
    ...(back === undefined ? [] : [button({ action: back, label: say.back })]),
  ];
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
  const say = wordsFor(screen.texts, locale);
  const { emoji, title, outcomeAsk } = screen.texts[locale];
  const said = words === undefined || words === '' ? [] : [quoteOf(words, 400)];
  const steps = asks ? stepButtons(screen, locale, one, true) : [];
  const open = { ...caseRefs(screen.feature).open.button({ id: one.id }), label: say.open };
  return message([
    section(
      [
        `*${say.news(`${emoji} ${title}`, one.number, what)}*`,
        ...said,
        `> ${quoteOf(one.text)}`,
        ...(steps.length > 0 ? [outcomeAsk] : []),
      ].join('\n'),
    ),
    context([stateLine(screen, locale, one), whereLine(screen, locale, one)].join('\n')),
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
  const { open } = caseRefs(screen.feature);
  const label = wordsFor(screen.texts, locale).open;
  return [
    section(
      `*${one.number}* ${what}\n${quoteOf(one.text, 60)}`,
      button({ ...open.button({ id: one.id }, nth), label }),
    ),
    ...(asks && one.steps.length > 0 ? [actions(...stepButtons(screen, locale, one, true, { day, nth }))] : []),
  ];
}
