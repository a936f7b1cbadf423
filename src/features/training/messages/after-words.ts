import type { Bilingual } from '../../../lib/language.ts';

/** What is said when something that follows a class, or a self-study, cannot be done. */
export const AFTER_WORDS = {
  notThere: {
    zh: '考勤上没有你参加这场培训，不用评价。来过却没记上，请找管理这场培训的干部更正。',
    en: 'The attendance does not have you at this session, so there is nothing to rate. If you were there, ask its officer to correct it.',
  },
  feedbackOver: {
    zh: '评价已经截止，没有改动。谢谢你来上课。',
    en: 'The time for feedback is over, and nothing was changed. Thank you for coming.',
  },
  noStudy: {
    zh: '没有找到这门自学，或者它不面向你。请打开主页，从那里继续。',
    en: 'There is no such self-study, or it is not meant for you. Open the Home tab and go on from there.',
  },
  studyEnded: {
    zh: '这门自学已经结束。',
    en: 'This self-study is already closed.',
  },
  noQuiz: {
    zh: '这门课现在没有等你答的小测。',
    en: 'There is no quiz of this course for you now.',
  },
  noQuestions: {
    zh: '题库里现在没有合适的题，还不能答，也不算你答过。请告诉发布培训的干部。',
    en: 'The bank has no suitable questions now. You cannot take the quiz yet, and no try is counted. Tell the officer of the course.',
  },
  tomorrow: {
    zh: '第二次要到明天才能答，题目会换。可以先看看答错的题。',
    en: 'The second try is open from tomorrow, with other questions. Until then, have a look at what was wrong.',
  },
} satisfies Record<string, Bilingual>;
