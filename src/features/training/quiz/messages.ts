import type { Bilingual } from '../../../lib/language.ts';
import type { QuizFault } from './rules.ts';

/** The short quiz after a course: what workers read, the officer's inputs and results. */
const zh = {
  title: '小测',
  invite: (topic: string) => `“${topic}”的小测`,
  what: (count: number, pass: number) =>
    `${count} 道题，答对 ${pass}% 合格，大约 ${Math.max(1, Math.ceil(count / 2))} 分钟。`,
  tries: '可以答两次，取好的一次。',
  start: '开始答题',
  goOn: '接着答',
  second: '再答一次',
  position: (topic: string, now: number, of: number) => `小测 · ${topic} · 第 ${now} 题，共 ${of} 题`,
  final: '选了就算，不能改。',
  passed: (right: number, of: number, score: number) => `✓ 答对 ${right}/${of}（${score}%），合格。`,
  missed: (right: number, of: number, score: number, pass: number) =>
    `答对 ${right}/${of}（${score}%），要 ${pass}% 合格。`,
  tomorrow: '从明天起可以再答一次，题目会换。',
  again: '现在可以再答一次，题目会换。',
  best: (score: number) => `两次都答完了，取好的一次：${score}%。想再学一遍，可以报名下一场。`,
  allRight: '每道都对。',
  wrong: '答错的题：',
  question: (nth: number, words: string) => `*第 ${nth} 题* ${words}`,
  chosen: (words: string) => `你选：${words}`,
  right: (words: string) => `正确：${words}`,
  off: '这门课现在没有小测。',
  waiting: (topic: string) => `小测：${topic}`,
  form: {
    quizBank: '课后小测的题库',
    quizBankHint: '不选就没有小测。考勤结束后，来上课的人会收到，在消息里一题一题地答，两次取好的一次。',
    quizBankFind: '输入题库名',
    quizCount: '几道题（1 到 10）',
    quizPass: '答对百分之几合格',
  },
  faults: {
    quizCount: '请写 1 到 10。',
    quizPass: '请写 1 到 100。',
  } satisfies Record<QuizFault, string>,
  noBank: '要有课后小测，请先选题库；不要，请把题数和合格线恢复原样。',
  tooFew: (count: number) => `这个题库里合适的题（单选、判断）只有 ${count} 道，请少写几道或换一个题库。`,
  counts: (passed: number, notYet: number, unanswered: number) =>
    `合格 ${passed} 人，还没合格 ${notYet} 人，还没答 ${unanswered} 人`,
  passedNames: (names: string) => `*合格* ${names}`,
  notYetNames: (names: string) => `*还没合格* ${names}`,
  unansweredNames: (names: string) => `*还没答* ${names}`,
  scored: (name: string, score: number) => `${name}（${score}%）`,
  from: (bank: string, count: number, pass: number) => `题库“${bank}”，${count} 道题，${pass}% 合格`,
};

const en: typeof zh = {
  title: 'Quiz',
  invite: (topic) => `The quiz of “${topic}”`,
  what: (count, pass) =>
    `${count === 1 ? '1 question' : `${count} questions`}, ${pass}% to pass, about ${Math.max(1, Math.ceil(count / 2))} min.`,
  tries: 'You have two tries, and the better one counts.',
  start: 'Start',
  goOn: 'Go on',
  second: 'Try again',
  position: (topic, now, of) => `Quiz · ${topic} · question ${now} of ${of}`,
  final: 'A choice counts and cannot be changed.',
  passed: (right, of, score) => `✓ ${right} of ${of} right (${score}%): passed.`,
  missed: (right, of, score, pass) => `${right} of ${of} right (${score}%); ${pass}% is needed to pass.`,
  tomorrow: 'From tomorrow you can try again, with other questions.',
  again: 'You can try again now, with other questions.',
  best: (score) =>
    `Both tries are used; the better one counts: ${score}%. To learn it again, sign up for the next date.`,
  allRight: 'All of them right.',
  wrong: 'What was wrong:',
  question: (nth, words) => `*Question ${nth}* ${words}`,
  chosen: (words) => `You chose: ${words}`,
  right: (words) => `Right: ${words}`,
  off: 'This course has no quiz now.',
  waiting: (topic) => `Quiz: ${topic}`,
  form: {
    quizBank: 'Quiz afterwards: question bank',
    quizBankHint:
      'Empty: no quiz. Those who came get it when the attendance has closed and answer question by question in chat; the better of two tries counts.',
    quizBankFind: 'Name of a bank',
    quizCount: 'How many questions (1 to 10)',
    quizPass: 'Pass mark (%)',
  },
  faults: { quizCount: 'Write 1 to 10.', quizPass: 'Write 1 to 100.' },
  noBank: 'For a quiz choose a bank first; for none, leave its numbers as they were.',
  tooFew: (count) =>
    `This bank has only ${count} suitable questions (single choice, true or false). Ask for fewer, or choose another bank.`,
  counts: (passed, notYet, unanswered) => `${passed} passed, ${notYet} not yet, ${unanswered} have not answered`,
  passedNames: (names) => `*Passed* ${names}`,
  notYetNames: (names) => `*Not yet* ${names}`,
  unansweredNames: (names) => `*Not answered* ${names}`,
  scored: (name, score) => `${name} (${score}%)`,
  from: (bank, count, pass) => `Bank “${bank}”, ${count === 1 ? '1 question' : `${count} questions`}, ${pass}% to pass`,
};

export const quizMessages = { zh, en };

/** What is said when something cannot be done, with what to do. */
export const QUIZ_WORDS = {
  noQuiz: {
    zh: '这门课现在没有等你答的小测。',
    en: 'There is no quiz of this course for you now.',
  },
  noQuestions: {
    zh: '题库里现在没有合适的题，还不能答，也不算你答过。请告诉发布培训的干部。',
    en: 'The bank has no suitable questions now. You cannot take the quiz yet, and no try is counted. Tell the officer of the course.',
  },
  tomorrow: {
    zh: '第二次要到明天才能答，题目会换。可以先看看答错的题。',
    en: 'The second try is open from tomorrow, with other questions. Until then, have a look at what was wrong.',
  },
} satisfies Record<string, Bilingual>;
