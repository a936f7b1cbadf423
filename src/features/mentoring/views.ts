import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, cut, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import type { NumbersPage } from '../../bot/draw/numbers-page.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Standing } from '../../certificates/certified.ts';
import { certificateWords } from '../../certificates/messages.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import { messages } from './messages.ts';
import type { GraduateCertificate } from './model.ts';
import { learnsLine, stateLine } from './pair-views.ts';
import { contractRef, pairRef, pdfRef, teachRef, wishRef } from './refs.ts';
import { resultMessages } from './result-messages.ts';
import type { Figures, MentoringYear } from './service/numbers.ts';
import type { Proposed, Wishing } from './service/people.ts';
import type { ShownPair } from './service/shown.ts';

const NAME = 40;
const named = (name: string): string => plain(cut(name, NAME));

/** One row of a list of pairs. */
function pairRow(reader: FormReader, shown: ShownPair): AnyBlock {
  const { locale } = reader;
  const open = button({ ...pairRef.button({ id: shown.pair._id }, shown.pair._id), label: messages[locale].open });
  return section([learnsLine(locale, shown), stateLine(reader, shown)].join('\n'), open);
}

/** What somebody learns and teaches, and what they can do here. */
export function overviewMessage(
  reader: FormReader,
  own: readonly ShownPair[],
  is: { officer: boolean; teaching: boolean; learning: boolean },
): Message {
  const say = messages[reader.locale];
  return message([
    section(`*🌱 ${say.title}*\n${own.length === 0 ? `${say.about}\n${say.none}` : say.about}`),
    ...own.map((one) => pairRow(reader, one)),
    actions(
      ...(is.learning ? [] : [button({ action: 'mentoring.find', label: say.find, style: 'primary' })]),
      button({ ...teachRef.button({}), label: is.teaching ? say.myTeaching : say.teach }),
      ...(is.officer
        ? [
            button({ ...contractRef.button({ role: 'officer' }), label: say.assign }),
            button({ action: 'mentoring.list', label: say.forBranch }),
            button({ action: 'mentoring.numbers', label: say.numbers }),
          ]
        : []),
    ),
  ]);
}

/** The pairs of a branch, and how many look for a mentor. */
export function listMessage(reader: FormReader, found: Paged<ShownPair>, wishes: number): Message {
  const { locale } = reader;
  const say = messages[locale];
  return message([
    section(`*🌱 ${say.listTitle}*${found.total === 0 ? `\n${say.noneHere}` : ''}`),
    ...found.rows.map((one) => pairRow(reader, one)),
    ...pager(locale, 'mentoring.list', found),
    actions(
      button({ ...contractRef.button({ role: 'officer' }), label: say.assign, style: 'primary' }),
      ...(wishes === 0 ? [] : [button({ action: 'mentoring.wishes', label: say.wishes(wishes) })]),
      button({ action: 'mentoring.numbers', label: say.numbers }),
    ),
  ]);
}

/** Why the bot proposes somebody, in a line. */
export function reasonLine(locale: Locale, { samePost, skill, days, sameBranch }: Proposed['reason']): string {
  const say = messages[locale];
  const why = [
    ...(skill === undefined ? [] : [say.reason.skill(named(skill))]),
    ...(samePost === undefined ? [] : [say.reason.post(named(samePost))]),
    say.reason.days(days),
    ...(sameBranch ? [say.reason.branch] : []),
  ];
  return `${say.because}${why.join(say.and)}`;
}

type Side = 'apprentice' | 'mentor';

/** People whom the bot proposes, each with the reason and the button that proposes the pair. */
export function proposalsMessage(
  locale: Locale,
  side: Side,
  found: readonly Proposed[],
  more: { lead?: string; wish?: readonly string[] | undefined } = {},
): Message {
  const say = messages[locale];
  const isLearner = side === 'apprentice';
  const none = isLearner ? say.noProposals : say.noLearners;
  const label = isLearner ? say.take : say.takeLearner;
  const rows = found.map(({ user, name, reason }) =>
    section(
      `*${named(name)}*\n${reasonLine(locale, reason)}`,
      button({ ...contractRef.button({ with: user, role: side }, user), label }),
    ),
  );
  const wish = more.wish === undefined ? [] : [say.wished(more.wish.map(named).join(say.and))];
  return message([
    section(
      [
        ...(more.lead === undefined ? [] : [more.lead]),
        `*${isLearner ? say.proposals : say.learnersFor}*`,
        ...wish,
      ].join('\n'),
    ),
    ...(rows.length === 0 ? [section(none)] : rows),
    ...(isLearner
      ? [
          actions(
            button({ ...wishRef.button({}), label: say.wishSkill }),
            ...(more.wish === undefined ? [] : [button({ action: 'mentoring.stopWish', label: say.stopWish })]),
          ),
        ]
      : []),
  ]);
}

/** Who of a branch looks for a mentor, and whom the bot proposes. */
export function wishesMessage(locale: Locale, rows: readonly (Wishing & { best: Proposed | undefined })[]): Message {
  const say = messages[locale];
  return message([
    section(`*🌱 ${say.wishesTitle}*${rows.length === 0 ? `\n${say.noLearners}` : ''}`),
    ...rows.map(({ user, name, wish, best }) => {
      const line = say.wishLine(named(name), wish.map(named).join(say.and));
      const pair = button({ ...contractRef.button({ with: user, role: 'officer' }, user), label: say.pairThem });
      return section(
        best === undefined ? line : `${line}\n→ *${named(best.name)}* · ${reasonLine(locale, best.reason)}`,
        pair,
      );
    }),
  ]);
}

/** A certificate as its holder is told of it. */
export function certificateMessage(
  locale: Locale,
  { number, topic, issuedOn, validity }: Standing<GraduateCertificate>,
  way: { link: string | undefined; command: string },
): Message {
  const say = resultMessages[locale];
  const words = certificateWords[locale];
  if (validity === 'annulled') return message([section(say.certificateGone(plain(topic)))]);
  const check = way.link === undefined ? say.verifyBy(way.command, number) : say.verifyAt(way.link);
  const lines = [
    `*${say.certificateLead(plain(topic))}*`,
    `${words.number(number)} · ${words.issued(words.day(issuedOn))}`,
    check,
  ];
  return message([
    section(lines.join('\n')),
    actions(button({ ...pdfRef.button({ number }), label: say.certificate, style: 'primary' })),
  ]);
}

const HOUR = 60;
const figures = ({ pairs, graduates, minutes }: Figures): number[] => [pairs, graduates, Math.round(minutes / HOUR)];

/** The year: pairs and graduates by branch, and the years before. */
export function numbersPage(locale: Locale, year: MentoringYear): NumbersPage {
  const say = resultMessages[locale];
  const hasAny = year.years.length > 0;
  return {
    title: messages[locale].numbers,
    scope: say.scope(year.year, year.branch ?? say.company),
    head: [hasAny ? say.head(year.all.pairs, year.all.graduates) : say.noneYet],
    columns: say.columns,
    total: [say.total, ...figures(year.all)],
    parts: [
      { title: say.byBranch, rows: year.branches.map((one) => [one.branch || say.noBranch, ...figures(one)]) },
      { title: say.byYear, rows: year.years.map((one) => [one.year, ...figures(one)]) },
    ],
    file: button({ action: 'mentoring.sheetFile', label: say.export }),
  };
}
