import type { KnownBlock } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { files, text } from '../../../bot/draw/form/kinds.ts';
import type { Asking } from '../../../bot/draw/form/modal.ts';
import { message } from '../../../bot/draw/message.ts';
import { templateButtons } from '../../../imports/template.ts';
import { badRowWords, notReadLines } from '../../../imports/words.ts';
import type { Locale } from '../../../lib/language.ts';
import type { BankFileError, BankReading, RowFault, RowNote } from '../formats/bank-file.ts';
import { type OfficerTexts, officerMessages } from '../officer-messages.ts';
import { letteredLine } from '../question/question-views.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import { blanksOf, blanksText } from '../question/rules/blanks.ts';
import { BANK_NAME_MAX, type Question } from '../question/rules/question.ts';
import { rightOptions } from '../question/rules/right-options.ts';
import { importRef } from '../refs.ts';
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

/** Asks for a file, or for its text. */
export const importForm = form(
  importRef.name,
  {
    name: text({
      label: (locale) => officerMessages[locale].bankName,
      hint: (locale) => officerMessages[locale].bankNameHint,
      max: BANK_NAME_MAX,
      needed: true,
    }),
    file: files({
      label: (locale) => officerMessages[locale].file,
      hint: (locale) => officerMessages[locale].fileHint,
      max: 1,
      types: FILE_TYPES,
    }),
    text: text({
      label: (locale) => officerMessages[locale].pasted,
      hint: (locale) => officerMessages[locale].pastedHint,
      long: true,
      max: PASTED_MAX,
    }),
  },
  { title: (locale) => officerMessages[locale].import, submit: (locale) => officerMessages[locale].preview },
);

/** How it is asked at first, and what is left to ask below a preview: nothing of a file, the text where it was pasted. */
export function importShown(locale: Locale, of: string, previewed?: 'file' | 'text'): Shown<typeof importForm.fields> {
  const say = officerMessages[locale];
  const values = { name: of.slice(0, BANK_NAME_MAX) };
  if (previewed === undefined)
    return { values, above: [actions(...templateButtons(locale, 'quiz', TEMPLATE_FORMATS))] };
  return {
    values,
    without: previewed === 'file' ? ['file', 'text'] : ['file'],
    words: { text: { label: say.pastedShown, hint: say.pastedMend } },
  };
}

/** Above the form once there is a preview: what an import would do. @param file as Slack names it; undefined where the text was pasted */
export function previewAsking(locale: Locale, name: string, preview: ImportPreview, file?: string): Asking {
  const say = officerMessages[locale];
  const submit = preview.fresh > 0 ? say.importCount(preview.fresh) : say.previewAgain;
  return { title: say.previewTitle, submit, above: previewBlocks(locale, name, preview, file) };
}

/** A file from which nothing would come. */
export function nothingModal(locale: Locale, name: string, preview: ImportPreview, file: string): ModalView {
  const say = officerMessages[locale];
  const blocks = previewBlocks(locale, name, preview, file);
  return modal({ callback: 'quiz.imported', title: say.previewTitle, close: say.close, blocks });
}

/** The rows that need a look first, then a few that are good. */
function previewBlocks(
  locale: Locale,
  name: string,
  { reading, fresh, known }: ImportPreview,
  file: string | undefined,
): AnyBlock[] {
  const say = officerMessages[locale];
  const { questions, faults } = reading;
  const good = questions.slice(0, GOOD_SHOWN);
  const outcome = questions.length === 0 ? say.noneGood : fresh === 0 ? say.nothingFresh : say.freshKnown(fresh, known);
  return [
    section(`*${plain(name)}*\n${say.rows(questions.length, faults.length)}\n${outcome}`),
    ...(fresh > 0 ? [context(say.previewNote)] : []),
    ...readingsBlocks(say, questions),
    ...leftBlocks(locale, reading),
    ...rowBlocks(say, reading),
    ...(faults.length === 0 ? [] : [badRowsActions(locale, file)]),
    ...(good.length > 0 ? [section(`*${say.firstOnes(good.length)}*`)] : []),
    ...good.flatMap(({ question }) => sections(questionWithKey(say, question))),
  ];
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
