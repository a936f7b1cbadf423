import type { KnownBlock } from '@slack/types';
import {
  actions,
  button,
  context,
  cut,
  escapeMrkdwn,
  header,
  input,
  modal,
  option,
  plain,
  section,
  sections,
} from '../../bot/blocks.ts';
import { pack } from '../../bot/command-text.ts';
import type { AnyBlock, Locale, Message, ModalView } from '../../bot/feature.ts';
import { letterOf } from './formats/answer-words.ts';
import {
  BANK_FORMATS,
  type BankFileError,
  type BankReading,
  type RowFault,
  type RowNote,
} from './formats/bank-file.ts';
import type { Bank } from './model.ts';
import { type OfficerTexts, officerMessages } from './officer-messages.ts';
import { letteredLine } from './question-views.ts';
import { BANK_NAME_MAX, QUESTION_KINDS, type Question } from './rules/question.ts';
import type { BankLine, ImportPreview, ImportResult } from './service/banks.ts';

const BANKS_ON_PAGE = 10;
const CATEGORIES_SHOWN = 6;
const FIRST_SHOWN = 3;
/** Rows listed in a modal; all of them go into a file. */
export const ROWS_SHOWN = 30;
const ROW_TEXT = 120;
const FILE_TYPES = ['csv', 'xlsx', 'gift', 'txt', 'xml'];

/** The banks with what can be done with each. @param page 0-based; pages that are gone show the last. */
export function banksMessage(locale: Locale, lines: readonly BankLine[], page = 0, note?: string): Message {
  const say = officerMessages[locale];
  const pages = Math.max(1, Math.ceil(lines.length / BANKS_ON_PAGE));
  const now = Math.min(Math.max(page, 0), pages - 1);
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const head = lines.length === 0 ? say.noBanks : say.bankCount(lines.length, total);
  const shown = lines.slice(now * BANKS_ON_PAGE, (now + 1) * BANKS_ON_PAGE);
  const turn = [
    ...(now > 0 ? [button({ action: 'quiz.banks:previous', label: say.previous, value: String(now - 1) })] : []),
    ...(now < pages - 1 ? [button({ action: 'quiz.banks:next', label: say.next, value: String(now + 1) })] : []),
  ];
  const blocks: AnyBlock[] = [
    header(say.banks),
    ...(note === undefined ? [] : [section(escapeMrkdwn(note))]),
    section(head),
    ...shown.flatMap((line) => bankBlocks(say, line, now)),
    ...(pages > 1 ? [context(say.page(now + 1, pages))] : []),
    actions(button({ action: 'quiz.import', label: say.import, style: 'primary' }), ...turn),
  ];
  const names = shown.map(({ bank, total: count }) => `${escapeMrkdwn(bank.name)}: ${say.questions(count)}`);
  const text = [...(note === undefined ? [] : [escapeMrkdwn(note)]), head, ...names].join('\n');
  return { text: cut(text, 3900), blocks };
}

function bankBlocks(say: OfficerTexts, line: BankLine, page: number): KnownBlock[] {
  const { bank, kinds, categories } = line;
  const id = bank._id;
  const counts = QUESTION_KINDS.flatMap((kind) => {
    const count = kinds[kind];
    return count === undefined ? [] : [say.kindCount(say.kinds[kind], count)];
  });
  const named = categories
    .slice(0, CATEGORIES_SHOWN)
    .map(({ category, count }) => say.kindCount(plain(category), count));
  const rest = categories.length - named.length;
  const lines = [
    `*${plain(bank.name)}*  ${say.questions(line.total)}`,
    ...(counts.length > 0 ? [counts.join(say.and)] : []),
    ...(named.length > 0 ? [say.categories([...named, ...(rest > 0 ? [say.more(rest)] : [])].join(say.and))] : []),
    say.usedBy(line.schedules),
  ];
  return [
    section(lines.join('\n')),
    actions(
      button({ action: `quiz.export:${id}`, label: say.export, value: id }),
      button({ action: `quiz.import:${id}`, label: say.importMore, value: id }),
      button({
        action: `quiz.deleteBank:${id}`,
        label: say.remove,
        value: pack(id, page),
        style: 'danger',
        confirm: {
          title: say.removeTitle,
          text: say.removeText(escapeMrkdwn(cut(bank.name, 20)), line.schedules),
          yes: say.remove,
          no: say.cancel,
        },
      }),
    ),
  ];
}

export function importModal(locale: Locale, bankName: string): ModalView {
  const say = officerMessages[locale];
  const initial = bankName.slice(0, BANK_NAME_MAX);
  return modal({
    callback: 'quiz.import',
    title: say.import,
    close: say.cancel,
    submit: say.preview,
    blocks: [
      input({ kind: 'text', id: 'name', label: say.bankName, hint: say.bankNameHint, max: BANK_NAME_MAX, initial }),
      input({ kind: 'file', id: 'file', label: say.file, hint: say.fileHint, types: FILE_TYPES }),
    ],
  });
}

/** What an import would do. @param metadata where the file and the bank's name are kept until it is confirmed. */
export function previewModal(
  locale: Locale,
  bankName: string,
  { reading, fresh, known }: ImportPreview,
  metadata: string,
): ModalView {
  const say = officerMessages[locale];
  const { questions, faults } = reading;
  const first = questions.slice(0, FIRST_SHOWN);
  const outcome =
    questions.length === 0 ? say.noneGood : fresh === 0 ? say.nothingFresh : `${say.freshKnown(fresh, known)}`;
  return modal({
    callback: 'quiz.importConfirm',
    title: say.previewTitle,
    close: fresh > 0 ? say.cancel : say.close,
    ...(fresh > 0 ? { submit: say.importCount(fresh) } : {}),
    metadata,
    blocks: [
      section(`*${plain(bankName)}*\n${say.rows(questions.length, faults.length)}\n${outcome}`),
      ...(fresh > 0 ? [context(say.previewNote)] : []),
      ...(first.length > 0 ? [section(`*${say.firstOnes(first.length)}*`)] : []),
      ...first.flatMap(({ question }) => sections(questionWithKey(say, question))),
      ...rowBlocks(say, reading),
    ],
  });
}

/** @param sentAll a file with all bad rows went to the officer's DM. */
export function importedModal(locale: Locale, result: ImportResult, sentAll: boolean): ModalView {
  const say = officerMessages[locale];
  const lines = [
    say.imported(plain(result.bank.name), result.added),
    ...(result.known > 0 && result.added > 0 ? [say.importedKnown(result.known)] : []),
    ...(sentAll ? [say.rowsFileSent] : []),
  ];
  return modal({
    callback: 'quiz.imported',
    title: say.import,
    close: say.close,
    blocks: [
      section(lines.join('\n')),
      actions(
        button({ action: 'quiz.schedule', label: say.schedule, value: result.bank._id, style: 'primary' }),
        button({ action: 'quiz.banks', label: say.banks }),
      ),
      ...rowBlocks(say, result),
    ],
  });
}

export function exportModal(locale: Locale, bank: Bank): ModalView {
  const say = officerMessages[locale];
  const options = BANK_FORMATS.map((format) => option(format, say.formats[format]));
  return modal({
    callback: 'quiz.export',
    title: say.exportTitle,
    close: say.cancel,
    submit: say.exportSubmit,
    metadata: bank._id,
    blocks: [
      section(`*${plain(bank.name)}*`),
      input({ kind: 'radio', id: 'format', label: say.format, options, initial: 'xlsx' }),
    ],
  });
}

/** One clear sentence for a file that was refused. */
export function fileFaultText(locale: Locale, error: BankFileError): string {
  return officerMessages[locale].files[error.code];
}

/** All rows left out, one a line, for a file. */
export function badRowsText(locale: Locale, faults: readonly RowFault[]): string {
  const say = officerMessages[locale];
  return faults
    .map(({ line, reason, detail = '', row }) =>
      say.row(line, say.faults[reason], detail, row.replace(/\s+/g, ' ').trim()),
    )
    .join('\n');
}

function rowBlocks(say: OfficerTexts, { faults, notes }: Pick<BankReading, 'faults' | 'notes'>): KnownBlock[] {
  return [
    ...rowList(say, say.badRows(faults.length), faults, (fault) => say.faults[fault.reason]),
    ...rowList(say, say.oddRows(notes.length), notes, (note) => say.notes[note.note]),
  ];
}

function rowList<R extends RowFault | RowNote>(
  say: OfficerTexts,
  title: string,
  rows: readonly R[],
  words: (row: R) => string,
): KnownBlock[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, ROWS_SHOWN).map((row) => {
    const text = plain(cut(row.row.replace(/\s+/g, ' ').trim(), ROW_TEXT));
    return say.row(row.line, words(row), plain(cut(row.detail ?? '', 40)), text);
  });
  const rest = rows.length - lines.length;
  return sections([`*${title}*`, ...lines, ...(rest > 0 ? [say.moreRows(rest)] : [])].join('\n'));
}

function questionWithKey(say: OfficerTexts, question: Question): string {
  const options = 'options' in question ? question.options : [];
  return [
    `${plain(question.stem)}`,
    ...options.map((text, index) => letteredLine(index, plain(text))),
    say.answer(plain(keyOf(say, question))),
  ].join('\n');
}

function keyOf(say: OfficerTexts, question: Question): string {
  switch (question.kind) {
    case 'single':
      return letterOf(question.correct);
    case 'multiple':
      return question.correct.map(letterOf).join('');
    case 'truefalse':
      return question.correct ? say.yes : say.no;
    case 'fill':
      return question.accepted.join(' / ');
    case 'numeric':
      return question.tolerance > 0 ? `${question.value} ± ${question.tolerance}` : String(question.value);
  }
}
