import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifOf, orientationOf } from '../../src/lib/pictures/orientation.ts';
import { bareOfMetadata } from '../../src/lib/pictures/picture.ts';
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

const GPS = 'GPS-PLACE';
const exifName = ascii('Exif\0\0');

/** EXIF as a phone writes it: a maker, the orientation, a place; in either byte order. */
function phoneExif(orientation: number, isLittle: boolean): number[] {
  const u16 = (value: number) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number) => (isLittle ? little(value) : u32(value));
  const entry = (tag: number, type: number, value: number[]) => [...u16(tag), ...u16(type), ...long(1), ...value];
  return [
    ...ascii(isLittle ? 'II' : 'MM'),
    ...[...u16(42), ...long(8), ...u16(3)],
    ...entry(0x010f, 2, long(50)),
    ...entry(0x0112, 3, [...u16(orientation), 0, 0]),
    ...entry(0x8825, 4, long(50)),
    ...long(0),
    ...ascii(GPS),
  ];
}

const segment = (marker: number, data: number[]): number[] => [
  ...[0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255],
  ...data,
];

/** As `photoWithPlace`, baseline or progressive, with these APP1 segments before its points, and a second picture behind it. */
function jpegOf(frame: number, applications: number[][]): Uint8Array {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...applications.flatMap((data) => segment(0xe1, data)),
    ...segment(0xe2, ascii(`MPF\0${GPS}`)),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...segment(frame, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x12, 0xff, 0x00, 0x34, 0xff, 0xd9],
    ...[0xff, 0xd8, ...segment(0xe1, ascii(GPS)), 0xff, 0xd9],
  ]);
}

const pngOf = (exif: number[]): Uint8Array =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('eXIf', exif),
    ...chunk('IEND', []),
  ]);

function webpOf(exif: number[]): Uint8Array {
  const parts = [
    ...ascii('WEBP'),
    ...riff('VP8X', [0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ...riff('VP8 ', [1, 2, 3]),
    ...riff('EXIF', exif),
  ];
  return Uint8Array.from([...ascii('RIFF'), ...little(parts.length), ...parts]);
}

/** The EXIF that is in a picture, wherever its kind has it. */
function exifIn(bytes: Uint8Array): Uint8Array | undefined {
  const text = textOf(bytes);
  const inJpeg = text.indexOf('Exif\0\0');
  if (inJpeg >= 0) return bytes.subarray(inJpeg, inJpeg + 6 + 26);
  const named = Math.max(text.indexOf('eXIf') + 4, text.indexOf('EXIF') + 8);
  return named < 8 && !text.includes('eXIf') ? undefined : bytes.subarray(named, named + 26);
}

const KINDS: [string, (exif: number[]) => Uint8Array][] = [
  ['a baseline JPEG', (exif) => jpegOf(0xc0, [[...exifName, ...exif]])],
  ['a progressive JPEG', (exif) => jpegOf(0xc2, [[...exifName, ...exif]])],
  [
    'a JPEG with XMP before it',
    (exif) => jpegOf(0xc0, [ascii(`http://ns.adobe.com/xap/1.0/\0${GPS}`), [...exifName, ...exif]]),
  ],
  [
    'a JPEG with a second EXIF',
    (exif) =>
      jpegOf(0xc0, [
        [...exifName, ...exif],
        [...exifName, ...phoneExif(2, true)],
      ]),
  ],
  ['a PNG', pngOf],
  ['a WebP', webpOf],
];

describe.each(KINDS)('a portrait in %s', (_, pictureOf) => {
  it.each([2, 3, 4, 5, 6, 7, 8])(
    'stays upright at orientation %i, in both byte orders, and says nothing else',
    (orientation) => {
      for (const isLittle of [true, false]) {
        const photo = pictureOf(phoneExif(orientation, isLittle));
        const bare = bareOfMetadata(photo)?.bytes ?? new Uint8Array();
        expect(textOf(photo)).toContain(GPS);
        expect(textOf(bare)).not.toContain(GPS);
        const kept = exifIn(bare) ?? new Uint8Array();
        expect(orientationOf(kept)).toBe(orientation);
        expect(textOf(kept).endsWith(textOf(exifOf(orientation)))).toBe(true);
        expect(bareOfMetadata(bare)?.bytes).toEqual(bare);
      }
    },
  );

  it.each([0, 1, 9, 65535])('has no EXIF at orientation %i, which turns nothing', (orientation) => {
    const bare = bareOfMetadata(pictureOf(phoneExif(orientation, true)))?.bytes ?? new Uint8Array();
    expect(textOf(bare)).not.toContain(GPS);
    expect(orientationOf(exifIn(bare) ?? new Uint8Array()) ?? 2).toBe(2);
  });
});

it('a PNG’s EXIF has its checksum, before the points', () => {
  const bare = bareOfMetadata(pngOf(phoneExif(6, false)))?.bytes ?? new Uint8Array();
  const at = textOf(bare).indexOf('eXIf');
  expect(at).toBeLessThan(textOf(bare).indexOf('IDAT'));
  expect(Buffer.from(bare).readUInt32BE(at + 4 + 26)).toBe(crc32(bare.subarray(at, at + 4 + 26)));
});

it('a WebP says in its head that there is EXIF', () => {
  expect((bareOfMetadata(webpOf(phoneExif(6, true)))?.bytes[20] ?? 0) & 0x2c).toBe(0x08);
});

it('no byte of what a camera wrote survives, whatever it wrote, and nothing throws', () => {
  const written = fc.uint8Array({ minLength: 0, maxLength: 200 });
  fc.assert(
    fc.property(written, fc.integer({ min: 1, max: 8 }), fc.boolean(), (noise, orientation, isLittle) => {
      for (const exif of [
        [...noise, ...ascii(GPS)],
        [...phoneExif(orientation, isLittle), ...noise],
      ])
        for (const [, pictureOf] of KINDS) {
          const bare = bareOfMetadata(pictureOf(exif));
          expect(textOf(bare?.bytes)).not.toContain(GPS);
          expect(textOf(bare?.bytes)).not.toContain('MPF');
        }
    }),
  );
});
