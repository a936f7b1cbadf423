import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFill, writeFill } from '../../../src/features/quiz/formats/table/fill-cell.ts';
import { fillOf } from '../../../src/features/quiz/question/rules/blanks.ts';
import { mark } from '../../../src/features/quiz/question/rules/mark.ts';
import { oddities, readText } from './read-text.ts';

const ONE = '急救电话是？';
const TWO = '高处作业分为____级，其中____米以上要系安全带。';
const read = (cell: string, stem: string) => {
  const notes: string[] = [];
  const key = readFill(cell, stem, false, notes as never[]);
  return [key, ...notes];
};

describe('several blanks', () => {
  it.each([
    ['四；2', [['四'], ['2']]],
    ['四;2', [['四'], ['2']]],
    ['四\n2', [['四'], ['2']]],
    [
      '四|4；2/两',
      [
        ['四', '4'],
        ['2', '两'],
      ],
    ],
    ['四或4；2', [['四', '4'], ['2']]],
    ['(1)四；(2)2', [['四'], ['2']]],
    ['1、四；2、2', [['四'], ['2']]],
    ['1.5；2.5', [['1.5'], ['2.5']]],
    ['四；2；', [['四'], ['2']]],
    ['km/h；1/2', [['km/h'], ['1/2']]],
  ])('%j', (cell, blanks) => {
    expect(read(cell, TWO)).toEqual([{ kind: 'fill', blanks }]);
  });

  it.each([
    ['四、2', [['四'], ['2']]],
    ['四，2', [['四'], ['2']]],
    ['四 2', [['四'], ['2']]],
    ['①四②2', [['四'], ['2']]],
  ])('%j: divided among them, and told', (cell, blanks) => {
    expect(read(cell, TWO)).toEqual([{ kind: 'fill', blanks }, 'blanks-parted']);
  });

  it.each(['四', '四|2', '四/2', '四；2；3', '四、2、3', '四；'])('%j: refused', (cell) => {
    expect(read(cell, TWO)[0]).toMatchObject({ fault: 'blanks-do-not-fit' });
  });

  it('of the two answers of a row, none alone is right', async () => {
    const reading = await readText(
      '题型,题干,答案\n填空,高处作业分为____级，其中____米以上要系安全带。,四；2\n填空,安全带（  ）挂（　）用。,高；低\n',
    );
    for (const { question } of reading.questions)
      for (const text of ['四', '2', '高', '低'])
        expect(mark(question, { kind: 'text', text }, { multiple: 'partial' }).correct).toBe(false);
    expect(reading.questions).toHaveLength(2);
  });

  it('are told from answers of one blank by the stem, not by the kind that was left out', async () => {
    const reading = await readText('题干,答案\n安全带____挂____用。,高；低\n一年有____个月、____天。,12；365\n');
    expect(reading.questions).toMatchObject([
      { question: { kind: 'fill', blanks: [['高'], ['低']] } },
      { question: { kind: 'fill', blanks: [['12'], ['365']] } },
    ]);
  });

  it('are one where the row says so', async () => {
    const reading = await readText('题型,题干,答案\n单空填空,安全带____挂____用。,高低|高、低\n');
    expect(reading.questions).toMatchObject([{ question: { accepted: ['高低', '高、低'] } }]);
  });
});

describe('one blank', () => {
  it.each([
    ['120', ['120']],
    ['120|一二〇', ['120', '一二〇']],
    ['安全第一', ['安全第一']],
    ['km/h', ['km/h']],
    ['mg/m³', ['mg/m³']],
    ['次/分钟', ['次/分钟']],
    ['1/2', ['1/2']],
    ['2026/1/1', ['2026/1/1']],
  ])('%s', (cell, accepted) => {
    expect(read(cell, ONE)).toEqual([
      { kind: 'fill', accepted },
      ...(cell.includes('/') ? ['separator-in-answer'] : []),
    ]);
  });

  it.each([
    ['120/一二〇', ['120', '一二〇']],
    ['120／一二〇', ['120', '一二〇']],
    ['119或一一九', ['119', '一一九']],
    ['119或者一一九', ['119', '一一九']],
    ['水；H2O', ['水', 'H2O']],
    ['水\nH2O', ['水', 'H2O']],
  ])('%j: several readings, and told', (cell, accepted) => {
    expect(read(cell, ONE)).toEqual([{ kind: 'fill', accepted }, 'several-readings']);
  });

  it.each(['110、一一〇', '122，一二二', '122,一二二', '95598（九五五九八）'])('%j: one answer, and told', (cell) => {
    expect(read(cell, ONE)).toEqual([{ kind: 'fill', accepted: [cell] }, 'separator-in-answer']);
  });
});

describe('ranges', () => {
  it.each([
    ['100-120', 110, 10],
    ['100—120', 110, 10],
    ['100–120', 110, 10],
    ['100~120', 110, 10],
    ['100～120', 110, 10],
    ['100至120', 110, 10],
    ['100到120', 110, 10],
    ['[100,120]', 110, 10],
    ['100..120', 110, 10],
    ['100-120次/分', 110, 10],
    ['100次-120次', 110, 10],
    ['1.0-1.4', 1.2, 0.2],
    ['1.0-1.4MPa', 1.2, 0.2],
    ['5±0.1', 5, 0.1],
    ['-5~5', 0, 5],
    ['10%-20%', 15, 5],
  ])('%s', async (cell, value, tolerance) => {
    expect(read(cell, ONE)).toEqual([{ kind: 'numeric', value, tolerance }, 'range-read']);
    const stated = await readText(`题型,题干,答案\n数值,多少？,"${cell}"\n`);
    expect(stated.questions).toMatchObject([{ question: { kind: 'numeric', value, tolerance } }]);
  });

  it.each(['2020-12', '010-12345678', '2020-2025', '120-100', '08-15', '3-5号'])('%s: text, and told', (cell) => {
    const [key, ...notes] = read(cell, ONE);
    expect(key).toEqual({ kind: 'fill', accepted: [cell] });
    if (cell !== '3-5号' && cell !== '010-12345678') expect(notes).toEqual(['range-as-text']);
  });

  it('in one of several blanks is text, and told', () => {
    expect(read('100-120；2', TWO)).toEqual([{ kind: 'fill', blanks: [['100-120'], ['2']] }, 'range-as-text']);
  });
});

describe('an answer cell that is written', () => {
  const piece = fc.constantFrom(
    '/',
    '或',
    '或者',
    '；',
    ';',
    '|',
    '\\',
    '、',
    '，',
    '-',
    '~',
    '①',
    '(1)',
    '1.',
    '1、',
    '100-120',
    'km/h',
    '甲',
    '2',
    ' ',
    '±',
    '至',
    '[',
    ',',
    ']',
  );
  const text = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join('').trim())
    .filter((value) => value !== '');
  const readings = fc.uniqueArray(text, { minLength: 1, maxLength: 3 });

  it('is read back the same', () => {
    fc.assert(
      fc.property(fc.array(readings, { minLength: 1, maxLength: 4 }), (blanks) => {
        const key = fillOf(blanks);
        const stem = blanks.map(() => '____').join('，');
        expect(readFill(writeFill(key, stem), stem, false, [])).toEqual(key);
      }),
      { numRuns: 2000 },
    );
  });

  it('has no backslash that it does not need', () => {
    expect(writeFill(fillOf([['km/h', '公里']]), ONE)).toBe('km/h|公里');
    expect(writeFill(fillOf([['安全第一、预防为主']]), ONE)).toBe('安全第一、预防为主');
    expect(writeFill(fillOf([['四', '4'], ['2']]), TWO)).toBe('四|4；2');
  });
});

it('a bank says how many of its rows look odd, and no more', async () => {
  const reading = await readText('题型,题干,答案\n填空,一是？,甲|乙\n填空,二是？,甲/乙\n');
  expect(oddities(reading)).toEqual(['3 several-readings']);
});
