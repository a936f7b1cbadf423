import { inflateRawSync } from 'node:zlib';
import { TableFileError, type TableLimits } from './table-file.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

interface Entry {
  name: string;
  method: number;
  packed: number;
  declared: number;
  offset: number;
}

/**
 * Unpacks those entries of a zip whose name is wanted, within `limits.unpackedBytes` in all: the sizes that the
 * directory declares are summed first, then each entry is inflated with what is left of the budget as its ceiling.
 * @throws TableFileError `zip-bomb`, `broken-file`.
 */
export function unzipWithin(
  bytes: Uint8Array,
  limits: Pick<TableLimits, 'unpackedBytes' | 'zipEntries'>,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = directory(file, limits.zipEntries);
    if (entries.reduce((sum, entry) => sum + entry.declared, 0) > limits.unpackedBytes) {
      throw new TableFileError('zip-bomb');
    }
    return unpack(
      file,
      entries.filter((entry) => wanted(entry.name)),
      limits.unpackedBytes,
    );
  } catch (error) {
    if (error instanceof TableFileError) throw error;
    throw new TableFileError('broken-file', 'zip');
  }
}

function directory(file: Buffer, most: number): Entry[] {
  let end = file.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && file.readUInt32LE(end) !== END) end -= 1;
  if (end < lowest) throw new TableFileError('broken-file', 'zip');
  const total = file.readUInt16LE(end + 10);
  if (total > most) throw new TableFileError('zip-bomb');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < total; index += 1) {
    if (file.readUInt32LE(at) !== ENTRY) throw new TableFileError('broken-file', 'zip');
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      declared: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(file: Buffer, entries: Entry[], most: number): Map<string, Uint8Array> {
  const unpacked = new Map<string, Uint8Array>();
  let budget = most;
  for (const { name, method, packed, offset } of entries) {
    if (file.readUInt32LE(offset) !== LOCAL) throw new TableFileError('broken-file', 'zip');
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const content = inflate(file.subarray(start, start + packed), method, budget);
    budget -= content.length;
    if (budget <= 0) throw new TableFileError('zip-bomb');
    unpacked.set(name, content);
  }
  return unpacked;
}

function inflate(packed: Buffer, method: number, budget: number): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new TableFileError('broken-file', 'zip');
  try {
    return inflateRawSync(packed, { maxOutputLength: budget });
  } catch (error) {
    const over = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw over ? new TableFileError('zip-bomb') : error;
  }
}
