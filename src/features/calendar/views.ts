import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, modal, plain, section, sections } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { type BadRows, badRowsOf } from '../../imports/bad-rows.ts';
import { templateButtons } from '../../imports/template.ts';
import { badRowWords, notReadLines } from '../../imports/words.ts';
import type { Locale } from '../../lib/language.ts';
import { weekdayOf } from '../../lib/zone.ts';
import type { CalendarChange } from '../../members/calendar/model.ts';
import type { DayFile } from './day-file.ts';
import { messages } from './messages.ts';
import type { DaysRead, Preview, YearPage } from './service.ts';
import { type Span, spansOf } from './year.ts';

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const FAULTS_SHOWN = 10;
const SPANS_SHOWN = 40;
const LINE_CHARS = 120;
const NAME_SHOWN = 40;

/** Who looks at the page. */
export interface Reader {
  locale: Locale;
  /** Whether they may change it. */
  isAdministrator: boolean;
}

function dayWords(locale: Locale, day: string): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  return messages[locale].day(month, date, WEEKDAYS[locale][weekdayOf(day) - 1] ?? '');
}

/** A span in words, with the year where it is not the reader's page. */
function spanLine(locale: Locale, { from, to, kind, name }: Span, isYearShown = false): string {
  const say = messages[locale];
  const words = (day: string) => {
    const short = dayWords(locale, day);
    return isYearShown ? say.withYear(day.slice(0, 4), short) : short;
  };
  const days = from === to ? words(from) : say.range(words(from), dayWords(locale, to));
  return [days, say.kinds[kind], ...(name === '' ? [] : [plain(name)])].join(say.dot);
}

function list(locale: Locale, spans: readonly Span[], isYearShown = false): string {
  const say = messages[locale];
  const lines = spans.slice(0, SPANS_SHOWN).map((span) => spanLine(locale, span, isYearShown));
  return [...lines, ...(spans.length > SPANS_SHOWN ? [say.more(spans.length - SPANS_SHOWN)] : [])].join('\n');
}

/** The year: what is law, what is notice, what is the company's own and each branch's. */
export function yearMessage(
  { locale, isAdministrator }: Reader,
  page: YearPage,
  names: ReadonlyMap<string, string>,
  first = '',
): Message {
  const say = messages[locale];
  const { year } = page;
  const law = page.law.map(({ feast, days }) => {
    const spans = spansOf(days.map((day) => ({ day, kind: 'off' as const, name: '' })));
    const words = spans.map(({ from, to }) =>
      from === to ? dayWords(locale, from) : say.range(dayWords(locale, from), dayWords(locale, to)),
    );
    return `${say.feasts[feast]}${say.dot}${words.join(say.comma)}`;
  });
  const parts = [
    ...(first === '' ? [] : [first]),
    say.notice[page.notice],
    `*${say.law}*\n${law.join('\n')}`,
    `*${say.said}*\n${list(locale, page.said) || say.nothing}`,
    `*${say.company}*\n${list(locale, page.company) || say.nothing}`,
    ...page.branches.map(({ branch, spans }) => `*${say.branch(plain(branch))}*\n${list(locale, spans)}`),
  ];
  const undoable = isAdministrator ? page.changes : [];
  return message([
    header(say.heading(year)),
    ...parts.flatMap((part) => sections(part)),
    ...(undoable.length === 0 ? [] : [section(`*${say.changes}*`)]),
    ...undoable.map((change) => changeSection(locale, year, change, names)),
    context(say.order),
    actions(
      ...(isAdministrator
        ? [
            button({
              action: `calendar.add:${year}`,
              label: say.add,
              ...(page.notice === 'missing' ? {} : { style: 'primary' as const }),
            }),
            button({
              action: `calendar.paste:${year}`,
              label: say.paste,
              ...(page.notice === 'missing' ? { style: 'primary' as const } : {}),
            }),
            ...templateButtons(locale, 'calendar', ['xlsx']),
          ]
        : []),
      button({ action: `calendar.year:${year - 1}`, label: say.previousYear(year - 1) }),
      button({ action: `calendar.year:${year + 1}`, label: say.nextYear(year + 1) }),
    ),
  ]);
}

function changeSection(
  locale: Locale,
  year: number,
  change: CalendarChange,
  names: ReadonlyMap<string, string>,
): AnyBlock {
  const say = messages[locale];
  const [span] = spansOf(change.days);
  const words = say.change(change.days.length, scopeWords(locale, change), plain(names.get(change.by) ?? '—'));
  return section(
    span === undefined ? words : `${spanLine(locale, span)}${change.days.length > 1 ? ' …' : ''}\n${words}`,
    button({
      action: `calendar.undo:${year}-${change._id}`,
      label: say.undo,
      value: change._id,
      confirm: { title: say.undoTitle, text: say.undoText, yes: say.undoYes, no: say.undoNo },
    }),
  );
}

function scopeWords(locale: Locale, { source, branch }: Pick<CalendarChange, 'source' | 'branch'>): string {
  const { scopes } = messages[locale];
  return source === 'notice' ? scopes.notice : branch === '' ? scopes.company : plain(branch);
}

/** What was not read of a file, and whether rows of it come back. */
type Left = Pick<DaysRead, 'unused' | 'passed' | 'badIn'>;
const NOTHING_LEFT: Left = { unused: [], passed: [], badIn: undefined };

/** What a change would do, before it counts. */
export function previewModal(locale: Locale, year: number, found: Preview, left: Left = NOTHING_LEFT): ModalView {
  const say = messages[locale];
  const { changed, same, past, people, faults } = found;
  const total = [...people.values()].reduce((sum, count) => sum + count, 0);
  const nothing = same > 0 ? say.previewNone : say.previewNothing;
  const blocks: AnyBlock[] =
    changed.length === 0
      ? [section(nothing)]
      : [
          ...sections(
            `*${scopeWords(locale, found)}*\n${say.previewDays(changed.length)}\n${list(locale, spansOf(changed), true)}`,
          ),
          ...(same > 0 ? [context(say.same(same))] : []),
          ...sections(
            [
              say.people(total, [...people.keys()].filter((branch) => branch !== '').length),
              ...[...people].map(([branch, count]) => say.peopleIn(plain(branch), count)),
            ].join('\n'),
          ),
          ...(past > 0 ? [section(say.past(past))] : []),
        ];
  const wrong = faults.slice(0, FAULTS_SHOWN).map(({ line, row, reason }) => {
    const why = row === undefined ? say.reasons[reason] : say.row(row, say.reasons[reason]);
    return section(`${why}\n> ${plain(cut(line, LINE_CHARS))}`);
  });
  const rest = faults.length - FAULTS_SHOWN;
  return modal({
    callback: 'calendar.confirm',
    title: say.previewTitle,
    close: say.close,
    ...(changed.length === 0 ? {} : { submit: say.confirm }),
    metadata: `${year} ${found.id}`,
    blocks: [
      ...blocks,
      ...(faults.length === 0 ? [] : [section(say.faults(faults.length)), ...wrong]),
      ...(rest > 0 ? [context(say.more(rest))] : []),
      ...(left.badIn === undefined
        ? []
        : [
            actions(
              button({ action: `calendar.badRows:${year}`, label: badRowWords[locale].button, value: left.badIn }),
            ),
          ]),
      ...notReadLines(locale, left, say.columns, (text) => plain(cut(text, NAME_SHOWN))).map((line) => context(line)),
    ],
  });
}

/** The rows of a file that were not taken, each with the reason. */
export function dayBadRows(locale: Locale, { written, faults }: Pick<DayFile, 'written' | 'faults'>): BadRows {
  return badRowsOf(written, faults, ({ reason }) => messages[locale].reasons[reason]);
}

/** What became of it. */
export function doneModal(locale: Locale, year: number, days: number): ModalView {
  const say = messages[locale];
  return modal({
    callback: 'calendar.done',
    title: say.title,
    close: say.close,
    blocks: [section(say.done(days)), actions(button({ action: `calendar.year:${year}`, label: say.openYear(year) }))],
  });
}

/** The page in a modal. */
export function yearModal(reader: Reader, page: YearPage, names: ReadonlyMap<string, string>): ModalView {
  const say = messages[reader.locale];
  const { blocks } = yearMessage(reader, page, names);
  return modal({ callback: 'calendar.page', title: say.title, close: say.close, blocks });
}

/** That a year's notice is not in, for administrators. */
export function missingMessage(locale: Locale, year: number): Message {
  const say = messages[locale];
  const [title, what] = [say.missing(year), say.missingWhat(year)];
  return message([
    section(`*${title}*\n${what}`),
    actions(button({ action: `calendar.year:${year}`, label: say.openYear(year), style: 'primary' })),
  ]);
}

/** The same among what waits on Home. */
export function missingRow(locale: Locale, year: number): Waiting {
  const say = messages[locale];
  return {
    what: `*${say.missing(year)}*\n${say.missingWhat(year)}`,
    button: { action: `calendar.year:${year}`, label: say.openYear(year) },
  };
}
