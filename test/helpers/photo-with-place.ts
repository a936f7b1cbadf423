const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

const part = (marker: number, data: number[]): number[] => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 255,
  ...data,
];

/** A JPEG of every part a phone writes: EXIF with a place, XMP, IPTC, a comment, and a picture's parts. */
export function photoWithPlace(): Uint8Array {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...part(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...part(0xe1, ascii('Exif\0\0GPS-PLACE')),
    ...part(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0GPS-PLACE')),
    ...part(0xed, ascii('Photoshop 3.0\0GPS-PLACE')),
    ...part(0xfe, ascii('GPS-PLACE')),
    ...part(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...part(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    ...part(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    ...[0xff, 0xd9],
    ...ascii('GPS-PLACE'),
  ]);
}
