import { describe, expect, it } from 'vitest';
import { oddities, readText } from './read-text.ts';

const quiz = (inside: string) =>
  readText(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inside}\n</quiz>\n`, 'bank.xml');
const question = (type: string, answers: string, stem = '<![CDATA[<p>问</p>]]>') =>
  `<question type="${type}"><questiontext format="html"><text>${stem}</text></questiontext>${answers}</question>`;
const answer = (fraction: number, text: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;

describe('Moodle XML', () => {
  it.each([
    [
      question('multichoice', `<single>true</single>${answer(0, '甲')}${answer(100, '乙')}`),
      { kind: 'single', correct: 1 },
    ],
    [
      question('multichoice', `<single>false</single>${answer(50, '甲')}${answer(50, '乙')}${answer(0, '丙')}`),
      { kind: 'multiple', correct: [0, 1] },
    ],
    [question('truefalse', answer(0, 'true') + answer(100, 'false')), { kind: 'truefalse', correct: false }],
    [question('shortanswer', answer(100, '安全') + answer(100, '3\\*4')), { kind: 'fill', accepted: ['安全', '3*4'] }],
    [
      question('numerical', answer(100, '3.5', '<tolerance>0.1</tolerance>')),
      { kind: 'numeric', value: 3.5, tolerance: 0.1 },
    ],
    [
      question('truefalse', answer(100, 'true'), '&lt;p&gt;一&amp;nbsp;&amp;lt;二&amp;gt;&lt;br&gt;三&lt;/p&gt;'),
      { stem: '一 <二>\n三' },
    ],
    [question('truefalse', answer(100, 'true'), '<![CDATA[<ul><li>甲</li><li>乙</li></ul>]]>'), { stem: '- 甲\n- 乙' }],
    [question('truefalse', `${answer(100, 'true')}<tags><tag><text>火</text></tag></tags>`), { tags: ['火'] }],
    [
      question(
        'truefalse',
        `${answer(100, 'true')}<generalfeedback format="html"><text>因为&lt;b&gt;甲&lt;/b&gt;</text></generalfeedback>`,
      ),
      { explanation: '因为甲' },
    ],
  ])('%s', async (xml, expected) => {
    const reading = await quiz(xml);
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions).toMatchObject([{ line: 3, question: expected }]);
  });

  it('keeps raised and lowered figures, line breaks of Moodle’s own format and entities', async () => {
    const auto = '<questiontext format="moodle_auto_format"><text>一\n二</text></questiontext>';
    const reading = await quiz(
      [
        question(
          'multichoice',
          answer(100, '<![CDATA[<p>10<sup>5</sup>&theta;</p>]]>') +
            answer(0, '<![CDATA[H<sub>2</sub>O&minus;x<sup>n+1</sup>]]>'),
        ),
        `<question type="truefalse">${auto}${answer(100, 'true')}</question>`,
      ].join(''),
    );
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions).toMatchObject([
      { question: { options: ['10⁵θ', 'H₂O−xⁿ⁺¹'] } },
      { question: { stem: '一\n二' } },
    ]);
  });

  it('takes either of two right options, and says so', async () => {
    const reading = await quiz(
      question(
        'multichoice',
        `<single>true</single>${answer(100, '干粉')}${answer(0, '水')}${answer(100, '二氧化碳')}`,
      ),
    );
    expect(reading.questions).toMatchObject([{ question: { kind: 'single', correct: 0, alsoCorrect: [2] } }]);
    expect(oddities(reading)).toEqual(['3 either-right']);
  });

  it.each([
    [question('essay', ''), '3 unsupported'],
    [question('matching', ''), '3 unsupported'],
    [question('multichoice', answer(0, '甲') + answer(0, '乙')), '3 no-answer'],
    [question('multichoice', answer(100, '甲') + answer(50, '乙')), '3 partial-credit-dropped'],
    [question('cloze', ''), '3 unsupported'],
    [question('numerical', answer(100, '五')), '3 bad-number'],
    [question('numerical', answer(100, '3') + answer(100, '5')), '3 several-numbers'],
    [question('multichoice', answer(100, '甲 &lt;img src="a.png"&gt;') + answer(0, '乙')), '3 picture-dropped'],
    [question('truefalse', answer(100, 'maybe')), '3 bad-truth'],
    [question('shortanswer', answer(100, '安*')), '3 wildcard-kept'],
    [question('truefalse', answer(100, 'true'), '<![CDATA[问<img src="@@PLUGINFILE@@/a.png">]]>'), '3 picture-dropped'],
    [question('truefalse', answer(100, 'true'), '&evil;'), undefined],
  ])('%s: %s', async (xml, oddity) => {
    expect(oddities(await quiz(xml))[0]).toBe(oddity);
  });

  it('carries the category on, and loses only the question that has the error', async () => {
    const good = (stem: string) => question('truefalse', answer(100, 'true'), stem);
    const reading = await quiz(
      [
        '<question type="category"><category><text>$course$/top/安全</text></category></question>',
        good('一'),
        '<!-- <question type="truefalse"> -->',
        '<question type="truefalse"><questiontext><text>二</questiontext></question>',
        '<question type="truefalse"><questiontext><text>三',
        good('<![CDATA[四</question>]]>'),
      ].join('\n'),
    );
    expect(reading.questions.map(({ line, question: { stem, category } }) => [line, stem, category])).toEqual([
      [4, '一', '安全'],
      [8, '四', '安全'],
    ]);
    expect(oddities(reading)).toEqual(['6 broken-row', '7 broken-row']);
  });

  it.each([
    ['<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question type="truefalse"/></quiz>'],
    ['<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz></quiz>'],
  ])('refuses a document type: %s', async (xml) => {
    await expect(readText(xml, 'bank.xml')).rejects.toMatchObject({ code: 'broken-file', detail: 'DOCTYPE' });
  });

  it('does not expand entities of its own', async () => {
    const reading = await quiz(question('truefalse', answer(100, 'true'), '甲&evil;乙'));
    expect(reading.questions[0]?.question.stem).toBe('甲&evil;乙');
  });

  it.each([
    ['deep nesting', question('truefalse', `${'<a>'.repeat(9_000)}${'</a>'.repeat(9_000)}`)],
    ['comments without end', '<question type="x">'.concat('<!--'.repeat(600_000))],
    ['CDATA without end', '<question type="x">'.concat('<![CDATA['.repeat(300_000))],
    ['tags without end', question('truefalse', answer(100, 'true'), `<![CDATA[${'<p '.repeat(20_000)}]]>`)],
    ['HTML comments without end', question('truefalse', answer(100, 'true'), `<![CDATA[${'<!--'.repeat(15_000)}]]>`)],
  ])('survives %s', { timeout: 5_000 }, async (_name, xml) => {
    expect((await quiz(xml)).questions.length).toBeLessThan(2);
  });
});
