import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { dayjs } from '../../lib/dayjs.ts';
import { qrPicture } from '../../lib/pictures/qr.ts';
import { type CertificateFacts, WORDS } from './messages.ts';
import { printable } from './printable.ts';

type Doc = InstanceType<typeof PDFDocument>;

/** A certificate as a file, and the characters that stand in it as 〓, because the font has no glyph for them. */
export interface DrawnCertificate {
  pdf: Uint8Array;
  missing: string[];
}

/** A box in which a text stands in the middle, as large as it can be. */
interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  font: Weight;
  /** The largest and the smallest size in points; what is too long for the smallest is cut. */
  from: number;
  to: number;
  colour: string;
  lineGap?: number;
}

type Weight = '400Regular' | '700Bold';

const FONT = '@expo-google-fonts/noto-serif-sc';
const PAGE = { width: 841.89, height: 595.28 };
const MIDDLE = PAGE.width / 2;
const COLOUR = { red: '#9E1B1E', gold: '#A8842C', ink: '#1F1F1F', grey: '#5A5A5A' };

const resolve = createRequire(import.meta.url).resolve;
const fonts = new Map<Weight, Buffer>();

/** One page of A4, lying, in Chinese and English; the same facts make the same file. It takes a while: see `certificatePdf`. */
export async function drawCertificate(given: CertificateFacts): Promise<DrawnCertificate> {
  const { facts, missing } = printableFacts(given);
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    lang: 'zh-CN',
    displayTitle: true,
    font: '',
    info: {
      Title: `${WORDS.title(facts)} ${facts.number}`,
      Author: facts.issuer,
      Subject: facts.course,
      CreationDate: dayjs.utc(facts.issuedOn).toDate(),
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const isWritten = new Promise<void>((done, fail) => void doc.on('end', done).on('error', fail));
  for (const weight of ['400Regular', '700Bold'] as const) doc.registerFont(weight, fontOf(weight));
  frame(doc);
  heading(doc, facts);
  text(doc, facts.name, {
    x: 120,
    y: 199,
    width: PAGE.width - 240,
    height: 58,
    font: '700Bold',
    from: 38,
    to: 15,
    colour: COLOUR.ink,
  });
  line(doc, MIDDLE - 190, MIDDLE + 190, 268);
  const body = { x: 120, width: PAGE.width - 240, font: '400Regular' } as const;
  text(doc, WORDS.body(facts), { ...body, y: 284, height: 84, from: 18, to: 10, colour: COLOUR.ink, lineGap: 8 });
  text(doc, WORDS.bodyEn(facts), { ...body, y: 374, height: 50, from: 12.5, to: 8, colour: COLOUR.grey, lineGap: 3 });
  proof(doc, facts);
  issuer(doc, facts);
  doc.end();
  await isWritten;
  return { pdf: new Uint8Array(Buffer.concat(chunks)), missing };
}

function printableFacts(given: CertificateFacts): { facts: CertificateFacts; missing: string[] } {
  const font = create(fontOf('400Regular'));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('The font is a collection');
  const hasGlyph = (codePoint: number): boolean => font.hasGlyphForCodePoint(codePoint);
  const missing = new Set<string>();
  const printed = (words: string): string => {
    const one = printable(words, hasGlyph);
    for (const character of one.missing) missing.add(character);
    return one.text;
  };
  const { name, course, courseEn, issuer: by } = given;
  const facts = {
    ...given,
    name: printed(name),
    course: printed(course),
    ...(courseEn === undefined ? {} : { courseEn: printed(courseEn) }),
    issuer: printed(by),
  };
  return { facts, missing: [...missing] };
}

/** The bytes of the font, read once. */
export function fontOf(weight: Weight): Buffer {
  const kept = fonts.get(weight);
  if (kept !== undefined) return kept;
  const bytes = readFileSync(resolve(`${FONT}/${weight}/NotoSerifSC_${weight}.ttf`));
  fonts.set(weight, bytes);
  return bytes;
}

/** Two lines around the page, with a corner piece where they meet. */
function frame(doc: Doc): void {
  doc
    .lineWidth(2.4)
    .rect(26, 26, PAGE.width - 52, PAGE.height - 52)
    .stroke(COLOUR.red);
  doc
    .lineWidth(0.8)
    .rect(34, 34, PAGE.width - 68, PAGE.height - 68)
    .stroke(COLOUR.gold);
  for (const x of [34, PAGE.width - 34]) {
    for (const y of [34, PAGE.height - 34]) {
      doc.rect(x - 9, y - 9, 18, 18).fillAndStroke('#FFFFFF', COLOUR.gold);
      diamond(doc, x, y, 5);
    }
  }
}

function heading(doc: Doc, facts: CertificateFacts): void {
  spaced(doc, WORDS.title(facts), { font: '700Bold', size: 42, y: 74, spacing: 10, colour: COLOUR.red });
  spaced(doc, WORDS.titleEn(facts).toUpperCase(), {
    font: '400Regular',
    size: 13,
    y: 140,
    spacing: 3.5,
    colour: COLOUR.gold,
  });
  line(doc, MIDDLE - 150, MIDDLE - 14, 180);
  line(doc, MIDDLE + 14, MIDDLE + 150, 180);
  diamond(doc, MIDDLE, 180, 4);
}

/** Who can say that it is true: the number, and the page or the command that looks it up. */
function proof(doc: Doc, { number, verifyAt, verifyBy, until }: CertificateFacts): void {
  const side = 76;
  const left = 74;
  doc.font('400Regular').fontSize(10.5).fillColor(COLOUR.grey);
  const held = until === undefined ? [] : [WORDS.until(until)];
  const lines =
    verifyAt === undefined
      ? [WORDS.number(number), ...held, WORDS.verifyBy(verifyBy, number)]
      : [WORDS.number(number), ...held, WORDS.verify];
  const x = verifyAt === undefined ? left : left + side + 4;
  if (verifyAt !== undefined) doc.image(Buffer.from(qrPicture(verifyAt)), left - 6, 446, { width: side });
  for (const [nth, line] of lines.entries())
    doc.text(line, x, 514 - (lines.length - 1 - nth) * 16, { lineBreak: false });
}

/** Who issues it and when, in the lower right corner, where the seal comes. */
function issuer(doc: Doc, { issuer: name, issuedOn }: CertificateFacts): void {
  const place = { x: 520, width: 250 } as const;
  text(doc, name, { ...place, y: 448, height: 44, font: '700Bold', from: 16, to: 9, colour: COLOUR.ink, lineGap: 2 });
  const day = { ...place, font: '400Regular', height: 18, to: 9 } as const;
  text(doc, WORDS.issuedOn(issuedOn), { ...day, y: 494, from: 12.5, colour: COLOUR.ink });
  text(doc, WORDS.issuedOnEn(issuedOn), { ...day, y: 513, from: 10.5, colour: COLOUR.grey });
}

function text(doc: Doc, words: string, place: Place): void {
  const { x, y, width, height, from, to, lineGap = 0 } = place;
  const options = { width, align: 'center', lineGap } as const;
  // One by one: what ends a line would be measured as a character of it.
  const paragraphs = words.split('\n');
  const heights = (): number[] => paragraphs.map((one) => doc.heightOfString(one, options));
  const used = (): number => heights().reduce((sum, one) => sum + one, -lineGap);
  doc.font(place.font).fillColor(place.colour);
  doc.fontSize(from);
  for (let size = from; size > to && used() > height; size -= 0.5) doc.fontSize(size - 0.5);
  let top = y + Math.max(0, (height - used()) / 2);
  for (const [index, one] of heights().entries()) {
    const left = y + height + lineGap + 1 - top;
    if (left > 0) doc.text(paragraphs[index] ?? '', x, top, { ...options, height: left, ellipsis: '…' });
    top += one;
  }
}

/** One line in the middle, with air between its characters. */
function spaced(
  doc: Doc,
  words: string,
  { font, size, y, spacing, colour }: { font: Weight; size: number; y: number; spacing: number; colour: string },
): void {
  doc.font(font).fontSize(size).fillColor(colour);
  const width = doc.widthOfString(words) + (Array.from(words).length - 1) * spacing;
  doc.text(words, MIDDLE - width / 2, y, { characterSpacing: spacing, lineBreak: false });
}

function line(doc: Doc, from: number, to: number, y: number): void {
  doc.lineWidth(0.7).moveTo(from, y).lineTo(to, y).stroke(COLOUR.gold);
}

function diamond(doc: Doc, x: number, y: number, half: number): void {
  const corners: [number, number][] = [
    [x, y - half],
    [x + half, y],
    [x, y + half],
    [x - half, y],
  ];
  doc.polygon(...corners).fill(COLOUR.red);
}
