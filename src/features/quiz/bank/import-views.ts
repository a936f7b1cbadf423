import type { KnownBlock } from '@slack/types';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, input, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { templateButtons } from '../../../imports/template.ts';
import { badRowWords, notReadLines } from '../../../imports/words.ts';
import type { Locale } from '../../../lib/language.ts';
import { letteredLine } from '../card/question-views.ts';
import { importRef } from '../card/ref.ts';
import { blanksOf, blanksText } from '../card/rules/blanks.ts';
import { rightOptions } from '../card/rules/right-options.ts';
import { letterOf } from '../formats/answer-words.ts';
import type { BankFileError, BankReading, RowFault, RowNote } from '../formats/bank-file.ts';
import { type OfficerTexts, officerMessages } from '../officer-messages.ts';
import { BANK_NAME_MAX, type Question } from '../run/rules/question.ts';
import type { ImportPreview, ImportResult } from './service/banks.ts';
import { TEMPLATE_FORMATS } from './template.ts';

/** Good questions shown before an import. */
const GOOD_SHOWN = 3;
/** Rows listed in a modal; all of them go into a file. */
const ROWS_SHOWN = 30;
const ROW_TEXT = 120;
/** Characters of a text that is pasted: Slack's limit for an input. */
const PASTED_MAX = 3000;
export const FILE_TYPES = ['csv', 'xlsx', 'gift', 'txt', 'xml'];

export function importModal(locale: Locale, bankName: string): ModalView {
  const say = officerMessages[locale];
  const initial = bankName.slice(0, BANK_NAME_MAX);
  return modal({
    callback: 'quiz.import',
    title: say.import,
    close: say.cancel,
    submit: say.preview,
    blocks: [
      actions(...templateButtons(locale, 'quiz', TEMPLATE_FORMATS)),
      input({ kind: 'text', id: 'name', label: say.bankName, hint: say.bankNameHint, max: BANK_NAME_MAX, initial }),
      input({ kind: 'file', id: 'file', label: say.file, hint: say.fileHint, types: FILE_TYPES, optional: true }),
      input({
        kind: 'text',
        id: 'text',
        label: say.pasted,
        hint: say.pastedHint,
        multiline: true,
        optional: true,
        max: PASTED_MAX,
      }),
    ],
  });
}

/** What an import would do: the rows that need a look first, then a few that are good. @param metadata where the file and the bank's name are kept until it is confirmed. @param pasted the text, where it came so: it stays in the modal, to be mended there. */
export function previewModal(
  locale: Locale,
  bankName: string,
  { reading, fresh, known }: ImportPreview,
  metadata: string,
  pasted?: string,
): ModalView {
  const say = officerMessages[locale];
  const { questions, faults } = reading;
  const good = questions.slice(0, GOOD_SHOWN);
  const outcome = questions.length === 0 ? say.noneGood : fresh === 0 ? say.nothingFresh : say.freshKnown(fresh, known);
  return modal({
    callback: 'quiz.importConfirm',
    title: say.previewTitle,
    close: fresh > 0 ? say.cancel : say.close,
    ...(fresh > 0 ? { submit: say.importCount(fresh) } : pasted === undefined ? {} : { submit: say.previewAgain }),
    metadata,
    blocks: [
      section(`*${plain(bankName)}*\n${say.rows(questions.length, faults.length)}\n${outcome}`),
      ...(fresh > 0 ? [context(say.previewNote)] : []),
      ...readingsBlocks(say, questions),
      ...leftBlocks(locale, reading),
      ...rowBlocks(say, reading),
      ...(faults.length === 0
        ? []
        : [badRowsActions(locale, pasted === undefined ? importRef.read(metadata).mark : '')]),
      ...(good.length > 0 ? [section(`*${say.firstOnes(good.length)}*`)] : []),
      ...good.flatMap(({ question }) => sections(questionWithKey(say, question))),
      ...(pasted === undefined
        ? []
        : [
            input({
              kind: 'text',
              id: 'text',
              label: say.pastedShown,
              hint: say.pastedMend,
              multiline: true,
              max: PASTED_MAX,
              initial: pasted,
            }),
          ]),
    ],
  });
}

/** That a blank has several readings is meant so or not: it is said, with the first. */
function readingsBlocks(say: OfficerTexts, questions: BankReading['questions']): KnownBlock[] {
  const several = questions.flatMap(({ question }) =>
    question.kind === 'fill' ? blanksOf(question).filter((readings) => readings.length > 1) : [],
  );
  const [first] = several;
  return first === undefined ? [] : [context(say.severalReadings(several.length, plain(cut(first.join(' / '), 60))))];
}

/** The columns and sheets that nothing was taken from. */
function leftBlocks(locale: Locale, { unused = [], passed = [] }: BankReading): KnownBlock[] {
  const { columns } = officerMessages[locale];
  return notReadLines(locale, { unused, passed }, columns, (text) => plain(cut(text, 40))).map((line) => section(line));
}

/** @param isSent whether the bad rows went to the officer's messages, to be mended */
export function importedModal(locale: Locale, result: ImportResult, isSent: boolean): ModalView {
  const say = officerMessages[locale];
  const lines = [
    say.imported(plain(result.bank.name), result.added),
    ...(result.known > 0 && result.added > 0 ? [say.importedKnown(result.known)] : []),
    ...(isSent ? [say.rowsFileSent] : []),
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

/** Tells an officer whose dialog did not see the end of the import. */
export function importedMessage(
  locale: Locale,
  { bank, added, known }: Pick<ImportResult, 'bank' | 'added' | 'known'>,
  { file, bad }: { file: string; bad: number },
): Message {
  const say = officerMessages[locale];
  const lines = [
    say.imported(plain(bank.name), added),
    ...(known > 0 && added > 0 ? [say.importedKnown(known)] : []),
    ...(bad > 0 ? [say.badRows(bad)] : []),
  ];
  return message([
    section(lines.join('\n')),
    actions(button({ action: 'quiz.schedule', label: say.schedule, value: bank._id, style: 'primary' })),
    ...(bad > 0 ? [badRowsActions(locale, file)] : []),
  ]);
}

/** Tells an officer that a confirmed file could not be taken any more. */
export function notImportedMessage(locale: Locale): Message {
  const say = officerMessages[locale];
  const again = button({ action: 'quiz.import', label: say.import, style: 'primary' });
  return message([section(say.importFailed), actions(again)]);
}

/** One clear sentence for a file that was refused. */
export function fileFaultText(locale: Locale, error: BankFileError): string {
  return officerMessages[locale].files[error.code];
}

/** @param file as Slack names it; empty where the text was pasted, which stands in its input */
function badRowsActions(locale: Locale, file = ''): KnownBlock {
  return actions(button({ action: 'quiz.badRows', label: badRowWords[locale].button, value: file }));
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
    const why = say.rowWhy(row.line, words(row), plain(cut(row.detail ?? '', 40)), plain(cut(row.sheet ?? '', 40)));
    return `${why}\n> ${plain(cut(row.row.replace(/\s+/g, ' ').trim(), ROW_TEXT))}`;
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
      return rightOptions(question).map(letterOf).join(say.orEither);
    case 'multiple':
      return question.correct.map(letterOf).join('');
    case 'truefalse':
      return question.correct ? say.yes : say.no;
    case 'fill':
      return blanksText(question, say.blankSep);
    case 'numeric':
      return question.tolerance > 0 ? `${question.value} ± ${question.tolerance}` : String(question.value);
  }
}
