import type { Bilingual } from '../../lib/language.ts';

/** Sentences that a use case answers with when something cannot be done. */
export const WORDS = {
  notYours: {
    zh: '这张题卡不是发给你的。请打开主页，看看今天的题。',
    en: 'This card was not sent to you. Open the Home tab to see today’s question.',
  },
  questionGone: {
    zh: '这道题已经不在题库里了。请等下一题。',
    en: 'This question is no longer in the bank. Please wait for the next one.',
  },
  chooseFirst: { zh: '请先选一个答案，再按“确认”。', en: 'Choose an answer first, then press Confirm.' },
  notANumber: { zh: '请填一个数字，例如 3.5。', en: 'Enter a number, for example 3.5.' },
  emptyAnswer: { zh: '请先填写答案。', en: 'Write an answer first.' },
  locked: { zh: '这道题已经截止，没有记分。', en: 'This question is closed, so it earned no points.' },
  noBank: {
    zh: '没有这个题库。打开我的主页，按“题库”可以看到全部。',
    en: 'There is no such bank. “Banks” on my Home tab shows them all.',
  },
  noSchedule: { zh: '没有这个计划，可能已经删除。', en: 'There is no such schedule; it may have been deleted.' },
  changedMeanwhile: {
    zh: '刚才有人改过这道题。请重新打开，再看一遍。',
    en: 'Someone has just changed this question. Open it again and have another look.',
  },
  ownBranchOnly: { zh: '你只能安排本分会的答题。', en: 'You can only schedule quizzes for your own branch.' },
} satisfies Record<string, Bilingual>;
