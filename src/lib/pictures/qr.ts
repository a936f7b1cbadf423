import { correction, generate } from 'lean-qr';
import { toPngBuffer } from 'lean-qr/extras/node_export';

/** The white margin that scanners need, in modules (ISO/IEC 18004). */
const QUIET = 4;
/** At least so many pixels wide: large enough on a projector, without a blurred edge. */
const LEAST_PIXELS = 720;

/**
 * A link as a QR code, a square PNG in black on white, which scans on a dark screen as well. A seventh of it may be
 * dirty or in the glare of a lamp.
 * @throws RangeError when the link is too long for any QR code
 */
export function qrPicture(link: string): Uint8Array {
  const code = codeOf(link);
  const scale = Math.ceil(LEAST_PIXELS / (code.size + 2 * QUIET));
  return toPngBuffer(code, { on: [0, 0, 0], off: [255, 255, 255], pad: QUIET, scale });
}

function codeOf(link: string): ReturnType<typeof generate> {
  try {
    return generate(link, { minCorrectionLevel: correction.M });
  } catch (cause) {
    throw new RangeError(`Too long for a QR code: ${link.length} characters`, { cause });
  }
}
