/** What is written and cannot be seen: white space, controls, formats, and the fillers of Hangul and Braille. */
const SEEN = /[^\s\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => !SEEN.test(text);
