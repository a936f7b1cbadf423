import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, modal, plain, section, sections } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { type NumbersPage, numbersTwins } from '../../bot/draw/numbers-page.ts';
import { asModal } from '../../bot/draw/present.ts';
import { percent } from '../../bot/text/i18n.ts';
import { rangeFor } from '../../bot/text/times.ts';
import { OPTION_LETTERS, questionBlocks } from '../../papers/views.ts';
import { messages } from './messages.ts';
import { pictureBlocks } from './picture-views.ts';
import { answerRef, bracketRef, correctRef, decideRef, matchRef, wayRef } from './refs.ts';
import type { Picture } from './rules/picture.ts';
import type { BracketPage, MatchPage, ShownMatch, ShownSide, WayPage } from './service/bracket-pages.ts';
import type { Numbers } from './service/numbers.ts';
import type { PaperState } from './service/papers.ts';
import { backButton, named, timeOf, turnButton } from './views.ts';

/** What stands behind a result. */
function behind(reader: FormReader, { winner, how, reason }: ShownMatch): string {
  const say = messages[reader.locale];
  if (winner === undefined) return '';
  const why = reason === '' ? '' : ` · ${say.why(plain(cut(reason, 120)))}`;
  if (how === 'officer') return `${say.how.officer}${why}`;
  if (winner === 'none') return how === 'withdrawn' ? say.noWinner : say.bothOut;
  return how === undefined ? '' : say.how[how];
}

/** Which round it is, and when. */
function roundHead(reader: FormReader, { round, rounds, opensAt, endsAt, isLive }: BracketPage): string {
  const { now, tz, locale } = reader;
  const when = isLive ? timeOf(reader, opensAt) : rangeFor({ startsAt: opensAt, endsAt }, now, tz, locale);
  return `${messages[locale].roundHead(round, rounds)} · ${when}`;
}

/** A match in one line: who goes on stands first. */
function matchLine(reader: FormReader, one: ShownMatch): string {
  const say = messages[reader.locale];
  const { a, b, winner, how, kind } = one;
  const [first, second] = winner === 'b' ? [b, a] : [a, b];
  const called = ({ name }: ShownSide) => (name === undefined ? say.unknown : name === '' ? say.nobody : named(name));
  const before = kind === 'main' ? '' : `${say.rounds[kind]}  `;
  if (how === 'bye') return `${before}${first.name ? `✓ *${called(first)}* · ${say.bye}` : say.nobodyLeft}`;
  const isWon = winner === 'a' || winner === 'b';
  const who = isWon ? `✓ *${called(first)}*` : called(first);
  const score = first.right === undefined || second.right === undefined ? '–' : `${first.right}:${second.right}`;
  const after = behind(reader, one);
  return `${before}${who} ${score} ${called(second)}${after === '' ? '' : ` · ${after}`}`;
}

/** The whole bracket as a picture, or the matches of one round with what can be read of each. */
export function bracketModal(
  reader: FormReader,
  page: BracketPage | undefined,
  pictures: readonly Picture[] | undefined,
): ModalView {
  const say = messages[reader.locale];
  const about = { callback: 'bot.shown', title: say.bracket, close: say.close };
  if (page === undefined) return modal({ ...about, blocks: [section(say.noBracket)] });
  const { id, name, round, rounds, matches, lot } = page;
  const turn = (to: number | undefined, label: string, suffix: string) =>
    button({ ...bracketRef.button({ id, ...(to === undefined ? {} : { round: to }) }, suffix), label });
  const rows =
    pictures === undefined
      ? [
          section(roundHead(reader, page)),
          ...matches.map((one, nth) =>
            section(
              matchLine(reader, one),
              one.winner === undefined || one.how === 'bye'
                ? undefined
                : button({ ...matchRef.button({ id, match: one.id }, nth), label: say.details }),
            ),
          ),
        ]
      : pictureBlocks(reader, pictures);
  const turns =
    pictures === undefined
      ? [
          ...(round > 1 ? [turn(round - 1, say.before, 'before')] : []),
          ...(round < rounds ? [turn(round + 1, say.after, 'after')] : []),
          turn(undefined, say.whole, 'whole'),
        ]
      : [turn(round, say.byRound, 'round'), button({ ...wayRef.button({ id }), label: say.way })];
  return modal({
    ...about,
    blocks: [section(`*${named(name)}*`), ...rows, actions(...turns, backButton(reader, id)), context(say.lot(lot))],
  });
}

/** The bracket in a channel, kept as things stand: the picture, and the round that is played in words. */
export function boardMessage(
  reader: FormReader,
  page: BracketPage,
  pictures: readonly Picture[],
  state: string,
): Message {
  const say = messages[reader.locale];
  const { id, name, matches, lot } = page;
  return message([
    header(`🏆 ${say.title}`),
    section(`*${named(name)}*\n${state}`),
    ...pictureBlocks(reader, pictures),
    ...sections([`*${roundHead(reader, page)}*`, ...matches.map((one) => matchLine(reader, one))].join('\n')),
    actions(
      button({ ...bracketRef.button({ id }), label: say.bracket }),
      button({ ...wayRef.button({ id }), label: say.way }),
    ),
    context(say.lot(lot)),
  ]);
}

/** How a match came out for the reader. */
export function resultWords({ locale }: FormReader, { winner, how, isMineA }: WayPage['matches'][number]): string {
  const say = messages[locale];
  if (winner === 'none') return how === 'absent' ? say.noResult : how === 'officer' ? say.outByOfficer : say.noWinner;
  return winner === (isMineA ? 'a' : 'b') ? say.won : say.lost;
}

export function wayModal(reader: FormReader, page: WayPage): ModalView {
  const say = messages[reader.locale];
  const { id, name, matches, place, of } = page;
  const rows = matches.map((one, nth): AnyBlock => {
    const { isMineA, a, b, winner, turn, isDone, opensAt, endsAt, how } = one;
    const [mine, other] = isMineA ? [a, b] : [b, a];
    const open = isDone
      ? say.handedIn
      : opensAt > reader.now
        ? say.waitRound(timeOf(reader, opensAt))
        : say.playUntil(timeOf(reader, endsAt));
    const result = how === 'bye' ? say.bye : resultWords(reader, one);
    const score =
      mine.right === undefined && other.right === undefined ? '' : ` ${mine.right ?? 0}:${other.right ?? 0}`;
    const against =
      other.name === undefined
        ? say.against(say.unknown)
        : other.name === ''
          ? say.nobody
          : say.against(named(other.name));
    const kind = one.kind === 'main' ? '' : ` · ${say.rounds[one.kind]}`;
    const [way] =
      turn !== undefined
        ? turnButton(reader, id, turn, String(nth))
        : winner !== undefined && how !== 'bye'
          ? [button({ ...matchRef.button({ id, match: one.id }, nth), label: say.details })]
          : [];
    return section(
      [`*${nth + 1}. ${against}*${kind}`, `${winner === undefined ? open : result}${score}`].join('\n'),
      way,
    );
  });
  return modal({
    callback: 'bot.shown',
    title: say.way,
    close: say.close,
    blocks: [
      section(`*${named(name)}*`),
      ...(rows.length === 0 ? [section(say.noWay)] : rows),
      ...(place === undefined ? [] : [section(say.place(place, of))]),
      actions(button({ ...bracketRef.button({ id }), label: say.bracket }), backButton(reader, id)),
    ],
  });
}

/** Metadata of a paper that was opened from the conversation: Home is drawn when it is opened next, and not now. */
export const IN_CHAT = 'arena chat';

/** The paper: one question at a time, in a modal of one's own. @param from `IN_CHAT`, or empty: Home is below, perhaps */
export function paperModal(
  reader: FormReader,
  { contest, match, question, answered, endsAt, isDecided }: PaperState,
  from: string,
): ModalView {
  const say = messages[reader.locale];
  const { _id: id, name, count } = contest;
  const about = { callback: 'bot.shown', title: say.title, close: say.close, metadata: from };
  if (question === undefined)
    return modal({
      ...about,
      blocks: [
        section(`*${named(name)}*`),
        section(isDecided ? say.paperDecided : say.paperDone(answered, count)),
        actions(button({ ...wayRef.button({ id }), label: say.way })),
      ],
    });
  const { nth, of } = question;
  const head = `${say.question(nth + 1, of)} · ${say.paperUntil(timeOf(reader, endsAt))}`;
  const answer = (place: number) => answerRef.button({ id, match, nth, place }, place);
  return modal({ ...about, blocks: questionBlocks(question, head, answer) });
}

/** A match that is decided: board by board, and for its people the questions with the reasons. */
export function matchModal(reader: FormReader, page: MatchPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { contest: id, match, boards, questions = [], isManaged, canDecide } = page;
  const lines = boards.map(
    ({ a, b }, nth) => `${boards.length === 1 ? '' : `${say.board(nth + 1)}  `}${named(a)} – ${named(b)}`,
  );
  const reviewed = questions.map(({ words, options, right, mine, why, isCorrected }, nth): AnyBlock => {
    const rows = options.map((one, place) => {
      const mark = right.includes(place) ? '✓' : mine === place ? '✗' : ' ';
      return `${mark} ${OPTION_LETTERS[place]}  ${plain(cut(one, 150))}${mine === place ? `  _${say.yours}_` : ''}`;
    });
    const state = [...(isCorrected ? [say.corrected] : []), ...(right.length === 0 ? [say.everybody] : [])];
    return section(
      [
        `*${nth + 1}. ${plain(cut(words, 400))}*${state.length === 0 ? '' : ` （${state.join(' · ')}）`}`,
        ...rows,
        ...(why === '' ? [] : [plain(cut(why, 300))]),
      ].join('\n'),
    );
  });
  const about = { id, match: match.id };
  return modal({
    callback: 'bot.shown',
    title: say.matchTitle,
    close: say.close,
    blocks: [
      section(`*${named(page.name)}*`),
      ...(note === undefined ? [] : [section(note)]),
      section(matchLine(reader, match)),
      section(lines.join('\n')),
      ...reviewed,
      ...(isManaged && questions.length > 0
        ? [
            actions(
              button({ ...correctRef.button(about), label: say.correct }),
              ...(canDecide ? [button({ ...decideRef.button(about), label: say.decide, style: 'danger' })] : []),
            ),
            context(say.corrections),
          ]
        : canDecide
          ? [actions(button({ ...decideRef.button(about), label: say.decide, style: 'danger' }))]
          : []),
      actions(button({ ...bracketRef.button({ id, round: match.round }), label: say.bracket }), backButton(reader, id)),
    ],
  });
}

/** The year's contests in numbers. */
export function numbersModal({ locale }: FormReader, { year, contests, branches }: Numbers): ModalView {
  const say = messages[locale];
  const page: NumbersPage = {
    title: say.numbersTitle,
    scope: year,
    head: [contests.length === 0 ? say.noNumbers : say.numbersHead(contests.length)],
    columns: say.numbersColumns,
    parts: [
      {
        title: say.listHead,
        rows: contests.map(({ name, entrants, played, matches, right, of }) => [
          name,
          entrants,
          `${played}/${matches}`,
          percent(right, of),
        ]),
      },
      {
        title: say.byBranch,
        columns: say.branchColumns,
        rows: branches.map(({ branch, people, right, of }) => [branch || say.noBranch, people, percent(right, of)]),
      },
    ],
  };
  return asModal(locale, numbersTwins(locale, page).plain, say.numbersTitle);
}
