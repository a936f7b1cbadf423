import type { Bilingual } from '../../lib/language.ts';
import type { Grade } from './rules.ts';

/*
 * What people who came are asked, and what comes of it. A feature gives its question and its aspects, and says in its own words what it calls
 * differently: `const zh = { ...opinionWords.zh, ask: …, aspects: …, grades: … }`.
 */

const zh = {
  chosen: (grade: string) => `✓ ${grade}`,
  said: (aspect: string, grade: string) => `${aspect}：${grade}`,
  unsaid: (aspect: string) => `${aspect}：还没有选`,
  thanks: '✓ 谢谢，已经记下。',
  who: (until: string) => `不记名。${until} 前可以改；之后满 3 人评价，组织的人才看得到人数和留言。`,
  over: '评价已经截止，谢谢。',
  write: '写一句（可以不写）',
  rewrite: '改一改我写的',
  wrote: (words: string) => `你写了：“${words}”`,
  writeTitle: '写一句',
  writeLabel: '想对组织的人说的',
  writeHint: '旁边不会有你的名字。要收回，清空再保存。',
  save: '保存',
  close: '关闭',
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
  chartTitle: '活动反馈',
  series: { good: '好', fair: '一般', poor: '不好' } satisfies Record<Grade, string>,
  columns: ['方面', '好', '一般', '不好'],
  people: '人数',
  earlier: '上一页',
  later: '下一页',
  shown: (from: number, to: number, all: number) => `第 ${from}–${to} 条，共 ${all} 条`,
};

/** What every feature says alike. */
type UsualWords = typeof zh;

const en: UsualWords = {
  chosen: (grade) => `✓ ${grade}`,
  said: (aspect, grade) => `${aspect}: ${grade}`,
  unsaid: (aspect) => `${aspect}: not chosen yet`,
  thanks: '✓ Thank you, it is noted.',
  who: (until) =>
    `Without your name. You can change it until ${until}; then the organizers see numbers and words only, if 3 people have answered.`,
  over: 'The time for feedback is over, thank you.',
  write: 'Add a few words (optional)',
  rewrite: 'Change my words',
  wrote: (words) => `You wrote: “${words}”`,
  writeTitle: 'A few words',
  writeLabel: 'For the organizers',
  writeHint: 'Your name will not be beside it. To take it back, empty it and save.',
  save: 'Save',
  close: 'Close',
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
  chartTitle: 'Feedback',
  series: { good: 'Good', fair: 'Fair', poor: 'Poor' },
  columns: ['Aspect', 'Good', 'Fair', 'Poor'],
  people: 'People',
  earlier: 'Previous',
  later: 'Next',
  shown: (from, to, all) => `${from}–${to} of ${all}`,
};

export const opinionWords = { zh, en };

/** A feature's words: the question, and what is asked about, each with its own words for the grades. */
export interface OpinionWords extends UsualWords {
  ask(topic: string): string;
  /** In the order in which they are asked; the keys are kept. */
  aspects: Readonly<Record<string, string>>;
  grades: Readonly<Record<string, Readonly<Record<Grade, string>>>>;
}

/** What is said when something cannot be done, with what to do. */
export const OPINION_REFUSALS = {
  notThere: {
    zh: '考勤上没有你参加这场活动，不用评价。来过却没记上，请找组织的人更正。',
    en: 'The attendance does not have you there, so there is nothing to rate. If you were there, ask the organizer to correct it.',
  },
  over: {
    zh: '评价已经截止，没有改动。谢谢你来参加。',
    en: 'The time for feedback is over, and nothing was changed. Thank you for coming.',
  },
} satisfies Record<string, Bilingual>;
