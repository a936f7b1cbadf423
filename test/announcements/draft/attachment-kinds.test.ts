import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { attachable } from '../../../src/features/announcements/draft/attachment-kinds.ts';
import { photoWithPlace } from '../../helpers/photo-with-place.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const zip = (...names: string[]) =>
  zipSync(Object.fromEntries(['[Content_Types].xml', ...names].map((name) => [name, ascii('x')])));
const OLD = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);

describe('what may go out with an announcement', () => {
  it.each([
    ['安全手册.pdf', ascii('%PDF-1.7 …'), '安全手册.pdf'],
    ['值班表.XLSX', zip('xl/workbook.xml'), '值班表.xlsx'],
    ['a.docx', zip('word/document.xml'), 'a.docx'],
    ['a.pptx', zip('ppt/presentation.xml'), 'a.pptx'],
    ['旧表.xls', OLD, '旧表.xls'],
    ['说明.txt', ascii('说明'), '说明.txt'],
    ['../../etc/\u202Efdp.pdf', ascii('%PDF-1.7'), '....etcfdp.pdf'],
    [`${'长'.repeat(300)}.pdf`, ascii('%PDF-1.7'), `${'长'.repeat(80)}.pdf`],
    ['.pdf', ascii('%PDF-1.7'), 'file.pdf'],
  ])('%j does, as it is', (name, bytes, filename) => {
    expect(attachable(name, bytes)).toEqual({ kind: 'file', filename, bytes });
  });

  it('a photo goes without its place and its name, whatever it is called', () => {
    const taken = attachable('三号塘门口.pdf', photoWithPlace());
    expect(taken).toMatchObject({ kind: 'picture', filename: 'picture.jpg' });
    expect(Buffer.from(taken?.bytes ?? []).includes('GPS-PLACE')).toBe(false);
  });

  it.each([
    ['pond.jpg', ascii('<svg/>')],
    ['pond.jpg', photoWithPlace().slice(0, 60)],
    ['a.pdf', ascii('MZ')],
    ['a.xlsx', zip('word/document.xml')],
    ['a.xlsx', zip('xl/workbook.xml', 'xl/vbaProject.bin')],
    ['a.doc', ascii('PK')],
    ['a.txt', Uint8Array.from([65, 0, 66])],
    ['a.txt', new Uint8Array()],
    ['a.exe', ascii('MZ')],
  ])('%j of those bytes does not', (name, bytes) => {
    expect(attachable(name, bytes)).toBeUndefined();
  });
});
