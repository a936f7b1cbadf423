import type { Bilingual } from '../../lib/language.ts';

/** What is said when something cannot be done, with what to do. */
export const WORDS = {
  notDraft: {
    zh: '这条公告已经提交或发出，草稿不能再改。请在公告列表里打开它。',
    en: 'This announcement was handed in or sent, and its draft cannot be changed. Open it from the list of announcements.',
  },
  gone: {
    zh: '没有找到这条公告。请打开主页，从那里继续。',
    en: 'There is no such announcement. Open the Home tab and go on from there.',
  },
  beyondBranch: {
    zh: '分会干部只能发给本分会的人。草稿已保存，请改一下对象。',
    en: 'Branch officers can write only to their own branch. The draft is kept: change who it is for.',
  },
  notNow: {
    zh: '公告的状态刚才变了，这一步没有做。请重新打开看看。',
    en: 'The announcement has just changed, and nothing was done. Open it again.',
  },
  ownUrgent: {
    zh: '紧急公告要由另一位干部确认，自己不能确认自己写的。',
    en: 'An urgent announcement has to be confirmed by another officer, not by its author.',
  },
  notComplete: {
    zh: '公告还不完整，没有发出。请点“修改”，按提示补上。',
    en: 'The announcement is not complete and was not sent. Choose “Edit” and fill in what is missing.',
  },
  nobody: {
    zh: '选的对象里现在没有人，没有发出。请改一下对象。',
    en: 'Nobody is in the chosen audience now, and nothing was sent. Change whom it is for.',
  },
  noMoreReminders: {
    zh: '一条公告最多提醒 5 次，已经用完了。',
    en: 'An announcement has at most five reminders, and they are used up.',
  },
  notForYou: {
    zh: '这条公告不是发给你的，不用确认。',
    en: 'This announcement is not addressed to you: there is nothing to confirm.',
  },
  over: {
    zh: '这条公告已经结束或撤回，不用再确认。',
    en: 'This announcement has ended or was recalled: nothing is left to confirm.',
  },
  noAttachment: {
    zh: '这个文件不能随公告发出，没有用上，其余的都没有丢。可以发 JPG、PNG、WebP、PDF、Word、Excel、PPT 和文本文件；带宏的、损坏的不行。',
    en: 'This file cannot go out with an announcement and was not used; nothing else is lost. JPG, PNG, WebP, PDF, Word, Excel, PowerPoint and text files can, if they are whole and have no macros.',
  },
  notInChannel: {
    zh: '我不在要发的频道里，没有发出，草稿已保存。请先在那个频道里发送 /invite @jingying，再试一次。',
    en: 'I’m not a member of one of the channels you chose. Nothing was sent, and the draft is kept. Send /invite @jingying in that channel, then try again.',
  },
  previewOnly: { zh: '这是预览，职工点了才算确认。', en: 'This is a preview: only what workers press counts.' },
  category: {
    zh: '没有这一类。可以写：公告、厂务公开、竞赛通知、安全通知、全部。',
    en: 'There is no such category. Write announcement, disclosure, contest, safety or all.',
  },
  year: {
    zh: '年份没有看懂。请写四位数字，比如 2026。',
    en: 'That is no year. Write four digits, such as 2026.',
  },
} satisfies Record<string, Bilingual>;
