/* What officers read of the numbers of the quiz. Chinese is written first. */

const zh = {
  stats: '答题统计',
  statsScope: (bank: string | undefined, days: number) => `${bank ?? '全部题库'} · 最近 ${days} 天`,
  statsLine: (people: number, items: number, right: string) => `${items} 道题，共 ${people} 人次作答，正确率 ${right}`,
  statsNone: '这段时间没有人作答。',
  participation: '最近 14 天的参与率',
  participationLine: (name: string, took: number, invited: number, share: string) =>
    `${name}  参与 ${took}/${invited} 人次（${share}）`,
  byBranch: '各分会的参与率（私信里的题）',
  noBranch: '没有分会',
  branch: '分会',
  day: '日期',
  shareSeries: '参与率 %',
  participationColumns: ['收到题目', '作答', '参与率'],
  hardest: '最难的题',
  hardestColumns: ['作答人数', '答对率'],
  flagged: (count: number) => `需要关注的题目：${count} 道`,
  flaggedNone: '暂无需要关注的题目。',
  flaggedFewer: (limit: number) => `答过的人不到 ${limit} 个的题不作判断。`,
  flaggedMore: (count: number) => `还有 ${count} 道，先处理上面的。`,
  tooEasy: (right: string) => `太容易：${right} 的人答对`,
  tooHard: (right: string) => `太难：只有 ${right} 的人答对`,
  negative: '成绩好的人反而答错更多，答案可能有误',
  deadDistractors: (letters: string) => `选项 ${letters} 几乎没有人选`,
  seconds: (seconds: number) => `一般用时 ${seconds} 秒`,
  fix: '更正答案',
  listSep: '；',
};

export type StatsTexts = typeof zh;

const en: StatsTexts = {
  stats: 'Quiz statistics',
  statsScope: (bank, days) => `${bank ?? 'All banks'} · last ${days} days`,
  statsLine: (people, items, right) =>
    `${people} ${people === 1 ? 'answer' : 'answers'} to ${items} ${items === 1 ? 'question' : 'questions'}, ${right} right`,
  statsNone: 'No answers in this period.',
  participation: 'Participation, last 14 days',
  participationLine: (name, took, invited, share) => `${name}  ${took} of ${invited} answered (${share})`,
  byBranch: 'Participation by branch (in messages)',
  noBranch: 'No branch',
  branch: 'Branch',
  day: 'Day',
  shareSeries: 'Participation %',
  participationColumns: ['Asked', 'Answered', 'Participation'],
  hardest: 'Hardest questions',
  hardestColumns: ['Answers', 'Right'],
  flagged: (count) => `Needing attention: ${count} ${count === 1 ? 'question' : 'questions'}`,
  flaggedNone: 'No questions need attention.',
  flaggedFewer: (limit) => `Questions with fewer than ${limit} answers are not judged.`,
  flaggedMore: (count) => `${count} more; start with those above.`,
  tooEasy: (right) => `too easy: ${right} are right`,
  tooHard: (right) => `too hard: only ${right} are right`,
  negative: 'strong members get it wrong more often than weak ones, so the key may be wrong',
  deadDistractors: (letters) => `hardly anyone chooses ${letters}`,
  seconds: (seconds) => `usually takes ${seconds} s`,
  fix: 'Correct the key',
  listSep: '; ',
};

export const statsWords = { zh, en };
