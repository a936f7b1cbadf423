import type { Bilingual } from '../../../../lib/language.ts';

/** What is said when a course cannot be drafted once more, with what to do. */
export const COPY_WORDS = {
  draft: {
    zh: '这门课还是草稿，没有办过，不用照着再办。请直接修改它。',
    en: 'This course is a draft and was not held yet. Edit it as it is.',
  },
  others: {
    zh: '另一位干部已经照这门课起草了，还没有发布。请问一下管理这门课的干部。',
    en: 'Another officer has drafted this course already and not published it. Ask those who look after it.',
  },
} satisfies Record<string, Bilingual>;
