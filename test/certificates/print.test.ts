import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { CertificateFacts } from '../../src/certificates/print/messages.ts';
import { certificatePdf } from '../../src/certificates/print/pdf.ts';
import { printable } from '../../src/certificates/print/printable.ts';

const facts: CertificateFacts = {
  number: '2026-004217-5',
  name: '陈小梅',
  course: '有限空间作业安全',
  from: '2026-03-10',
  to: '2026-03-12',
  minutes: 390,
  issuer: '东湖渔业有限公司工会委员会',
  issuedOn: '2026-03-13',
  verifyBy: '/jy verify',
};
const made = async (changes: Partial<CertificateFacts> = {}) => {
  const { pdf, missing } = await certificatePdf({ ...facts, ...changes });
  const document = await getDocumentProxy(pdf.slice());
  const page = await document.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const { text } = await extractText(document, { mergePages: true });
  return { pdf, missing, pages: document.numPages, width, height, text: text.replaceAll(/\s+/g, '') };
};

describe('a certificate', { timeout: 60_000 }, () => {
  it('is one lying page of A4 that says who, what, when and by whom, in both languages', async () => {
    const { pages, width, height, text, missing } = await made();
    expect([pages, Math.round(width), Math.round(height), missing]).toEqual([1, 842, 595, []]);
    for (const words of [
      ...['培训结业证书', 'CERTIFICATEOFCOMPLETION', '陈小梅', '“有限空间作业安全”', '共6小时30分钟'],
      ...['held from 10 to 12 March 2026', '东湖渔业有限公司工会委员会', '2026年3月13日', 'No. 2026-004217-5'],
    ]) {
      expect(text).toContain(words.replaceAll(' ', ''));
    }
    expect(text).not.toContain('扫码验证');
  });

  it('holds of the font what it needs, and is the same file each time', async () => {
    const [first, second] = [await made(), await made()];
    expect(first.pdf.length).toBeLessThan(60_000);
    expect(Buffer.from(second.pdf).equals(first.pdf)).toBe(true);
  });

  it('has a code to scan where there is a page to look it up', async () => {
    const { text, pages } = await made({ verifyAt: 'https://example.com/verify/2026-004217-5' });
    expect([text.includes('扫码验证'), pages]).toEqual([true, 1]);
  });

  it('shrinks and breaks what is long, and stays one page whatever its length', async () => {
    const name = '阿卜杜热西提·买买提吐尔逊·艾合买提江';
    const { text, pages } = await made({ name, course: '水产养殖尾水处理与增氧设备检修综合实训'.repeat(4) });
    expect([text.includes(name), text.includes('特发此证'), pages]).toEqual([true, true, 1]);
    const endless = await made({ name: '长'.repeat(500), course: 'x'.repeat(3_000), issuer: '会'.repeat(500) });
    expect(endless.pages).toBe(1);
  });

  it('prints rare characters, and says for which there is no glyph', async () => {
    const rare = await made({ name: '𬱖㛃喆' });
    expect([rare.missing, rare.text.includes('𬱖㛃喆')]).toEqual([[], true]);
    const odd = await made({ name: '陈\u{2B740}🌸梅' });
    expect(odd.missing).toEqual(['\u{2B740}']);
    expect(odd.text).toContain('陈〓梅');
  });
});

describe('text as a font can print it', () => {
  const hasGlyph = (codePoint: number): boolean => codePoint < 0x2000 || codePoint === '梅'.codePointAt(0);

  it.each([
    ['梅', '梅', []],
    ['梅🌸👩🏽‍🔧❤️🇨🇳', '梅', []],
    ['e\u0301', 'é', []],
    ['a\u0000\n\u200b b', 'a b', []],
    ['陈梅陈', '〓梅〓', ['陈']],
  ])('%j is %j', (given, text, missing) => {
    expect(printable(given, hasGlyph)).toEqual({ text, missing });
  });
});
