import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, modal, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { percent } from '../../bot/text/i18n.ts';
import { rangeFor } from '../../bot/text/times.ts';
import { messages } from './messages.ts';
import { answerRef, bracketRef, correctRef, decideRef, matchRef, openRef, playRef, wayRef } from './refs.ts';
import type { Numbers } from './service/numbers.ts';
import type { PaperState } from './service/papers.ts';
import type { BracketPage, MatchPage, ShownMatch, ShownSide, WayPage } from './service/shown.ts';
import { backButton, named, timeOf } from './views.ts';

const STEM = 1_500;
const OPTION = 600;

/** A side in a line: the winner in bold, with what they had right. */
function sideOf(reader: FormReader, { name, right }: ShownSide, isWinner: boolean): string {
  const say = messages[reader.locale];
  const words = name === undefined ? say.unknown : name === '' ? say.nobody : named(name);
  const score = right === undefined ? '' : ` ${right}`;
  return isWinner ? `✓ *${words}*${score}` : `${words}${score}`;
}

/** What stands behind a result. */
function behind(reader: FormReader, { winner, how, reason }: ShownMatch): string {
  const say = messages[reader.locale];
  if (winner === undefined) return say.playing;
  const why = reason === '' ? '' : ` · ${say.why(plain(cut(reason, 120)))}`;
  if (how === 'officer') return `${say.how.officer}${why}`;
  if (winner === 'none') return say.bothOut;
  return how === undefined ? '' : say.how[how];
}

/** A match in two or three lines, which a phone shows whole. */
function matchLines(reader: FormReader, one: ShownMatch): string {
  const say = messages[reader.locale];
  const kind = one.kind === 'main' ? [] : [`_${say.rounds[one.kind]}_`];
  if (one.how === 'bye') {
    const alone = one.winner === 'b' ? one.b : one.a;
    return [...kind, alone.name ? `✓ *${named(alone.name)}* · ${say.bye}` : say.nobodyLeft].join('\n');
  }
  const after = behind(reader, one);
  return [
    ...kind,
    sideOf(reader, one.a, one.winner === 'a'),
    sideOf(reader, one.b, one.winner === 'b'),
    ...(after === '' ? [] : [after]),
  ].join('\n');
}

/** A round in blocks: with buttons in a modal, in few blocks for a channel. */
function roundBlocks(reader: FormReader, page: BracketPage, isModal: boolean): AnyBlock[] {
  const say = messages[reader.locale];
  const { id, round, rounds, opensAt, endsAt, matches, lot } = page;
  const turn = (to: number, label: string, suffix: string) =>
    button({ ...bracketRef.button({ id, round: to }, suffix), label });
  const rows = isModal
    ? matches.map((one, nth) =>
        section(
          matchLines(reader, one),
          one.winner === undefined || one.how === 'bye'
            ? undefined
            : button({ ...matchRef.button({ id, match: one.id }, nth), label: say.details }),
        ),
      )
    : inFew(matches.map((one) => matchLines(reader, one)));
  return [
    section(
      `*${named(page.name)}*\n${say.roundHead(round, rounds)} · ${rangeFor({ startsAt: opensAt, endsAt }, reader.now, reader.tz, reader.locale)}`,
    ),
    ...rows,
    ...(isModal
      ? [
          actions(
            ...(round > 1 ? [turn(round - 1, say.before, 'before')] : []),
            ...(round < rounds ? [turn(round + 1, say.after, 'after')] : []),
            backButton(reader, id),
          ),
        ]
      : []),
    context(say.lot(lot)),
  ];
}

const IN_ONE = 8;

/** Eight matches to a block: a round of 64 stays within a message. */
const inFew = (lines: readonly string[]): AnyBlock[] =>
  Array.from({ length: Math.ceil(lines.length / IN_ONE) }, (_, nth) =>
    section(lines.slice(nth * IN_ONE, (nth + 1) * IN_ONE).join('\n\n')),
  );

export function bracketModal(reader: FormReader, page: BracketPage | undefined): ModalView {
  const say = messages[reader.locale];
  return modal({
    callback: 'bot.shown',
    title: say.bracket,
    close: say.close,
    blocks: page === undefined ? [section(say.noBracket)] : roundBlocks(reader, page, true),
  });
}

/** The bracket in a channel: the round that is played, kept as things stand. */
export function boardMessage(reader: FormReader, page: BracketPage, state: string): Message {
  const say = messages[reader.locale];
  const { id } = page;
  return message([
    header(`🏆 ${say.title}`),
    section(state),
    ...roundBlocks(reader, page, false),
    actions(
      button({ ...bracketRef.button({ id }), label: say.bracket }),
      button({ ...wayRef.button({ id }), label: say.way }),
    ),
  ]);
}

export function wayModal(reader: FormReader, page: WayPage): ModalView {
  const say = messages[reader.locale];
  const { id, name, matches, place, of } = page;
  const rows = matches.map((one, nth): AnyBlock => {
    const { isMineA, a, b, winner, isPlayable, isDone, opensAt, endsAt, how } = one;
    const other = isMineA ? b : a;
    const mine = isMineA ? 'a' : 'b';
    const state =
      winner === undefined
        ? isDone
          ? say.handedIn
          : opensAt > reader.now
            ? say.waitRound(timeOf(reader, opensAt))
            : say.playUntil(timeOf(reader, endsAt))
        : how === 'bye'
          ? say.bye
          : winner === 'none'
            ? say.noResult
            : winner === mine
              ? say.won
              : say.lost;
    const score =
      a.right === undefined && b.right === undefined ? '' : ` ${(isMineA ? a : b).right ?? 0}:${other.right ?? 0}`;
    const against =
      other.name === undefined
        ? say.against(say.unknown)
        : other.name === ''
          ? say.nobody
          : say.against(named(other.name));
    const kind = one.kind === 'main' ? '' : ` · ${say.rounds[one.kind]}`;
    const way = isPlayable
      ? button({ ...playRef.button({ id, match: one.id }, nth), label: say.play, style: 'primary' })
      : winner !== undefined && how !== 'bye'
        ? button({ ...matchRef.button({ id, match: one.id }, nth), label: say.details })
        : undefined;
    return section([`*${nth + 1}. ${against}*${kind}`, `${state}${score}`].join('\n'), way);
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

const LETTERS = 'ABCDE';

/** The paper: one question at a time, in a modal of one's own. */
export function paperModal(reader: FormReader, { contest, match, question, answered, endsAt }: PaperState): ModalView {
  const say = messages[reader.locale];
  const { _id: id, name, count } = contest;
  const about = { callback: 'bot.shown', title: say.title, close: say.close };
  if (question === undefined)
    return modal({
      ...about,
      blocks: [
        section(`*${named(name)}*`),
        section(say.paperDone(answered, count)),
        actions(button({ ...wayRef.button({ id }), label: say.way })),
      ],
    });
  const { nth, of, words, options } = question;
  return modal({
    ...about,
    blocks: [
      context(`${say.question(nth + 1, of)} · ${say.paperUntil(timeOf(reader, endsAt))}`),
      section(`*${plain(cut(words, STEM))}*`),
      ...options.map((one, place) => section(`${LETTERS[place]}  ${plain(cut(one, OPTION))}`)),
      actions(
        ...options.map((_, place) =>
          button({ ...answerRef.button({ id, match: match.id, nth, place }, place), label: LETTERS[place] ?? '' }),
        ),
      ),
    ],
  });
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
      return `${mark} ${LETTERS[place]}  ${plain(cut(one, 150))}${mine === place ? `  _${say.yours}_` : ''}`;
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
      section(matchLines(reader, match)),
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
export function numbersModal(reader: FormReader, { contests, branches }: Numbers): ModalView {
  const say = messages[reader.locale];
  const share = (right: number, of: number) => percent(right, of);
  return modal({
    callback: 'bot.shown',
    title: say.numbersTitle,
    close: say.close,
    blocks: [
      ...(contests.length === 0 ? [section(say.noNumbers)] : []),
      ...contests.map(({ id, name, entrants, played, matches, right, of }, nth) =>
        section(
          say.numbersLine(named(name), entrants, played, matches, share(right, of)),
          button({ ...openRef.button({ id }, nth), label: say.open }),
        ),
      ),
      ...(branches.length === 0
        ? []
        : [
            section(
              [
                `*${say.byBranch}*`,
                ...branches.map(({ branch, people, right, of }) =>
                  say.branchLine(named(branch || say.noBranch), people, share(right, of)),
                ),
              ].join('\n'),
            ),
          ]),
    ],
  });
}
