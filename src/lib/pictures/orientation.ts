/*
 * Which way up a picture stands, as EXIF says it (CIPA DC-008, 4.6.5: TIFF's tag 0x0112): 1 as it is, 2 to 8 turned or mirrored.
 */

const TAG = 0x0112;
const SHORT = 3;
/** A byte order, 42, and where the first directory stands. */
const HEADER = 8;
const ENTRY = 12;

/**
 * Of a JPEG's APP1, a PNG's eXIf or a WebP's EXIF.
 * @returns undefined where there is none that turns the picture, or it cannot be read: then a viewer does not turn it, either.
 */
export function orientationOf(exif: Uint8Array): number | undefined {
  const tiff = startsWithName(exif) ? exif.subarray(6) : exif;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < HEADER + 2) return undefined;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const isLittle = order === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (view.getUint16(2, isLittle) !== 42 || directory + 2 > tiff.length) return undefined;
  const last = Math.min(directory + 2 + view.getUint16(directory, isLittle) * ENTRY, tiff.length);
  for (let at = directory + 2; at + ENTRY <= last; at += ENTRY) {
    if (view.getUint16(at, isLittle) !== TAG || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function startsWithName(exif: Uint8Array): boolean {
  return [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, index) => exif[index] === byte);
}

/** A TIFF of one directory with this one entry, which is all the EXIF that a picture of ours has; of an even length. */
export function exifOf(orientation: number): Uint8Array {
  const exif = new Uint8Array(HEADER + 2 + ENTRY + 4);
  const view = new DataView(exif.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, HEADER);
  view.setUint16(HEADER, 1);
  view.setUint16(HEADER + 2, TAG);
  view.setUint16(HEADER + 4, SHORT);
  view.setUint32(HEADER + 6, 1);
  view.setUint16(HEADER + 10, orientation);
  return exif;
}
