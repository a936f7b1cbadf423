import type { Locale } from '../../lib/language.ts';
import type { MAJORITIES, QUORUMS, SECRECY } from './rules.ts';

/** What people read of votes, beside what every ballot says. */
const zh = {
  title: '投票',
  listTitle: '投票',
  none: '还没有投票。有投票时会通知你。',
  noneOfficer: '还没有投票。发起一次，问问大家的意见。',
  open: '查看',
  row: (waiting: number) => (waiting === 0 ? '投票和结果' : `${waiting} 次投票等你`),
  // The form
  call: '发起投票',
  next: '下一步',
  question: '要表决什么',
  options: '选项',
  optionsHint: '一行一项，最多 10 项；空着就是赞成、反对、弃权',
  secrecy: '投票方式',
  secrecyOf: {
    secret: '无记名：谁投了什么，谁也查不到',
    open: '记名：结束后公布每个人的选择',
  } satisfies Record<(typeof SECRECY)[number], string>,
  include: '谁来投',
  includeFind: '输入分会、班组、岗位、社团或姓名',
  except: '除了谁',
  closesAt: '截止时间',
  about: '说明',
  opensAt: '开始时间',
  opensHint: '空着：现在开始',
  most: '每人最多选几项',
  places: '当选几项',
  ranked: '排序',
  rankedYes: '每人把选项按顺序排，逐轮淘汰票数最少的',
  majority: '怎样算通过或当选',
  majorityOf: {
    most: '票多的',
    halfCast: '投票的过半数（弃权不算）',
    halfAll: '名单全体过半数',
    twoThirdsCast: '投票的三分之二以上（弃权不算）',
    twoThirdsAll: '名单全体三分之二以上',
  } satisfies Record<(typeof MAJORITIES)[number], string>,
  quorum: '多少人参加才有效',
  quorumOf: {
    none: '不限',
    half: '名单全体过半数',
    twoThirds: '名单全体三分之二以上',
  } satisfies Record<(typeof QUORUMS)[number], string>,
  close: '关闭',
  preview: (people: number, kind: string, rule: string) =>
    `将请 *${people}* 人投票（名单以开始时为准）。\n${kind} · ${rule}\n开始以后题目和规则不能再改。没问题的话，点“发起”；要改，直接改下面。`,
  confirm: '发起',
  called: '✓ 已发起。',
  calledLater: '✓ 已安排，到时间自动开始。',
  past: '截止时间已经过了。请选以后的时间。',
};

const en: typeof zh = {
  title: 'Votes',
  listTitle: 'Votes',
  none: 'There has been no vote yet. You will be told when there is one.',
  noneOfficer: 'There has been no vote yet. Call one to ask people what they want.',
  open: 'Open',
  row: (waiting) =>
    waiting === 0 ? 'votes and results' : waiting === 1 ? 'one vote waits for you' : `${waiting} votes wait for you`,
  call: 'Call a vote',
  next: 'Next',
  question: 'What is decided',
  options: 'Options',
  optionsHint: 'One a line, ten at most; empty: yes, no or abstain',
  secrecy: 'How people vote',
  secrecyOf: {
    secret: 'Secret: nobody can find out who voted what',
    open: 'Open: everybody’s choice is published at the end',
  },
  include: 'Who votes',
  includeFind: 'Type a branch, team, post, club or name',
  except: 'Except',
  closesAt: 'Ends',
  about: 'More about it',
  opensAt: 'Begins',
  opensHint: 'Empty: now',
  most: 'How many each may choose',
  places: 'How many win',
  ranked: 'Rank',
  rankedYes: 'People rank the options; the last one is struck round by round',
  majority: 'What it takes to win',
  majorityOf: {
    most: 'The most votes',
    halfCast: 'More than half of the votes, abstentions apart',
    halfAll: 'More than half of everybody on the roll',
    twoThirdsCast: 'Two thirds of the votes, abstentions apart',
    twoThirdsAll: 'Two thirds of everybody on the roll',
  },
  quorum: 'Valid if so many take part',
  quorumOf: { none: 'Any number', half: 'More than half of the roll', twoThirds: 'Two thirds of the roll' },
  close: 'Close',
  preview: (people, kind, rule) =>
    `*${people}* ${people === 1 ? 'person' : 'people'} will be asked to vote; the roll is fixed when voting begins.\n${kind} · ${rule}\nQuestion and rule can’t be changed after that. If this is right, press “Call it”; otherwise change it below.`,
  confirm: 'Call it',
  called: '✓ The vote is called.',
  calledLater: '✓ Planned; it opens by itself.',
  past: 'This time has passed. Choose a later one.',
};

export const messages: Record<Locale, typeof zh> = { zh, en };
export type VoteTexts = typeof zh;
