/** A CSV file with BOM (so that Excel takes it for UTF-8), commas, CRLF. */
export function writeCsv(rows: string[][]): Uint8Array {
  const lines = rows.map((row) => row.map(quote).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function quote(cell: string): string {
  return /[",;\t\n，]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
