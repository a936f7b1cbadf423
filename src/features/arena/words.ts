import type { Bilingual } from '../../lib/language.ts';

/** Why something cannot be done in the arena, with what to do. */
export const WORDS = {
  gone: {
    zh: '没有找到这场擂台赛。请发送“擂台”，从列表里打开。',
    en: 'This contest doesn’t exist any more. Open the arena and choose one from the list.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not saved. Please press again.',
  },
  notYours: {
    zh: '只有管理这场擂台赛的工会干部可以这样做。',
    en: 'Only the union officers of this contest can do that.',
  },
  closed: {
    zh: '报名已经截止，没有报上。下一场开放时会通知你。',
    en: 'Sign-up is over, and you are not signed up. You will hear when the next contest opens.',
  },
  full: {
    zh: '500 个名额已经报满，没有报上。',
    en: 'All 500 places are taken, and you are not signed up.',
  },
  twice: {
    zh: '你们当中有人已经报了名，没有再报。请换一个人，或者先退出。',
    en: 'Somebody among you is signed up already, and nothing was changed. Choose somebody else, or withdraw first.',
  },
  size: {
    zh: '队员人数不对，没有报上。请选够上场的人，替补最多 2 人。',
    en: 'That isn’t the right number of people. Choose everybody who plays, and at most 2 substitutes.',
  },
  branch: {
    zh: '这是别的分会的擂台赛，没有报上。',
    en: 'This is another branch’s contest, and you are not signed up.',
  },
  otherBranch: {
    zh: '有人不是你们分会的，没有报上。请只选本分会的人。',
    en: 'Somebody is from another branch, and nothing was saved. Choose people of your branch only.',
  },
  notIn: {
    zh: '你现在没有要打的比赛。请打开“我的赛程”，看看是哪一天。',
    en: 'You have no match to play now. Open “My way” to see when your next one is.',
  },
  notOpen: {
    zh: '还没有到时间。到点会通知你。',
    en: 'It isn’t time yet. You will be told when it is.',
  },
  decided: {
    zh: '这场比赛已经有结果了，没有再记。请打开“我的赛程”看结果。',
    en: 'This match is decided already, and nothing more was recorded. Open “My way” to see the result.',
  },
  notThere: {
    zh: '开赛后等待的时间已经过了，这场算没有到场。结果会通知你。',
    en: 'The time to appear is over, so this match counts as missed. You will be told the result.',
  },
  over: {
    zh: '这场比赛的时间已经到了，没有再记。结果会通知你。',
    en: 'The time for this match is over, and nothing more was recorded. You will be told the result.',
  },
  noQuestions: {
    zh: '题库里的题不够出一份试卷，比赛没有开始。请告诉办赛的干部换一个题库；时间还没有开始算。',
    en: 'The banks don’t have enough questions, so the match hasn’t begun. Tell the officer to choose another bank. Your time isn’t running.',
  },
  boardTaken: {
    zh: '这一台已经有队友在作答，没有改动。',
    en: 'A teammate is playing this board already, and nothing was changed.',
  },
  cannotChange: {
    zh: '现在不能这样改，没有改动。请打开这场擂台赛，看看它到了哪一步。',
    en: 'This can’t be changed now, and nothing was. Open the contest to see how far it is.',
  },
  begun: {
    zh: '后面的比赛已经开始，这个结果不能再改。请把情况写在公告里说明。',
    en: 'A later match has begun, so this result can’t be changed any more. Explain it in an announcement.',
  },
} satisfies Record<string, Bilingual>;
