import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, modal, plain, section, sections } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import type { NamelessShift, ShiftsInUse, UsedShift } from '../../members/shifts/use.ts';
import { messages } from './messages.ts';
import { aliasWords, namelessWords, nameToken, versionLine } from './words.ts';

const NAMELESS_SHOWN = 8;
const PER_PAGE = 10;

/** Who looks at the page. */
export interface Reader {
  locale: Locale;
  /** Whether they may change it. */
  isAdministrator: boolean;
  /** Today 'YYYY-MM-DD' in the company's zone. */
  today: string;
}

/** The page: what has no hours yet, and the company's shifts. @param page from 1, kept within what there is */
export function shiftsMessage(reader: Reader, use: ShiftsInUse, page: number, first = ''): Message {
  const { locale, isAdministrator } = reader;
  const say = messages[locale];
  const paged = pageIn(use.named, { page, size: PER_PAGE });
  const { rows: named, page: at } = paged;
  const nameless = at === 1 ? use.nameless.slice(0, NAMELESS_SHOWN) : [];
  const rest = at === 1 ? use.nameless.length - nameless.length : 0;
  const people = use.nameless.reduce((sum, one) => sum + one.people, 0);
  const foot = [
    ...(use.direct.people > 0 ? [say.direct(use.direct.people, use.direct.texts)] : []),
    ...(use.none > 0 ? [say.none(use.none)] : []),
  ];
  const isEmpty = use.named.length + use.nameless.length === 0;
  const parts = {
    first: first === '' ? [] : [first],
    missing: nameless.length === 0 ? [] : [say.missing(use.nameless.length, people)],
    empty: isEmpty ? [say.empty] : [],
  };
  return message([
    header(say.heading),
    ...[...parts.first, ...parts.missing, ...parts.empty].map((text) => section(text)),
    ...nameless.flatMap((one, index) => namelessBlocks(reader, one, index === 0, use.named.length > 0)),
    ...(rest > 0 ? [context(say.more(rest))] : []),
    ...named.map((one) =>
      section(usedLine(reader, one), button({ action: `shifts.show:${one.shift._id}`, label: say.open })),
    ),
    ...(foot.length === 0 ? [] : [context(foot.join('\n'))]),
    ...pager(locale, 'shifts.page', paged, {
      beside: isAdministrator ? [button({ action: 'shifts.add', label: say.add })] : [],
    }),
  ]);
}

/** The page in a modal. */
export function shiftsModal(reader: Reader, use: ShiftsInUse, page: number, first = ''): ModalView {
  const say = messages[reader.locale];
  const { blocks } = shiftsMessage(reader, use, page, first);
  return modal({ callback: 'shifts.list', title: say.title, close: say.close, blocks });
}

function namelessLine(locale: Locale, { name, people, crews, shift, lacksCrew }: NamelessShift): string {
  const say = messages[locale];
  const why = shift === undefined ? [] : [lacksCrew ? say.lacksCrew(plain(shift.name)) : say.retiredName];
  const seen = crews.length === 0 ? [] : [say.crewsSeen(crews.map(plain).join(say.comma))];
  return [say.nameless(plain(name), people), ...seen, ...why].join('\n');
}

function namelessBlocks(
  { locale, isAdministrator }: Reader,
  one: NamelessShift,
  isFirst: boolean,
  hasOthers: boolean,
): AnyBlock[] {
  const say = messages[locale];
  const line = section(namelessLine(locale, one));
  if (!isAdministrator) return [line];
  const token = nameToken(one.name);
  const style = isFirst ? { style: 'primary' as const } : {};
  const main =
    one.shift === undefined
      ? button({ action: `shifts.define:${token}`, label: say.define, ...style })
      : button({ action: `shifts.edit:${one.shift._id}-${token}`, label: say.edit, ...style });
  return [line, actions(main, ...(hasOthers ? [button({ action: `shifts.same:${token}`, label: say.same })] : []))];
}

function usedLine({ locale, today }: Reader, { shift, people, crews }: UsedShift): string {
  const say = messages[locale];
  const groups = [...crews].map(([crew, count]) => say.crewPeople(plain(crew), count)).join(say.dot);
  const version = shift.versions.findLast(({ from }) => from <= today);
  const later = shift.versions.filter(({ from }) => from > today);
  const other = aliasWords(locale, shift);
  return [
    `*${plain(shift.name)}*${say.dot}${say.people(people)}${groups === '' ? '' : `${say.dot}${groups}`}`,
    ...[...(version === undefined ? [] : [version]), ...later].map((one) => cut(versionLine(locale, one), 600)),
    ...(other === '' ? [] : [say.aliases(other)]),
  ].join('\n');
}

/** That names have no hours yet, among what waits on an administrator's Home. */
export function missingRows(locale: Locale, nameless: readonly NamelessShift[]): Waiting[] {
  if (nameless.length === 0) return [];
  const say = messages[locale];
  return [
    {
      what: `*${say.home(nameless.length, namelessWords(locale, nameless))}*`,
      button: { action: 'shifts.page:1', label: say.backToList },
    },
  ];
}

/** The same after an import. */
export function missingBlocks(locale: Locale, nameless: readonly NamelessShift[]): AnyBlock[] {
  if (nameless.length === 0) return [];
  const say = messages[locale];
  return [
    ...sections(`*${say.home(nameless.length, namelessWords(locale, nameless))}*\n${say.homeWhat}`),
    actions(button({ action: 'shifts.page:1', label: say.backToList, style: 'primary' })),
  ];
}
