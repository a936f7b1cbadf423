import { bareOfMetadata, pictureKind } from '../../../lib/pictures/picture.ts';

/** Slack's own limit for a file in a form. */
export const ATTACHMENT_BYTES = 10_000_000;

/** What the form offers; what a file is, its bytes decide. */
export const ATTACHMENT_TYPES = [
  ...['jpg', 'jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'ppt', 'txt', 'csv'],
];

/** What may go out: a picture stands in the message, a file is opened from it. */
export interface Attachable {
  kind: 'picture' | 'file';
  filename: string;
  bytes: Uint8Array;
}

const NAME = 80;

/**
 * What becomes of a file that an officer chose. A picture loses its metadata and its name; a WebP, which Slack shows in no
 * message, goes out as a file all the same. Any other file stays as it is.
 * @returns undefined for what is of no kind that goes out, or is not whole
 */
export function attachable(filename: string, bytes: Uint8Array): Attachable | undefined {
  if (pictureKind(bytes) !== undefined) {
    const bare = bareOfMetadata(bytes);
    if (bare === undefined) return undefined;
    return { kind: bare.kind === 'webp' ? 'file' : 'picture', filename: `picture.${bare.kind}`, bytes: bare.bytes };
  }
  const extension = filename.toLowerCase().split('.').at(-1) ?? '';
  if (!isWhatItSays(extension, bytes)) return undefined;
  return { kind: 'file', filename: cleanName(filename, extension), bytes };
}

const OFFICE: Record<string, string> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };
const OLD_OFFICE = ['doc', 'xls', 'ppt'];
const OLD_OFFICE_HEAD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

function isWhatItSays(extension: string, bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (extension === 'pdf') return file.subarray(0, 1_024).includes('%PDF-');
  const folder = OFFICE[extension];
  if (folder !== undefined)
    // The names of a zip's entries are not packed. A file with macros says it has none: it stays here.
    return file.subarray(0, 2).equals(Buffer.from('PK')) && file.includes(folder) && !file.includes('vbaProject.bin');
  if (OLD_OFFICE.includes(extension)) return file.subarray(0, 8).equals(OLD_OFFICE_HEAD);
  return (extension === 'txt' || extension === 'csv') && file.length > 0 && !file.includes(0);
}

/** A name that shows what it is: nothing invisible that turns its letters round, nothing a path is made of. */
function cleanName(filename: string, extension: string): string {
  const stem = filename
    .slice(0, -(extension.length + 1))
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, '')
    .trim();
  return `${[...stem].slice(0, NAME).join('') || 'file'}.${extension}`;
}
