import { isDeepStrictEqual } from 'node:util';
import { blanksOf } from '../question/rules/blanks.ts';
import type { QuestionKey } from '../question/rules/question.ts';
import { rightOptions } from '../question/rules/right-options.ts';

/** Whether two keys of one question mark every answer alike. Options are known by their place. */
export function isSameKey(before: QuestionKey, after: QuestionKey): boolean {
  return isDeepStrictEqual(rightOf(before), rightOf(after));
}

function rightOf(key: QuestionKey): unknown {
  switch (key.kind) {
    case 'single':
    case 'multiple':
      return [...rightOptions(key)].sort((a, b) => a - b);
    case 'truefalse':
      return key.correct;
    case 'fill':
      return blanksOf(key);
    case 'numeric':
      return [key.value, key.tolerance];
  }
}
