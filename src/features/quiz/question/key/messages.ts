/* How the key of a question is said and asked for. Chinese is written first. */

const zh = {
  letter: (letter: string, words: string) => `${letter}（${words}）`,
  letterSeen: (seen: string, words: string, bank: string) => `${seen}（${words}，题库里是 ${bank}）`,
  yes: '对',
  orEither: ' 或 ',
  no: '错',
  rightOne: '正确答案',
  rightEither: '正确答案（选任何一个都算对）',
  rightMany: '正确答案（可多选）',
  accepted: '算对的答案',
  acceptedHint: '每行一个，写哪个都算对',
  acceptedIn: (blank: number) => `第 ${blank} 空算对的答案`,
  blankEmpty: '没有填',
  value: '正确的数',
  tolerance: '允许误差',
  toleranceHint: '0 表示必须完全相等',
  explanation: '解析',
  oneAtLeast: '至少要有一个正确答案。',
  tooLong: (max: number) => `每个答案最多 ${max} 个字。`,
  notANumber: '请填一个数字，例如 3.5。',
  notNegative: '误差不能是负数。',
  listSep: '；',
  changed: '刚才有人改过这道题。你改的还在，其余是现在的内容。请再看一遍，再提交。',
};

export type KeyTexts = typeof zh;

const en: KeyTexts = {
  letter: (letter, words) => `${letter} (${words})`,
  letterSeen: (seen, words, bank) => `${seen} (${words}; ${bank} in the bank)`,
  yes: 'True',
  orEither: ' or ',
  no: 'False',
  rightOne: 'Right answer',
  rightEither: 'Right answers (any one is enough)',
  rightMany: 'Right answers (one or more)',
  accepted: 'Accepted answers',
  acceptedHint: 'One per line; any of them is right',
  acceptedIn: (blank) => `Accepted in blank ${blank}`,
  blankEmpty: 'left empty',
  value: 'Right number',
  tolerance: 'Tolerance',
  toleranceHint: '0 means exactly this number',
  explanation: 'Explanation',
  oneAtLeast: 'There must be at least one right answer.',
  tooLong: (max) => `An answer has at most ${max} characters.`,
  notANumber: 'Enter a number, for example 3.5.',
  notNegative: 'The tolerance can’t be negative.',
  listSep: '; ',
  changed:
    'Someone has just changed this question. What you changed is still here; the rest is as it is now. Have another look, then submit.',
};

export const keyMessages = { zh, en };
