import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import { figure, messages, points, slotWords } from './messages.ts';
import type { Competition, Value } from './model.ts';
import { bookRef, howRef, openRef, standingsRef, tryRef } from './refs.ts';
import type { Change, Facts, Unit } from './rules/facts.ts';
import type { Mark, Row, Standing } from './rules/reckon.ts';
import type { Banner } from './rules/slots.ts';

const ROWS = 15;
const BANNERS = 3;

/** A standing with what is shown beside it. */
export interface ShownStanding {
  one: Competition;
  facts: Facts;
  now: Standing;
  before: ReadonlyMap<string, number>;
  banners: readonly Banner[];
  waiting: number;
}

export const rankWords = (locale: Locale, { rank }: Pick<Row, 'rank'>): string =>
  rank === undefined ? messages[locale].out : messages[locale].rank(rank);

/** The table of a competition. @param lead said above, in mrkdwn; @param own the reader’s unit */
export function standingsMessage(
  locale: Locale,
  shown: ShownStanding,
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
  if (earlier === rank) return [trend.same];
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
  { one, facts, now }: ShownStanding,
  row: Row,
  corrections: readonly Correction[],
): Message {
  const say = messages[locale];
  const { _id: id } = one;
  const indicatorOf = (of: string) => facts.indicators.find((each) => each.id === of);
  const nameOf = (of: string) => plain(indicatorOf(of)?.name ?? '');
  const changes = one.changes.filter(({ unit }) => unit === row.unit.key);
  const others = now.rows.filter(({ unit }) => unit.key !== row.unit.key).slice(0, 4);
  return message([
    section(`*🏁 ${say.howOf(plain(row.unit.name))}*\n${say.totalLine(points(row.total), rankWords(locale, row))}`),
    ...row.marks.map((mark) => section(markText(locale, row, mark, indicatorOf(mark.indicator)))),
    ...(changes.length === 0
      ? []
      : [section([say.changesHead, ...changes.map((change) => changeText(locale, change))].join('\n'))]),
    ...(corrections.length === 0
      ? []
      : [
          section(
            [
              say.correctionsHead,
              ...corrections.map(({ indicator, slot, from, to, reason }) =>
                say.correctionLine(nameOf(indicator), slotWords(locale, slot), figure(from), figure(to), plain(reason)),
              ),
            ].join('\n'),
          ),
        ]),
    section(say.formula(facts.half)),
    actions(
      button({ ...bookRef.button({ id }), label: say.export, style: 'primary' }),
      button({ ...standingsRef.button({ id, page: 1 }), label: say.standings }),
    ),
    ...(others.length === 0
      ? []
      : [
          actions(
            ...others.map(({ unit }, at) => button({ ...howRef.button({ id, unit: unit.key }, at), label: unit.name })),
          ),
        ]),
  ]);
}

function changeText(locale: Locale, { points: given, isOut, reason }: Change): string {
  const say = messages[locale];
  const signed = given > 0 ? `+${given}` : String(given);
  return isOut ? say.changeOut(plain(reason)) : say.changeLine(signed, plain(reason));
}

function markText(
  locale: Locale,
  { unit }: Row,
  mark: Mark,
  indicator: Facts['indicators'][number] | undefined,
): string {
  const say = messages[locale];
  if (indicator === undefined) return '';
  const head = say.indicatorLine(plain(indicator.name), plain(indicator.measure));
  if (mark.value === undefined) return `${head}\n${say.markNone}`;
  const way = [
    say.markValue(figure(mark.value), plain(indicator.measure)),
    ...(indicator.scale === 'head' ? [say.markHead(figure(mark.x), unit.heads)] : []),
    say.markGoal(figure(mark.goal), indicator.target !== undefined),
    say.markCapped(points(mark.capped)),
    ...(mark.own === 1 ? [] : [say.markPulled(points(mark.own * 100), points(mark.base))]),
  ];
  return `${head}\n${way.join(' · ')}\n${say.markScore(points(mark.score), indicator.weight)}`;
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
