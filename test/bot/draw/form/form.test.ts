import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../../playground/server/validate/payload.ts';
import { stateOf } from '../../../../playground/server/view-state.ts';
import type { ModalView } from '../../../../src/bot/draw/block-kit.ts';
import { option } from '../../../../src/bot/draw/blocks.ts';
import { inputsOf, type State } from '../../../../src/bot/draw/element-state.ts';
import { channels, check, choice, choices, people, person } from '../../../../src/bot/draw/form/chosen.ts';
import type { FormReader, Raw } from '../../../../src/bot/draw/form/field.ts';
import { type Fields, form, type Inputs, MORE_ACTION } from '../../../../src/bot/draw/form/form.ts';
import { custom, date, dateTime, files, number, richText, text, time } from '../../../../src/bot/draw/form/kinds.ts';
import { richTextFrom } from '../../../../src/bot/draw/rich-text.ts';
import { hostileWords } from '../../../helpers/hostile-words.ts';

const reader: FormReader = { locale: 'zh', tz: 'Asia/Shanghai', now: new Date('2026-03-02T17:00:00Z') };
const words = { title: { zh: '表', en: 'Form' }, submit: { zh: '保存', en: 'Save' } };
const label = { zh: '什么', en: 'What' };
const KINDS = ['a', 'b', 'c'] as const;
const NUMBERS = ['1', '2', '3'].map((one) => option(one, one));

const ofKind = {
  text: text({ label, max: 200 }),
  long: text({ label, max: 3000, long: true }),
  rich: richText({ label }),
  number: number({ label, min: -5, max: 500 }),
  decimals: number({ label, decimals: true }),
  choice: choice({ label, of: KINDS, look: 'radio' }),
  dynamic: choice({ label }),
  choices: choices({ label, of: KINDS }),
  check: check({ label, yes: label }),
  person: person({ label }),
  people: people({ label, max: 5 }),
  found: person({ label, source: 'x.find' }),
  several: people({ label, source: 'x.find', max: 5 }),
  channel: channels({ label, max: 1 }),
  channels: channels({ label, max: 3 }),
  date: date({ label }),
  coming: date({ label, from: 'today' }),
  time: time({ label }),
  at: dateTime({ label, after: 'now' }),
} satisfies Fields;
type Kind = keyof typeof ofKind;

const user = fc.stringMatching(/^U[0-9A-Z]{6,10}$/);
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const VALUES: { [K in Kind]: fc.Arbitrary<unknown> } = {
  text: hostileWords(200).map((one) => one.replace(/\n/g, '').trim()),
  long: hostileWords(3000),
  rich: hostileWords(200).map((one) => JSON.stringify(richTextFrom(one))),
  number: fc.integer({ min: -5, max: 500 }),
  decimals: fc.integer({ min: -1e6, max: 1e6 }).map((one) => one / 100),
  choice: fc.constantFrom(...KINDS, undefined),
  dynamic: fc.constantFrom('1', '2', '3', undefined),
  choices: fc.subarray([...KINDS]),
  check: fc.boolean(),
  person: fc.option(user, { nil: undefined }),
  people: fc.uniqueArray(user, { maxLength: 5 }),
  found: fc.constantFrom('1', '2', '3', undefined),
  several: fc.subarray(['1', '2', '3']),
  channel: fc.subarray(['C0AAAAAAA'], { maxLength: 1 }),
  channels: fc.subarray(['C0AAAAAAA', 'C0BBBBBBB', 'C0CCCCCCC']),
  date: fc.option(
    day.map((one) => one.toISOString().slice(0, 10)),
    { nil: undefined },
  ),
  coming: fc.constantFrom('2026-03-03', '2026-03-04', '2031-01-01'),
  time: fc.constantFrom('00:00', '09:30', '23:59', undefined),
  at: fc.integer({ min: 1, max: 1e9 }).map((one) => new Date(reader.now.getTime() + one * 1000)),
};

/** What Slack gives back of a view in which nobody touched anything. */
function untouched(view: ModalView): Inputs {
  const { values } = stateOf(view.blocks as Parameters<typeof stateOf>[0]);
  return inputsOf(values as State);
}

const only = (kind: Kind) => form('x.form', { field: ofKind[kind] } as Fields, words);
const optionsFor = (kind: Kind) =>
  ['dynamic', 'found', 'several'].includes(kind) ? { options: { field: NUMBERS } } : {};

describe.each(Object.keys(ofKind) as Kind[])('a field of the kind "%s"', (kind) => {
  it('gives back what stands in it', () => {
    fc.assert(
      fc.property(VALUES[kind], (value) => {
        const one = only(kind);
        const shown = { values: { field: value }, ...optionsFor(kind) };
        const view = one.draw(reader, shown);
        expect(validateView(view)).toEqual([]);
        expect(one.read(reader, untouched(view), shown)).toEqual({ values: { field: value } });
        expect(one.changed(untouched(view), shown)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('reads anything, or says at the field what to do, and draws it again', () => {
    const raw: fc.Arbitrary<Raw> = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      hostileWords(3500),
      fc.constantFrom('2026-13-45', '-1', '1e999', '0x10', '99:99', '{"type":"rich_text"}', '999999999999'),
      fc.array(fc.string({ maxLength: 10 }), { maxLength: 8 }),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(raw, fc.constantFrom('zh' as const, 'en' as const), (typed, locale) => {
        const one = only(kind);
        const read = one.read({ ...reader, locale }, { field: typed });
        if ('errors' in read) expect(read.errors.field).toMatch(/[。.]$/);
        else expect(Object.keys(read.values)).toEqual(['field']);
        expect(() => one.draw({ ...reader, locale }, optionsFor(kind), { typed: { field: typed } })).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

const visit = form(
  'x.visit',
  {
    what: text({ label, max: 10, long: true, needed: true }),
    owner: person({ label, needed: true, missing: { zh: '请选负责人。', en: 'Choose an owner.' } }),
    due: date({ label, from: 'today', needed: true }),
    photos: files({ label, max: 2, types: ['jpg'] }),
    count: number({ label, min: 1, max: 5, initial: 3, more: true }),
    kind: choice({ label, of: KINDS, initial: 'a', more: true }),
  },
  words,
);
const idsIn = (view: ModalView) => view.blocks.map((one) => one.block_id);

describe('a form', () => {
  it('says every fault at its field, in the reader’s language', () => {
    const typed = {
      what: '一'.repeat(11),
      owner: undefined,
      due: '2026-03-02',
      photos: ['F1', 'F2', 'F3'],
      count: '9',
    };
    expect(visit.read(reader, typed)).toEqual({
      errors: {
        what: '最多 10 个字，现在是 11 个。请删短一些。',
        owner: '请选负责人。',
        due: '日期太早。请选 2026-03-03 或以后的日期。',
        photos: '最多选 2 个。请去掉几个。',
        count: '请填 1 到 5 之间的数。',
      },
    });
    expect(visit.read({ ...reader, locale: 'en' }, { what: ' ' })).toMatchObject({
      errors: { what: 'This is still empty. Write something here, then submit.', owner: 'Choose an owner.' },
    });
  });

  it('asks at most five things at first, and hides nothing that is needed', () => {
    expect(idsIn(visit.draw(reader))).toEqual(['what', 'owner', 'due', 'photos', MORE_ACTION]);
    expect(idsIn(visit.draw(reader, {}, { isWhole: true }))).toEqual([
      'what',
      'owner',
      'due',
      'photos',
      'count',
      'kind',
    ]);
    expect(idsIn(visit.draw(reader, { values: { count: 4 } }))).toEqual([
      ...['what', 'owner', 'due', 'photos', 'count', MORE_ACTION],
    ]);
    const six = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, check({ label, yes: label })]));
    expect(() => form('x.six', six, words)).toThrow('asks more than 5 things');
    expect(() => form('x.hides', { a: text({ label, max: 5, needed: true, more: true }) }, words)).toThrow('hides it');
  });

  it('keeps what was not shown as it was', () => {
    const typed = { what: '门', owner: 'U1', due: '2026-03-04', photos: [] };
    const values = (shown: Parameters<typeof visit.read>[2]) => visit.read(reader, typed, shown);
    expect(values({})).toMatchObject({ values: { count: 3, kind: 'a' } });
    expect(values({ values: { count: 5, kind: 'c' } })).toMatchObject({ values: { count: 5, kind: 'c' } });
    expect(values({ without: ['kind'], values: { kind: 'b' } })).toMatchObject({ values: { kind: 'b' } });
  });

  it('tells what was put in from what stood there, without the files', () => {
    const shown = { values: { what: '旧' } };
    expect(visit.changed(untouched(visit.draw(reader, shown)), shown)).toBeUndefined();
    const typed = { what: '新', owner: undefined, due: undefined, photos: ['F1'] };
    expect(visit.changed(typed, shown)).toEqual({ what: '新', owner: '', due: '' });
    expect(visit.changed({ ...typed, what: '' }, shown)).toMatchObject({ what: '' });
  });

  it('draws what was typed again, whatever is wrong with it, with the sentences above', () => {
    const typed = { what: '<!channel>', count: '9' };
    const view = visit.draw(reader, {}, { typed, isWhole: true, faults: { count: '请改。' } });
    expect(validateView(view)).toEqual([]);
    expect(untouched(view)).toMatchObject(typed);
    const at = idsIn(view).indexOf('count');
    expect(view.blocks[at - 1]).toMatchObject({ type: 'section', text: { type: 'plain_text', text: '⚠️ 请改。' } });
  });

  it('takes what a feature draws and reads by itself', () => {
    const own = custom<number>({
      draw: ({ id, raw }) => [{ type: 'section', block_id: id, text: { type: 'plain_text', text: `${raw ?? '–'}` } }],
      read: (raw) => (raw === undefined ? { fault: '请选。' } : { value: String(raw).length }),
      write: (value) => 'x'.repeat(value),
    });
    const one = form('x.own', { own }, words);
    expect(one.read(reader, {})).toEqual({ errors: { own: '请选。' } });
    expect(one.read(reader, {}, { values: { own: 3 } })).toEqual({ values: { own: 3 } });
    expect(idsIn(one.draw(reader))).toEqual(['own']);
  });
});
