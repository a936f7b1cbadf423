/** The two-byte characters of GB18030, by what they say: the platform decodes it but does not encode. */
const codes = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gb18030');
for (let high = 0x81; high <= 0xfe; high++)
  for (let low = 0x40; low <= 0xfe; low++)
    if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);

/** Text as Excel saves it in China. @throws Error for what needs four bytes */
export function gb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((char) => {
      const code = char < '\u0080' ? [char.charCodeAt(0)] : codes.get(char);
      if (code === undefined) throw new Error(`${char} is not among the two-byte characters`);
      return code;
    }),
  );
}
