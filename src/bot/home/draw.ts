import type { Overflow, PlainTextOption, StaticSelect } from '@slack/types';
import type { Locale } from '../../lib/language.ts';
import { dayOf } from '../../lib/zone.ts';
import type { AnyBlock } from '../draw/block-kit.ts';
import { actions, button, cut, divider, header, LIMITS, option, section } from '../draw/blocks.ts';
import type { Today, Waiting } from '../routing/contributions.ts';
import { dayFor, timeFor } from '../text/times.ts';
import { homeWords } from './words.ts';

/** Buttons on Home before anything is opened. */
export const MOST_BUTTONS = 12;
/** Features with a row of their own; those behind them are in the menu. */
const MOST_ROWS = 8;
const MOST_TODAY = 5;
/** What Slack takes in an overflow menu. */
const OVERFLOW = 5;

/** Opens a feature's page: `bot.part:<feature>`, in a menu `bot.part` with the feature as its value. */
export const PART_ACTION = 'bot.part';
/** Opens all that waits. */
export const WAITING_ACTION = 'bot.waiting';
/** In the menu beside the features. */
export const HELP_VALUE = 'help';
/** Shows in a modal what the chosen command answers: its value is `<feature> <verb>`. */
export const DO_ACTION = 'bot.do';

/** What waits, with the emoji of the feature that says so. */
export type WaitingRow = Waiting & { emoji: string };

/** A feature that has a row, or a place in the menu. */
export interface PartRow {
  name: string;
  /** Its emoji and its title. */
  title: string;
  /** How it stands for the reader; absent: it is in the menu. */
  line?: string | undefined;
}

export interface HomeParts {
  waiting: readonly WaitingRow[];
  today: readonly (Today & { emoji: string })[];
  parts: readonly PartRow[];
  /** Commands that show numbers. @see Command.isReport */
  reports: readonly PlainTextOption[];
}

interface Reader {
  locale: Locale;
  tz: string;
  now: Date;
}

/**
 * Home: what waits first, what is to be done soonest at the top; then today; then a row for each feature. What does not fit
 * among twelve buttons is a press away: the rest of what waits behind one button, the other features in a menu.
 */
export function homeView(reader: Reader, home: HomeParts): AnyBlock[] {
  const { locale } = reader;
  const say = homeWords[locale];
  const withLine = home.parts.filter(({ line }) => line !== undefined);
  const rows = withLine.slice(0, MOST_ROWS);
  const others = home.parts.filter((one) => !rows.includes(one));
  const waiting = inOrder(home.waiting);
  const room = MOST_BUTTONS - rows.length;
  const shown = waiting.length <= room ? waiting : waiting.slice(0, room - 1);
  const left = waiting.length - shown.length;
  const blocks = [
    ...waitingBlocks(reader, shown, waiting.length),
    ...(left === 0 ? [] : [actions(button({ action: WAITING_ACTION, label: say.more(left) }))]),
    ...todayBlocks(reader, home.today),
    divider(),
    ...rows.map(({ name, title, line = '' }) =>
      section(`*${title}*\n${line}`, button({ action: `${PART_ACTION}:${name}`, label: say.open })),
    ),
    lastRow(locale, others, home.reports),
  ];
  return blocks.slice(0, LIMITS.viewBlocks);
}

/** All that waits, each with its button. */
export function waitingBlocks(reader: Reader, rows: readonly WaitingRow[], total = rows.length): AnyBlock[] {
  const say = homeWords[reader.locale];
  if (rows.length === 0) return [header(say.calm)];
  const used = new Set<string>();
  return [
    header(say.waiting(total)),
    ...rows.map((row, nth) => {
      // Several rows may name one action; in a view each element's id is its own.
      const action = used.has(row.button.action) ? `${bare(row.button.action)}:waiting${nth}` : row.button.action;
      used.add(action);
      return section(waitingLines(reader, row), button({ ...row.button, action, ...primary(nth) }));
    }),
  ];
}

const bare = (action: string): string => action.split(':')[0] ?? action;
/** The one thing to do. */
const primary = (nth: number) => (nth === 0 ? { style: 'primary' as const } : {});

function waitingLines({ locale, tz, now }: Reader, { emoji, what, until }: WaitingRow): string {
  const say = homeWords[locale];
  if (until === undefined) return `${emoji} ${what}`;
  const time = timeFor(until, now, tz, locale);
  return `${emoji} ${what}\n${until > now ? say.until(time) : say.since(time)}`;
}

/** What counts now; then by its end, what has none last. */
export function inOrder(rows: readonly WaitingRow[]): WaitingRow[] {
  const end = ({ isNow, until }: WaitingRow) => (isNow === true ? -1 : (until?.getTime() ?? Number.POSITIVE_INFINITY));
  return rows.toSorted((a, b) => (end(a) === end(b) ? 0 : end(a) - end(b)));
}

function todayBlocks({ locale, tz, now }: Reader, found: HomeParts['today']): AnyBlock[] {
  const lines = found
    .toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
    .slice(0, MOST_TODAY)
    .map(({ emoji, at, what }) => [emoji, ...(at === undefined ? [] : [timeFor(at, now, tz, locale)]), what].join(' '));
  if (lines.length === 0) return [];
  return [section([`*${homeWords[locale].today(dayFor(dayOf(now, tz), locale))}*`, ...lines].join('\n'))];
}

/** What is rare: the other features and all commands; for officers the numbers. */
function lastRow(locale: Locale, others: readonly PartRow[], reports: readonly PlainTextOption[]): AnyBlock {
  const say = homeWords[locale];
  const options = [...others.map(({ name, title }) => option(name, title)), option(HELP_VALUE, say.help)];
  const menu: Overflow | StaticSelect =
    options.length <= OVERFLOW
      ? { type: 'overflow', action_id: PART_ACTION, options }
      : select(PART_ACTION, say.rest, options);
  return {
    type: 'actions',
    elements: [...(reports.length === 0 ? [] : [select(`${DO_ACTION}:reports`, say.reports, reports)]), menu],
  };
}

/** A menu that acts as soon as something is chosen in it. */
export function select(action: string, label: string, options: readonly PlainTextOption[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: action,
    placeholder: { type: 'plain_text', text: cut(label, LIMITS.placeholder) },
    options: options.slice(0, LIMITS.selectOptions),
  };
}
