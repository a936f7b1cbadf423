/* What officers read of reported questions. Chinese is written first. */

const zh = {
  reports: '题目有误的反映',
  reportsTitle: '处理反映',
  count: (total: number) => `${total} 条等你处理，最早的在前`,
  empty: '没有等待处理的反映。',
  by: (name: string, when: string) => `${name} · ${when}`,
  otherBranch: '其他分会的职工',
  managedBy: (name: string) => `这个题库由${name}管理，请找${name}或全公司的工会干部处理。`,
  key: (key: string) => `现在的答案：${key}`,
  given: (answer: string) => `作答：${answer}`,
  notGiven: '还没有作答',
  noWords: '没有写理由',
  fix: '更正答案',
  dismiss: '题目没问题',
  dismissAsk: '题目没问题？',
  dismissText: '这条反映将从列表中移走，答案和得分都不变。',
  dismissYes: '移走',
  cancel: '取消',
  close: '关闭',
  seenOptions: '反映人看到的选项，顺序和题库不同：',
  seenOption: (seen: string, words: string, bank: string) => `${seen}  ${words}（题库里是 ${bank}）`,
  seenAs: (line: string, seen: string) => `${line}（反映人看到的是 ${seen}）`,
  fixTitle: '更正答案',
  fixSubmit: '更正',
  fixHint: '更正后，过去的作答会全部重新计分，得分有变化的人各收到一条消息。',
  fixed: (answers: number) =>
    answers === 0
      ? '答案已更正。还没有人答过这道题。'
      : `答案已更正。过去的 ${answers} 次作答正在重新计分，得分有变化的人会各收到一条消息。`,
  same: '答案和解析都没有变化。',
};

export type ReportTexts = typeof zh;

const en: ReportTexts = {
  reports: 'Questions reported as wrong',
  reportsTitle: 'Reports',
  count: (total) => `${total} waiting for you, the oldest first`,
  empty: 'No reports are waiting.',
  by: (name, when) => `${name} · ${when}`,
  otherBranch: 'Someone from another branch',
  managedBy: (name) => `${name} manages this bank. Ask them or a company officer.`,
  key: (key) => `The key now: ${key}`,
  given: (answer) => `Answered: ${answer}`,
  notGiven: 'Not answered yet',
  noWords: 'No reason given',
  fix: 'Correct the key',
  dismiss: 'Question is fine',
  dismissAsk: 'Is the question fine?',
  dismissText: 'The report is removed from the list. The key and the points stay as they are.',
  dismissYes: 'Remove',
  cancel: 'Cancel',
  close: 'Close',
  seenOptions: 'The options as this person saw them, in another order than the bank’s:',
  seenOption: (seen, words, bank) => `${seen}  ${words} (${bank} in the bank)`,
  seenAs: (line, seen) => `${line} (${seen} for the person who reported it)`,
  fixTitle: 'Correct the key',
  fixSubmit: 'Correct',
  fixHint: 'All past answers are marked again; everyone whose points change gets one message.',
  fixed: (answers) =>
    answers === 0
      ? 'The key is corrected. Nobody has answered this question yet.'
      : `The key is corrected. ${answers} past ${answers === 1 ? 'answer is' : 'answers are'} being marked again; everyone whose points change gets one message.`,
  same: 'Neither the key nor the explanation has changed.',
};

export const reportMessages = { zh, en };
