/** What an officer sees of a calendar of notices. */
const zh = {
  notices: '通知安排',
  close: '关闭',
  intro: '到点发出，按各人的作息，每人一次；日期改了跟着改，取消就不发。',
  none: '现在没有要发的通知。',
  members: (count: number) => (count === 0 ? '人数届时确定' : `现在是 ${count} 人`),
  toChannel: '发到频道',
  states: { told: '已发出', off: '不发', late: '已过时，不发', waiting: '' },
  switchOff: '不发',
  switchOn: '照发',
};
type Words = typeof zh;
const en: Words = {
  notices: 'Notices',
  close: 'Close',
  intro:
    'Each goes out on its date, in each reader’s working hours, once. It moves with the dates and stops with them.',
  none: 'There are no notices to send.',
  members: (count) => (count === 0 ? 'readers known by then' : `${count} ${count === 1 ? 'person' : 'people'} now`),
  toChannel: 'to the channel',
  states: { told: 'sent', off: 'switched off', late: 'too late, not sent', waiting: '' },
  switchOff: 'Don’t send',
  switchOn: 'Send',
};
export const noticeMessages = { zh, en };
