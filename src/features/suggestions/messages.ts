import type { EventKind } from './item/model.ts';
import type { Clock, Satisfaction, State } from './item/states.ts';

const zh = {
  title: '建议与诉求',
  cancel: '取消',
  submit: '提交',
  open: '打开',
  states: {
    received: '已收到',
    accepted: '已受理',
    progress: '办理中',
    solved: '已解决',
    partly: '部分解决',
    impossible: '不能办理',
    closed: '已办结',
    merged: '已合并',
  } satisfies Record<State, string>,
  clocks: { accept: '受理', reply: '答复', due: '办结' } satisfies Record<Clock, string>,
  satisfied: { satisfied: '满意', partly: '基本满意', not: '不满意' } satisfies Record<Satisfaction, string>,
  events: {
    received: '收到',
    accepted: '已受理',
    handedOver: '换了负责人',
    progress: '开始办理',
    solved: '已解决',
    partly: '部分解决',
    impossible: '不能办理',
    closed: '提交人评价后办结',
    silent: '七天没有回音，自动办结',
    reopened: '提交人不满意，已交上一级重办',
    merged: '已合并',
    warned: '快到期',
    escalated: '超期，已转上一级',
  } satisfies Record<EventKind, string>,
  anonymous: '匿名',
  form: {
    title: '提建议',
    kind: '类别',
    text: '是什么事，希望怎么办',
    more: '续写',
    where: '哪个分会的事',
    company: '公司',
    place: '地点',
    empty: '请写几句话，说说是什么事。',
    branchHint: (own: string) => `不选就是${own}。`,
    placeHint: '例如：一号塘 3 号增氧机',
    photos: '照片',
    photosHint: '最多 5 张，JPG、PNG 或 WebP。拍摄地点等信息先去掉再给干部看；原照片在 Slack 里仍记在你名下。',
    anonymous: '匿名提交',
    anonymousYes: '不让干部和同事知道是我',
    hidden:
      '匿名时，干部、同事和管理员都看不到是谁提的，也不会有消息发给你，进展请在“我的建议”里看。同时掌握服务器密钥和数据库的人仍然可能查出来。',
    noAnonymous: '现在不能匿名：系统还没有设置保护匿名的密钥。',
  },
  sent: (number: string, by: string) =>
    `收到了，编号 *${number}*。${by} 前会有人受理。有进展会告诉你；一天多于 3 条，其余的 17:00 一起发。`,
  sentHidden: (number: string, by: string) =>
    `匿名收到了，编号 *${number}*。${by} 前会有人受理。进展请在“我的建议”里看。`,
  similarTitle: '有相近的建议',
  similarLead: '已经有人提过相近的。支持其中一条，比重新提一条更快有结果：',
  supportThis: '支持这一条',
  sendAnyway: '都不一样，照常提交',
  sendMine: '照常提交',
  support: (count: number) => `${count} 人支持`,
  supported: (number: string) => `已支持 ${number}，有进展会告诉你。你写的内容没有提交。`,
  mine: '我的建议',
  mineNone: '你还没有提过建议。想到什么，发送 /suggest 加一句话就行。',
  mineMore: '匿名的在办结以后不再显示。',
  newOne: '提建议',
  board: '建议看板',
  boards: { open: '办理中', solved: '本月解决', overdue: '超期', supported: '支持最多' },
  counts: (open: number, solved: number, overdue: number) => `办理中 ${open} · 本月解决 ${solved} · 超期 ${overdue}`,
  nothing: '现在没有。',
  overdue: (clock: string) => `${clock}已超期`,
  outcomeAsk: '结果怎么样？请评价。七天没有回音就自动办结。',
  homeLine: (mine: number, ask: number) =>
    ask > 0
      ? `${ask} 条有结果了，等你评价。`
      : mine > 0
        ? `你有 ${mine} 条在办。`
        : '发现问题、有好主意，30 秒就能提。',
  waitLine: (count: number, overdue: number) => `待办 ${count} 条${overdue > 0 ? `，其中超期 ${overdue} 条` : ''}。`,
};

const en: typeof zh = {
  title: 'Suggestions',
  cancel: 'Cancel',
  submit: 'Send',
  open: 'Open',
  states: {
    received: 'Received',
    accepted: 'Accepted',
    progress: 'In progress',
    solved: 'Solved',
    partly: 'Partly solved',
    impossible: 'Not possible',
    closed: 'Closed',
    merged: 'Merged',
  },
  clocks: { accept: 'accept', reply: 'reply', due: 'finish' },
  satisfied: { satisfied: 'Satisfied', partly: 'Partly satisfied', not: 'Not satisfied' },
  events: {
    received: 'received',
    accepted: 'accepted',
    handedOver: 'has a new owner',
    progress: 'in progress',
    solved: 'solved',
    partly: 'partly solved',
    impossible: 'not possible',
    closed: 'rated by the sender and closed',
    silent: 'closed after seven days without an answer',
    reopened: 'not satisfied: escalated',
    merged: 'merged',
    warned: 'due soon',
    escalated: 'overdue: escalated',
  },
  anonymous: 'anonymous',
  form: {
    title: 'Make a suggestion',
    kind: 'Kind',
    text: 'What is it about, and what should be done?',
    more: 'Continued',
    where: 'Which branch is it about?',
    company: 'The company',
    place: 'Place',
    empty: 'Write a few words on what it is about.',
    branchHint: (own) => `If you choose none: ${own}.`,
    placeHint: 'For example: pond 1, aerator 3',
    photos: 'Photos',
    photosHint:
      'Up to 5, as JPG, PNG or WebP. Where they were taken is removed before officers see them; in Slack the originals stay under your name.',
    anonymous: 'Send anonymously',
    anonymousYes: 'Do not let officers or colleagues know it is me',
    hidden:
      'If anonymous, no officer, colleague or administrator sees who you are, and no news is sent to you: look in “My suggestions”. Anyone who holds both the server’s key and the database could still find out.',
    noAnonymous: 'Sending anonymously is not possible now: the key that protects it has not been set.',
  },
  sent: (number, by) =>
    `Received as *${number}*. Someone will take it on by ${by}, and you will hear of each step. After three in a day, the rest come together at 17:00.`,
  sentHidden: (number, by) =>
    `Received anonymously as *${number}*. Someone will take it on by ${by}. Its progress is in “My suggestions”.`,
  similarTitle: 'Similar suggestions',
  similarLead: 'Someone has already suggested something similar. Supporting it gets results sooner than a new one:',
  supportThis: 'Support this one',
  sendAnyway: 'Mine is different: send it',
  sendMine: 'Send mine anyway',
  support: (count) => (count === 1 ? '1 supporter' : `${count} supporters`),
  supported: (number) => `You support ${number} and will hear of its progress. What you wrote was not sent.`,
  mine: 'My suggestions',
  mineNone: 'You have not sent any yet. When you think of something, type /suggest and a sentence.',
  mineMore: 'Anonymous ones are no longer shown once they are closed.',
  newOne: 'Make a suggestion',
  board: 'Board',
  boards: { open: 'Open', solved: 'Solved this month', overdue: 'Overdue', supported: 'Most supported' },
  counts: (open, solved, overdue) => `Open ${open} · solved this month ${solved} · overdue ${overdue}`,
  nothing: 'Nothing here right now.',
  overdue: (clock) => `overdue to ${clock}`,
  outcomeAsk: 'How did it turn out? If you do not answer, it closes after seven days.',
  homeLine: (mine, ask) =>
    ask > 0
      ? `${ask} ${ask === 1 ? 'has a result' : 'have results'}: tell us how it turned out.`
      : mine > 0
        ? `${mine} of yours ${mine === 1 ? 'is' : 'are'} being dealt with.`
        : 'A problem or a good idea? It takes 30 seconds.',
  waitLine: (count, overdue) => `${count} to deal with${overdue > 0 ? `, ${overdue} of them overdue` : ''}.`,
};

export const messages = { zh, en };
export type Texts = typeof zh;
