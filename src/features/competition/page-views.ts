import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import { noticesButton } from '../../notices/views.ts';
import { figure, messages, points, signed, slotWords } from './messages.ts';
import type { Competition, KeptIndicator, Rival } from './model.ts';
import {
  answerRef,
  challengeRef,
  changeRef,
  dropRef,
  editRef,
  endRef,
  indicatorRef,
  noticesRefs,
  openRef,
  peopleRef,
  reportRef,
  rivalsRef,
  standingsRef,
  startRef,
  valuesRef,
} from './refs.ts';

/** What somebody may do with a competition. */
export interface May {
  manage: boolean;
  /** The indicators that they report. */
  report: readonly string[];
}

const listedNames = (locale: Locale, users: readonly string[], names: ReadonlyMap<string, string>): string =>
  users.map((user) => plain(names.get(user) ?? user)).join(messages[locale].comma);

/** The competitions, with what a person can do now. @param more the buttons below, the most wanted first */
export function overviewMessage(
  locale: Locale,
  all: readonly Competition[],
  more: readonly Button[],
  isOfficer: boolean,
): Message {
  const say = messages[locale];
  return message([
    section(`*${say.head}*`),
    ...(all.length === 0 ? [section(isOfficer ? say.noneForOfficer : say.none)] : []),
    ...all.map((one, at) => section(lineOf(locale, one), wayInto(locale, one, at))),
    ...(more.length === 0 ? [] : [actions(...more)]),
  ]);
}

function lineOf(locale: Locale, one: Competition): string {
  const say = messages[locale];
  return `*${plain(one.name)}*\n${[say.states[one.state], say.period(one.from, one.to)].join(' · ')}`;
}

const wayInto = (locale: Locale, { _id: id, state }: Competition, at: number): Button =>
  state === 'draft'
    ? button({ ...openRef.button({ id }, at), label: messages[locale].open })
    : button({ ...standingsRef.button({ id, page: 1 }, at), label: messages[locale].standings });

/** A competition: its rules, and what can be done with it. @param note said above, in mrkdwn */
export function pageMessage(
  locale: Locale,
  one: Competition,
  names: ReadonlyMap<string, string>,
  may: May,
  note?: string,
): Message {
  const say = messages[locale];
  const { _id: id, state, prizes } = one;
  const level = say.levels[one.level];
  const facts = [
    say.states[state],
    say.period(one.from, one.to),
    state === 'draft' ? say.notYetUnits(level) : say.units(one.units.length, level),
    ...(prizes.length === 0 ? [] : [say.prizes(prizes.join(say.comma))]),
  ];
  const isDraft = may.manage && state === 'draft';
  return message([
    section([...(note === undefined ? [] : [note]), `*🏁 ${plain(one.name)}*`, facts.join(' · ')].join('\n')),
    ...(one.indicators.length === 0 ? [context(say.noIndicators)] : []),
    ...one.indicators.flatMap((indicator, at) => indicatorBlocks(locale, one, indicator, names, { at, isDraft, may })),
    actions(...pageButtons(locale, id, state, may)),
  ]);
}

function indicatorBlocks(
  locale: Locale,
  { _id: id, state }: Competition,
  indicator: KeptIndicator,
  names: ReadonlyMap<string, string>,
  { at, isDraft, may }: { at: number; isDraft: boolean; may: May },
): AnyBlock[] {
  const say = messages[locale];
  const {
    name,
    measure,
    direction,
    target,
    weight,
    each,
    outOver,
    scale,
    pace,
    ledger,
    source,
    reporters,
    verifiers,
    days,
  } = indicator;
  const rules = [
    say.direction[direction],
    target === undefined ? say.noTarget : say.target(figure(target)),
    ...(weight === 0 ? [] : [say.weight(weight)]),
    ...(each === undefined ? [] : [say.each(signed(each))]),
    ...(outOver === undefined ? [] : [say.outOver(outOver)]),
    say.scale[scale],
    say.pace[pace],
  ];
  const from =
    ledger === undefined
      ? [
          `${say.source(plain(source))} · ${say.cutOff(days)}`,
          say.people(listedNames(locale, reporters, names), listedNames(locale, verifiers, names)),
        ]
      : [say.source(say.byLedger)];
  const text = [say.indicatorLine(plain(name), plain(measure)), rules.join(' · '), ...from].join('\n');
  if (isDraft)
    return [
      section(text),
      actions(
        button({ ...indicatorRef.button({ id, indicator: indicator.id }, at), label: say.editIndicator }),
        button({
          ...dropRef.button({ id, indicator: indicator.id }, at),
          label: say.dropIndicator,
          confirm: { ...say.drop, text: plain(cut(name, 100)) },
        }),
      ),
    ];
  const ways = [
    ...(state === 'open' && may.report.includes(indicator.id)
      ? [button({ ...reportRef.button({ id, indicator: indicator.id }, at), label: say.report })]
      : []),
    ...(may.manage && ledger === undefined
      ? [button({ ...peopleRef.button({ id, indicator: indicator.id }, at), label: say.editPeople })]
      : []),
  ];
  return [section(text), ...(ways.length === 0 ? [] : [actions(...ways)])];
}

function pageButtons(locale: Locale, id: string, state: Competition['state'], may: May): Button[] {
  const say = messages[locale];
  if (state === 'draft')
    return [
      button({ ...indicatorRef.button({ id }), label: say.addIndicator, style: 'primary' }),
      button({ ...startRef.button({ id }), label: say.start, confirm: say.startAsk }),
      button({ ...editRef.button({ id }), label: say.edit }),
    ];
  return [
    button({ ...standingsRef.button({ id, page: 1 }), label: say.standings, style: 'primary' }),
    button({ ...valuesRef.button({ id, page: 1 }), label: say.values }),
    button({ ...rivalsRef.button({ id, page: 1 }), label: say.rivals }),
    ...(may.manage
      ? [
          button({ ...changeRef.button({ id }), label: say.give }),
          noticesButton(noticesRefs, locale, id),
          ...(state === 'open'
            ? [button({ ...endRef.button({ id }), label: say.end, style: 'danger', confirm: say.endAsk })]
            : []),
        ]
      : []),
  ];
}

/** How a rival match stands. */
export interface RivalLine {
  rival: Rival;
  /** The names of the two, and what each has. */
  sides: [string, string];
  scores: [number, number];
  mayAnswer: boolean;
}

/** What a match is about, and how it stands. */
export function rivalText(locale: Locale, one: Pick<Competition, 'state' | 'indicators'>, line: RivalLine): string {
  const say = messages[locale];
  const { rival, sides, scores } = line;
  const [mine, theirs] = [plain(sides[0]), plain(sides[1])];
  const on = one.indicators.find(({ id }) => id === rival.indicator);
  const [ahead] = scores[0] === scores[1] ? [] : [scores[0] > scores[1] ? mine : theirs];
  const leader = ahead === undefined ? say.draw : one.state === 'ended' ? say.won(ahead) : say.leads(ahead);
  const state =
    rival.state === 'accepted'
      ? `${say.rivalScore(points(scores[0]), points(scores[1]))} · ${leader}`
      : say.rivalStates[rival.state];
  return [
    say.rivalHead(mine, theirs),
    `${on === undefined ? say.onTotal : say.on(plain(on.name))} · ${state}`,
    say.stake(plain(rival.stake)),
    ...(rival.words === undefined ? [] : [say.said(quoteOf(rival.words, 200))]),
  ].join('\n');
}

export const answerButtons = (locale: Locale, rival: string): Button[] => [
  button({
    ...answerRef.button({ rival, isTaken: true }, `yes-${rival}`),
    label: messages[locale].accept,
    style: 'primary',
  }),
  button({ ...answerRef.button({ rival, isTaken: false }, `no-${rival}`), label: messages[locale].decline }),
];

export function rivalsMessage(
  locale: Locale,
  one: Competition,
  found: Paged<RivalLine>,
  mayChallenge: boolean,
  note?: string,
): Message {
  const say = messages[locale];
  return message([
    section([...(note === undefined ? [] : [note]), `*⚔️ ${plain(one.name)} · ${say.rivals}*`].join('\n')),
    ...(found.rows.length === 0 ? [section(say.rivalsNone)] : []),
    ...found.rows.flatMap((line): AnyBlock[] => [
      section(rivalText(locale, one, line)),
      ...(line.mayAnswer && line.rival.state === 'asked' ? [actions(...answerButtons(locale, line.rival._id))] : []),
    ]),
    ...pager(locale, rivalsRef.name, found, { value: (page) => rivalsRef.pack({ id: one._id, page }) }),
    actions(
      ...(mayChallenge
        ? [button({ ...challengeRef.button({ id: one._id }), label: say.challenge, style: 'primary' })]
        : []),
      button({ ...openRef.button({ id: one._id }), label: say.back }),
    ),
  ]);
}

/** What is still to be reported, for a reminder. */
export const dueLine = (locale: Locale, indicator: string, slot: string, units: number): string =>
  messages[locale].dueLine(plain(indicator), slotWords(locale, slot), units);
