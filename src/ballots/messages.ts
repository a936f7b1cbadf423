import type { Locale } from '../lib/language.ts';
import type { CalledOff } from './rules/ballot.ts';
import type { Of, Share } from './rules/counting.ts';

/** What voters and officers read of a ballot. */
const zh = {
  title: '投票',
  secret: '无记名',
  open: '记名',
  answers: ['赞成', '反对', '弃权'],
  abstain: '弃权',
  // What is needed
  kinds: {
    yesNo: '赞成、反对或弃权',
    choose: (most: number, places: number) =>
      `${most === 1 ? '选一项' : `最多选 ${most} 项`}${places === 1 ? '' : `，当选 ${places} 项`}`,
    rank: '按顺序排',
  },
  most: { yesNo: '赞成多于反对即通过', other: '得票多的当选' },
  needs: (share: Share, of: Of) =>
    `需要${{ cast: '投票（弃权不算）', present: '到会人数', all: '名单全体' }[of]}${share === 'half' ? '过半数' : '的三分之二以上'}`,
  quorumNeeds: (share: Share, of: 'all' | 'present') =>
    `${of === 'all' ? '名单全体' : '到会的人'}${share === 'half' ? '过半数' : '三分之二以上'}参加才有效`,
  until: (time: string) => `${time} 截止`,
  opens: (time: string) => `${time} 开始`,
  turnout: (voted: number, of: number) => `已投 ${voted}/${of} 人`,
  hidden: '截止以前谁都看不到结果，管理员也看不到。',
  protects:
    '谁投了票、投了什么分开保管，工会干部、管理员、数据库和备份里都对不上；截止以后公布全部回执码和选择，每个人都能找到自己的那一票，重新计票。防不住能改服务器程序、或者同时拿到服务器密钥和投票期间数据库的人。',
  states: {
    planned: '还没有开始',
    open: '正在投票',
    counting: '正在计票，一般一分钟内出结果',
    closed: '已经结束',
    cancelled: '已取消',
  },
  stuck:
    '计票比平时久，选票都还在。请告诉管理员；无记名投票的，请检查 SUGGESTIONS_KEY 和投票开始时是不是同一个，改好后自动计票。',
  calledOff: {
    nobody: '开始时名单里没有人可以投票，已自动取消。',
    'too-few': '名单不到 3 人，无记名投票保不住秘密，已自动取消。请改用记名投票。',
    missed:
      '到截止时还没能开始，已自动取消：可能是名单读不到、没有设置 SUGGESTIONS_KEY，或者服务器停了。请检查后重新发起。',
  } satisfies Record<CalledOff, string>,
  reason: (words: string) => `原因：${words}`,
  endedEarly: '由干部提前结束',
  // Voting
  vote: '投票',
  change: '改投',
  voted: '✓ 你已投票',
  youVoted: (what: string) => `✓ 你投了：${what}`,
  votedFor: (how: 'paper' | 'proxy', what: string) => `✓ ${how === 'paper' ? '已录入你的纸票' : '已由人代投'}：${what}`,
  notVoted: '你没有投票',
  choose: '请选一项',
  chooseSome: (most: number) => `最多选 ${most} 项`,
  chooseHint: '一项都不选就是弃权',
  place: (nth: number) => `第 ${nth} 位`,
  placeHint: '不用排满；全空着就是弃权',
  code: (code: string) =>
    `你的回执码：\`${code}\`\n请抄下或拍照。截止以后，凭它在公布的名单里找到自己的一票。它只在这里显示，谁也查不到是你的。`,
  done: '已投票',
  doneSecret: (code: string) => `✓ 你的一票已经封好。\n回执码：\`${code}\`\n关上以后不再显示，请现在抄下。`,
  doneOpen: '✓ 已记下。截止以前可以改。',
  cast: '投出',
  close: '关闭',
  // Results
  result: '结果',
  of: (all: number, voted: number, abstained: number) =>
    `名单 ${all} 人，投票 ${voted} 人${abstained > 0 ? `，其中弃权 ${abstained} 人` : ''}`,
  present: (count: number) => `到会 ${count} 人`,
  quorum: (has: number, needed: number) =>
    has >= needed ? `参加 ${has} 人，需要 ${needed} 人，有效` : `参加 ${has} 人，需要 ${needed} 人，人数不够，投票无效`,
  votes: (count: number) => `${count} 票`,
  needed: (has: number, of: number, needed: number) => `${of} 人中 ${has} 票；需要 ${needed} 票`,
  neededEach: (of: number, needed: number) => `按 ${of} 人算，当选需要 ${needed} 票`,
  passed: '*通过*',
  failed: '*没有通过*',
  elected: '当选',
  nobody: '没有选出',
  tied: (names: string, places: number) =>
    `*平票*：${names}，还要定 ${places} 项。由管理这次投票的干部决定并写明理由。`,
  tiedYesNo: '*平票*：赞成和反对一样多。由管理这次投票的干部决定并写明理由。',
  tiedStrike: (names: string) =>
    `*平票*：${names} 票数都最少，要定一项出局才能继续计票。由管理这次投票的干部决定并写明理由。`,
  round: (nth: number, votes: string) => `第 ${nth} 轮：${votes}`,
  waits: (lead: string, title: string) => `${lead}：*${title}*`,
  struck: (names: string) => `${names} 出局`,
  exhausted: (count: number) => `${count} 张票后面没有再排`,
  decided: (what: string, why: string) => `干部定：${what}。理由：${why}`,
  tooFew: '投票不到 3 人。公开结果就等于公开每个人的选择，所以没有开封，选票已经销毁。',
  tooFewOpened: '打得开的选票不到 3 张。公开结果就等于公开每个人的选择，所以没有公布，选票已经销毁。',
  spoilt: (count: number) => `有 ${count} 张选票打不开，没有计入。请联系管理员。`,
  // The published list
  list: '全部选票',
  listHead: (count: number) => `共 ${count} 票，按回执码排列，和投票先后无关`,
  openListHead: (count: number) => `共 ${count} 票，按名单排列`,
  byPaper: '纸票',
  byProxy: '代投',
  file: '下载 Excel',
  fileNote: (title: string) => `“${title}”的全部回执码和选择，可以自己重新计票。`,
  fileSent: '✓ 文件已经发到你的私信。',
  codeColumn: '回执码',
  choiceColumn: '选择',
  // What officers do
  endNow: '提前结束',
  endText: (waiting: number) =>
    waiting === 0 ? '所有人都投了。现在结束并计票？' : `还有 ${waiting} 人没有投，结束后不能再投。现在结束并计票？`,
  endAnyway: '还没有投的人，结束后不能再投。现在结束并计票？',
  endUnread: '无记名投票不满 3 票就结束的，选票不开封、不公布，直接销毁，不能恢复。',
  cancel: '取消投票',
  cancelReason: '为什么取消',
  cancelHint: '名单里的人会看到',
  cancelDone: '✓ 已取消，名单里的人会看到。',
  tie: '决定平票',
  tieWins: '谁当选',
  tieStrikes: '谁出局',
  tieYesNo: '怎么定',
  tieWhy: '为什么这样定',
  tieWhyHint: '例如：现场抽签、主席裁定；会写在结果里',
  tieDone: '✓ 已写进结果。',
  paper: '录纸票 / 代投',
  paperWho: '替谁投',
  paperHow: '怎么投的',
  hows: { paper: '纸票', proxy: '代投' },
  paperDone: '✓ 已录入，本人会看到。',
  save: '保存',
  openIt: '查看投票',
  // Notices
  askLead: '请你投一票',
  remindLead: '你还没有投票，现在还可以投。',
  resultLead: '投票结果出来了',
  tieLead: '计票出现平票，请你决定',
  tieOthersLead: '计票出现平票，请告诉另一位管理这次投票的干部来决定',
  offLead: '你发起的投票没有开成',
};

const en: typeof zh = {
  title: 'Vote',
  secret: 'secret',
  open: 'open',
  answers: ['Yes', 'No', 'Abstain'],
  abstain: 'Abstain',
  kinds: {
    yesNo: 'yes, no or abstain',
    choose: (most, places) => `choose ${most === 1 ? 'one' : `up to ${most}`}${places === 1 ? '' : `; ${places} win`}`,
    rank: 'rank the options',
  },
  most: { yesNo: 'passes with more yes than no', other: 'most votes win' },
  needs: (share, of) =>
    `needs ${share === 'half' ? 'more than half' : 'two thirds'} of ${{ cast: 'the votes, abstentions apart', present: 'those present', all: 'everybody on the roll' }[of]}`,
  quorumNeeds: (share, of) =>
    `valid if ${share === 'half' ? 'more than half' : 'two thirds'} of ${of === 'all' ? 'the roll' : 'those present'} take part`,
  until: (time) => `Until ${time}`,
  opens: (time) => `Opens ${time}`,
  turnout: (voted, of) => `${voted} of ${of} have voted`,
  hidden: 'Nobody sees results before the end, not even administrators.',
  protects:
    'Who has voted and what was voted are kept apart: officers, administrators, the database and its backups can’t match them, and after the end all receipt codes are published with their choices, so that you can find yours and anybody can recount. It doesn’t protect against somebody who can change the server’s program, or who has both the server’s key and the database from during the vote.',
  states: {
    planned: 'Not open yet',
    open: 'Open',
    counting: 'Being counted; usually done within a minute',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
  stuck:
    'Counting takes longer than usual. No vote is lost; tell an administrator. Of a secret vote, SUGGESTIONS_KEY must be the one it was opened with; then it is counted by itself.',
  calledOff: {
    nobody: 'Nobody on the roll could vote when it was to open, so it was cancelled.',
    'too-few': 'With fewer than 3 people a vote can’t stay secret, so it was cancelled. Hold an open vote instead.',
    missed:
      'It could not be opened before its end and was cancelled: the audience couldn’t be read, SUGGESTIONS_KEY wasn’t set, or the server was down. Check and call the vote again.',
  },
  reason: (words) => `Reason: ${words}`,
  endedEarly: 'Ended early by an officer',
  vote: 'Vote',
  change: 'Change my vote',
  voted: '✓ You have voted',
  youVoted: (what) => `✓ You voted: ${what}`,
  votedFor: (how, what) => `✓ ${how === 'paper' ? 'Your paper vote was entered' : 'Cast for you by proxy'}: ${what}`,
  notVoted: 'You didn’t vote',
  choose: 'Choose one',
  chooseSome: (most) => `Choose up to ${most}`,
  chooseHint: 'Choosing none is an abstention',
  place: (nth) => `Place ${nth}`,
  placeHint: 'You needn’t fill them all; all empty is an abstention',
  code: (code) =>
    `Your receipt code: \`${code}\`\nWrite it down or take a photo. After the end you can find your vote by it in the published list. It is shown only here, and nobody can tell that it is yours.`,
  done: 'Vote cast',
  doneSecret: (code) =>
    `✓ Your vote is sealed.\nReceipt code: \`${code}\`\nIt isn’t shown again once you close this. Write it down now.`,
  doneOpen: '✓ Recorded. You can change it until the end.',
  cast: 'Cast vote',
  close: 'Close',
  result: 'Result',
  of: (all, voted, abstained) =>
    `${all} on the roll, ${voted} voted${abstained > 0 ? `, of whom ${abstained} abstained` : ''}`,
  present: (count) => `${count} present`,
  quorum: (has, needed) =>
    has >= needed
      ? `${has} took part, ${needed} needed: valid`
      : `${has} took part, ${needed} needed: too few, so the vote is void`,
  votes: (count) => (count === 1 ? '1 vote' : `${count} votes`),
  needed: (has, of, needed) => `${has} of ${of}; needed ${needed}`,
  neededEach: (of, needed) => `A winner needed ${needed} of ${of}`,
  passed: '*Passed*',
  failed: '*Not passed*',
  elected: 'elected',
  nobody: 'Nobody was elected',
  tied: (names, places) =>
    `*A tie*: ${names}, for ${places === 1 ? 'one more place' : `${places} more places`}. An officer of this vote decides and says why.`,
  tiedYesNo: '*A tie*: as many yes as no. An officer of this vote decides and says why.',
  tiedStrike: (names) =>
    `*A tie*: ${names} have the fewest votes, and one must be struck before counting can go on. An officer of this vote decides and says why.`,
  round: (nth, votes) => `Round ${nth}: ${votes}`,
  waits: (lead, title) => `${lead}: *${title}*`,
  struck: (names) => `${names} struck`,
  exhausted: (count) => (count === 1 ? '1 vote ranks nobody further' : `${count} votes rank nobody further`),
  decided: (what, why) => `Decided by an officer: ${what}. Why: ${why}`,
  tooFew:
    'Fewer than 3 people voted. The result would show what each of them chose, so the votes were destroyed unopened.',
  tooFewOpened:
    'Fewer than 3 votes could be opened. The result would show what each of them chose, so nothing is published and the votes were destroyed.',
  spoilt: (count) =>
    `${count === 1 ? 'One vote' : `${count} votes`} could not be opened and did not count. Ask an administrator.`,
  list: 'All votes',
  listHead: (count) =>
    `${count === 1 ? '1 vote' : `${count} votes`}, sorted by receipt code, not by when they were cast`,
  openListHead: (count) => `${count === 1 ? '1 vote' : `${count} votes`}, in the order of the roll`,
  byPaper: 'on paper',
  byProxy: 'by proxy',
  file: 'Download Excel',
  fileNote: (title) => `All receipt codes and choices of “${title}”, for your own recount.`,
  fileSent: '✓ The file is in your messages.',
  codeColumn: 'Receipt code',
  choiceColumn: 'Choice',
  endNow: 'End now',
  endText: (waiting) =>
    waiting === 0
      ? 'Everybody has voted. End and count now?'
      : `${waiting === 1 ? 'One person has' : `${waiting} people have`} not voted and won’t be able to any more. End and count now?`,
  endAnyway: 'Those who have not voted won’t be able to any more. End and count now?',
  endUnread: 'With fewer than three secret votes, they are destroyed unread and can’t be brought back.',
  cancel: 'Cancel vote',
  cancelReason: 'Why it is cancelled',
  cancelHint: 'People on the roll will see this',
  cancelDone: '✓ Cancelled; people on the roll will see it.',
  tie: 'Decide the tie',
  tieWins: 'Who is elected',
  tieStrikes: 'Who is struck',
  tieYesNo: 'How it is decided',
  tieWhy: 'Why',
  tieWhyHint: 'Such as: lots drawn at the meeting, the chair’s vote; it stands in the result',
  tieDone: '✓ It stands in the result now.',
  paper: 'Paper or proxy vote',
  paperWho: 'For whom',
  paperHow: 'How',
  hows: { paper: 'On paper', proxy: 'By proxy' },
  paperDone: '✓ Entered; the person will see it.',
  save: 'Save',
  openIt: 'Open the vote',
  askLead: 'Please cast your vote',
  remindLead: 'You haven’t voted yet and still can.',
  resultLead: 'The votes are counted',
  tieLead: 'The count is a tie: please decide',
  tieOthersLead: 'The count is a tie: ask another officer of this vote to decide',
  offLead: 'Your vote could not be opened',
};

export const messages: Record<Locale, typeof zh> = { zh, en };
