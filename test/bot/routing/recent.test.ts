import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Once } from '../../../src/bot/routing/recent.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('answers that are given each time', () => {
  it('are those of the first, for a minute, and then forgotten', async () => {
    const once = new Once<string>();
    let asked = 0;
    const ask = () => once.answer('same', async () => `answer ${++asked}`);
    expect(await ask()).toBe('answer 1');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await ask()).toBe('answer 1');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await ask()).toBe('answer 2');
  });

  it('are tried again after a failure', async () => {
    const once = new Once<string>();
    await expect(once.answer('same', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await once.answer('same', async () => 'there')).toBe('there');
  });
});
