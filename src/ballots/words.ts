import type { Bilingual } from '../lib/language.ts';
import type { ChoiceFault, QuestionFault } from './rules/question.ts';

/** Why something cannot be done with a ballot, with what to do. */
export const WORDS = {
  gone: { zh: '没有找到这次投票。', en: 'This vote wasn’t found.' },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and nothing was saved. Please press again.',
  },
  notYet: {
    zh: '投票还没有开始，没有记下。开始时会通知你。',
    en: 'Voting hasn’t begun. You will be told when it does.',
  },
  over: {
    zh: '投票已经截止，这一票没有投进去。结果出来会通知你。',
    en: 'Voting is over, and this vote was not cast. You will be told the result.',
  },
  cancelled: { zh: '这次投票取消了，没有记下。', en: 'This vote was cancelled, and nothing was recorded.' },
  notOnRoll: {
    zh: '你不在这次投票的名单里（名单在开始时定下）。有疑问请找发起的干部。',
    en: 'You aren’t on the roll, which was fixed when voting began. If that seems wrong, ask the officer who called the vote.',
  },
  notPresent: {
    zh: '这次只有到会的人投票，你没有登记到会。请找会议的工作人员。',
    en: 'Only people who are present can vote, and you weren’t noted as present. Ask the staff of the meeting.',
  },
  theyNotOnRoll: {
    zh: '这个人不在投票名单里（名单在开始时定下），没有录入。',
    en: 'This person isn’t on the roll, which was fixed when voting began, and nothing was entered.',
  },
  theyNotPresent: {
    zh: '只有到会的人投票，这个人没有登记到会，没有录入。',
    en: 'Only people who are present can vote, and this person wasn’t noted as present. Nothing was entered.',
  },
  already: {
    zh: '你已经投过票，这一次没有再记。无记名投票投出后不能改，以投出那一票的窗口里的回执码为准。',
    en: 'You have voted already, and this was not counted again. A secret vote can’t be changed; the receipt code of the window in which you cast it is the one that counts.',
  },
  onlyOpen: {
    zh: '无记名投票只能本人投，不能代投或录纸票。',
    en: 'In a secret vote people vote for themselves only: no proxies, and no paper votes.',
  },
  hasVoted: {
    zh: '这个人已经投过票，没有再记。',
    en: 'This person has voted already, and nothing was changed.',
  },
  noKey: {
    zh: '还不能无记名投票：管理员没有设置 SUGGESTIONS_KEY。请先用记名投票，或者请管理员设置。',
    en: 'Secret votes need SUGGESTIONS_KEY, which isn’t set. Ask an administrator, or hold an open vote.',
  },
  begun: {
    zh: '已经有人投票，不能取消了。可以提前结束，照投出的票计票。',
    en: 'People have voted already, so this can’t be cancelled. You can end it early, and the votes cast will count.',
  },
  notPublished: {
    zh: '选票还没有公布：结果出来以后才能看。没有开封就销毁的，不会公布。',
    en: 'The votes aren’t published before the result is out, and never if they were destroyed unopened.',
  },
  notOpen: {
    zh: '现在不能这样做，没有改动。请打开投票看看。',
    en: 'This can’t be done now, and nothing was changed. Open the vote to see how it stands.',
  },
  noTie: { zh: '没有要决定的平票，没有改动。', en: 'There is no tie to decide, and nothing was changed.' },
  hasStake: {
    zh: '这次平票的结果和你有关，要由别的干部决定，没有改动。请找另一位管理这次投票的干部。',
    en: 'You have a stake in this tie, so somebody else decides it, and nothing was changed. Ask another officer of this vote.',
  },
  times: {
    zh: '截止时间要在开始以后、一年以内。',
    en: 'Voting must end after it begins, and within a year.',
  },
  notYours: { zh: '只有管理这次投票的工会干部可以这样做。', en: 'Only the union officers of this vote can do that.' },
} as const satisfies Record<string, Bilingual>;

export const QUESTION_FAULTS: Record<QuestionFault, Bilingual> = {
  'too-few': { zh: '选项太少：选人至少一项，排序至少两项。', en: 'Too few options: one at least, or two to rank.' },
  'too-many': { zh: '最多 10 个选项。', en: 'Ten options at most.' },
  twice: { zh: '有两个选项一样。', en: 'Two options are the same.' },
  'too-long': { zh: '选项最多 60 个字。', en: 'An option has at most 60 characters.' },
  most: {
    zh: '每人可选的数目要在 1 和选项数之间。',
    en: 'The number that each may choose must be between 1 and the number of options.',
  },
  places: {
    zh: '当选人数要在 1 和选项数之间。',
    en: 'The number of winners must be between 1 and the number of options.',
  },
};

export const CHOICE_FAULTS: Record<ChoiceFault, Bilingual> = {
  none: { zh: '请选一项。', en: 'Choose one.' },
  'too-many': {
    zh: '选得太多了，没有记下。请去掉几项。',
    en: 'That is too many, and nothing was recorded. Take some away.',
  },
  twice: { zh: '同一项选了两次，没有记下。', en: 'One option stands twice, and nothing was recorded.' },
  gap: {
    zh: '中间空了一位，没有记下。请从第一位起依次选。',
    en: 'A place is empty in between. Fill the places from the first on.',
  },
};
