const zh = {
  recalled: '这条通知已经撤回。',
  back: (count: number) => `👋 你不在的时候，有 ${count} 条消息`,
  more: (count: number) => `还有 ${count} 条`,
  inReplies: '都在这条消息的回复里，打开回复就能看、能办。',
};
const en: typeof zh = {
  recalled: 'This notice has been withdrawn.',
  back: (count) => `👋 ${count} messages waited while you were away`,
  more: (count) => `${count} more`,
  inReplies: 'They’re all in the replies to this message, with their buttons.',
};

/** The words of delivery itself. */
export const messages = { zh, en };
