import type { Button } from '@slack/types';
import type { AnyBlock } from '../bot/draw/block-kit.ts';
import { actions, button, context, plain, section, sections } from '../bot/draw/blocks.ts';
import type { FormReader } from '../bot/draw/form/field.ts';
import { pager } from '../bot/draw/pager.ts';
import { quoteOf } from '../bot/draw/quoted.ts';
import { timeFor } from '../bot/text/times.ts';
import type { Locale } from '../lib/language.ts';
import type { Paged } from '../lib/pages.ts';
import { REASON_CHARS } from './forms.ts';
import { messages } from './messages.ts';
import type { BoxVote, RollRow } from './model.ts';
import type { BallotRefs } from './refs.ts';
import { type Ballot, FEWEST_SECRET, isOpen } from './rules/ballot.ts';
import type { Outcome, Round, Rule } from './rules/counting.ts';
import { type Choice, isAbstention, type Question, YES } from './rules/question.ts';

/** A ballot as one reader sees it. */
export interface ShownBallot {
  one: Ballot;
  /** How many have voted, as it stands; absent where nobody draws it again when the next one votes. */
  voted: number | undefined;
  /** The reader's own row; absent: they are not on the roll. */
  row: RollRow | undefined;
  isManager: boolean;
  /** There is a tie, and the reader can decide it. */
  mayDecideTie: boolean;
}

/** A line of the published list of an open ballot. */
export interface NamedVote {
  name: string;
  choice: Choice;
  how: 'paper' | 'proxy' | undefined;
}

/** The name of an option as it was typed: for what is no mrkdwn, such as a form or a sheet. */
export function typedName(locale: Locale, question: Question, option: number): string {
  return (question.kind === 'yesNo' ? messages[locale].answers : question.options)[option] ?? '';
}

/** The name of an option, harmless in mrkdwn. */
export const optionName = (locale: Locale, question: Question, option: number): string =>
  plain(typedName(locale, question, option));

/** What somebody chose, in words. @param nameOf `typedName` for a sheet */
export function choiceWords(locale: Locale, question: Question, choice: Choice, nameOf = optionName): string {
  if (isAbstention(question, choice)) return messages[locale].abstain;
  const between = question.kind === 'rank' ? ' → ' : locale === 'zh' ? '、' : ', ';
  return choice.map((option) => nameOf(locale, question, option)).join(between);
}

const namesOf = (locale: Locale, question: Question, options: readonly number[]): string =>
  options.map((option) => optionName(locale, question, option)).join(locale === 'zh' ? '、' : ', ');

/** How one votes, in words. */
export function kindWords(locale: Locale, question: Question): string {
  const { kinds } = messages[locale];
  return question.kind === 'choose' ? kinds.choose(question.most, question.places) : kinds[question.kind];
}

/** What it takes to win, in words. */
export function ruleWords(locale: Locale, question: Question, { quorum, majority }: Rule): string {
  const say = messages[locale];
  const needs =
    majority.share === 'most'
      ? say.most[question.kind === 'yesNo' ? 'yesNo' : 'other']
      : say.needs(majority.share, majority.of);
  return [needs, ...(quorum === undefined ? [] : [say.quorumNeeds(quorum.share, quorum.of)])].join(' · ');
}

/** Longer than this no count takes that can go on. */
const STUCK_MS = 15 * 60_000;

/** How a ballot stands, what it asks and takes, and what the reader has done. */
export function ballotLines(reader: FormReader, { one, voted, row }: ShownBallot): string[] {
  const { locale, now, tz } = reader;
  const say = messages[locale];
  const time = (at: Date) => timeFor(at, now, tz, locale);
  const { state, question, rule, isSecret, canVote = 0, reason, calledOff, endedBy } = one;
  return [
    [isSecret ? say.secret : say.open, kindWords(locale, question), ruleWords(locale, question, rule)].join(' · '),
    ...(state === 'planned' ? [[say.opens(time(one.opensAt)), say.until(time(one.closesAt))].join(' · ')] : []),
    ...(state === 'open'
      ? [[say.until(time(one.closesAt)), ...(voted === undefined ? [] : [say.turnout(voted, canVote)])].join(' · ')]
      : []),
    ...(state === 'counting'
      ? [now.getTime() - one.closesAt.getTime() > STUCK_MS ? say.stuck : say.states.counting]
      : []),
    ...(state === 'cancelled' ? [say.states.cancelled] : []),
    ...(state === 'closed' && endedBy !== undefined ? [say.endedEarly] : []),
    ...(calledOff === undefined ? [] : [say.calledOff[calledOff]]),
    ...(reason === undefined ? [] : [say.reason(quoteOf(reason, REASON_CHARS))]),
    ...ownLines(locale, one, row),
  ];
}

function ownLines(locale: Locale, { question, state }: Ballot, row: RollRow | undefined): string[] {
  const say = messages[locale];
  if (row === undefined || state === 'cancelled' || state === 'planned') return [];
  if (row.hasVoted !== true) return state === 'open' || row.isAbsent === true ? [] : [say.notVoted];
  if (row.choice === undefined) return [say.voted];
  const what = choiceWords(locale, question, row.choice);
  return [row.cast === undefined ? say.youVoted(what) : say.votedFor(row.cast.how, what)];
}

/** The result in words and numbers. */
export function resultLines(locale: Locale, one: Ballot): string[] {
  const say = messages[locale];
  const { outcome, question, size = 0, voted = 0, spoilt = 0, ties = [], present } = one;
  const spoiltLines = spoilt > 0 ? [say.spoilt(spoilt)] : [];
  if (outcome === undefined)
    return [say.of(size, voted, 0), spoilt > 0 ? say.tooFewOpened : say.tooFew, ...spoiltLines];
  const { quorum, tie } = outcome;
  return [
    [
      ...(present === undefined ? [] : [say.present(outcome.present)]),
      say.of(outcome.all, outcome.voted, outcome.abstained),
    ].join(' · '),
    ...(quorum === undefined ? [] : [say.quorum(quorum.has, quorum.needed)]),
    ...(outcome.rounds === undefined ? voteLines(locale, question, outcome) : roundLines(locale, question, outcome)),
    ...(tie === undefined ? [] : [tieLine(locale, question, tie)]),
    ...ties.map(({ option, why }) => say.decided(optionName(locale, question, option), quoteOf(why, REASON_CHARS))),
    ...spoiltLines,
  ];
}

function voteLines(locale: Locale, question: Question, { votes, winners, needed, tie, quorum }: Outcome): string[] {
  const say = messages[locale];
  if (question.kind === 'yesNo') {
    const counts = votes.map((n, option) => `${say.answers[option]} ${say.votes(n)}`).join(' · ');
    const has = votes[YES] ?? 0;
    const end = tie !== undefined || quorum?.isMet === false ? [] : [winners.length > 0 ? say.passed : say.failed];
    return [counts, ...(needed === undefined ? [] : [say.needed(has, needed.of, needed.votes)]), ...end];
  }
  const inOrder = votes.map((n, option) => ({ n, option })).sort((a, b) => b.n - a.n || a.option - b.option);
  return [
    ...(needed === undefined ? [] : [say.neededEach(needed.of, needed.votes)]),
    ...inOrder.map(({ n, option }) => {
      const won = winners.includes(option) ? ` · ✓ ${say.elected}` : '';
      return `${optionName(locale, question, option)} ${say.votes(n)}${won}`;
    }),
    ...(winners.length === 0 && tie === undefined && quorum?.isMet !== false ? [`*${say.nobody}*`] : []),
  ];
}

function roundLines(
  locale: Locale,
  question: Question,
  { rounds = [], winners, needed, tie, quorum }: Outcome,
): string[] {
  const say = messages[locale];
  const line = ({ votes, exhausted, struck }: Round, nth: number): string => {
    const counts = votes.flatMap((n, option) =>
      n < 0 ? [] : [`${optionName(locale, question, option)} ${say.votes(n)}`],
    );
    const more = [
      ...(exhausted > 0 ? [say.exhausted(exhausted)] : []),
      ...(struck.length > 0 ? [say.struck(namesOf(locale, question, struck))] : []),
    ];
    return say.round(nth + 1, [...counts, ...more].join(' · '));
  };
  return [
    ...(needed === undefined ? [] : [say.neededEach(needed.of, needed.votes)]),
    ...rounds.map(line),
    ...winners.map((option) => `*${optionName(locale, question, option)}* ✓ ${say.elected}`),
    ...(winners.length === 0 && tie === undefined && quorum?.isMet !== false ? [`*${say.nobody}*`] : []),
  ];
}

function tieLine(locale: Locale, question: Question, { options, asks, places }: NonNullable<Outcome['tie']>): string {
  const say = messages[locale];
  if (question.kind === 'yesNo') return say.tiedYesNo;
  const names = namesOf(locale, question, options);
  return asks === 'strike' ? say.tiedStrike(names) : say.tied(names, places);
}

/** The ballot as a card: in a message, or on its page. @param lead what is new about it */
export function ballotBlocks(reader: FormReader, refs: BallotRefs, shown: ShownBallot, lead?: string): AnyBlock[] {
  const { one } = shown;
  const { locale } = reader;
  const say = messages[locale];
  const { state, title, about, isSecret } = one;
  const buttons = ballotButtons(reader, refs, shown);
  return [
    section([...(lead === undefined ? [] : [lead]), `*${plain(title)}*`].join('\n')),
    ...(about === undefined ? [] : [section(quoteOf(about, 600))]),
    section(ballotLines(reader, shown).join('\n')),
    ...(state === 'closed' ? sections([`*${say.result}*`, ...resultLines(locale, one)].join('\n')) : []),
    ...(state === 'open' ? [context(...(isSecret ? [say.hidden, say.protects] : [say.hidden]))] : []),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

function ballotButtons(reader: FormReader, refs: BallotRefs, shown: ShownBallot): Button[] {
  const say = messages[reader.locale];
  const { one, voted, row, isManager, mayDecideTie } = shown;
  const { _id: id, state, isSecret, outcome, ties = [], canVote = 0 } = one;
  const canCast =
    isOpen(one, reader.now) && row !== undefined && row.isAbsent !== true && !(isSecret && row.hasVoted === true);
  const hasList = state === 'closed' && outcome !== undefined && (row !== undefined || isManager);
  const cast = button({
    ...refs.vote.button({ id, code: '' }),
    label: row?.hasVoted === true ? say.change : say.vote,
    style: 'primary',
  });
  const list = button({ ...refs.list.button({ id, page: 1 }), label: say.list });
  const end = button({
    ...refs.end.button({ id }),
    label: say.endNow,
    confirm: {
      title: say.endNow,
      text: [
        voted === undefined ? say.endAnyway : say.endText(canVote - voted),
        ...(isSecret && (voted ?? 0) < FEWEST_SECRET ? [say.endUnread] : []),
      ].join('\n'),
      yes: say.endNow,
      no: say.close,
    },
  });
  return [
    ...(canCast ? [cast] : []),
    ...(hasList ? [list] : []),
    ...(mayDecideTie
      ? [button({ ...refs.tie.button({ id, nth: ties.length }), label: say.tie, style: 'primary' as const })]
      : []),
    ...(isManager && state === 'open' && !isSecret ? [button({ ...refs.paper.button({ id }), label: say.paper })] : []),
    ...(isManager && state === 'open' ? [end] : []),
    ...(isManager && (state === 'planned' || (state === 'open' && one.hasVotes !== true))
      ? [button({ ...refs.cancel.button({ id }), label: say.cancel, style: 'danger' as const })]
      : []),
  ];
}

/** All votes: of a secret ballot codes and choices, of an open one names and choices. */
export function listBlocks(
  locale: Locale,
  refs: BallotRefs,
  one: Ballot,
  page: Paged<BoxVote> | Paged<NamedVote>,
): AnyBlock[] {
  const say = messages[locale];
  const { _id: id, question, isSecret, title } = one;
  const how = (vote: NamedVote): string =>
    vote.how === undefined ? '' : ` · ${vote.how === 'paper' ? say.byPaper : say.byProxy}`;
  const lines = page.rows.map((vote: BoxVote | NamedVote) => {
    const words = choiceWords(locale, question, vote.choice);
    return 'code' in vote ? `\`${vote.code}\`  ${words}` : `${plain(vote.name)}  ${words}${how(vote)}`;
  });
  return [
    section(`*${plain(title)}*\n${isSecret ? say.listHead(page.total) : say.openListHead(page.total)}`),
    ...(lines.length === 0 ? [] : sections(lines.join('\n'))),
    ...pager(locale, refs.list.name, page, {
      value: (to) => refs.list.pack({ id, page: to }),
      beside: [button({ ...refs.file.button({ id }), label: say.file })],
    }),
  ];
}
