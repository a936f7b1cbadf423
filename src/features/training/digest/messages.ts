/** Monday's message. */
const zh = {
  title: '这周的培训',
  own: '你要参加的',
  open: '还可以报名',
  signUp: '去报名',
  more: (count: number) => `另有 ${count} 场，发送 /training 可以看到。`,
};

const en: typeof zh = {
  title: 'Training this week',
  own: 'You are coming to',
  open: 'Still open to you',
  signUp: 'Sign up',
  more: (count) => `${count} more: send /training to see them.`,
};

export const digestMessages = { zh, en };
