import { LANGUAGES, type Locale } from '../../../lib/language.ts';

const zh = {
  attachment: '图片或文件',
  attachmentHint:
    '最多 10 MB。照片（JPG、PNG、WebP）里的拍摄地点等信息会先去掉；PDF、Word、Excel、PPT、文本文件原样发出，里面写着的作者等信息也在。',
  attachmentNow: (name: string) => `现在带着：${name}。选新的就换掉。`,
  detach: '已带的图片或文件',
  detachYes: (name: string) => `去掉：${name}`,
  picture: '图片',
  pictureAlt: (title: string) => `公告“${title}”的图片`,
  file: (name: string) => `附件：${name}`,
  members: '再加上这些频道的成员',
  membersHint: '和上面选的合在一起。',
  via: '怎么送到',
  vias: { dm: '私信，每人一条', channel: '发在频道里，一条大家看' },
  channels: '发在哪个频道',
  channelsHint: '选“发在频道里”时填。上面没有选发送对象，就是这些频道的成员。不在频道里的人看不到，提醒时会收到私信。',
  bank: '从题库选一题',
  bankHint: '选了就用它，下面写的不算。题目会抄一份，以后题库改了也不变。只有单选题和判断题。',
  bankFind: '输入题目里的几个字',
  bankGone: '这道题已经不在题库里了。请另选一题，或者自己写。',
  secondTitle: (language: Locale) => `${LANGUAGES.zh[language]}标题`,
  secondBody: (language: Locale) => `${LANGUAGES.zh[language]}正文`,
  secondHint: (language: Locale) => `读${LANGUAGES.zh[language]}的人看到这一份；发在频道里时两份都写出来。`,
  secondQuestion: (language: Locale) => `${LANGUAGES.zh[language]}核对题`,
  secondQuestionHint: '和上面的核对题一样多的选项，正确的是同一项，前面也写 *。',
  noSecond: (members: number, language: Locale) =>
    `其中 ${members} 人读${LANGUAGES.zh[language]}，还没有${LANGUAGES.zh[language]}标题和正文：点“修改”可以补上。`,
  posts: (channels: string) => `发在 ${channels}。不在频道里的人看不到，提醒时会收到私信。`,
  postsAt: (channels: string, at: string) => `${at} 发在 ${channels}。不在频道里的人看不到，提醒时会收到私信。`,
  here: '本频道的成员',
  forWhom: (whom: string) => `发给 ${whom}`,
  askChannel: (whom: string, until: string) => `请 ${whom} ${until}确认已读。结果只有你自己看得到。`,
  ackChannel: '我已阅读',
};
const en: typeof zh = {
  attachment: 'Picture or file',
  attachmentHint:
    'Up to 10 MB. From photos (JPG, PNG, WebP), the place and other hidden details are removed first. PDF, Word, Excel, PowerPoint and text files go out as they are, with the author’s name and anything else they contain.',
  attachmentNow: (name) => `Attached now: ${name}. A new one takes its place.`,
  detach: 'Attached now',
  detachYes: (name) => `Remove: ${name}`,
  picture: 'picture',
  pictureAlt: (title) => `Picture of the announcement “${title}”`,
  file: (name) => `File: ${name}`,
  members: 'And the members of these channels',
  membersHint: 'They belong to the audience together with those above.',
  via: 'How it arrives',
  vias: { dm: 'By direct message, one each', channel: 'Posted in a channel, one for all' },
  channels: 'Where it is posted',
  channelsHint:
    'For “Posted in a channel”. With nobody chosen above, it is for the members of these channels. Anyone who is not in the channel does not see it, and is reminded by direct message.',
  bank: 'Check question from a bank',
  bankHint:
    'Replaces the question below. Later changes to the bank don’t affect it. Single choice and true or false only.',
  bankFind: 'Some words of the question',
  bankGone: 'This question is no longer in the bank. Choose another, or write one.',
  secondTitle: (language) => `${LANGUAGES.en[language]} title`,
  secondBody: (language) => `${LANGUAGES.en[language]} text`,
  secondHint: (language) => `For people who read ${LANGUAGES.en[language]}. In a channel, both are posted.`,
  secondQuestion: (language) => `${LANGUAGES.en[language]} check question`,
  secondQuestionHint: 'As many options as above, with * before the same right one.',
  noSecond: (members, language) =>
    `${members} of them read ${LANGUAGES.en[language]}, and there is no ${LANGUAGES.en[language]} title and text yet. Choose “Edit” to add them.`,
  posts: (channels) =>
    `It is posted in ${channels}. Anyone who is not there does not see it, and is reminded by direct message.`,
  postsAt: (channels, at) =>
    `It is posted in ${channels}, ${at}. Anyone who is not there does not see it, and is reminded by direct message.`,
  here: 'the members of this channel',
  forWhom: (whom) => `For ${whom}`,
  askChannel: (whom, until) => `For ${whom}: please confirm ${until}that you have read it. Only you see the answer.`,
  ackChannel: 'I’ve read it',
};

/** The words of what stands in the form beside the text, and of how it arrives. */
export const formMessages = { zh, en };
