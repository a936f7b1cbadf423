import { strToU8, type Zippable, zipSync as zipAtLevel } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BANK_LIMITS, BankFileError } from '../../../src/features/quiz/formats/bank-file.ts';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { readText } from './read-text.ts';

const refusal = async (bytes: Uint8Array, filename: string) => {
  const error = await readBank(bytes, filename).catch((reason: unknown) => reason);
  return error instanceof BankFileError ? error.code : error;
};
const zipSync = (files: Zippable) => zipAtLevel(files, { level: 1 });
const CSV = '题干,选项A,选项B,答案\n安全第一？,对的，安全,不对的，危险,A\n';

describe('encodings', () => {
  // GB18030 of 题干,答案\n安全,对\n — the platform decodes it but does not encode.
  const gb18030 = Uint8Array.from([
    0xcc, 0xe2, 0xb8, 0xc9, 0x2c, 0xb4, 0xf0, 0xb0, 0xb8, 0x0a, 0xb0, 0xb2, 0xc8, 0xab, 0x2c, 0xb6, 0xd4, 0x0a,
  ]);
  const utf8 = new TextEncoder().encode('题干,答案\n安全,对\n');
  const utf16 = Buffer.from('\ufeff题干,答案\n安全,对\n', 'utf16le');
  it.each([
    ['UTF-8', utf8],
    ['UTF-8 with BOM', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
    ['UTF-16 LE', Uint8Array.from(utf16)],
    ['UTF-16 BE', Uint8Array.from(Buffer.from(utf16).swap16())],
    ['GB18030', gb18030],
  ])('%s', async (_name, bytes) => {
    const reading = await readBank(bytes, 'bank.csv');
    expect(reading.questions).toMatchObject([{ line: 2, question: { stem: '安全', correct: true } }]);
  });

  it.each([
    ['no encoding at all', Uint8Array.from([0x81, 0xff, 0xff, 0x80])],
    ['zero bytes', Uint8Array.from([0x61, 0x00, 0x62, 0x00])],
  ])('%s is not text', async (_name, bytes) => {
    expect(await refusal(bytes, 'bank.csv')).toBe('not-text');
  });
});

describe('limits', () => {
  it('5 MB is read, one byte more is not', async () => {
    const padded = (length: number) => {
      const bytes = new Uint8Array(length).fill(0x0a);
      bytes.set(new TextEncoder().encode('stem,answer\nq,true\n'));
      return bytes;
    };
    expect((await readBank(padded(BANK_LIMITS.bytes), 'bank.csv')).questions).toHaveLength(1);
    expect(await refusal(padded(BANK_LIMITS.bytes + 1), 'bank.csv')).toBe('too-big');
  });

  it('10,000 rows are read, 10,001 are not', async () => {
    const rows = (count: number) =>
      `题干,答案\n${Array.from({ length: count }, (_, at) => `第${at}题,对`).join('\n')}\n`;
    expect((await readText(rows(10_000))).questions).toHaveLength(10_000);
    await expect(readText(rows(10_001))).rejects.toMatchObject({ code: 'too-many-rows', detail: '10001' });
  });

  it.each([
    ['', 'bank.csv', 'empty'],
    [' \n\n', 'bank.csv', 'empty'],
    ['题干,答案\n', 'bank.csv', 'empty'],
    ['姓名,工号\n张三,1\n', 'bank.csv', 'no-columns'],
    ['只有一段话，没有表格。', 'bank.txt', 'no-columns'],
    ['// nothing\n', 'bank.gift', 'empty'],
    ['%PDF-1.7 …', 'bank.csv', 'wrong-type'],
    ['<html><table></table></html>', 'bank.xls', 'wrong-type'],
    ['题干', 'bank.xml', 'broken-file'],
    ['<?xml version="1.0"?><root/>', 'bank.xml', 'broken-file'],
  ])('%j as %s: %s', async (text, filename, code) => {
    expect(await refusal(new TextEncoder().encode(text), filename)).toBe(code);
  });

  it.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ['rar', [0x52, 0x61, 0x72, 0x21]],
  ])('%s is the wrong type', async (_name, magic) => {
    expect(await refusal(Uint8Array.from(magic), 'bank.csv')).toBe('wrong-type');
  });

  it('finds the format of a .txt file', async () => {
    expect((await readText(CSV, 'a.txt')).format).toBe('csv');
    expect((await readText('问？\nA. 甲\nB. 乙\nANSWER: B\n', 'a.txt')).format).toBe('aiken');
    expect((await readText('问？{=甲 ~乙}\n', 'a.txt')).format).toBe('gift');
    expect((await readText('<quiz><question type="x"></question></quiz>', 'a.txt')).format).toBe('moodle');
  });
});

describe('zips', () => {
  it('a document is the wrong type', async () => {
    expect(await refusal(zipSync({ 'word/document.xml': strToU8('<w/>') }), 'bank.xlsx')).toBe('wrong-type');
  });

  it('a bomb is refused by what it declares', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': strToU8('<w/>'), 'xl/a.xml': new Uint8Array(65 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(BANK_LIMITS.bytes);
    expect(await refusal(bomb, 'bank.xlsx')).toBe('zip-bomb');
  });

  it('a bomb that declares a small size is refused by what it unpacks to', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(65 * 1024 * 1024) }));
    const entry = bomb.indexOf(Uint8Array.from([0x50, 0x4b, 0x01, 0x02]));
    bomb.writeUInt32LE(100, entry + 24);
    expect(await refusal(bomb, 'bank.xlsx')).toBe('zip-bomb');
  });

  it('many entries over one piece of data are refused together', async () => {
    const one = new Uint8Array(1024 * 1024);
    const bomb = zipSync(Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`xl/${at}.xml`, one])));
    expect(await refusal(bomb, 'bank.xlsx')).toBe('zip-bomb');
  });

  it.each([[0], [4], [30], [200]])('a zip cut after %i bytes more than its magic is broken', async (length) => {
    const zip = zipAtLevel({ 'xl/workbook.xml': strToU8('<w/>'.repeat(100)) }, { level: 0 });
    expect(await refusal(zip.slice(0, 4 + length), 'bank.xlsx')).toBe('broken-file');
  });
});
