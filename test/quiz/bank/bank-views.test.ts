import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../../playground/server/validate/payload.ts';
import { badOf } from '../../../src/features/quiz/bank/bad-questions.ts';
import {
  fileFaultText,
  importedModal,
  importForm,
  importShown,
  nothingModal,
  previewAsking,
} from '../../../src/features/quiz/bank/import-views.ts';
import type { BankLine, ImportPreview } from '../../../src/features/quiz/bank/service/banks.ts';
import { bankModal, banksMessage, exportForm, exportShown } from '../../../src/features/quiz/bank/views.ts';
import {
  BankFileError,
  type BankReading,
  FAULT_REASONS,
  NOTE_CODES,
} from '../../../src/features/quiz/formats/bank-file.ts';
import type { Bank } from '../../../src/features/quiz/model.ts';
import { officerMessages } from '../../../src/features/quiz/officer-messages.ts';
import { QUESTION_LIMITS, type Question } from '../../../src/features/quiz/question/rules/question.ts';
import { LOCALES } from '../../../src/lib/language.ts';

describe.each(LOCALES)('the views in %s', (locale) => {
  const nasty = '<!channel> & *粗* `x` '.repeat(200);
  const name = '&<'.repeat(30);
  const bank: Bank = {
    _id: 'b'.repeat(16),
    workspace: 'T1',
    name,
    state: 'active',
    createdBy: 'U1',
    createdAt: new Date(0),
  };
  const line: BankLine = {
    bank,
    total: 10_000,
    kinds: { single: 2000, multiple: 2000, truefalse: 2000, fill: 2000, numeric: 2000 },
    categories: Array.from({ length: 50 }, (_, index) => ({ category: `${nasty.slice(0, 58)}${index}`, count: 200 })),
    schedules: 12,
    importedAt: new Date(0),
  };
  const long: Question = {
    kind: 'multiple',
    stem: nasty.slice(0, QUESTION_LIMITS.stem),
    options: Array.from({ length: 10 }, (_, index) => `${index}${nasty}`.slice(0, QUESTION_LIMITS.option)),
    correct: [0, 1, 9],
    category: '安全',
    tags: [],
    posts: [],
  };
  const row = nasty.slice(0, 3000);
  const reading: BankReading = {
    format: 'csv',
    questions: Array.from({ length: 10 }, (_, index) => ({
      line: index + 2,
      question: long,
      fingerprint: String(index),
    })),
    faults: Array.from({ length: 60 }, (_, index) => ({
      line: index,
      reason: FAULT_REASONS[index % FAULT_REASONS.length] ?? 'no-stem',
      detail: nasty,
      row,
    })),
    notes: Array.from({ length: 60 }, (_, index) => ({
      line: index,
      note: NOTE_CODES[index % NOTE_CODES.length] ?? 'empty-option',
      row,
    })),
  };

  const reader = { locale, tz: 'Asia/Shanghai', now: new Date(0) };
  const previewOf = (found: ImportPreview, field: 'file' | 'text') =>
    importForm.draw(reader, {
      ...importShown(locale, name, field),
      ...previewAsking(locale, name, found, field === 'file' ? 'F012' : undefined),
    });

  it('keep Slack’s limits with the longest texts', () => {
    const { faults, notes } = reading;
    const result = { bank, added: 9999, known: 1, faults, notes, format: 'gift' as const };
    const preview = previewOf({ reading, fresh: 10_000, known: 0 }, 'file');
    for (const view of [
      preview,
      previewOf({ reading, fresh: 0, known: 10_000 }, 'text'),
      nothingModal(locale, name, { reading: { ...reading, questions: [] }, fresh: 0, known: 0 }, 'F012'),
      importedModal(locale, result, true),
      importForm.draw(reader, importShown(locale, name)),
      importForm.draw(reader, importShown(locale, '')),
      exportForm.draw(reader, exportShown(bank)),
      bankModal(locale, line),
    ]) {
      expect(validateView(view)).toEqual([]);
      expect(JSON.stringify(view)).not.toContain('<!channel>');
    }
    expect(preview.submit?.text).toContain('10000');
    expect(badOf(locale, result)).toMatchObject({ count: 60 });
  });

  it.each([0, 1, 10, 45])('list %i banks within a message, with pages', (count) => {
    const lines = Array.from({ length: count }, (_, index) => ({
      ...line,
      bank: { ...bank, _id: `${index}`.padStart(16) },
    }));
    for (const page of [0, 2, 99]) {
      const message = banksMessage(locale, lines, page, nasty.slice(0, 100));
      expect(validateBlocks(message.blocks, 'message')).toEqual([]);
      expect(validateBlocks(message.blocks, 'modal')).toEqual([]);
      expect(message.text.length).toBeLessThan(4000);
    }
  });

  it('show the rows that need a look before those that are good', () => {
    const text = JSON.stringify(previewOf({ reading, fresh: 10, known: 0 }, 'file'));
    const say = officerMessages[locale];
    const places = [say.badRows(60), say.oddRows(60), say.firstOnes(3)].map((title) => text.indexOf(title));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('delete a bank from its own view only, last, in red, and after asking', () => {
    expect(JSON.stringify(banksMessage(locale, [line]))).not.toContain('quiz.deleteBank');
    const buttons = bankModal(locale, line).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(buttons[0]).toMatchObject({ action_id: 'quiz.schedule', value: bank._id, style: 'primary' });
    expect(buttons.at(-1)).toMatchObject({ style: 'danger', confirm: { style: 'danger' } });
  });

  it('say why a file was refused', () => {
    const text = fileFaultText(locale, new BankFileError('zip-bomb'));
    expect(text).toContain('CSV');
  });
});
