import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ref } from '../../../src/bot/draw/ref.ts';
import { UserError } from '../../../src/bot/routing/errors.ts';

const page = ref('tiny.page', z.object({ id: z.string(), page: z.number().int() }), { before: ['id', 'page'] });
const place = ref(
  'tiny.leave',
  z.object({ id: z.string(), channel: z.string().default(''), of: z.string().optional() }),
  {
    before: ['id', 'channel', 'of'],
  },
);

test('what a button carries is what its handler reads, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), (id, at) => {
      expect(page.read(page.pack({ id, page: at }))).toEqual({ id, page: at });
    }),
  );
});

test('a button and a view are named by it, and so is its handler', () => {
  expect(page.verb).toBe('page');
  expect(page.button({ id: 'a', page: 1 }, 3)).toEqual({ action: 'tiny.page:3', value: '{"id":"a","page":1}' });
  expect(page.button({ id: 'a', page: 1 }).action).toBe('tiny.page');
  expect(page.view({ id: 'a', page: 1 })).toEqual({ callback: 'tiny.page', metadata: '{"id":"a","page":1}' });
});

test.each([
  ['a|3', { id: 'a', page: 3 }],
  ['7|3', { id: '7', page: 3 }],
  ['a|-1|more', { id: 'a', page: -1 }],
])('a value of the time before, %s, is read', (value, wanted) => expect(page.read(value)).toEqual(wanted));

test('parts that are missing at the end of an old value are optional fields', () => {
  expect(place.read('a')).toEqual({ id: 'a', channel: '' });
  expect(place.read('a|C1')).toEqual({ id: 'a', channel: 'C1' });
  expect(place.read('a||U1')).toEqual({ id: 'a', channel: '', of: 'U1' });
});

test('a field that was added later is read from older buttons by its default', () => {
  expect(place.read('{"id":"a"}')).toEqual({ id: 'a', channel: '' });
});

test.each(['', 'a', 'a|b', '{"id":"a"}', '{"id":1,"page":1}', '{', '[]', 'null', '{"page":1}'])(
  'a value of another age or hand, %s, is refused in words',
  (value) => {
    expect(page.find(value)).toBeUndefined();
    expect(() => page.read(value)).toThrow(UserError);
  },
);

test('old values may be read by a function', () => {
  const own = ref('tiny.topic', z.object({ topic: z.string() }), { before: (value) => ({ topic: value.slice(2) }) });
  expect(own.read('t|a|b')).toEqual({ topic: 'a|b' });
});

test('what Slack would not take is not packed', () => {
  expect(() => page.pack({ id: 'x'.repeat(2_000), page: 1 })).toThrow(RangeError);
});
