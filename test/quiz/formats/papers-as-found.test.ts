import { describe, expect, it } from 'vitest';
import { oddities, readText } from './read-text.ts';

/** What a paper gives, in words: `stem → what is right`, and what is said of the rest. */
async function read(text: string, name = 'paper.txt') {
  const reading = await readText(text, name);
  const asked = reading.questions.map(({ question }) => {
    const options = 'options' in question ? question.options : [];
    const right =
      question.kind === 'single'
        ? options[question.correct]
        : question.kind === 'multiple'
          ? question.correct.map((at) => options[at]).join('+')
          : question.kind === 'truefalse'
            ? question.correct
            : 'accepted' in question
              ? question.accepted.join('|')
              : '';
    return `${question.stem} → ${right}`;
  });
  return { asked, odd: oddities(reading), reading };
}

describe('papers as they are found', () => {
  it('have a list of answers behind each section, and lose no section behind a list', async () => {
    const { asked, odd } = await read(
      [
        '一、判断题',
        '1. 进入现场必须戴安全帽。',
        '2. 酒后可以上岗。',
        '答案：1.√ 2.×',
        '二、不定项选择题',
        '3. 报告应包括（  ）。',
        'A. 时间 B. 地点 C. 天气',
        '答案：AB',
        '三、单选题',
        '1. 谁签发？',
        'A. 班长 B. 主任',
        '2. 谁复查？',
        'A. 班长 B. 主任',
        '参考答案',
        '1.B 2.A',
      ].join('\n'),
    );
    expect(asked).toEqual([
      '进入现场必须戴安全帽。 → true',
      '酒后可以上岗。 → false',
      '报告应包括（  ）。 → 时间+地点',
      '谁签发？ → 主任',
      '谁复查？ → 班长',
    ]);
    expect(odd).toEqual([]);
  });

  it('explain their answers option by option in a list at the end, which stays a list', async () => {
    const { asked, odd } = await read(
      '1. 谁签发？\nA. 班长 B. 主任\n2. 谁复查？\nA. 班长 B. 主任\n参考答案\n1. B\nA. 班长不签。\nB. 主任签。\n2. A\nA. 班长复查。\nB. 主任不查。',
    );
    expect(asked).toEqual(['谁签发？ → 主任', '谁复查？ → 班长']);
    expect(odd).toEqual([]);
  });

  it('name the answers of a list that no question has', async () => {
    const { asked, odd, reading } = await read('1. 谁签发？\nA. 班长 B. 主任\n参考答案\n1.B 2.A 3.C\n');
    expect(asked).toEqual(['谁签发？ → 主任']);
    expect(odd).toEqual(['3 answers-left']);
    expect(reading.faults[0]?.detail).toBe('2. A 3. C');
  });

  it.each([
    ['1. 哪项不是三违？\n① 违章指挥\n② 违章作业\n③ 违约\n答案：③', '哪项不是三违？ → 违约'],
    ['1. 哪些是护具？\n①安全帽 ②手套 ③茶杯\n答案：①②', '哪些是护具？ → 安全帽+手套'],
    // The letters are the options, and the circles belong to the stem.
    ['1. 正确的是：\n①安全第一 ②预防为主\nA. ①\nB. ②\nC. ①②\n答案：C', '正确的是：\n①安全第一 ②预防为主 → ①②'],
    // An order is typed in, not chosen.
    ['1. 请排序：\n①拔 ②提 ③压\n答案：②①③', '请排序：\n①拔 ②提 ③压 → ②①③'],
    ['1、（单选）试用期最长？A、3个月 B、6个月（答案：B）', '试用期最长？ → 6个月'],
    ['1.\t气味是？\nA．臭鸡蛋味\tB．杏仁味\n标准答案：A\t难易程度：易\t', '气味是？ → 臭鸡蛋味'],
    ['1. 气味是？\nA. 臭 B. 香\n答案：A 分值：2', '气味是？ → 臭'],
  ])('%j', async (text, asked) => {
    expect(await read(text)).toMatchObject({ asked: [asked], odd: [] });
  });

  it('come out of forms, with the right option marked', async () => {
    const { asked, odd } = await read(
      '1. 谁签发？[单选题] *\n○ 班长\n○ 主任(正确答案)\n\n2. 哪些是护具？[多选题] *\n□ 安全帽(正确答案)\n□ 手套(正确答案)\n□ 茶杯\n\n3. 职工可以拒绝违章指挥。[判断题] *\n○ 对(正确答案)\n○ 错\n\n4. 谁值班？\nA. 班长 √\nB. 门卫',
    );
    expect(asked).toEqual([
      '谁签发？ → 主任',
      '哪些是护具？ → 安全帽+手套',
      '职工可以拒绝违章指挥。 → true',
      '谁值班？ → 班长',
    ]);
    expect(odd).toEqual([]);
  });

  it('come out of exam systems, with what somebody answered', async () => {
    const { asked, reading } = await read(
      '1、 用哪种灭火器？ (2分)\nA.水型 \nB.二氧化碳 \n 正确答案: B\n 你的答案: A\n 得分: 0\n\n2、 多高算高处？\nA.1 米\nB.2 米\n 正确答案: B\n 你的答案: B\n',
    );
    expect(asked).toEqual(['用哪种灭火器？ (2分) → 二氧化碳', '多高算高处？ → 2 米']);
    expect(JSON.stringify(reading.questions)).not.toContain('你的答案');
  });

  it('label everything', async () => {
    const { asked } = await read(
      '【题目】谁负责？\n【选项】A. 班长 B. 负责人\n【答案】B\n\n【题目】可以拒绝。\n【答案】正确',
    );
    expect(asked).toEqual(['谁负责？ → 负责人', '可以拒绝。 → true']);
  });

  it('list the answers of each section under it, in words too', async () => {
    const { asked, odd } = await read(
      '一、多选题\n1.甲？\nA.一\nB.二\nC.三\n答案：1.AC\n二、判断题\n1.天蓝。\n2.水干。\n答案：1.对2.错\n三、填空题\n1.安全第一，____为主。\n2.____治理。\n答案：1.预防 2.综合',
    );
    expect(asked).toEqual(['甲？ → 一+三', '天蓝。 → true', '水干。 → false']);
    // Which of the two the words belong to is not guessed.
    expect(odd).toEqual(['12 no-answer', '13 answer-unclear']);
  });

  it('count by chapters, whose titles are the categories', async () => {
    const { asked, odd, reading } = await read(
      '第一章 用电安全\n1.1 要办什么？\nA. 临时用电票\nB. 请假条\n答案：A\n1.2 不超过多少？\nA. 36 V\nB. 110 V\n答案：A\n第二章 消防\n2.1 火警电话？\nA. 110\nB. 119\n答案：B',
    );
    expect(asked).toEqual(['要办什么？ → 临时用电票', '不超过多少？ → 36 V', '火警电话？ → 119']);
    expect(reading.questions.map(({ question }) => question.category)).toEqual(['用电安全', '用电安全', '消防']);
    expect(odd).toEqual([]);
  });

  it('may begin a line with a figure that counts nothing', async () => {
    const { asked } = await read('1. 跨度多少要验算？\n2.5 米以上的梁。\nA. 要\nB. 不要\n答案：A');
    expect(asked).toEqual(['跨度多少要验算？\n2.5 米以上的梁。 → 要']);
  });
});

describe('tables as they are found', () => {
  const row = (kind: string, answer: string, ...options: string[]) =>
    read(
      `题型,题干,选项A（必填）,选项B（必填）,选项C(选填),标准答案*\n${kind},哪个？,${[0, 1, 2].map((at) => options[at] ?? '').join(',')},${answer}`,
      'a.csv',
    );

  it('say in a header that a column has to be filled in', async () => {
    expect(await row('单选', 'B', '甲', '乙', '丙')).toMatchObject({ asked: ['哪个？ → 乙'], odd: [] });
  });

  it.each(['略', '（略）', '见教材', '-', '暂无'])('have no answer in %j', async (answer) => {
    expect(await row('填空', answer)).toMatchObject({ asked: [], odd: ['2 no-answer'] });
  });

  it.each(['≥5', '约5', '5米以上', '不超过10'])('are told that %j is right only as it is written', async (answer) => {
    expect((await row('填空', answer)).odd).toEqual(['2 range-as-text']);
  });

  it('are told of letters that belong to no mark, as options are shuffled', async () => {
    expect((await row('单选', 'B', 'A甲', 'B乙', 'C丙')).odd).toEqual(['2 letters-in-options']);
    expect((await row('单选', 'C', 'A', 'B', 'AB')).odd).toEqual([]);
  });

  it('are told of what looks like an answer in the question', async () => {
    const { odd } = await read('题干,A,B,答案\n三是（A）。,甲,乙,B\n（一）号（A）类火灾？,甲,乙,B\n', 'a.csv');
    expect(odd).toEqual(['2 answer-in-stem']);
  });

  it('call a judgement T/F', async () => {
    expect(await row('T/F', 'T')).toMatchObject({ asked: ['哪个？ → true'], odd: [] });
  });
});
