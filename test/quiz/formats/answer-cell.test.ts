import { describe, expect, it } from 'vitest';
import { kindOf, truthOf } from '../../../src/features/quiz/question/rules/answer-words.ts';
import { oddities, readText } from './read-text.ts';

/** The texts that are right of a row with the options 甲 乙 丙 丁, or why it was refused; then its notes. */
async function rightOf(kind: string, answer: string, header = '题型,题干,选项A,选项B,选项C,选项D,答案') {
  const reading = await readText(`${header}\n${kind},问？,甲,乙,丙,丁,"${answer.replaceAll('"', '""')}"\n`);
  const question = reading.questions[0]?.question;
  if (question === undefined) return reading.faults[0]?.reason;
  if (question.kind === 'single') return question.options[question.correct];
  return question.kind === 'multiple' ? question.correct.map((index) => question.options[index]).join('') : undefined;
}

describe('the answer of a single choice', () => {
  it.each([
    'B',
    'b',
    'Ｂ',
    '(B)',
    '（B）',
    '[B]',
    '【B】',
    '“B”',
    '"B"',
    'B。',
    'B.',
    ' B ',
    '选B',
    '选项B',
    '应选B',
    '故选B',
    '故选：B',
    '本题选B',
    'B项',
    'B选项',
    'B.乙',
    'B、乙',
    'B．乙。',
    'B 乙',
    'B：乙',
    '(B)乙',
    'B乙',
    '乙',
    '乙。',
    '答案：B',
    '答案B',
    '答案是B',
    '答案为：B',
    '正确答案：B',
    '正确答案是B',
    '参考答案：B',
    '标准答案 B',
    '【答案】B',
    '【正确答案】B',
    '【答案】：（B）',
    '答案：乙',
    'ANSWER: B',
    'Answer: B.',
    '["B"]',
  ])('%s', async (answer) => {
    expect(await rightOf('单选', answer)).toBe('乙');
  });

  it.each([
    ['B.甲', 'letter-and-text'],
    ['B、丙', 'letter-and-text'],
    ['B甲', 'letter-and-text'],
    ['B（因为乙对）', 'letter-and-text'],
    ['E', 'answer-not-an-option'],
    ['E.乙', 'letter-and-text'],
    ['戊', 'answer-not-an-option'],
    ['2', 'answer-not-an-option'],
    ['A或B', 'answer-unclear'],
    ['A-D', 'answer-unclear'],
    ['AB', 'too-many-answers'],
    ['A和B', 'too-many-answers'],
  ])('%s: %s', async (answer, reason) => {
    expect(await rightOf('单选', answer)).toBe(reason);
  });
});

describe('the answer of a multiple choice', () => {
  it.each([
    'ABD',
    'abd',
    'ＡＢＤ',
    'A B D',
    'A,B,D',
    'A，B，D',
    'A、B、D',
    'A;B;D',
    'A；B；D',
    'A|B|D',
    'A/B/D',
    'A+B+D',
    'A.B.D',
    'A-B-D',
    'A和B和D',
    'A、B和D',
    'A,B及D',
    'DBA',
    '（ABD）',
    '【答案】ABD',
    '选ABD',
    'ABD项',
    '正确答案是A、B、D',
    '["A","B","D"]',
    "['A', 'B', 'D']",
    'A.甲；B.乙；D.丁',
    'A.甲 B.乙 D.丁',
    'A、甲\nB、乙\nD、丁',
    '甲；乙；丁',
    '甲、乙、丁',
    '甲|乙|丁',
  ])('%s', async (answer) => {
    expect([...((await rightOf('多选', answer)) ?? '')].sort()).toEqual([...'甲乙丁'].sort());
  });

  it.each([
    ['A-D', 'answer-unclear'],
    ['A至D', 'answer-unclear'],
    ['A~C', 'answer-unclear'],
    ['ABE', 'answer-not-an-option'],
    ['A.甲；B.丁', 'letter-and-text'],
    ['甲、戊', 'answer-not-an-option'],
  ])('%s: %s', async (answer, reason) => {
    expect(await rightOf('多选', answer)).toBe(reason);
  });

  it('takes a letter that stands twice once, and says so', async () => {
    const reading = await readText('题型,题干,选项,答案\n多选,问？,甲|乙|丙,AAB\n');
    expect(reading.questions).toMatchObject([{ question: { correct: [0, 1] } }]);
    expect(oddities(reading)).toEqual(['2 letter-twice']);
  });

  it('is not guessed where letters are an option of their own', async () => {
    const row = (kind: string) => `题型,题干,选项,答案\n${kind},哪种血型？,A|B|AB|O,AB\n`;
    expect((await readText(row('单选'))).questions).toMatchObject([{ question: { correct: 2 } }]);
    expect((await readText(row(''))).faults).toMatchObject([{ reason: 'answer-unclear' }]);
  });
});

describe('digits', () => {
  it.each([
    ['选项1,选项2,选项3', '2', '乙'],
    ['选项1,选项2,选项3', '②', '乙'],
    ['选项A,选项B,选项C', '2', 'answer-not-an-option'],
  ])('with %s, %s is %s', async (columns, answer, right) => {
    const reading = await readText(`题型,题干,${columns},答案\n单选,问？,甲,乙,丙,${answer}\n`);
    const question = reading.questions[0]?.question;
    expect(question?.kind === 'single' ? question.options[question.correct] : reading.faults[0]?.reason).toBe(right);
  });

  it('name an option that is numbered in its cell, and several of a multiple choice', async () => {
    const reading = await readText(
      '题型,题干,选项,答案\n单选,一？,①甲②乙,2\n多选,二？,①甲②乙③丙,①③\n多选,三？,1、甲 2、乙 3、丙,13\n',
    );
    expect(reading.questions).toMatchObject([
      { question: { correct: 1 } },
      { question: { correct: [0, 2] } },
      { question: { correct: [0, 2] } },
    ]);
  });

  it('that are an option and the number of another are refused', async () => {
    const reading = await readText('题型,题干,选项1,选项2,选项3,答案\n单选,几？,2,3,1,2\n');
    expect(reading.faults).toMatchObject([{ reason: 'answer-unclear' }]);
  });
});

describe('true and false', () => {
  it.each([
    ...[
      '对',
      '对的',
      '正确',
      '正确。',
      '正确的',
      '是',
      '是的',
      '真',
      '√',
      '✓',
      '✔',
      '✔️',
      '☑',
      '✅',
      'V',
      'v',
      'T',
      'Ｔ',
      'TRUE',
      'Y',
      'yes',
      '(√)',
      '（√）',
      '【√】',
      '对√',
      '√ ',
      '√（对）',
      '答案：√',
      '答案是对',
      '【答案】正确',
      '“对”',
    ].map((cell) => [cell, true] as const),
    ...[
      '错',
      '错的',
      '错误',
      '错误的',
      '不对',
      '不正确',
      '否',
      '不是',
      '假',
      '×',
      '✕',
      '✖',
      '✖️',
      '✗',
      '✘',
      '╳',
      '❌',
      '❎',
      'X',
      'x',
      'Ｘ',
      'F',
      'False',
      'N',
      'no',
      '（×）',
      '错×',
      '答案：×',
    ].map((cell) => [cell, false] as const),
    ...['对/错', '√×', '对错', '也许', '', '○', '对不对', '未必正确', 'TF'].map((cell) => [cell, undefined] as const),
  ])('%s: %s', (cell, truth) => {
    expect(truthOf(cell)).toBe(truth);
  });

  it('a letter without a kind is taken for a sign of truth, and told', async () => {
    const reading = await readText('题干,答案\n一。,V\n二。,X\n三。,√\n');
    expect(reading.questions.map(({ question }) => question.kind)).toEqual(['truefalse', 'truefalse', 'truefalse']);
    expect(oddities(reading)).toEqual(['2 letters-read-as-truth', '3 letters-read-as-truth']);
  });

  it('letter and word of the answer name one option', async () => {
    const reading = await readText(
      '题型,题干,选项,答案\n判断,一。,A.正确 B.错误,B.错误\n判断,二。,A.正确 B.错误,B.正确\n判断,三。,A.错误 B.正确,A\n',
    );
    expect(reading.questions.map(({ question }) => 'correct' in question && question.correct)).toEqual([false, false]);
    expect(reading.faults).toMatchObject([{ line: 3, reason: 'letter-and-text' }]);
  });
});

describe('kinds', () => {
  it.each([
    ['单选题（每题2分）', 'single'],
    ['单选题(共20题，每题1分，共20分)', 'single'],
    ['一、单项选择题', undefined],
    ['单项选择', 'single'],
    ['选择题（单选）', 'single'],
    ['选择题(多选)', 'multiple'],
    ['单选题（多选）', undefined],
    ['多选', 'multiple'],
    ['不定项', 'multiple'],
    ['不定项选择题（每题3分）', 'multiple'],
    ['判断题(10题)', 'truefalse'],
    ['判断题：对的打√，错的打×', 'truefalse'],
    ['是非题', 'truefalse'],
    ['填空题 每空1分', 'fill'],
    ['计算题', 'numeric'],
    ['简答题（10分）', 'unsupported'],
    ['抢答', undefined],
    ['单选还是多选', undefined],
  ])('%s: %s', (cell, kind) => {
    expect(kindOf(cell)).toBe(kind);
  });

  it('the sections of a paper are the kind of what follows in a table', async () => {
    const reading = await readText(
      '题干,选项,答案\n一、单项选择题（每题2分）,,\n问一？,甲|乙,B\n二、多选题,,\n问二？,甲|乙,B\n三、判断题,,\n问三。,,X\n四、简答题,,\n问四？,,略\n',
    );
    expect(reading.questions.map(({ line, question }) => [line, question.kind])).toEqual([
      [3, 'single'],
      [5, 'multiple'],
      [7, 'truefalse'],
    ]);
    expect(reading.faults).toMatchObject([{ line: 9, reason: 'unsupported' }]);
  });
});
