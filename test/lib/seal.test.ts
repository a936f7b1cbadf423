import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seals } from '../../src/lib/seal.ts';

interface Keyed {
  workspace: string;
  key?: string;
}

const secrets = seals<Keyed, 'seal' | 'draft'>('suggestions', ({ key }) => key);
const KEY = '0123456789abcdef'.repeat(4);
const ctx: Keyed = { workspace: 'T1', key: KEY };

describe('a sealed text', () => {
  it('opens for the same key, purpose and thing, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, about) => {
        expect(secrets.open(ctx, 'draft', secrets.seal(ctx, 'draft', text, about), about)).toBe(
          Buffer.from(text).toString(),
        );
      }),
    );
  });

  it.each<[string, Keyed, 'seal' | 'draft', string]>([
    ['another key', { ...ctx, key: 'f'.repeat(64) }, 'draft', 'item'],
    ['another workspace', { ...ctx, workspace: 'T2' }, 'draft', 'item'],
    ['another purpose', ctx, 'seal', 'item'],
    ['another thing', ctx, 'draft', 'other'],
  ])('does not open for %s', (_name, reader, purpose, about) => {
    expect(secrets.open(reader, purpose, secrets.seal(ctx, 'draft', '食堂', 'item'), about)).toBeUndefined();
  });

  it('does not open for another feature, nor when it is damaged', () => {
    const sealed = secrets.seal(ctx, 'draft', '食堂', 'item');
    const others = seals<Keyed, 'draft'>('hardship', ({ key }) => key);
    expect(others.open(ctx, 'draft', sealed, 'item')).toBeUndefined();
    for (const damaged of ['', 'x', sealed.slice(0, -4), `${sealed.slice(0, 8)}AAAA${sealed.slice(12)}`])
      expect(secrets.open(ctx, 'draft', damaged, 'item')).toBeUndefined();
  });

  it('never looks the same twice', () => {
    const all = Array.from({ length: 100 }, () => secrets.seal(ctx, 'draft', '食堂', 'item'));
    expect(new Set(all).size).toBe(100);
  });
});

describe('a sealed id', () => {
  it('says nothing of the person by its size, and is known for theirs', () => {
    const [a, b] = ['U1', 'U0123456789'].map((id) => secrets.sealId(ctx, 'seal', id, 'item'));
    expect(a?.length).toBe(b?.length);
    expect(secrets.isSealedId(ctx, 'seal', b, 'U0123456789', 'item')).toBe(true);
    expect(secrets.isSealedId(ctx, 'seal', b, 'U1', 'item')).toBe(false);
    expect(secrets.isSealedId(ctx, 'seal', a, 'U1', 'other')).toBe(false);
    expect(secrets.isSealedId(ctx, 'seal', undefined, 'U1', 'item')).toBe(false);
  });

  it('is nobody’s without the key, and none can be made', () => {
    const { key: _key, ...keyless } = ctx;
    expect(secrets.hasKey(keyless)).toBe(false);
    expect(secrets.isSealedId(keyless, 'seal', secrets.sealId(ctx, 'seal', 'U1', 'item'), 'U1', 'item')).toBe(false);
    expect(() => secrets.sealId(keyless, 'seal', 'U1', 'item')).toThrow('no key for suggestions');
    expect(secrets.nameOf(keyless, 'draft', 'T1 U1')).toBe('draft T1 U1');
  });
});

it('opens what the release before has sealed, and finds it by the same names', () => {
  expect(secrets.nameOf(ctx, 'draft', 'T1 U1 form')).toBe(
    '9343c427cdf65116f5bcafa3c55d0c028d4caad520fb09d1741eb885645868e5',
  );
  const sealed = '6DNTz7qzFz0S+geVdwKwGZrVbpEOa7NMCO75GNXvzpT286N7Cx+znPkGzg+g6z+JB08yYogcySyzTcFh';
  expect(secrets.isSealedId(ctx, 'seal', sealed, 'U0QH1001', 'item1')).toBe(true);
});
