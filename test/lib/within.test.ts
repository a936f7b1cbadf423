import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { within } from '../../src/lib/lists/within.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('work that answers in time is answered as it is, and leaves no timer behind', async () => {
  expect(await within(1_000, 'work', Promise.resolve('done'))).toBe('done');
  await expect(within(1_000, 'work', Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

test('work that hangs is given up', async () => {
  const hung = expect(within(1_000, 'delivery.send', new Promise(() => {}))).rejects.toThrow(
    'delivery.send: no answer within 1000 ms',
  );
  vi.advanceTimersByTime(1_000);
  await hung;
});
