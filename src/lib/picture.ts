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
 * @returns undefined when the bytes are no whole JPEG, PNG or WebP.
 */
export function bareOfMetadata(bytes: Uint8Array): { kind: PictureKind; bytes: Uint8Array } | undefined {
  const kind = pictureKind(bytes);
  if (kind === undefined) return undefined;
  const bare = { jpg: bareJpeg, png: barePng, webp: bareWebp }[kind](bytes);
  return bare === undefined ? undefined : { kind, bytes: bare };
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** JFIF, Adobe's colour transform, tables, frames and scans stay; EXIF, XMP, IPTC, comments and profiles go (ITU-T T.81, annex B). */
function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return undefined;
    if (marker === 0xd9) return joined([...parts, bytes.subarray(at, at + 2)]);
    const end = at + 2 + u16(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    if (isKept(bytes, at, marker)) parts.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    const start = at;
    while (at < bytes.length && !isMarker(bytes, at)) at += 1;
    if (at >= bytes.length) return undefined;
    parts.push(bytes.subarray(start, at));
  }
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
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = ascii(bytes, at + 4, at + 8);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    if (PNG_KEPT.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return joined(parts);
    at = end;
  }
  return undefined;
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
/** ICC, EXIF and XMP in the flags of VP8X. */
const VP8X_METADATA = 0x20 | 0x08 | 0x04;

function bareWebp(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = 8 + view.getUint32(4, true);
  if (last > bytes.length) return undefined;
  const parts: Uint8Array[] = [];
  for (let at = 12; at + 8 <= last; ) {
    const type = ascii(bytes, at, at + 4);
    const end = at + 8 + view.getUint32(at + 4, true);
    const padded = end + (end % 2);
    if (end > last) return undefined;
    if (WEBP_KEPT.has(type)) {
      const part = new Uint8Array(padded - at);
      part.set(bytes.subarray(at, Math.min(padded, bytes.length)));
      if (type === 'VP8X') part[8] = (part[8] ?? 0) & ~VP8X_METADATA;
      parts.push(part);
    }
    at = padded;
  }
  if (parts.length === 0) return undefined;
  const head = bytes.slice(0, 12);
  const whole = joined([head, ...parts]);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
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
