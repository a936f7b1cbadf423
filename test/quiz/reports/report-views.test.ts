import { describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { validateBlocks, validateView } from '../../../playground/server/validate/payload.ts';
import { asModal } from '../../../src/bot/draw/present.ts';
import { correctedFrom } from '../../../src/features/quiz/question/key/form.ts';
import type { Response } from '../../../src/features/quiz/question/rules/mark.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { fixKeyForm, fixKeyShown, reportsMessage, type ShownReport } from '../../../src/features/quiz/reports/views.ts';
import type { Item, QuizStats } from '../../../src/features/quiz/stats/service.ts';
import { statsMessages } from '../../../src/features/quiz/stats/views.ts';
import { LOCALES, type Locale } from '../../../src/lib/language.ts';

const READER = (locale: Locale) => ({ locale, tz: 'Asia/Shanghai', now: new Date(0) });
const body = { stem: '发现<险情> & *塌方*？', category: '安全', tags: [], posts: [], explanation: '先撤离。' };
const longBody = { ...body, stem: '塘&'.repeat(1000), explanation: '因'.repeat(2000) };
const longOptions = Array.from({ length: 10 }, (_, i) => `${i}${'养<殖>'.repeat(99)}`);

const QUESTIONS: [string, Question, Response][] = [
  ['single', { ...body, kind: 'single', options: ['停止', '继续'], correct: 0 }, { kind: 'choice', chosen: [1] }],
  [
    'multiple',
    { ...body, kind: 'multiple', options: ['甲', '乙', '丙'], correct: [0, 2] },
    { kind: 'choice', chosen: [2, 0] },
  ],
  ['truefalse', { ...body, kind: 'truefalse', correct: true }, { kind: 'truth', value: false }],
  ['fill', { ...body, kind: 'fill', accepted: ['12', '十二'] }, { kind: 'text', text: '<@U1>' }],
  [
    'blanks',
    { ...body, stem: '____级，____米', kind: 'fill', blanks: [['四', '4'], ['2']] },
    { kind: 'texts', texts: ['<@U1>', ''] },
  ],
  // From before there were several blanks: two readings where the stem shows two.
  [
    'blanks of old',
    { ...body, stem: '____级，____米', kind: 'fill', accepted: ['四', '2'] },
    { kind: 'text', text: '四' },
  ],
  ['numeric', { ...body, kind: 'numeric', value: 3.5, tolerance: 0.1 }, { kind: 'number', text: '3' }],
  [
    'the longest single',
    { ...longBody, kind: 'single', options: longOptions, correct: 9 },
    { kind: 'choice', chosen: [8] },
  ],
  [
    'the longest multiple',
    { ...longBody, kind: 'multiple', options: longOptions, correct: [...longOptions.keys()] },
    { kind: 'choice', chosen: [...longOptions.keys()] },
  ],
  ['the longest fill', { ...longBody, kind: 'fill', accepted: longOptions }, { kind: 'text', text: '答'.repeat(300) }],
];

const reportOf = (content: Question, response: Response | undefined, id = 'r1'): ShownReport => ({
  id,
  question: `q-${id}`,
  content,
  response,
  order: 'options' in content ? [...content.options.keys()].reverse() : undefined,
  words: '应该是 <!channel> B & “C”'.repeat(30),
  name: '*梅* <U>',
  when: '周三 14:00',
  manager: undefined,
});

function itemOf(content: Question, index: number): Item {
  const stats = {
    answers: 30,
    facility: 0.1,
    discrimination: -0.4,
    chosen: [],
    deadDistractors: [0, 3],
    medianMs: 12_400,
  };
  return {
    question: `q${index}`,
    content,
    stats: { ...stats, flags: ['too-hard', 'negative-discrimination', 'dead-distractor'] },
  };
}

const noStats: QuizStats = {
  bank: undefined,
  days: 90,
  items: 0,
  answers: 0,
  rights: 0,
  participation: [],
  branches: [],
  hardest: [],
  flagged: [],
  flaggedCount: 0,
};
const items = QUESTIONS.map(([, content], index) => itemOf(content, index));
const participation = Array.from({ length: 14 }, (_, i) => ({
  day: `2026-03-${String(i + 1).padStart(2, '0')}`,
  took: i,
  invited: 14,
}));
const fullStats: QuizStats = {
  ...noStats,
  bank: '安全 <生产>',
  items: 60,
  answers: 900,
  rights: 600,
  participation,
  branches: ['一分会 <甲>', ''].map((branch) => ({ branch, took: 3, invited: 14 })),
  hardest: items.slice(0, 5),
  flagged: items,
  flaggedCount: 12,
};

describe.each(LOCALES)('in %s', (locale) => {
  it.each(QUESTIONS)('a report of a question, %s', (_name, content, response) => {
    const many = Array.from({ length: 5 }, (_, i) => reportOf(content, i === 0 ? undefined : response, `r${i}`));
    const message = reportsMessage(locale, { rows: many, page: 2, pages: 3, total: 15 });
    expect(validateBlocks(message.blocks, 'message')).toEqual([]);
    expect(validateView(asModal(locale, message))).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(4000);
    const said = JSON.stringify(message.blocks);
    expect(said).not.toContain('<!channel>');
    expect(said).not.toContain('<@U1>');
    expect(said).toContain('quiz.dismissReport:r0');
  });

  it.each(QUESTIONS)('the modal that corrects the key, %s', (_name, content) => {
    const view = fixKeyForm(content).draw(READER(locale), fixKeyShown(locale, content));
    expect(validateView(view)).toEqual([]);
    expect(view.callback_id).toBe('quiz.fixKey');
  });

  it('no reports are one sentence', () => {
    const message = reportsMessage(locale, { rows: [], page: 1, pages: 1, total: 0 });
    expect(message.blocks).toHaveLength(1);
    expect(validateBlocks(message.blocks, 'message')).toEqual([]);
  });

  it.each([
    ['nothing', noStats],
    ['one day', { ...fullStats, participation: participation.slice(-1) }],
    ['everything', fullStats],
  ])('statistics of %s', (_name, data) => {
    const { rich, plain } = statsMessages(locale, data);
    expect(validateBlocks(rich.blocks, 'message')).toEqual([]);
    expect(validateBlocks(plain.blocks, 'message')).toEqual([]);
    expect(validateView(asModal(locale, plain))).toEqual([]);
    expect(plain.text).toBe(rich.text);
    expect(rich.text.length).toBeLessThanOrEqual(4000);
    const charts = (blocks: { type: string }[]) => blocks.filter((block) => block.type === 'data_visualization').length;
    expect(charts(plain.blocks)).toBe(0);
    expect(charts(rich.blocks)).toBe(data.participation.length > 0 ? 1 : 0);
  });
});

describe('the letters of a report', () => {
  const asked: Question = { ...body, kind: 'single', options: ['停止', '继续', '报告'], correct: 0 };
  const given: Response = { kind: 'choice', chosen: [1] };
  const told = (order: number[] | undefined) => {
    const rows = [{ ...reportOf(asked, given), order }];
    return textOf(reportsMessage('zh', { rows, page: 1, pages: 1, total: 1 }).blocks);
  };

  it('are those that the worker saw, with the bank’s where they differ', () => {
    const shown = told([1, 0, 2]);
    expect(shown).toContain('现在的答案：B（停止，题库里是 A）');
    expect(shown).toContain('作答：A（继续，题库里是 B）');
    expect(shown).toContain('C  报告（题库里是 C）');
    const form = textOf(fixKeyForm(asked).draw(READER('zh'), fixKeyShown('zh', asked, [1, 0, 2])).blocks);
    expect(form).toContain('B  继续（反映人看到的是 A）');
    expect(form).not.toContain('反映人看到的是 C');
  });

  it.each([[undefined], [[0, 1, 2]], [[0]]])('are the bank’s alone with %j', (order) => {
    expect(told(order)).toContain('作答：B（继续）');
    expect(told(order)).not.toContain('题库里是');
  });
});

describe('what the modal says', () => {
  const content = (name: string) => QUESTIONS.find(([each]) => each === name)?.[1] ?? expect.fail(name);
  it.each([
    ['single', { key: '1' }, { correct: 1 }],
    ['multiple', { key: ['2', '1'] }, { correct: [1, 2] }],
    ['truefalse', { key: 'false' }, { correct: false }],
    ['fill', { key: ' 12 \n\n十二\n１２' }, { accepted: ['１２', '十二'] }],
    ['blanks', { key: '四\n肆', 'key-1': '2' }, { blanks: [['四', '肆'], ['2']] }],
    ['blanks of old', { key: '四', 'key-1': '2\n两' }, { blanks: [['四'], ['2', '两']] }],
    ['blanks of old', { key: '四、2' }, { accepted: ['四、2'] }],
    ['numeric', { key: '４', tolerance: '0' }, { value: 4, tolerance: 0 }],
  ])('is the key of %s', (name, inputs, key) => {
    const read = correctedFrom('zh', content(name), { ...inputs, explanation: ' 新的 ' });
    expect(read).toMatchObject({ content: { ...key, explanation: '新的', stem: content(name).stem } });
    expect(correctedFrom('zh', content(name), inputs)).not.toHaveProperty('content.explanation');
  });

  it.each([
    ['single', { key: '2' }, 'key'],
    ['single', {}, 'key'],
    ['multiple', { key: [] }, 'key'],
    ['fill', { key: ' \n ' }, 'key'],
    ['fill', { key: '长'.repeat(401) }, 'key'],
    ['blanks', { key: '四', 'key-1': '' }, 'key-1'],
    ['blanks of old', { key: '', 'key-1': '2' }, 'key'],
    ['numeric', { key: '三', tolerance: '0' }, 'key'],
    ['numeric', { key: '3', tolerance: '-1' }, 'tolerance'],
  ])('is refused at its input: %s %j', (name, inputs, at) => {
    expect(correctedFrom('en', content(name), inputs)).toHaveProperty(`errors.${at}`);
  });
});
