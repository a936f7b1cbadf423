import type { Bilingual } from '../../lib/language.ts';

/** Why a thanks cannot be given or changed, with what to do. */
export const WORDS = {
  notYourself: { zh: '不能给自己点赞。请选一位同事。', en: 'You can’t thank yourself. Choose a colleague.' },
  notHere: {
    zh: '没有找到这位同事，可能已经离开公司。请另选一位。',
    en: 'This colleague wasn’t found and may have left. Choose somebody else.',
  },
  valueGone: {
    zh: '这一项刚被工会改掉了。请另选一项，写的话还在。',
    en: 'The union has just changed this reason. Choose another; your words are still here.',
  },
  enoughToday: {
    zh: '今天的 5 个赞已经送完，明天又有 5 个。写的话会留着。',
    en: 'You have given today’s five thanks; tomorrow there are five more. Your words are kept.',
  },
  enoughForOne: {
    zh: '这一周已经给这位同事点了 2 个赞，下周一再来。今天还可以感谢别人。',
    en: 'You have thanked this colleague twice this week; on Monday you can again. Today you can thank others.',
  },
  tooLate: {
    zh: '已经收不回来了：只能在当天、对方还没有同意公开的时候收回。',
    en: 'This can’t be taken back any more: only on the same day, and before your colleague agreed to show it.',
  },
  gone: { zh: '没有找到这个赞。', en: 'This thanks wasn’t found.' },
  noChannel: {
    zh: '工会现在没有设公开的频道，这个赞还是只有你们两个人看得到。',
    en: 'The union has no channel for thanks at the moment, so only the two of you still see this one.',
  },
  noBranch: {
    zh: '名册里没有写你管哪个分会，看不到统计。请管理员在名册里补上。',
    en: 'The roster doesn’t say which branch you look after, so there are no numbers to show. Ask an administrator to add it.',
  },
  notInChannel: {
    zh: '我不在这个频道里。请先在频道里发送 /invite 邀请我，再保存。',
    en: 'I’m not in this channel. Send /invite there to add me, then save again.',
  },
  isShared: {
    zh: '这个频道里有公司以外的人，赞不公开到那里。请换一个。',
    en: 'People from outside the company read this channel, so thanks aren’t shown there. Choose another.',
  },
  onlyCompany: {
    zh: '只有公司工会的干部可以设置。',
    en: 'Only officers of the company’s union can set this up.',
  },
} as const satisfies Record<string, Bilingual>;
