import type { Board } from '../../../cases/boards.ts';

const zh = {
  title: (branch: string | undefined) => (branch === undefined ? '建议看板' : `建议看板 · ${branch}`),
  asOf: (time: string) => `截至 ${time}，有变化几分钟内更新`,
  sections: { open: '最新提出', solved: '本月解决', overdue: '超期未办', supported: '支持最多' } satisfies Record<
    Board,
    string
  >,
  empty: '现在没有在办的。有想法、有问题，30 秒就能提。',
  lists: { open: '办理中', solved: '本月解决', overdue: '超期', supported: '支持最多' } satisfies Record<Board, string>,
  place: '放到频道',
  placeTitle: '放到频道',
  placeLead: '看板在频道里只占一条消息，有变化自动更新。上面有编号、内容和进度，没有提交人。',
  placed: (channel: string) => `${channel} 里已有看板。`,
  placedBranch: (channel: string, branch: string) => `${channel} 里已有看板，只看${branch}。`,
  channel: '哪个频道',
  channelHint: '私密频道请先在那里发送 /invite 把我请进去。已有看板的频道再放一次，就移到最下面。',
  put: '放上',
  take: '拿走',
  takeAsk: '这个频道里的看板会删掉，建议都还在。',
  keep: '留着',
  done: (channel: string) => `好了，看板马上出现在 ${channel}。`,
  taken: (channel: string) => `好了，${channel} 里的看板马上拿走。`,
  notIn: '我不在这个频道，发不了。请在那里发送 /invite 把我请进去，再放一次。',
  isShared: '这个频道里有公司以外的人，看板不放在那里。请换一个。',
};

const en: typeof zh = {
  title: (branch) => (branch === undefined ? 'Suggestions' : `Suggestions · ${branch}`),
  asOf: (time) => `As of ${time}; changes show within minutes`,
  sections: { open: 'Newest', solved: 'Solved this month', overdue: 'Overdue', supported: 'Most supported' },
  empty: 'Nothing is open. A problem or a good idea? It takes 30 seconds.',
  lists: { open: 'Open', solved: 'Solved', overdue: 'Overdue', supported: 'Most supported' },
  place: 'Post to a channel',
  placeTitle: 'Post to a channel',
  placeLead:
    'The board is one message in the channel and keeps itself up to date. It shows numbers, words and progress, never who sent them.',
  placed: (channel) => `There is one in ${channel}.`,
  placedBranch: (channel, branch) => `There is one in ${channel}, of ${branch} only.`,
  channel: 'Channel',
  channelHint:
    'Invite me first with /invite if the channel is private. Where there is a board already, it moves to the bottom.',
  put: 'Post',
  take: 'Remove',
  takeAsk: 'The board in this channel is deleted; the suggestions stay.',
  keep: 'Keep',
  done: (channel) => `Done: the board appears in ${channel} in a moment.`,
  taken: (channel) => `Done: the board in ${channel} goes in a moment.`,
  notIn: 'I am not in this channel and cannot post there. Send /invite there to bring me in, then post again.',
  isShared: 'People from outside the company read this channel, so the board is not posted there. Choose another.',
};

export const channelBoardMessages = { zh, en };
