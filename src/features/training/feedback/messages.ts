import { type OpinionWords, opinionWords } from '../../../gatherings/opinions/words.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Aspect } from './rules.ts';

/** The three taps after a class, and what comes of them. */
const zh = {
  ...opinionWords.zh,
  ask: (topic: string) => `*“${topic}”上得怎么样？点三下就好：*`,
  aspects: { content: '内容', trainer: '讲师', use: '对我的工作' } satisfies Record<Aspect, string>,
  grades: {
    content: { good: '好', fair: '一般', poor: '不好' },
    trainer: { good: '讲得清楚', fair: '一般', poor: '讲不清楚' },
    use: { good: '用得上', fair: '有一点用', poor: '用不上' },
  },
  thanks: '✓ 谢谢，三项都记下了。',
  who: (until: string) => `不记名。${until} 前可以改；之后满 3 人评价，干部和讲师才看得到人数和留言。`,
  writeLabel: '想对干部和讲师说的',
  chartTitle: '培训反馈',
};

const en: typeof zh = {
  ...opinionWords.en,
  ask: (topic) => `*How was “${topic}”? Three taps will do:*`,
  aspects: { content: 'Content', trainer: 'Trainer', use: 'For my work' },
  grades: {
    content: { good: 'Good', fair: 'Fair', poor: 'Poor' },
    trainer: { good: 'Clear', fair: 'Fairly clear', poor: 'Not clear' },
    use: { good: 'Useful', fair: 'A little', poor: 'Not useful' },
  },
  thanks: '✓ Thank you, all three are noted.',
  who: (until) =>
    `Without your name. You can change it until ${until}; then officers and the trainer see numbers and words only, if 3 people have answered.`,
  writeLabel: 'For the officers and the trainer',
  chartTitle: 'Feedback on a session',
};

export const feedbackMessages: Record<Locale, OpinionWords> = { zh, en };

/** What is said when something cannot be done, with what to do. */
export const FEEDBACK_WORDS = {
  notThere: {
    zh: '考勤上没有你参加这场培训，不用评价。来过却没记上，请找管理这场培训的干部更正。',
    en: 'The attendance does not have you at this session, so there is nothing to rate. If you were there, ask its officer to correct it.',
  },
  over: {
    zh: '评价已经截止，没有改动。谢谢你来上课。',
    en: 'The time for feedback is over, and nothing was changed. Thank you for coming.',
  },
};
