import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { button, context, header, modal, section, sections } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { messages } from './messages.ts';
import { sheetRef } from './refs.ts';
import type { OpenSheet, sheetsOf } from './service/judging.ts';
import { named, quoted } from './told.ts';

type Listed = Awaited<ReturnType<typeof sheetsOf>>[number];

const MOST = { modal: 95, message: 45 };

function sheetRow(reader: FormReader, { programme, title, nominee, waits }: Listed): AnyBlock {
  const say = messages[reader.locale];
  return section(
    [
      `*${say.number(nominee.start ?? 0)}* · ${named(title.name)}`,
      `${named(programme.name)} · ${waits ? say.waitsForYou : say.isIn}`,
    ].join('\n'),
    button({
      ...sheetRef.button({ id: nominee._id }, nominee._id),
      label: waits ? say.score : say.view,
      ...(waits ? { style: 'primary' as const } : {}),
    }),
  );
}

function sheetBlocks(reader: FormReader, found: readonly Listed[], most: number, note?: string): AnyBlock[] {
  const say = messages[reader.locale];
  return [
    ...(note === undefined ? [] : [section(note)]),
    ...(found.length === 0 ? [section(say.noSheets)] : []),
    ...found.slice(0, most).map((one) => sheetRow(reader, one)),
  ];
}

/** The sheets of a judge. */
export const sheetsModal = (reader: FormReader, found: readonly Listed[], note?: string): ModalView =>
  modal({
    callback: 'bot.shown',
    title: messages[reader.locale].sheets,
    close: messages[reader.locale].close,
    blocks: sheetBlocks(reader, found, MOST.modal, note),
  });

export const sheetsMessage = (reader: FormReader, found: readonly Listed[]): Message =>
  message([header(`🏅 ${messages[reader.locale].sheets}`), ...sheetBlocks(reader, found, MOST.message)]);

/** What a judge reads above the scores: a number, lines without names, and why. */
export function judgedBlocks(reader: FormReader, { title, lines, evidence }: OpenSheet): AnyBlock[] {
  const say = messages[reader.locale];
  return [
    section([`*${named(title.name)}*`, quoted(title.about)].join('\n')),
    context(say.judgesSee),
    ...sections(
      lines.length === 0 ? say.noLines : lines.map(({ text }) => `• ${quoted(text[reader.locale])}`).join('\n'),
    ),
    ...(evidence.length === 0 ? [] : sections(evidence.map((text) => `• ${quoted(text)}`).join('\n'))),
  ];
}

/** A judge's own scores, once nothing can be changed any more. */
export function ownSheetModal(reader: FormReader, sheet: OpenSheet): ModalView {
  const say = messages[reader.locale];
  const { programme, start, own } = sheet;
  const lines = programme.criteria.map(({ id, name, points }) => `${named(name)} ${own?.values[id] ?? '–'}/${points}`);
  return modal({
    callback: 'bot.shown',
    title: say.number(start),
    close: say.close,
    blocks: [...judgedBlocks(reader, sheet), section([`*${say.ownSheet}*`, ...lines].join('\n'))],
  });
}
