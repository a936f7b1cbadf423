import fc from 'fast-check';
import { countBlanks } from '../../../src/features/quiz/question/rules/blanks.ts';
import { cleanLine, cleanText, sameLookKey } from '../../../src/features/quiz/question/rules/clean-text.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { singleOf } from '../../../src/features/quiz/question/rules/right-options.ts';

/** Pieces that some format or spreadsheet takes for a command, and scripts that are easily broken. */
const TRAPS =
  '= + - @ \' " "" , ; ； \t \n \n\n | \\ \\n \\* * { } ~ # : :: -> => // $CATEGORY: %50% [html] [markdown] #### <b>x</b> &lt; &amp; &&010 ]]> <![CDATA[ <!-- --> ANSWER:_A A) B. A、 （ ） “ ” 正确 错 TRUE _x0041_ sep=; \u3000 \u00a0 \u2028 \u202e مرحبا שלום 👩‍🌾 🦐 é 中文 1 -5 1e5 ___ \' =1+1 ,,'
    .split(' ')
    .map((piece) => piece.replaceAll('_A', ' A'));

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TRAPS) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(' ') },
);
const text = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => cleanText(pieces.join('')))
  .filter((value) => value !== '');
const label = text.map((value) => cleanLine(value.slice(0, 50))).filter((value) => value !== '');
const labels = fc.uniqueArray(label, { maxLength: 4 });

const body = fc.record(
  {
    stem: text,
    category: fc.oneof(fc.constant(''), label),
    tags: labels,
    posts: labels,
    difficulty: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const),
    explanation: text,
    source: label,
    picture: fc.constantFrom('https://example.org/a-b.png', 'https://example.org/图/c--d.jpg?x=1&y=[2]'),
  },
  { requiredKeys: ['stem', 'category', 'tags', 'posts'] },
);
const options = fc.uniqueArray(text, { minLength: 2, maxLength: 10, selector: sameLookKey });
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

const single = options.chain((texts) =>
  fc.record({ kind: fc.constant('single' as const), options: fc.constant(texts), correct: fc.nat(texts.length - 1) }),
);
const either = fc
  .tuple(options, fc.nat(), fc.nat())
  .map(([texts, a, b]) => singleOf(texts, [a % texts.length, b % texts.length]))
  .filter((key) => key !== undefined);
const multiple = options.chain((texts) =>
  fc.record({
    kind: fc.constant('multiple' as const),
    options: fc.constant(texts),
    correct: fc.subarray([...texts.keys()], { minLength: 1 }),
  }),
);
const truefalse = fc.record({ kind: fc.constant('truefalse' as const), correct: fc.boolean() });
const fill = fc.record({
  kind: fc.constant('fill' as const),
  accepted: fc.uniqueArray(label, { minLength: 1, maxLength: 5 }),
});
const blanks = fc.record({
  kind: fc.constant('fill' as const),
  blanks: fc.array(fc.uniqueArray(label, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
});
const numeric = fc.record({
  kind: fc.constant('numeric' as const),
  value: number.map((value) => value + 0),
  tolerance: number.map((value) => Math.abs(value)),
});

/** Any question in canonical form (see `cleanText`), of any kind, with the traps of every format in its texts. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .tuple(body, fc.oneof(single, either, multiple, truefalse, fill, blanks, numeric))
  .map(([common, key]) => ({ ...common, ...key, stem: withBlanks(common.stem, key) }) as Question);

/** The stem with as many blanks as the key has. */
function withBlanks(stem: string, key: object): string {
  if (!('blanks' in key) || !Array.isArray(key.blanks)) return stem;
  const rest = stem.replaceAll('_', '-').replace(/[(（]\s*[)）]|\[\s*\]|【\s*】/g, '-');
  const drawn = `${rest.slice(0, 1000)} ${key.blanks.map(() => '____').join('，')}`;
  return countBlanks(drawn) === key.blanks.length ? drawn : key.blanks.map(() => '____').join('，');
}
