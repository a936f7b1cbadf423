import { describe, expect, it } from 'vitest';
import { bareOfMetadata } from '../../src/lib/picture.ts';
import { photoWithPlace } from '../helpers/photo-with-place.ts';

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

const chunk = (type: string, data: number[]): number[] => [...u32(data.length), ...ascii(type), ...data, 0, 0, 0, 0];
const png = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
  ...chunk('eXIf', ascii('GPS-PLACE')),
  ...chunk('tEXt', ascii('Comment\0GPS-PLACE')),
  ...chunk('iTXt', ascii('GPS-PLACE')),
  ...chunk('IDAT', [1, 2, 3]),
  ...chunk('IEND', []),
  ...ascii('GPS-PLACE'),
]);

const little = (value: number): number[] => u32(value).reverse();
const riff = (type: string, data: number[]): number[] => [
  ...ascii(type),
  ...little(data.length),
  ...data,
  ...(data.length % 2 === 1 ? [0] : []),
];
const webpParts = [
  ...ascii('WEBP'),
  ...riff('VP8X', [0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ...riff('VP8 ', [1, 2, 3]),
  ...riff('EXIF', ascii('GPS-PLACE')),
  ...riff('XMP ', ascii('GPS-PLACE')),
];
const webp = Uint8Array.from([...ascii('RIFF'), ...little(webpParts.length), ...webpParts]);

describe('a picture', () => {
  it.each([
    ['jpg', photoWithPlace()],
    ['png', png],
    ['webp', webp],
  ])('as %s keeps its picture and nothing of its place', (kind, bytes) => {
    expect(textOf(bytes)).toContain('GPS-PLACE');
    const bare = bareOfMetadata(bytes);
    expect(bare?.kind).toBe(kind);
    expect(textOf(bare?.bytes)).not.toContain('GPS-PLACE');
    expect(bareOfMetadata(bare?.bytes ?? new Uint8Array())).toEqual(bare);
  });

  it('keeps a JPEG’s scan with its stuffed bytes and restarts', () => {
    const scan = textOf(Uint8Array.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]));
    expect(textOf(bareOfMetadata(photoWithPlace())?.bytes).endsWith(scan)).toBe(true);
  });

  it('says in a WebP’s head that its metadata is gone, and its length', () => {
    const bare = bareOfMetadata(webp)?.bytes ?? new Uint8Array();
    expect(bare[20]).toBe(0);
    expect(new DataView(bare.buffer).getUint32(4, true)).toBe(bare.length - 8);
  });

  it.each([
    ['a cut one', photoWithPlace().slice(0, 60)],
    ['a cut PNG', png.slice(0, 60)],
    ['a cut WebP', webp.slice(0, 30)],
    ['an SVG', Uint8Array.from(ascii('<svg/>'))],
    ['nothing', new Uint8Array()],
  ])('that is %s is none', (_, bytes) => {
    expect(bareOfMetadata(bytes)).toBeUndefined();
  });
});
