import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANK_EXTENSION, BANK_FORMATS } from '../../../src/features/quiz/formats/bank-file.ts';
import { detectTextFormat } from '../../../src/features/quiz/formats/detect-format.ts';
import { questionFingerprint } from '../../../src/features/quiz/formats/fingerprint.ts';
import { writeBank } from '../../../src/features/quiz/formats/write-bank.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { anyQuestion } from './question-arbitrary.ts';
import { oddities, readText } from './read-text.ts';

/** What each question of a paper has for its right answer, in words; and what was left out. */
async function read(text: string) {
  const reading = await readText(text, 'paper.txt');
  return {
    format: reading.format,
    right: reading.questions.map(({ question }) => rightOf(question)),
    odd: oddities(reading),
    reading,
  };
}

function rightOf(question: Question): string {
  switch (question.kind) {
    case 'single':
      return question.options[question.correct] ?? '';
    case 'multiple':
      return question.correct.map((index) => question.options[index]).join('+');
    case 'truefalse':
      return question.correct ? '对' : '错';
    case 'fill':
      return 'blanks' in question
        ? question.blanks.map((one) => one.join('/')).join('；')
        : question.accepted.join('/');
    case 'numeric':
      return String(question.value);
  }
}

describe('the answer under a question', () => {
  it.each([
    ['1、谁签发？\nA、班长\nB、主任\nC、门卫\n答案：B', '主任'],
    ['1. 谁签发？\nA. 班长  B. 主任\nC. 门卫\n答案:B', '主任'],
    ['1．谁签发？ A．班长 B．主任 C．门卫 答案：B', '主任'],
    ['１．谁签发？\nＡ．班长\nＢ．主任\n答案：Ｂ', '主任'],
    ['(1)谁签发？\n(A)班长 (B)主任\n【答案】B', '主任'],
    ['（1）谁签发？\n（A）班长（B）主任\n【答案】（B）', '主任'],
    ['第1题：谁签发？\nA.班长 B.主任\n正确答案：B', '主任'],
    ['第1题 谁签发？\nA.班长 B.主任\n正确答案是B', '主任'],
    ['一、谁签发？\nA.班长 B.主任\n参考答案：B', '主任'],
    ['1) 谁签发？\na) 班长\nb) 主任\nAnswer: B', '主任'],
    ['谁签发？\nA.班长\nB.主任\n答案：B', '主任'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：\nB', '主任'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：B（2分）', '主任'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：B、主任', '主任'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：主任', '主任'],
    ['1、谁签发？（B）\nA、班长\nB、主任', '主任'],
    ['1、动火票由（ B ）签发。\nA、班长\nB、主任', '主任'],
    ['1、动火票由（　B　）签发。A、班长 B、主任', '主任'],
    ['1、动火票由【B】签发。\nA、班长\nB、主任', '主任'],
    ['1、谁签发？（答案：B）\nA、班长\nB、主任', '主任'],
    ['1、谁签发？（B）\nA、班长\nB、主任\n答案：B', '主任'],
    ['1、哪些对？（ABD）\nA.甲 B.乙 C.丙 D.丁', '甲+乙+丁'],
    ['1、哪些对？\nA.甲 B.乙 C.丙 D.丁\n答案：A、B、D', '甲+乙+丁'],
    ['1、【多选】哪些对？\nA.甲 B.乙 C.丙\n答案：B', '乙'],
    ['二、判断题\n1、可以带电作业。（×）', '错'],
    ['二、判断题\n（√）1、要系安全带。', '对'],
    ['1、要系安全带。（√）', '对'],
    ['1、要系安全带。\n答案：正确', '对'],
    ['三、填空题\n1、火警电话是____。\n答案：119', '119'],
    ['三、填空题\n1、安全带____挂____用。答案：高；低', '高；低'],
  ])('%j', async (text, right) => {
    const { format, right: found, odd } = await read(`${text}\n`);
    expect(odd.filter((entry) => !entry.endsWith('letters-read-as-truth'))).toEqual([]);
    expect([format, ...found]).toEqual(['paper', right]);
  });

  it.each([
    ['1、谁签发？\nA、班长\nB、主任', '1 no-answer'],
    ['1、谁签发？（A）\nA、班长\nB、主任\n答案：B', '1 answer-unclear'],
    ['1、（A）和（B）谁先？\nA、班长\nB、主任', '1 answer-unclear'],
    ['1、谁签发？\nA、班长\nC、主任\n答案：A', '1 options-unclear'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：B、班长', '1 letter-and-text'],
    ['1、谁签发？\nA、班长\nB、主任\n答案：D', '1 answer-not-an-option'],
    ['五、简答题\n1、怎么办？\n答案：略', '2 unsupported'],
  ])('%j: %s', async (text, odd) => {
    expect((await read(`${text}\n`)).odd).toEqual([odd]);
  });
});

describe('what stands around questions', () => {
  const PAPER = `××公司安全知识试卷
姓名：______  得分：____

第一章 动火作业
一、单项选择题（每题2分，共4分）
1、动火票由谁签发？（  ）
A、班长    B、车间
主任
C、门卫
答案：B
解析：见规定。
票证一起看。
依据：《动火管理规定》第三条
难度：易
××公司安全知识试卷
第 1 页 共 3 页

2、安全帽几年一换？【知识点】劳保；帽子
A、一年 B、两年半 【答案】B【解析】塑料帽。
— 2 —
二、不定项选择题
××公司安全知识试卷
1、下列哪些是劳保用品？
1. 戴在头上的
A、安全帽 B、手套 C、手机
答案：AB
`;

  it('is passed over, or belongs to them', async () => {
    const { reading, odd } = await read(PAPER);
    expect(odd).toEqual([]);
    expect(reading.questions.map(({ line, question }) => ({ line, ...question }))).toMatchObject([
      {
        line: 6,
        kind: 'single',
        stem: '动火票由谁签发？（  ）',
        options: ['班长', '车间主任', '门卫'],
        correct: 1,
        difficulty: 1,
        source: '《动火管理规定》第三条',
        explanation: '见规定。\n票证一起看。',
      },
      {
        line: 18,
        stem: '安全帽几年一换？',
        tags: ['劳保', '帽子'],
        options: ['一年', '两年半'],
        explanation: '塑料帽。',
      },
      { line: 23, kind: 'multiple', stem: '下列哪些是劳保用品？\n1. 戴在头上的', correct: [0, 1] },
    ]);
  });
});

describe('answers in a list at the end', () => {
  const three = (numbers: string[]) =>
    numbers.map((number, at) => `${number}${'甲乙丙'.charAt(at)}事找谁？\nA.甲 B.乙 C.丙`).join('\n');
  it.each([
    ['参考答案\n1-3 ABC', '甲乙丙'],
    ['参考答案：\n1~3：ABC', '甲乙丙'],
    ['答案：1-3 ABC', '甲乙丙'],
    ['答案：1—3：A B C', '甲乙丙'],
    ['1-2 AB 3-3 C', '甲乙丙'],
    ['答案：\n1.A 2.B 3.C', '甲乙丙'],
    ['【答案】\n1、A  2、B  3、C', '甲乙丙'],
    ['试卷参考答案及解析\n1. A 解析：甲对。\n2. B\n3. C', '甲乙丙'],
    ['参考答案\n1A 2B 3C', '甲乙丙'],
    ['参考答案\n题号 1 2 3\n答案 A B C', '甲乙丙'],
    ['参考答案\n一、单选题 1.A 2.B 3.C', '甲乙丙'],
  ])('%j', async (list, right) => {
    const { right: found, odd } = await read(`${three(['1.', '2.', '3.'])}\n\n${list}\n`);
    expect(odd).toEqual([]);
    expect(found.join('')).toBe(right);
  });

  it('go to the sections in which numbers begin again, and a list that is too short to nobody', async () => {
    const body = `一、单选题\n${three(['1.', '2.'])}\n二、判断题\n1. 天是蓝的。\n2. 水是干的。\n三、填空题\n1. 一年____个月____天。\n`;
    const { right } = await read(`${body}答案\n一、单选题\n1-2 BC\n二、判断题\n1-2 √×\n三、填空题\n1. 12；365\n`);
    expect(right).toEqual(['乙', '丙', '对', '错', '12；365']);
    const bare = await read(`${body}答案\n1.B 2.C\n1.√ 2.×\n1. 12；365\n`);
    expect(bare.right).toEqual(right);
    const short = await read(`${body}答案\n1.B 2.C\n1.√ 2.×\n`);
    expect(short.right).toEqual([]);
    expect(new Set(short.odd.map((entry) => entry.split(' ')[1]))).toEqual(new Set(['no-answer', 'answers-left']));
  });

  it('a list with fewer answers than it says leaves its questions without one', async () => {
    const { odd } = await read(`${three(['1.', '2.', '3.'])}\n答案：\n1-3 AB\n`);
    expect(odd).toEqual(['1 no-answer', '3 no-answer', '5 no-answer']);
  });
});

describe('the format of a text', () => {
  it.each([
    ['1、问？\nA、甲\nB、乙\n答案：B\n', 'paper'],
    ['问？\nA. 甲\nB. 乙\nANSWER: B\n', 'aiken'],
    ['1. Ask?\nA. one\nB. two\nAnswer: B\n', 'paper'],
    ['问？{=甲 ~乙}\n', 'gift'],
    ['1、问 {T}\n', 'gift'],
    ['题干,选项,答案\n问？,A.甲 B.乙,B\n', 'csv'],
    ['题干\t选项A\t选项B\t答案\n1、问？\t甲\t乙\tB\n', 'csv'],
    ['<?xml version="1.0"?><quiz></quiz>', 'moodle'],
    ['1、没有答案的题？\nA、甲\nB、乙\n', 'paper'],
  ])('%j: %s', (text, format) => {
    for (const name of ['bank.txt', 'pasted.txt', 'bank.doc.txt', 'bank'])
      expect(detectTextFormat(text, name)).toBe(format);
  });

  it('of an export is its own, with its name', async () => {
    const bank = fc.uniqueArray(anyQuestion, { minLength: 1, maxLength: 4, selector: questionFingerprint });
    const texts = BANK_FORMATS.filter((format) => format !== 'xlsx');
    await fc.assert(
      fc.asyncProperty(bank, fc.constantFrom(...texts), async (questions, format) => {
        const { bytes } = await writeBank(questions, format);
        fc.pre(bytes.length > 0);
        expect(detectTextFormat(new TextDecoder().decode(bytes), `bank.${BANK_EXTENSION[format]}`)).toBe(format);
      }),
      { numRuns: 300 },
    );
  });
});

it('a paper of any questions is read back as it was printed', async () => {
  const word = fc
    .stringMatching(/^[一-龥]{1,8}$/)
    .filter((text) => !/[对错是否真假非答案解析难度知识点考点依据来源出处分类题]/.test(text));
  const question = fc
    .record({
      stem: word,
      options: fc.uniqueArray(word, { minLength: 3, maxLength: 6 }),
      at: fc.nat(),
      others: fc.nat(),
    })
    .map(({ stem, options, at }) => ({ stem: `${stem}？`, options, correct: at % options.length }));
  const print = fc.record({
    number: fc.constantFrom('、', '．', '. ', ')'),
    letter: fc.constantFrom('、', '．', '. ', ') '),
    between: fc.constantFrom('\n', '    ', '  '),
    answer: fc.constantFrom('答案：', '【答案】', '正确答案是', '参考答案: '),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(question, { minLength: 1, maxLength: 5, selector: (one) => one.stem }),
      print,
      async (all, how) => {
        const lines = all.map(({ stem, options, correct }, at) => {
          const listed = options
            .map((text, index) => `${'ABCDEF'.charAt(index)}${how.letter}${text}`)
            .join(how.between);
          return `${at + 1}${how.number}${stem}\n${listed}\n${how.answer}${'ABCDEF'.charAt(correct)}\n`;
        });
        const { right, odd } = await read(lines.join('\n'));
        expect(odd.filter((entry) => !/text-looks-cut|refers/.test(entry))).toEqual([]);
        expect(right).toEqual(all.map(({ options, correct }) => options[correct]));
      },
    ),
    { numRuns: 300 },
  );
});
