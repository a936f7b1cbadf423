import type { Rung } from '../../../gatherings/rules/ladder.ts';

/** The ladder of reminders: what a worker reads, and how its officer chooses it. */
const zh = {
  held: (rungs: readonly Rung[]) => {
    const times = rungs.map((one) => zh.times[one]);
    const last = times.at(-1);
    const list = times.length > 1 ? `${times.slice(0, -1).join('、')}和${last}` : last;
    return ['✓ 你已报名。', ...(list === undefined ? [] : [`${list}会提醒你。`])].join('');
  },
  times: { week: '一周前', day: '前一天早上', hour: '开始前一小时', start: '开始时' } satisfies Record<Rung, string>,
  remind: {
    week: (topic: string, when: string) => `还有一周，${when} 有培训：${topic}`,
    day: (topic: string, when: string) => `${when} 有培训：${topic}`,
    hour: (topic: string, when: string) => `${when} 开始：${topic}`,
    start: (topic: string) => `开始了：${topic}`,
  },
  ladder: '什么时候提醒（只提醒要来的人）',
  rungs: {
    week: '一周前的早上',
    day: '前一天早上',
    hour: '开始前一小时',
    start: '开始时，带签到按钮',
  } satisfies Record<Rung, string>,
};

const en: typeof zh = {
  held: (rungs) => {
    const times = rungs.map((one) => en.times[one]);
    const last = times.at(-1);
    const list = times.length > 1 ? `${times.slice(0, -1).join(', ')} and ${last}` : last;
    return ['✓ You are signed up.', ...(list === undefined ? [] : [`You will be reminded ${list}.`])].join(' ');
  },
  times: { week: 'a week before', day: 'the morning before', hour: 'an hour before', start: 'at the start' },
  remind: {
    week: (topic, when) => `A week to go: ${topic}, ${when}`,
    day: (topic, when) => `Training ${when}: ${topic}`,
    hour: (topic, when) => `Starts ${when}: ${topic}`,
    start: (topic) => `It begins: ${topic}`,
  },
  ladder: 'Reminders (to those who are coming)',
  rungs: {
    week: 'The morning a week before',
    day: 'The morning before',
    hour: 'One hour before',
    start: 'At the start, with the button to check in',
  },
};

export const reminderMessages = { zh, en };
