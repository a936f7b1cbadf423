import type { Bilingual } from '../../lib/language.ts';

/** Why a vote cannot be called, with what to do. */
export const WORDS = {
  otherBranch: {
    zh: '你只能请本分会的人投票，没有保存。请在“谁来投”里改选。',
    en: 'You can ask only your own branch, and nothing was saved. Change “Who votes”.',
  },
  nobody: {
    zh: '选的对象里现在没有人，没有保存。请在“谁来投”里改选。',
    en: 'Nobody is in the audience you chose, and nothing was saved. Change “Who votes”.',
  },
} as const satisfies Record<string, Bilingual>;
