import { describe, expect, it } from 'vitest';
import { oddities, readText } from './read-text.ts';

const gift = async (text: string) => {
  const reading = await readText(text, 'bank.gift');
  return { odd: oddities(reading), questions: reading.questions.map(({ question }) => question), reading };
};

describe('GIFT', () => {
  it.each([
    ['问{=甲 ~乙}', { kind: 'single', options: ['甲', '乙'], correct: 0 }],
    ['问{~%50%甲 ~%50%乙 ~丙}', { kind: 'multiple', options: ['甲', '乙', '丙'], correct: [0, 1] }],
    ['问{=甲}', { kind: 'fill', accepted: ['甲'] }],
    ['问{T}', { kind: 'truefalse', correct: true }],
    ['问{FALSE}', { kind: 'truefalse', correct: false }],
    ['问{#5}', { kind: 'numeric', value: 5, tolerance: 0 }],
    ['问{#-1.5:0.25}', { kind: 'numeric', value: -1.5, tolerance: 0.25 }],
    ['问{#99.5..100.5}', { kind: 'numeric', value: 100, tolerance: 0.5 }],
    ['::名::问{=甲#好 ~乙}', { kind: 'single', explanation: '好' }],
    ['问{=甲#好 ~乙 ####因为}', { kind: 'single', explanation: '因为' }],
    ['[html]<p>问&nbsp;<b>甲</b>&amp;乙</p>{T}', { stem: '问 甲&乙' }],
    ['[markdown]问 **甲** `乙`{T}', { stem: '问 甲 乙' }],
    ['天上有{=月亮 ~鱼}。', { stem: '天上有_____。' }],
    ['// [tag:火] [tag:电]\n问{T}', { tags: ['火', '电'] }],
    ['$CATEGORY: $course$/top/安全/消防\n\n问{T}', { category: '安全/消防' }],
  ])('%s', async (text, question) => {
    const { questions, odd } = await gift(`${text}\n`);
    expect(odd.filter((entry) => !entry.endsWith('feedback-dropped'))).toEqual([]);
    expect(questions).toMatchObject([question]);
  });

  it.each([
    ['问{#=5:0 =%50%5:1}', '1 partial-credit-dropped'],
    ['问{~%50%甲 =乙 ~丙}', '1 partial-credit-dropped'],
    ['问{=甲 ~乙#再想想}', '1 feedback-dropped'],
    ['问{=甲*}', '1 wildcard-kept'],
    ['[html]问<img src\\="x">{T}', '1 picture-dropped'],
    ['只是一段说明', '1 unsupported'],
    ['写一篇{}', '1 unsupported'],
    ['连线{=甲 -> 乙 =丙 -> 丁}', '1 unsupported'],
    ['问{~甲 ~乙}', '1 no-answer'],
    ['问{=甲 ~甲}', '1 duplicate-options'],
    [`问{=${'长'.repeat(70_000)}}`, '1 too-long'],
  ])('%s: %s', async (text, oddity) => {
    expect((await gift(`${text.slice(0, 80_000)}\n`)).odd).toContain(oddity);
  });

  it('loses only the question that has the error', async () => {
    const { questions, odd } = await gift(
      '一{T}\n\n二{~甲 =乙\n\n三{F}\n\n四}{T}\n\n五{\n  // 说明\n\n  =甲\n\n  ~乙\n}\n\n六{=%a%甲}\n\n七{T}\n\n八{~甲\n\n九\n',
    );
    expect(questions.map(({ stem }) => stem)).toEqual(['一', '三', '五', '六', '七']);
    expect(odd).toEqual(['3 broken-row', '7 broken-row', '21 broken-row', '23 unsupported']);
  });
});

describe('Aiken', () => {
  it('reads options with bracket or point, answers of one or more letters, true and false', async () => {
    const reading = await readText(
      '一？\nA) 甲\nB) 乙\nANSWER: B\n\n二，\n两行？\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n\n三。\nA) True\nB) False\nANSWER: B\n',
      'bank.aiken.txt',
    );
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions).toMatchObject([
      { line: 1, question: { kind: 'single', options: ['甲', '乙'], correct: 1 } },
      { line: 6, question: { kind: 'multiple', stem: '二，\n两行？', correct: [0, 2] } },
      { line: 13, question: { kind: 'truefalse', correct: false } },
    ]);
  });

  it('loses only the question that has the error', async () => {
    const reading = await readText(
      '一？\nA) 甲\nB) 乙\n\n二？\nA) 甲\nB) 乙\nANSWER: D\n\n三？\nA) 甲\nANSWER: A\n\nANSWER: A\n\n四？\n\nA) 甲\n\nB) 乙\n\nANSWER: A\n',
      'bank.aiken.txt',
    );
    expect(oddities(reading)).toEqual(['1 no-answer', '5 answer-not-an-option', '10 too-few-options', '14 no-stem']);
    expect(reading.questions).toMatchObject([{ question: { stem: '四？' } }]);
  });
});
