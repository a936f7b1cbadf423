/** What turns the direction of the letters that follow: of embeddings and overrides, of isolates, and the marks themselves. */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const POP = '\u202C';

/**
 * A text that turns nothing beyond itself (Unicode's bidirectional algorithm, UAX #9): whole, in an isolate of its own, with
 * what it opens closed and what it closes without having opened it left out. Without such marks it is as it was.
 */
export function isolated(text: string): string {
  if (!TURNS.test(text)) return text;
  const open: string[] = [];
  const kept = [...text].filter((char) => {
    if (/[\u202A\u202B\u202D\u202E]/.test(char)) open.push(POP);
    else if (/[\u2066-\u2068]/.test(char)) open.push(POP_ISOLATE);
    else if (char === POP || char === POP_ISOLATE) return open.at(-1) === char && open.pop() !== undefined;
    return true;
  });
  return [FIRST_STRONG_ISOLATE, ...kept, ...open.reverse(), POP_ISOLATE].join('');
}
