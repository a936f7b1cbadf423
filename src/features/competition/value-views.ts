import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import { type BadRows, badRowsOf } from '../../imports/bad-rows.ts';
import { badRowWords, notReadLines } from '../../imports/words.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import type { WrittenTable } from '../../lib/tables/written-rows.ts';
import { figure, messages, slotWords } from './messages.ts';
import type { Competition, KeptIndicator, Value } from './model.ts';
import { importRef, openRef, refuseRef, reportRef, valuesRef, verifyRef } from './refs.ts';
import type { ValueFault } from './rules/checks.ts';
import type { ReadRow, RowFault } from './rules/file.ts';
import type { Named } from './service/values.ts';
import { WORDS } from './words.ts';

const FAULTS_SHOWN = 10;
const NAME = 40;

type Why = { row: RowFault | 'twice' } | { word: keyof typeof WORDS } | { value: ValueFault };

/** Why a value is not taken, in plain text. */
export function faultWords(locale: Locale, why: Why): string {
  const { faults } = messages[locale];
  if ('word' in why) return WORDS[why.word][locale];
  return 'row' in why ? faults[why.row] : faults[why.value];
}

/** How a value stands, in words. */
export function stateWords(locale: Locale, { counted, pending, refused }: Value): string {
  const say = messages[locale].valueState;
  if (counted !== undefined && pending !== undefined) return say.correcting(figure(counted), figure(pending.value));
  if (pending !== undefined) return say.pending(figure(pending.value));
  if (counted !== undefined && refused !== undefined)
    return say.notCorrected(figure(counted), figure(refused.value), plain(refused.reason));
  if (counted !== undefined) return say.counted(figure(counted));
  return refused === undefined ? '' : say.refused(figure(refused.value), plain(refused.reason));
}

const unitName = (one: Named, key: string): string => plain(one.units.find((unit) => unit.key === key)?.name ?? key);
const indicatorOf = (one: Named, id: string): KeptIndicator | undefined =>
  one.indicators.find((each) => each.id === id);

function whereOf(
  locale: Locale,
  one: Named,
  { indicator, unit, slot }: Pick<Value, 'indicator' | 'unit' | 'slot'>,
): string {
  return [plain(indicatorOf(one, indicator)?.name ?? ''), unitName(one, unit), slotWords(locale, slot)].join(' · ');
}

/** All values of a competition, a page at a time. @param mine the indicators that the reader reports */
export function valuesMessage(locale: Locale, one: Competition, found: Paged<Value>, mine: readonly string[]): Message {
  const say = messages[locale];
  const { _id: id } = one;
  const line = (value: Value, at: number): AnyBlock => {
    const { indicator, unit, slot } = value;
    const text = `${whereOf(locale, one, value)}\n${stateWords(locale, value)}`;
    const way = button({ ...reportRef.button({ id, indicator, unit, slot }, at), label: say.report });
    return mine.includes(indicator) ? section(text, way) : section(text);
  };
  return message([
    section(`*🏁 ${plain(one.name)} · ${say.values}*`),
    ...(found.rows.length === 0 ? [section(say.valuesNone)] : []),
    ...found.rows.map(line),
    ...pager(locale, valuesRef.name, found, { value: (page) => valuesRef.pack({ id, page }) }),
    actions(button({ ...openRef.button({ id }), label: say.back })),
  ]);
}

/** A value that was sent back, or an indicator that somebody reports. */
type Reported = { one: Named; value: Value } | { one: Pick<Named, '_id' | 'name'>; indicator: KeptIndicator };

/** What was sent back to somebody and what they report, a page at a time. */
export function reportsMessage(locale: Locale, found: Paged<Reported>, mayImport: boolean, note?: string): Message {
  const say = messages[locale];
  const line = (reported: Reported, at: number): AnyBlock => {
    const { _id: id, name } = reported.one;
    if ('indicator' in reported) {
      const { indicator } = reported;
      const text = `${say.indicatorLine(plain(indicator.name), plain(indicator.measure))}\n${plain(name)} · ${say.pace[indicator.pace]}`;
      return section(text, button({ ...reportRef.button({ id, indicator: indicator.id }, at), label: say.report }));
    }
    const { indicator, unit, slot } = reported.value;
    const again = reportRef.button({ id, indicator, unit, slot }, at);
    return section(
      `${whereOf(locale, reported.one, reported.value)}\n${stateWords(locale, reported.value)}`,
      button({ ...again, label: say.report, style: 'primary' }),
    );
  };
  return message([
    ...(note === undefined ? [] : [section(note)]),
    section(found.total === 0 ? say.reportsNone : say.reportsHead),
    ...found.rows.map(line),
    ...pager(locale, 'competition.reports', found),
    ...(mayImport ? [actions(button({ action: 'competition.import', label: say.importFile }))] : []),
  ]);
}

/** What waits for somebody to verify it, the oldest first. */
export function waitingMessage(
  locale: Locale,
  found: Paged<Value> & { competitions: ReadonlyMap<string, Named> },
  names: ReadonlyMap<string, string>,
  note?: string,
): Message {
  const say = messages[locale];
  const { page } = found;
  return message([
    section(
      [...(note === undefined ? [] : [note]), found.rows.length === 0 ? say.verifyNone : say.verifyHead].join('\n'),
    ),
    ...found.rows.flatMap((value, at): AnyBlock[] => {
      const one = found.competitions.get(value.competition);
      const { pending, counted, _id, rev } = value;
      if (one === undefined || pending === undefined) return [];
      const by = plain(names.get(pending.by) ?? pending.by);
      const measure = plain(indicatorOf(one, value.indicator)?.measure ?? '');
      const lines = [
        whereOf(locale, one, value),
        say.pendingLine(figure(pending.value), measure, by),
        ...(counted === undefined ? [] : [say.correctionOf(figure(counted), plain(pending.reason ?? ''))]),
      ];
      return [
        section(lines.join('\n')),
        actions(
          button({ ...verifyRef.button({ value: _id, rev, page }, at), label: say.verify, style: 'primary' }),
          button({ ...refuseRef.button({ value: _id, rev, page }, at), label: say.refuse }),
        ),
      ];
    }),
    ...pager(locale, 'competition.waiting', found),
  ]);
}

/** A file as it would be taken, and why the rest would not. */
interface Preview {
  one: Competition;
  good: readonly ReadRow[];
  bad: readonly { sheet: string; line: number; why: Why }[];
  written: readonly WrittenTable[];
  unused: Parameters<typeof notReadLines>[1]['unused'];
  passed: Parameters<typeof notReadLines>[1]['passed'];
}

/** What a file would bring: the rows to fix first, then what can be imported. */
export function previewModal(locale: Locale, file: string, preview: Preview): ModalView {
  const say = messages[locale];
  const { one, good, bad } = preview;
  const isAny = good.length > 0;
  const about = { id: one._id, file, good: good.length };
  const head = [
    isAny ? say.fileFound(good.length) : say.fileNone,
    ...(bad.length > 0 ? [say.fileBad(bad.length)] : []),
    ...notReadLines(locale, preview as Parameters<typeof notReadLines>[1], say.columns, (text) =>
      plain(cut(text, NAME)),
    ),
  ];
  const more = bad.length - FAULTS_SHOWN;
  return modal({
    callback: importRef.name,
    title: say.preview,
    metadata: importRef.pack(about),
    close: say.importClose,
    ...(isAny ? { submit: say.submit } : {}),
    blocks: [
      section(head.join('\n')),
      ...bad.slice(0, FAULTS_SHOWN).map(({ line, why }) => section(say.fileRow(line, plain(faultWords(locale, why))))),
      ...(more > 0 ? [context(say.fileMore(more))] : []),
      ...(bad.length > 0 ? [actions(badRowsButton(locale, about))] : []),
    ],
  });
}

const badRowsButton = (locale: Locale, about: { id: string; file: string; good: number }) =>
  button({ action: 'competition.badRows', label: badRowWords[locale].button, value: importRef.pack(about) });

/** The rows of a file to fix, as a file. */
export const valueBadRows = (locale: Locale, { written, bad }: Preview): BadRows =>
  badRowsOf(written, bad, ({ why }) => faultWords(locale, why));

/** What became of a file. */
export function importedMessage(locale: Locale, of: { id: string; file: string; taken: number; bad: number }): Message {
  const { id, file, taken, bad } = of;
  const say = messages[locale];
  return message([
    section(`*${say.head}*\n${say.imported(taken, bad)}`),
    actions(
      button({ ...valuesRef.button({ id, page: 1 }), label: say.values, style: 'primary' }),
      ...(bad > 0 ? [badRowsButton(locale, { id, file, good: 0 })] : []),
    ),
  ]);
}

/** A value that was sent back, for the person who reported it. */
export function refusedMessage(locale: Locale, one: Competition, value: Value): Message {
  const say = messages[locale];
  const { indicator, unit, slot, refused } = value;
  return message([
    section(
      `*${say.head}*\n${say.refusedNotice(
        plain(indicatorOf(one, indicator)?.name ?? ''),
        unitName(one, unit),
        slotWords(locale, slot),
        figure(refused?.value ?? 0),
        plain(refused?.reason ?? ''),
      )}`,
    ),
    actions(
      button({ ...reportRef.button({ id: one._id, indicator, unit, slot }), label: say.report, style: 'primary' }),
    ),
  ]);
}
