import { TableFileError } from './table-file.ts';

/**
 * The text of a file in UTF-8 (with or without BOM), UTF-16 with BOM or GB18030, with `\n` as the only line break.
 * @throws TableFileError `not-text` when it is none of these.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text.includes('\u0000')) throw new TableFileError('not-text');
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encodings =
    first === 0xff && second === 0xfe
      ? ['utf-16le']
      : first === 0xfe && second === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  throw new TableFileError('not-text');
}
