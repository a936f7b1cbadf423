import type { Locale } from '../../../lib/language.ts';

/* What App Home says of the quiz: of today's question, and to officers of their desk. */

const zh = {
  today: '今天的题',
  done: '今天的题已答完。',
  next: (when: string) => `下一题：${when}。`,
  none: '还没有安排到你的题。可以先练习。',
  streak: (days: number) => `连续答题 ${days} 天`,
  week: (points: number) => `本周 ${points} 分`,
  rank: (isTeam: boolean, rank: number) => `${isTeam ? '班组' : '分会'}第 ${rank}`,
  office: (line: string) => `*工会干部*　${line}`,
  calm: '暂无待办',
  waiting: (reports: number) => `${reports} 条题目有误的反映等你处理`,
  noBank: '还没有题库，先导入一个',
  noSchedule: '题库有了，安排好时间就开始答题',
  desk: {
    reports: '处理反映',
    banks: '题库',
    import: '导入题库',
    schedules: '答题计划',
    schedule: '安排答题',
    stats: '统计',
  },
};

export type HomeTexts = typeof zh;

const en: HomeTexts = {
  today: 'Today’s question',
  done: 'Today’s question is answered.',
  next: (when) => `Next question: ${when}.`,
  none: 'No quiz is scheduled for you yet. You can practise meanwhile.',
  streak: (days) => `Streak: ${days} ${days === 1 ? 'day' : 'days'}`,
  week: (points) => `${points} points this week`,
  rank: (isTeam, rank) => `no. ${rank} in your ${isTeam ? 'team' : 'branch'}`,
  office: (line) => `*For officers*  ${line}`,
  calm: 'You’re all caught up.',
  waiting: (reports) =>
    `${reports === 1 ? '1 reported question waits' : `${reports} reported questions wait`} for you.`,
  noBank: 'There is no question bank yet. Import one first.',
  noSchedule: 'The bank is there. Schedule it, and questions come by themselves.',
  desk: {
    reports: 'Reports',
    banks: 'Banks',
    import: 'Import a bank',
    schedules: 'Schedules',
    schedule: 'Schedule a quiz',
    stats: 'Statistics',
  },
};

export const homeMessages: Record<Locale, HomeTexts> = { zh, en };
