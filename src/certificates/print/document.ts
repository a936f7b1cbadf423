import { Buffer } from 'node:buffer';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { dayjs } from '../../lib/dayjs.ts';
import { fontOf } from './draw.ts';
import { printable } from './printable.ts';

/** A paper that several people agree on: a contract. Days are 'YYYY-MM-DD'. */
export interface DocumentFacts {
  title: string;
  titleEn: string;
  number: string;
  /** What stands under the number. */
  issuer: string;
  /** The makings of it, each with its heading and its lines. */
  parts: readonly { heading: string; lines: readonly string[] }[];
  /** Who has agreed, as what, and on which day. */
  signed: readonly { as: string; name: string; day: string }[];
  /** The day that stands at the end. */
  day: string;
}

/** A document as a file, and the characters that stand in it as 〓, because the font has no glyph for them. */
export interface DrawnDocument {
  pdf: Uint8Array;
  missing: string[];
}

const INK = '#1F1F1F';
const RED = '#9E1B1E';
const GREY = '#5A5A5A';
const MARGIN = 64;

/** A4, standing, as many pages as it needs; the same facts make the same file. It takes a while: see `documentPdf`. */
export async function drawDocument(facts: DocumentFacts): Promise<DrawnDocument> {
  const font = create(fontOf('400Regular'));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('The font is a collection');
  const missing = new Set<string>();
  const said = (text: string): string => {
    const shown = printable(text, (point) => font.hasGlyphForCodePoint(point));
    for (const one of shown.missing) missing.add(one);
    return shown.text;
  };
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'zh-CN',
    displayTitle: true,
    font: '',
    info: {
      Title: `${facts.title} ${facts.number}`,
      Author: facts.issuer,
      CreationDate: dayjs.utc(facts.day).toDate(),
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const isWritten = new Promise<void>((done, fail) => void doc.on('end', done).on('error', fail));
  for (const weight of ['400Regular', '700Bold'] as const) doc.registerFont(weight, fontOf(weight));
  const write = (text: string, size: number, colour: string, bold = false, align: 'left' | 'center' = 'left') =>
    doc
      .font(bold ? '700Bold' : '400Regular')
      .fontSize(size)
      .fillColor(colour)
      .text(said(text), { align, lineGap: 3 });
  write(facts.title, 26, RED, true, 'center');
  write(facts.titleEn, 11, GREY, false, 'center');
  doc.moveDown(0.4);
  write(`${facts.issuer}　No. ${facts.number}`, 10.5, GREY, false, 'center');
  doc.moveDown(0.8);
  for (const { heading, lines } of facts.parts) {
    write(heading, 12.5, RED, true);
    for (const line of lines) write(line, 11.5, INK);
    doc.moveDown(0.6);
  }
  doc.moveDown(0.6);
  for (const { as, name, day } of facts.signed) {
    write(`${as}：${name}　${dayZh(day)}　____________________`, 11.5, INK);
    doc.moveDown(0.5);
  }
  write(dayZh(facts.day), 11.5, INK);
  doc.end();
  await isWritten;
  return { pdf: new Uint8Array(Buffer.concat(chunks)), missing: [...missing] };
}

const dayZh = (day: string): string => dayjs.utc(day).format('YYYY年M月D日');
