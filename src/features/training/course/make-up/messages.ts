/** The form of a make-up 补课. */
const zh = {
  title: '补课',
  intro: '只通知缺席和请假、还没有补上的人。来了就算补上，原来的考勤不改。',
  dates: '补哪些场',
  date: (when: string, people: number) => `${when}（${people} 人没来）`,
  choose: '请选至少一场。',
};

const en: typeof zh = {
  title: 'Make-up session',
  intro:
    'Invites only those who were absent or excused and have not made up for it yet. Coming makes up for it; the attendance of the original date stays as it is.',
  dates: 'Dates it makes up for',
  date: (when, people) => `${when} (${people} missed it)`,
  choose: 'Choose at least one.',
};

export const makeUpMessages = { zh, en };
