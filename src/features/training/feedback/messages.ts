import type { Bilingual } from '../../../lib/language.ts';
import type { Aspect, Grade } from './rules.ts';

/** The three taps after a class, and what comes of them. */
const zh = {
  ask: (topic: string) => `“${topic}”上得怎么样？点三下就好：`,
  aspects: {
    content: '内容',
    trainer: '讲师',
    use: '对我的工作',
  } satisfies Record<Aspect, string>,
  grades: {
    content: { good: '好', fair: '一般', poor: '不好' },
    trainer: { good: '讲得清楚', fair: '一般', poor: '讲不清楚' },
    use: { good: '用得上', fair: '有一点用', poor: '用不上' },
  } satisfies Record<Aspect, Record<Grade, string>>,
  chosen: (grade: string) => `✓ ${grade}`,
  said: (aspect: string, grade: string) => `${aspect}：${grade}`,
  unsaid: (aspect: string) => `${aspect}：还没有选`,
  thanks: '✓ 谢谢，三项都记下了。',
  who: (until: string) => `不记名。${until} 前可以改；之后满 3 人评价，干部和讲师才看得到人数和留言。`,
  over: '评价已经截止，谢谢。',
  write: '写一句（可以不写）',
  rewrite: '改一改我写的',
  wrote: (words: string) => `你写了：“${words}”`,
  writeTitle: '写一句',
  writeLabel: '想对干部和讲师说的',
  writeHint: '旁边不会有你的名字。要收回，清空再保存。',
  save: '保存',
  title: '反馈',
  count: (people: number, attended: number, percent: string) => `${people}/${attended} 人评价了（${percent}）`,
  soon: (when: string) => `为了不记名，${when} 评价截止后，这里才一次显示选了什么、写了什么（满 3 人评价才显示）。`,
  few: '评价已截止。不到 3 人评价，不显示选了什么、写了什么。',
  fewHere: '不到 3 人，不显示',
  line: (label: string, count: number) => `${label} ${count} 人`,
  words: (count: number) => `*留言* ${count} 条，不分先后，不记名`,
  noWords: '没有人留言。',
  quote: (words: string) => `“${words}”`,
  chart: '发图表给我',
  chartTitle: '培训反馈',
  series: { good: '好', fair: '一般', poor: '不好' } satisfies Record<Grade, string>,
  columns: ['方面', '好', '一般', '不好'],
  people: '人数',
  earlier: '上一页',
  later: '下一页',
  shown: (from: number, to: number, all: number) => `第 ${from}–${to} 条，共 ${all} 条`,
};

const en: typeof zh = {
  ask: (topic) => `How was “${topic}”? Three taps will do:`,
  aspects: { content: 'Content', trainer: 'Trainer', use: 'For my work' },
  grades: {
    content: { good: 'Good', fair: 'Fair', poor: 'Poor' },
    trainer: { good: 'Clear', fair: 'Fairly clear', poor: 'Not clear' },
    use: { good: 'Useful', fair: 'A little', poor: 'Not useful' },
  },
  chosen: (grade) => `✓ ${grade}`,
  said: (aspect, grade) => `${aspect}: ${grade}`,
  unsaid: (aspect) => `${aspect}: not chosen yet`,
  thanks: '✓ Thank you, all three are noted.',
  who: (until) =>
    `Without your name. You can change it until ${until}; then officers and the trainer see numbers and words only, if 3 people have answered.`,
  over: 'The time for feedback is over, thank you.',
  write: 'Add a few words (optional)',
  rewrite: 'Change my words',
  wrote: (words) => `You wrote: “${words}”`,
  writeTitle: 'A few words',
  writeLabel: 'For the officers and the trainer',
  writeHint: 'Your name will not be beside it. To take it back, empty it and save.',
  save: 'Save',
  title: 'Feedback',
  count: (people, attended, percent) => `${people} of ${attended} answered (${percent})`,
  soon: (when) =>
    `So that it stays without names, what they chose and wrote is shown here all at once when the time for feedback ends, ${when}, if 3 people have answered.`,
  few: 'The time for feedback is over. Fewer than 3 people answered, so what they chose and wrote is not shown.',
  fewHere: 'fewer than 3 people, not shown',
  line: (label, count) => `${label} ${count}`,
  words: (count) => `*Words* of ${count}, in no order, without names`,
  noWords: 'Nobody added words.',
  quote: (words) => `“${words}”`,
  chart: 'Send me the chart',
  chartTitle: 'Feedback on a session',
  series: { good: 'Good', fair: 'Fair', poor: 'Poor' },
  columns: ['Aspect', 'Good', 'Fair', 'Poor'],
  people: 'People',
  earlier: 'Previous',
  later: 'Next',
  shown: (from, to, all) => `${from}–${to} of ${all}`,
};

export const feedbackMessages = { zh, en };

/** What is said when something cannot be done, with what to do. */
export const FEEDBACK_WORDS = {
  notThere: {
    zh: '考勤上没有你参加这场培训，不用评价。来过却没记上，请找管理这场培训的干部更正。',
    en: 'The attendance does not have you at this session, so there is nothing to rate. If you were there, ask its officer to correct it.',
  },
  feedbackOver: {
    zh: '评价已经截止，没有改动。谢谢你来上课。',
    en: 'The time for feedback is over, and nothing was changed. Thank you for coming.',
  },
} satisfies Record<string, Bilingual>;
