import { expect, test } from 'vitest';
import { gather } from '../../src/lib/lists/gather.ts';

/** Work that is told when to end, and what it was given. */
function slowWork() {
  const batches: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const call = gather<{ db: object; workspace: string }, string, string>(async (scope, items) => {
    batches.push([...items]);
    await new Promise<void>((resolve, reject) => {
      ends.push((error) => (error === undefined ? resolve() : reject(error)));
    });
    return items.map((item) => `${scope.workspace} ${item}`);
  });
  return { batches, end: (error?: Error) => ends.shift()?.(error), call };
}

test('what comes while a batch is under way goes together, after it', async () => {
  const { batches, end, call } = slowWork();
  const scope = { db: {}, workspace: 'T1' };
  const first = call(scope, 'a');
  await expect.poll(() => batches).toEqual([['a']]);
  const later = [call(scope, 'b'), call(scope, 'c')];
  end();
  expect(await first).toBe('T1 a');
  await expect.poll(() => batches).toEqual([['a'], ['b', 'c']]);
  end();
  expect(await Promise.all(later)).toEqual(['T1 b', 'T1 c']);
});

test('a call made by the end of a batch is not forgotten', async () => {
  const { batches, end, call } = slowWork();
  const scope = { db: {}, workspace: 'T1' };
  const second = call(scope, 'a').then(() => call(scope, 'b'));
  await expect.poll(() => batches.length).toBe(1);
  end();
  await expect.poll(() => batches).toEqual([['a'], ['b']]);
  end();
  expect(await second).toBe('T1 b');
});

test('a batch that fails is a failure of its own calls and of no other', async () => {
  const { batches, end, call } = slowWork();
  const scope = { db: {}, workspace: 'T1' };
  const failing = expect(call(scope, 'a')).rejects.toThrow('gone');
  await expect.poll(() => batches.length).toBe(1);
  const next = call(scope, 'b');
  end(new Error('gone'));
  await failing;
  await expect.poll(() => batches.length).toBe(2);
  end();
  expect(await next).toBe('T1 b');
});

test('workspaces and connections do not wait for each other', async () => {
  const { batches, end, call } = slowWork();
  const db = {};
  const calls = [
    call({ db, workspace: 'T1' }, 'a'),
    call({ db, workspace: 'T2' }, 'b'),
    call({ db: {}, workspace: 'T1' }, 'c'),
  ];
  await expect.poll(() => batches.length).toBe(3);
  for (const _ of calls) end();
  expect(await Promise.all(calls)).toEqual(['T1 a', 'T2 b', 'T1 c']);
});
