import { crc32 } from 'node:zlib';
import { exifOf, orientationOf } from './orientation.ts';

/** A picture's kind by its first bytes, never by its name. */
export type PictureKind = 'jpg' | 'png' | 'webp';

export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'jpg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  return undefined;
}

/**
 * The picture without what was written into it beside its points: place, device, time, comments, thumbnails. Only parts that
 * a decoder needs are copied, so that an unknown part is left out, too; what follows the picture's end is not copied.
 * Which way up it stands is kept, in an EXIF part of our own that says nothing else.
 * @returns undefined when the bytes are no whole JPEG, PNG or WebP.
 */
export function bareOfMetadata(bytes: Uint8Array): { kind: PictureKind; bytes: Uint8Array } | undefined {
  const kind = pictureKind(bytes);
  if (kind === undefined) return undefined;
  const bare = { jpg: bareJpeg, png: barePng, webp: bareWebp }[kind](bytes);
  return bare === undefined ? undefined : { kind, bytes: bare };
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** What stands before EXIF in a JPEG's segment. */
const EXIF_NAME = Uint8Array.from('Exif\0\0', (char) => char.charCodeAt(0));

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** JFIF, Adobe's colour transform, tables, frames and scans stay; EXIF, XMP, IPTC, comments and profiles go (ITU-T T.81, annex B). */
function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let orientation: number | undefined;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return undefined;
    if (marker === 0xd9) return wholeJpeg([...parts, bytes.subarray(at, at + 2)], orientation);
    const end = at + 2 + u16(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    if (isKept(bytes, at, marker)) parts.push(bytes.subarray(at, end));
    if (marker === 0xe1) orientation ??= orientationOf(bytes.subarray(at + 4, end));
    at = end;
    if (marker !== 0xda) continue;
    const start = at;
    while (at < bytes.length && !isMarker(bytes, at)) at += 1;
    if (at >= bytes.length) return undefined;
    parts.push(bytes.subarray(start, at));
  }
}

/** EXIF follows the start, behind JFIF where there is one. */
function wholeJpeg(parts: readonly Uint8Array[], orientation: number | undefined): Uint8Array {
  const start = Uint8Array.of(0xff, 0xd8);
  if (orientation === undefined) return joined([start, ...parts]);
  const exif = exifOf(orientation);
  const length = EXIF_NAME.length + exif.length + 2;
  const segment = joined([Uint8Array.of(0xff, 0xe1, length >> 8, length & 255), EXIF_NAME, exif]);
  const head = parts[0]?.[1] === 0xe0 ? 1 : 0;
  return joined([start, ...parts.slice(0, head), segment, ...parts.slice(head)]);
}

function isKept(bytes: Uint8Array, at: number, marker: number): boolean {
  if (marker === 0xe0) return ascii(bytes, at + 4, at + 8) === 'JFIF' && u16(bytes, at + 2) === 16;
  if (marker === 0xee) return ascii(bytes, at + 4, at + 9) === 'Adobe' && u16(bytes, at + 2) === 14;
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  return !isApplication && marker !== 0xfe && marker >= 0xc0;
}

/** Inside a scan a stuffed zero, a fill byte and a restart are data. */
function isMarker(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] ?? 0;
  return bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
}

const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT']);

function barePng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let orientation: number | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = ascii(bytes, at + 4, at + 8);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    if (PNG_KEPT.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'eXIf') orientation ??= orientationOf(bytes.subarray(at + 8, end - 4));
    if (type === 'IEND') return wholePng(parts, orientation);
    at = end;
  }
  return undefined;
}

/** Our eXIf stands behind the header, before the points, as the PNG specification wants it. */
function wholePng([header, ...parts]: readonly Uint8Array[], orientation: number | undefined): Uint8Array {
  const start = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const own = orientation === undefined ? [] : [pngChunk('eXIf', exifOf(orientation))];
  return joined([start, ...(header === undefined ? [] : [header]), ...own, ...parts]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([Uint8Array.from(type, (char) => char.charCodeAt(0)), data]);
  return joined([u32(data.length), named, u32(crc32(named))]);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
/** ICC, EXIF and XMP in the flags of VP8X. */
const VP8X_EXIF = 0x08;
const VP8X_METADATA = 0x20 | VP8X_EXIF | 0x04;

function bareWebp(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = 8 + view.getUint32(4, true);
  if (last > bytes.length) return undefined;
  const parts: Uint8Array[] = [];
  let extended: Uint8Array | undefined;
  let orientation: number | undefined;
  for (let at = 12; at + 8 <= last; ) {
    const type = ascii(bytes, at, at + 4);
    const end = at + 8 + view.getUint32(at + 4, true);
    const padded = end + (end % 2);
    if (end > last) return undefined;
    if (WEBP_KEPT.has(type)) {
      const part = new Uint8Array(padded - at);
      part.set(bytes.subarray(at, Math.min(padded, bytes.length)));
      if (type === 'VP8X') {
        part[8] = (part[8] ?? 0) & ~VP8X_METADATA;
        extended = part;
      }
      parts.push(part);
    }
    if (type === 'EXIF') orientation ??= orientationOf(bytes.subarray(at + 8, end));
    at = padded;
  }
  if (parts.length === 0) return undefined;
  // Without the head of an extended file there is no EXIF in it.
  if (orientation !== undefined && extended !== undefined) {
    extended[8] = (extended[8] ?? 0) | VP8X_EXIF;
    parts.push(riffChunk('EXIF', exifOf(orientation)));
  }
  const head = bytes.slice(0, 12);
  const whole = joined([head, ...parts]);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

/** @param data of an even length, which needs no padding */
function riffChunk(type: string, data: Uint8Array): Uint8Array {
  return joined([Uint8Array.from(type, (char) => char.charCodeAt(0)), u32(data.length).reverse(), data]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
