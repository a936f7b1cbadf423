import type { Question } from '../rules/question.ts';
import { tableRows } from './table-write.ts';

/** A CSV file with BOM (so that Excel takes it for UTF-8), commas, CRLF. */
export function writeCsv(questions: Question[]): Uint8Array {
  const lines = tableRows(questions).map((row) => row.map(quote).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function quote(cell: string): string {
  return /[",;\t\n，]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
