import type { Bilingual } from '../../lib/language.ts';
import type { Refusal } from './rules/pair.ts';

/** Why something cannot be done, with what to do. */
export const WORDS = {
  gone: { zh: '没有找到这份师徒结对。', en: 'This pair wasn’t found.' },
  busy: { zh: '好几个人同时在改，请再点一次。', en: 'Several people are changing this at once. Press again.' },
  over: { zh: '这份结对已经结束了，不用再办。', en: 'This pair has ended; there is nothing left to do.' },
  notYours: { zh: '这份结对不是你的，你改不了。', en: 'This isn’t your pair, so you can’t change it.' },
  stale: {
    zh: '协议刚被改过。请把新的看一遍，再点同意。',
    en: 'The contract has just been changed. Read the new one, then agree.',
  },
  notActive: { zh: '这份结对还没开始，或者已经结束。', en: 'This pair hasn’t begun, or has ended.' },
  notYourself: {
    zh: '你是其中一方，不能同时代表分会。请另一位干部来办。',
    en: 'You are one of the two, so you can’t act for the branch as well. Ask another officer.',
  },
  tooMuch: {
    zh: '今天记的时间超过 8 小时了。请核对后再记。',
    en: 'That would be more than eight hours today. Check the time and record it again.',
  },
  noMonth: {
    zh: '这个月的小结已经过去了。下个月还会问你。',
    en: 'This month’s check-in is over. You will be asked again next month.',
  },
  tasksOpen: {
    zh: '还有任务没完成。请师傅先勾选已经学会的任务。',
    en: 'Some tasks are still open. The mentor ticks what has been learnt first.',
  },
  knowsTooLittle: {
    zh: '题库掌握得还不够，先多练几天题，再来申请出师。',
    en: 'Not enough of the topics is known yet. Practise for some days, then ask again.',
  },
  noExam: { zh: '现在没有出师考核。', en: 'There is no examination at the moment.' },
  notNeutral: {
    zh: '这位不能当考官：是其中一方、同一个班组，或者关系太近。请另选一位。',
    en: 'This person can’t examine: they are one of the two, of the same team, or too close. Choose somebody else.',
  },
  handedIn: {
    zh: '考官已经交了评分表，不能再换。',
    en: 'The examiner has handed in the sheet, so they can’t be replaced.',
  },
  notExaminer: { zh: '你不是这次考核的考官。', en: 'You aren’t the examiner of this examination.' },
  badSheet: {
    zh: '评分表没有填全。请每一项都选一个。',
    en: 'The sheet isn’t complete. Choose a level for every task.',
  },
  extendedOnce: {
    zh: '已经延长过一次，不能再延。',
    en: 'The term was extended once already; it can’t be extended again.',
  },
  examRuns: { zh: '正在出师考核，任务先不改。', en: 'The examination is under way, so tasks can’t be changed now.' },
  full: {
    zh: '这位师傅带的徒弟已经满了。请另选一位，或者等出师以后。',
    en: 'This mentor already has as many apprentices as they can take. Choose another, or wait for a graduation.',
  },
  youAreFull: {
    zh: '你带的徒弟已经满了，这一位先不能同意。可以谢绝，或者等出师以后再来。',
    en: 'You already have as many apprentices as you can take. Decline this one, or come back after a graduation.',
  },
  hasPair: {
    zh: '这位已经有师傅，或者正在等对方同意。',
    en: 'This person already has a mentor, or is waiting for an answer.',
  },
  youHavePair: {
    zh: '你已经有师傅，或者正在等对方同意。',
    en: 'You already have a mentor, or are waiting for an answer.',
  },
  ownMentor: { zh: '不能拜自己为师。请另选一位。', en: 'Nobody can be their own mentor. Choose somebody else.' },
  boss: {
    zh: '这位是徒弟的直接领导。每月小结不给领导看，所以请另选一位师傅。',
    en: 'This is the apprentice’s direct boss, who must not see the check-ins. Choose another mentor.',
  },
  notHere: {
    zh: '没有找到这位同事，可能已经离开公司。请另选一位。',
    en: 'This colleague wasn’t found and may have left. Choose somebody else.',
  },
  notWilling: {
    zh: '这位现在不带徒弟了。请另选一位。',
    en: 'This colleague isn’t taking apprentices at the moment. Choose another.',
  },
  notWished: { zh: '这位已经不找师傅了。', en: 'This colleague isn’t looking for a mentor any more.' },
  otherBranch: {
    zh: '这位不是你分会的。你只能给自己分会的职工结对。',
    en: 'This person isn’t in your branch. You can pair only people of your own branch.',
  },
  noTasks: {
    zh: '请至少写一项任务，最多 8 项，每项不超过 80 个字。',
    en: 'Write one to eight tasks, each of at most 80 characters.',
  },
  longProbation: { zh: '试用期要比总期限短。', en: 'The probation must be shorter than the term.' },
  bankGone: { zh: '有一个题库已经没有了。请重新选。', en: 'One of the banks is gone. Choose again.' },
  noBranch: {
    zh: '名册里没有写你管哪个分会，看不到结对。请管理员在名册里补上。',
    en: 'The roster doesn’t say which branch you look after, so there are no pairs to show. Ask an administrator to add it.',
  },
  noContract: { zh: '协议要等三方都同意以后才能打印。', en: 'The contract can be printed once everybody has agreed.' },
  noCertificate: { zh: '没有找到你的这张证书。', en: 'This certificate of yours wasn’t found.' },
  annulled: { zh: '这张证书已作废。', en: 'This certificate was annulled.' },
} as const satisfies Record<string, Bilingual> & Record<Refusal, Bilingual>;
