import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, header, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import { type Paged, pageIn } from '../../lib/pages.ts';
import { questionBlocks } from '../../papers/views.ts';
import { messages } from './messages.ts';
import {
  answerRef,
  contestRef,
  copyRef,
  disciplineRef,
  disqualifyRef,
  entrantRef,
  entrantsRef,
  sheetRef,
  stateRef,
} from './refs.ts';
import type { Contest, Criterion, Discipline } from './rules/records.ts';
import type { ListedSheet, OpenSheet } from './service/judging.ts';
import type { EntrantPage, ListedEntrant } from './service/shown.ts';
import type { TheoryState } from './service/theory.ts';
import { named, reasoned, timeOf } from './told.ts';

const criterionNames = ({ criteria }: Discipline, ids: readonly string[], comma: string): string =>
  criteria
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => named(name))
    .join(comma);

/** A start number, and a name where the reader may see it. */
const whoLine = (reader: FormReader, entrant: { start: number }, name: string | undefined): string =>
  [messages[reader.locale].start(entrant.start), ...(name === undefined ? [] : [named(name)])].join(' ');

function sheetRow(reader: FormReader, one: ListedSheet): AnyBlock {
  const say = messages[reader.locale];
  const { discipline, contest, entrant, name, asked, isAskedAgain, waits, isIn } = one;
  const comma = reader.locale === 'zh' ? '、' : ', ';
  const state =
    asked !== undefined
      ? say.lookAgain(criterionNames(discipline, asked, comma))
      : waits
        ? say.waitsForYou
        : entrant.completeAt === undefined && !isAskedAgain
          ? say.isIn
          : say.isClosed;
  const lines = [
    `*${whoLine(reader, entrant, name)}* · ${named(discipline.name)} · ${timeOf(reader, entrant.startsAt)}`,
    `${named(contest.name)} · ${state}`,
  ];
  const label = asked !== undefined ? say.look : isIn ? say.view : say.score;
  return section(
    lines.join('\n'),
    button({
      ...sheetRef.button({ id: entrant._id }, entrant._id),
      label,
      ...(waits ? { style: 'primary' as const } : {}),
    }),
  );
}

/** Sheets on a page. */
const SHEETS = 20;

/** Those that wait stand first. */
function sheetBlocks(reader: FormReader, all: readonly ListedSheet[], page: number, note?: string): AnyBlock[] {
  const say = messages[reader.locale];
  const found = pageIn(all, { page, size: SHEETS });
  return [
    ...(note === undefined ? [] : [section(note)]),
    ...(found.total === 0 ? [section(say.noSheets)] : []),
    ...found.rows.map((one) => sheetRow(reader, one)),
    ...pager(reader.locale, 'skills.sheets', found),
  ];
}

/** The sheets of a judge. */
export const sheetsModal = (reader: FormReader, all: readonly ListedSheet[], page: number, note?: string): ModalView =>
  modal({
    callback: 'bot.shown',
    title: messages[reader.locale].sheets,
    close: messages[reader.locale].close,
    blocks: sheetBlocks(reader, all, page, note),
  });

export const sheetsMessage = (reader: FormReader, all: readonly ListedSheet[]): Message =>
  message([header(`🛠️ ${messages[reader.locale].sheets}`), ...sheetBlocks(reader, all, 1)]);

/** A score as it was given: a measure with its unit, or a level. */
export function valueWords(reader: FormReader, criterion: Criterion, value: number): string {
  if (criterion.kind === 'judged') return messages[reader.locale].level(value);
  return named(criterion.unit === '' ? String(value) : `${value} ${criterion.unit}`);
}

/** A judge's own scores, once nothing can be changed any more. */
export function ownSheetModal(reader: FormReader, { entrant, name, discipline, own }: OpenSheet): ModalView {
  const say = messages[reader.locale];
  const lines = discipline.criteria.map(
    (one) => `${named(one.name)}  ${valueWords(reader, one, own?.values[one.id] ?? 0)}`,
  );
  const time = own?.seconds === undefined ? [] : [say.seconds(own.seconds)];
  return modal({
    callback: 'bot.shown',
    title: say.ownScores,
    close: say.close,
    blocks: [section([`*${whoLine(reader, entrant, name)}*`, ...lines, ...time].join('\n')), context(say.isClosed)],
  });
}

/** How far an entrant is: never what anybody has given. */
function entrantState(reader: FormReader, one: ListedEntrant): string {
  const say = messages[reader.locale];
  if (one.state !== 'in')
    return [say.entrantStates[one.state], ...(one.reason === undefined ? [] : [reasoned(one.reason)])].join(' · ');
  if (one.isComplete) return say.allIn;
  if (one.isShort) return say.tooFew;
  return one.isAskedAgain ? say.askedAgain : say.sheetsIn(one.sheets, one.panel);
}

/** The entrants of a discipline, for stewards and officers. */
export function entrantsModal(
  reader: FormReader,
  { _id: id }: Contest,
  { id: discipline, name }: Discipline,
  found: Paged<ListedEntrant>,
): ModalView {
  const say = messages[reader.locale];
  return modal({
    callback: 'bot.shown',
    title: say.entrantsTitle,
    close: say.close,
    blocks: [
      section(`*${named(name)}*`),
      context(say.entrantsNote),
      ...(found.total === 0 ? [section(say.noEntrants)] : []),
      ...found.rows.map((one) =>
        section(
          [
            `*${whoLine(reader, one, one.name || undefined)}* · ${timeOf(reader, one.startsAt)}`,
            entrantState(reader, one),
          ].join('\n'),
          button({ ...entrantRef.button({ id: one._id }, one._id), label: say.record }),
        ),
      ),
      ...pager(reader.locale, 'skills.entrants', found, {
        value: (page) => entrantsRef.pack({ id, discipline, page }),
        beside: [button({ ...disciplineRef.button({ id, discipline }, 'back'), label: say.backToDiscipline })],
      }),
    ],
  });
}

function stateButtons({ locale }: FormReader, { entrant, contest, isManaged, isRival }: EntrantPage): Button[] {
  const say = messages[locale];
  const { _id: id, state } = entrant;
  const isRunning = contest.state === 'running';
  if (isRival || (!isRunning && contest.state !== 'published') || state === 'withdrawn') return [];
  const mayReturn = isManaged && (isRunning || entrant.isComplete);
  return [
    ...(state === 'in' && isRunning && entrant.sheets === 0
      ? [button({ ...stateRef.button({ id, state: 'absent' }, 'absent'), label: say.noShow })]
      : []),
    ...(state !== 'in' && mayReturn
      ? [button({ ...stateRef.button({ id, state: 'in' }, 'in'), label: say.present })]
      : []),
    ...(state === 'in' && isManaged
      ? [button({ ...disqualifyRef.button({ id }), label: say.disqualify, style: 'danger' })]
      : []),
  ];
}

/** One entrant, for stewards and officers. */
export function entrantModal(reader: FormReader, page: EntrantPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { entrant, contest, discipline, missing, recused, refused } = page;
  const copies = missing.map(({ judge, name, isCopied, isOwnCopy }): AnyBlock => {
    if (isOwnCopy) return context(say.ownCopy(named(name)));
    const label = isCopied ? say.copyAgain(name) : say.copy(name);
    return actions(button({ ...copyRef.button({ id: entrant._id, judge }, judge), label }));
  });
  const log = [
    ...recused.map(({ name, why }) => say.recused(named(name), say.recusals[why])),
    ...refused.map(({ name, at }) => say.refused(named(name), timeOf(reader, at))),
  ];
  const state = stateButtons(reader, page);
  return modal({
    callback: 'bot.shown',
    title: say.start(entrant.start),
    close: say.close,
    blocks: [
      section(
        [
          `*${whoLine(reader, entrant, entrant.name || undefined)}*`,
          `${named(discipline.name)} · ${timeOf(reader, entrant.startsAt)}`,
          entrantState(reader, entrant),
        ].join('\n'),
      ),
      ...(note === undefined ? [] : [section(note)]),
      ...(copies.length === 0 ? [] : [section(say.missingSheets), ...copies]),
      ...(log.length === 0 ? [] : [context(log.join('\n'))]),
      actions(
        ...state,
        button({
          ...entrantsRef.button({ id: contest._id, discipline: discipline.id, page: 1 }, 'back'),
          label: say.entrants,
        }),
      ),
    ],
  });
}

/** A theory paper: one question, or that it is done. */
export function theoryModal(reader: FormReader, state: TheoryState): ModalView {
  const say = messages[reader.locale];
  const { contest, entrant, question, answered, count, endsAt } = state;
  const about = { callback: 'bot.shown', title: say.theory, close: say.close };
  if (question === undefined)
    return modal({
      ...about,
      blocks: [
        section(`*${named(contest.name)}*`),
        section(say.paperDone(answered, count)),
        actions(button({ ...contestRef.button({ id: contest._id }, 'back'), label: say.back })),
      ],
    });
  const { nth, of } = question;
  const head = `${say.question(nth + 1, of)} · ${say.paperUntil(timeOf(reader, endsAt))}`;
  const answer = (place: number) => answerRef.button({ id: entrant._id, nth, place }, place);
  return modal({ ...about, blocks: questionBlocks(question, head, answer) });
}
