import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddities, readText } from './read-text.ts';

const gift = async (text: string) => {
  const reading = await readText(`${text}\n`, 'bank.gift');
  return { reading, odd: oddities(reading), questions: reading.questions.map(({ question }) => question) };
};

describe('GIFT as Moodle’s importer reads it', () => {
  it.each([
    [
      '上午 11:30 下班，3+4=7，甲 -> 乙，约 ~5 度，对吗？{T}',
      { stem: '上午 11:30 下班，3+4=7，甲 -> 乙，约 ~5 度，对吗？' },
    ],
    ['::一题::5+6=11 对吗{T}', { stem: '5+6=11 对吗', kind: 'truefalse' }],
    ['::单位::功率 [kW] 换成 {=1000 W ~100 W}', { kind: 'single', stem: '功率 [kW] 换成' }],
    ['反应{=甲->乙 ~乙->甲}', { options: ['甲->乙', '乙->甲'], correct: 0 }],
    [
      '地址{=https://example.org:80/a ~ftp://example.org}',
      { options: ['https://example.org:80/a', 'ftp://example.org'] },
    ],
    ['紧挨着写{=甲~乙~丙}', { options: ['甲', '乙', '丙'], correct: 0 }],
    ['三行\n① 甲\n② 乙{T}', { stem: '三行\n① 甲\n② 乙' }],
    ['The words go\non here{T}', { stem: 'The words go on here' }],
    ['温度{#20..25}', { kind: 'numeric', value: 22.5, tolerance: 2.5 }],
    ['温度{#-5..-1}', { kind: 'numeric', value: -3, tolerance: 2 }],
    ['圆周率{#3.14:0.01#差不多}', { kind: 'numeric', value: 3.14, tolerance: 0.01, explanation: '差不多' }],
    ['几个{#=4#对}', { kind: 'numeric', value: 4, explanation: '对' }],
    ['几个{#4####数一数}', { kind: 'numeric', explanation: '数一数' }],
    ['问{%100%甲}', { kind: 'fill', accepted: ['甲'] }],
    ['百分之{=50% ~60%}', { options: ['50%', '60%'] }],
    ['[html]10<sup>5</sup>，H<sub>2</sub>O{=<b>x<sup>2</sup></b> ~y}', { stem: '10⁵，H₂O', options: ['x²', 'y'] }],
    ['一万是 10<sup>4</sup>{T}', { stem: '一万是 10⁴' }],
    ['若 a<b 且 b>c{T}', { stem: '若 a<b 且 b>c' }],
  ])('%s', async (text, question) => {
    const { questions, odd } = await gift(text);
    expect(odd).toEqual([]);
    expect(questions).toMatchObject([question]);
  });

  // The shapes in which its exporter writes each kind, with the comment before it, tabs, weights and feedback.
  it.each([
    [
      '// question: 12  name: 单选\n::单选::[html]<p>开工前先做什么\\:</p>{\n\t=<p>交底</p>#<p>对</p>\n\t~<p>开机</p>\n\t####<p>见 3.2</p>\n}',
      { kind: 'single', stem: '开工前先做什么:', options: ['交底', '开机'], correct: 0, explanation: '见 3.2' },
      ['2 feedback-dropped'],
    ],
    [
      '::多选::要带什么{\n\t~%50%票#要\n\t~%-100%酒#不要\n\t~%50%[plain]帽#要\n}',
      { kind: 'multiple', options: ['票', '酒', '帽'], correct: [0, 2] },
      ['1 partial-credit-dropped', '1 feedback-dropped'],
    ],
    [
      '::三样::选{~%33.33333%甲 ~%33.33333%乙 ~%33.33334%丙 ~%-100%丁}',
      { correct: [0, 1, 2] },
      ['1 partial-credit-dropped'],
    ],
    [
      '::数::几个{#\n\t=%100%3:2#对\n\t~#全错\n}',
      { value: 3, tolerance: 2, explanation: '对' },
      ['1 feedback-dropped'],
    ],
    ['::数::几个{#3:2~#全错}', { value: 3, tolerance: 2 }, ['1 feedback-dropped']],
    ['::填::叫什么{\n\t=%100%安全帽#对\n\t=%0%*#不对\n}', { accepted: ['安全帽'] }, ['1 feedback-dropped']],
    ['::判::对吗{FALSE#错了看#对了看####都看}', { correct: false, explanation: '都看' }, ['1 feedback-dropped']],
    ['::判::对吗{TRUE##对了看}', { correct: true, explanation: '对了看' }, []],
    ['::2-08 名::甲是乙。{TRUE}', { stem: '甲是乙。', correct: true }, []],
    ['哪个是 5？{\n  ~ \\= 2 + 2\n  = \\= 2 + 3\n}', { options: ['= 2 + 2', '= 2 + 3'], correct: 1 }, []],
    [
      '哪个不用转义{~ \\~ #要的\n~ \\{ #要的\n= \\\\ #不用，\n  它自己转义别的\n}',
      { options: ['~', '{', '\\'], correct: 2 },
      ['1 feedback-dropped'],
    ],
    ['感恩节在 {\n ~第三个\n =第四个\n} 星期四', { stem: '感恩节在 _____ 星期四', correct: 1 }, []],
  ])('as it exports it: %s', async (text, question, notes) => {
    const { questions, odd } = await gift(text);
    expect(questions).toMatchObject([question]);
    expect(odd).toEqual(notes);
  });

  it.each([
    ['两个对的{=甲 =乙 ~丙}', { kind: 'single', correct: 0, alsoCorrect: [1] }, ['1 either-right']],
    ['也是两个{=甲 ~%100%乙 ~丙}', { kind: 'single', correct: 0, alsoCorrect: [1] }, ['1 either-right']],
    ['都写满分{~%100%甲 ~%100%乙 ~丙}', { kind: 'multiple', correct: [0, 1] }, ['1 all-needed']],
    ['几种写法{=甲 =乙}', { kind: 'fill', accepted: ['甲', '乙'] }, ['1 several-readings']],
    ['判断{对}', { kind: 'truefalse', correct: true }, ['1 letters-read-as-truth']],
    ['判断{T#错了才看#对了才看}', { correct: true, explanation: '对了才看' }, ['1 feedback-dropped']],
    ['判断{F#错了才看#对了才看}', { correct: false, explanation: '对了才看' }, ['1 feedback-dropped']],
    ['判断{FALSE#没有的事}', { correct: false, explanation: '没有的事' }, []],
    ['年份{#=1921:0 =%50%1921:2}', { value: 1921, tolerance: 0 }, ['1 partial-credit-dropped']],
  ])('%s', async (text, question, notes) => {
    const { questions, odd } = await gift(text);
    expect(questions).toMatchObject([question]);
    expect(odd).toEqual(notes);
  });

  it.each([
    ['两个数{#3 =5}', '1 several-numbers'],
    ['两个数{#=3:0.1 =5:0.1}', '1 several-numbers'],
    ['任何数{#*}', '1 bad-number'],
    ['倒过来{#5..1}', '1 bad-number'],
    ['公式{=F=ma ~F=mv}', '1 sign-in-text'],
    ['多少{\n=10~20 米\n~30~40 米\n}', '1 sign-in-text'],
    ['集合{1,2}有几个元素{#2}', '1 several-sections'],
    ['连线{=甲 -> 乙 =丙 -> 丁}', '1 unsupported'],
    ['写一篇{}', '1 unsupported'],
    ['只是说明', '1 unsupported'],
  ])('%s is refused: %s', async (text, fault) => {
    const { questions, odd } = await gift(text);
    expect(questions).toEqual([]);
    expect(odd).toEqual([fault]);
  });

  it.each([
    ['问｛＝甲　～乙｝', { kind: 'single', options: ['甲', '乙'], correct: 0 }],
    ['问{\n＝甲\n～乙\n}', { kind: 'single', options: ['甲', '乙'] }],
    ['问{=甲 ～乙}', { kind: 'single', options: ['甲', '乙'] }],
    ['：：一：：问｛＃３：０．１｝', { stem: '问', kind: 'numeric', value: 3, tolerance: 0.1 }],
    ['问{～％５０％甲～％５０％乙～丙}', { kind: 'multiple', correct: [0, 1] }],
    ['问｛＝10～20米　～30～40米｝', { options: ['10～20米', '30～40米'] }],
  ])('a Chinese keyboard’s %s is read and told', async (text, question) => {
    const { questions, odd } = await gift(text);
    expect(questions).toMatchObject([question]);
    expect(odd).toEqual(['1 wide-signs']);
  });

  it('full-width signs within narrow braces stay text', async () => {
    const { questions, odd } = await gift('集合｛一，二｝的范围{=10～20 ~30～40}');
    expect(questions).toMatchObject([{ stem: '集合｛一，二｝的范围', options: ['10～20', '30～40'] }]);
    expect(odd).toEqual([]);
  });

  it('a category in a full-width colon, and a comment between, belong to what follows', async () => {
    const { questions } = await gift('$CATEGORY：$course$/top/安全\n\n// 说明\n问{T}');
    expect(questions).toMatchObject([{ category: '安全' }]);
  });

  it('makes a question or a fault of whatever stands there, and never throws', async () => {
    const sign = fc.constantFrom(
      ...'{}=~#%:：｛｝＝～＃％\\n甲a1. \n'.split(''),
      '->',
      '####',
      '%50%',
      '..',
      'T',
      '//',
      '[html]',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { minLength: 1, maxLength: 30 }), async (signs) => {
        const { reading } = await gift(`甲${signs.join('')}`);
        expect(reading.questions.length + reading.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
