/** What Monday's digest says. */
const zh = {
  title: '本周培训',
  own: '你的',
  open: '还可以报名',
  signUp: '去报名',
  queue: '去排队',
  quiet: '不想再收，可以在主页的“设置”里关掉。',
};

const en: typeof zh = {
  title: 'Training this week',
  own: 'Yours',
  open: 'Still open to you',
  signUp: 'See and sign up',
  queue: 'See the line',
  quiet: 'You can turn this off under “Settings” on the Home tab.',
};

export const weekMessages = { zh, en };
