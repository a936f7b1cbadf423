import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, option, plain, section, sections } from '../../bot/draw/blocks.ts';
import { choice } from '../../bot/draw/choice.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import { figure, messages, points, signed, slotWords } from './messages.ts';
import type { Competition, Value } from './model.ts';
import { bookRef, howRef, openRef, standingsRef, tryRef } from './refs.ts';
import type { Change, Indicator, Unit } from './rules/facts.ts';
import { isOver, type Mark, type Row, ruledPoints, type Standing } from './rules/reckon.ts';
import type { Standings } from './service/facts.ts';

const ROWS = 15;
const BANNERS = 3;
/** Corrections that a page has room for; all of them are in the file. */
const CORRECTIONS = 20;
const PARTS = 6;
/** Units to choose from. */
const OTHERS = 100;

export const rankWords = (locale: Locale, { rank }: Pick<Row, 'rank'>): string =>
  rank === undefined ? messages[locale].out : messages[locale].rank(rank);

/** The table of a competition. @param lead said above, in mrkdwn; @param own the reader’s unit */
export function standingsMessage(
  locale: Locale,
  shown: Standings,
  { page = 1, own, lead }: { page?: number; own?: Unit | undefined; lead?: string | undefined } = {},
): Message {
  const say = messages[locale];
  const { one, now, before, banners, waiting } = shown;
  const { _id: id } = one;
  const found = pageIn(now.rows, { page, size: ROWS });
  const isRanked = now.counting.length > 0;
  const mine = now.rows.find(({ unit }) => unit.key === own?.key);
  const held = (unit: string) => banners.filter(({ units }) => units.includes(unit)).length;
  const name = (key: string) => plain(one.units.find((unit) => unit.key === key)?.name ?? key);
  const line = (row: Row) => {
    const count = held(row.unit.key);
    return [
      `*${rankWords(locale, row)}* ${plain(row.unit.name)} · ${say.score(points(row.total))}`,
      ...trendOf(locale, row, before),
      ...(count === 0 ? [] : [say.banners(count)]),
    ].join(' · ');
  };
  return message([
    section(
      [lead ?? `*🏁 ${plain(one.name)}*`, `${say.states[one.state]} · ${say.period(one.from, one.to)}`].join('\n'),
    ),
    ...(mine === undefined || !isRanked
      ? []
      : [section(say.yourRank(plain(mine.unit.name), rankWords(locale, mine), points(mine.total)))]),
    section(isRanked ? found.rows.map(line).join('\n') : say.nothingCounts),
    ...(banners.length === 0
      ? []
      : [
          context(
            ...banners
              .slice(-BANNERS)
              .map(({ month, units }) => say.holder(slotWords(locale, month), units.map(name).join(say.comma))),
          ),
        ]),
    ...(found.rows.some((row) => trendOf(locale, row, before).length > 0) ? [context(say.trendNote)] : []),
    ...(waiting === 0 ? [] : [context(say.waiting(waiting))]),
    ...pager(locale, standingsRef.name, found, { value: (to) => standingsRef.pack({ id, page: to }) }),
    actions(
      ...(isRanked
        ? [
            button({
              ...howRef.button({ id, unit: own?.key ?? now.rows[0]?.unit.key ?? '' }),
              label: own === undefined ? say.howButton : say.how,
              style: 'primary',
            }),
            button({ ...tryRef.button({ id }), label: say.tryWeights }),
            button({ ...bookRef.button({ id }), label: say.export }),
          ]
        : []),
      button({ ...openRef.button({ id }), label: say.open }),
    ),
  ]);
}

function trendOf(locale: Locale, { unit, rank }: Row, before: ReadonlyMap<string, number>): string[] {
  const { trend } = messages[locale];
  const earlier = before.get(unit.key);
  if (earlier === undefined || rank === undefined) return [];
  if (earlier === rank) return [];
  return [earlier > rank ? trend.up(earlier - rank) : trend.down(rank - earlier)];
}

/** A correction that was verified: what it was, what it is. */
export interface Correction {
  indicator: string;
  slot: string;
  from: number;
  to: number;
  reason: string;
}

/** The corrections in the history of a unit’s values that count by now. */
export function correctionsOf(values: readonly Value[]): Correction[] {
  return values.flatMap(({ indicator, slot, history }) => {
    const found: Correction[] = [];
    let [counted, asked]: [number | undefined, { value: number; reason: string } | undefined] = [undefined, undefined];
    for (const { what, value, reason } of history) {
      if (what === 'reported') asked = { value, reason: reason ?? '' };
      else if (what === 'verified') {
        if (counted !== undefined && counted !== value)
          found.push({ indicator, slot, from: counted, to: value, reason: asked?.reason ?? '' });
        counted = value;
      }
    }
    return found;
  });
}

/** How a unit’s rank was computed: the formula, every figure that went in, bonus and malus, corrections; and the other units. */
export function howMessage(
  locale: Locale,
  { one, now }: Standings,
  row: Row,
  corrections: readonly Correction[],
): Message {
  const say = messages[locale];
  const { _id: id } = one;
  const indicatorOf = (of: string) => one.indicators.find((each) => each.id === of);
  const nameOf = (of: string) => plain(indicatorOf(of)?.name ?? '');
  const changes = one.changes.filter(({ unit }) => unit === row.unit.key);
  const newest = corrections.slice(-CORRECTIONS);
  const others = around(now.rows, row);
  return message([
    section(`*🏁 ${say.howOf(plain(row.unit.name))}*\n${say.totalLine(points(row.total), rankWords(locale, row))}`),
    ...row.marks.map((mark) => section(markText(locale, row, mark, indicatorOf(mark.indicator)))),
    ...(changes.length === 0
      ? []
      : sections([say.changesHead, ...changes.map((change) => changeText(locale, change))].join('\n')).slice(0, PARTS)),
    ...(newest.length === 0
      ? []
      : sections(
          [
            say.correctionsHead,
            ...newest.map(({ indicator, slot, from, to, reason }) =>
              say.correctionLine(nameOf(indicator), slotWords(locale, slot), figure(from), figure(to), plain(reason)),
            ),
          ].join('\n'),
        )),
    ...(corrections.length > newest.length ? [context(say.correctionsMore(corrections.length - newest.length))] : []),
    section(say.formula(one.half)),
    actions(
      button({ ...bookRef.button({ id }), label: say.export, style: 'primary' }),
      button({ ...standingsRef.button({ id, page: 1 }), label: say.standings }),
    ),
    ...(others.length === 0
      ? []
      : [
          choice({
            action: `${howRef.name}:other`,
            placeholder: say.howOther,
            options: others.map((other) => option(howRef.pack({ id, unit: other.unit.key }), other.unit.name)),
          }),
        ]),
  ]);
}

/** The units that can be chosen beside one: all of them, or of hundreds those that stand nearest to it. */
function around(rows: readonly Row[], own: Row): Row[] {
  const from = Math.max(0, Math.min(rows.indexOf(own) - OTHERS / 2, rows.length - 1 - OTHERS));
  return rows.slice(from, from + OTHERS + 1).filter((row) => row !== own);
}

function changeText(locale: Locale, { points: given, isOut, reason }: Change): string {
  const say = messages[locale];
  return isOut ? say.changeOut(plain(reason)) : say.changeLine(signed(given), plain(reason));
}

function markText(locale: Locale, { unit }: Row, mark: Mark, indicator: Indicator | undefined): string {
  const say = messages[locale];
  if (indicator === undefined) return '';
  const head = say.indicatorLine(plain(indicator.name), plain(indicator.measure));
  if (mark.value === undefined) return `${head}\n${say.markNone}`;
  const way = [
    say.markValue(figure(mark.value), plain(indicator.measure), indicator.fold),
    ...(indicator.scale === 'head' ? [say.markHead(figure(mark.x), unit.heads)] : []),
    say.markGoal(figure(mark.goal), indicator.target !== undefined),
    say.markCapped(points(mark.capped)),
    ...(mark.own === 1 ? [] : [say.markPulled(points(mark.own * 100), points(mark.base))]),
  ];
  const ruled = ruledPoints(indicator, mark.value);
  const comesTo = [
    ...(indicator.weight === 0 ? [] : [say.markScore(points(mark.score), indicator.weight)]),
    ...(ruled === undefined ? [] : [say.markRuled(signed(ruled))]),
    ...(isOver(indicator, mark.value) ? [say.markOut] : []),
  ];
  return `${head}\n${(indicator.weight === 0 ? way.slice(0, 1) : way).join(' · ')}\n${comesTo.join(' · ')}`;
}

/** What other weights would make of it; nothing is kept. */
export function trialMessage(
  locale: Locale,
  one: Pick<Competition, '_id' | 'name'>,
  now: Standing,
  then: Standing,
  weights: readonly { name: string; weight: number }[],
): Message {
  const say = messages[locale];
  const before = new Map(now.rows.map((row) => [row.unit.key, row]));
  const lines = then.rows
    .slice(0, ROWS * 2)
    .map((row) =>
      say.trialLine(
        plain(row.unit.name),
        rankWords(locale, before.get(row.unit.key) ?? {}),
        rankWords(locale, row),
        points(row.total),
      ),
    );
  const blocks: AnyBlock[] = [
    section(`*🏁 ${plain(one.name)} · ${say.tryWeights}*\n${say.trialNote}`),
    context(weights.map(({ name, weight }) => `${plain(name)} ${weight}`).join(' · ')),
    section(lines.join('\n')),
    actions(
      button({ ...tryRef.button({ id: one._id }), label: say.again, style: 'primary' }),
      button({ ...standingsRef.button({ id: one._id, page: 1 }), label: say.standings }),
    ),
  ];
  return message(blocks);
}
