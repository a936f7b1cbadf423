/** One `<question>` of a Moodle file as text; `whole` is false when it has no end. */
export interface MoodleChunk {
  line: number;
  text: string;
  whole: boolean;
}

/** Splits a Moodle XML file into its questions, past comments and CDATA, so that a broken one does not lose the others. */
export function moodleChunks(text: string): MoodleChunk[] {
  const chunks: MoodleChunk[] = [];
  const marks = /<!--|<!\[CDATA\[|<question(?=[\s>])|<\/question\s*>/g;
  let line = 1;
  let counted = 0;
  const lineAt = (position: number) => {
    for (; counted < position; counted += 1) if (text[counted] === '\n') line += 1;
    return line;
  };
  /** Signs whose end does not come any more, so that it is not looked for again and again. */
  const endless = new Set<string>();
  let open: { at: number; line: number } | undefined;
  const close = (end: number, whole: boolean) => {
    if (open) chunks.push({ line: open.line, text: text.slice(open.at, end), whole });
    open = undefined;
  };
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [sign] = mark;
    if (sign.startsWith('<!')) {
      const end = endless.has(sign) ? -1 : text.indexOf(sign === '<!--' ? '-->' : ']]>', marks.lastIndex);
      if (end < 0) endless.add(sign);
      else marks.lastIndex = end + 3;
    } else if (sign.startsWith('</')) {
      close(marks.lastIndex, true);
    } else {
      close(mark.index, false);
      open = { at: mark.index, line: lineAt(mark.index) };
    }
  }
  close(text.length, false);
  return chunks;
}
