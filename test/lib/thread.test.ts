import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inThread } from '../../src/lib/thread.ts';
import type { busy, die, refuse } from './thread-work.ts';

const WORK = new URL('./thread-work.ts', import.meta.url);

describe('work in a thread', () => {
  it('leaves the event loop free, one call after the other', async () => {
    const done: number[] = [];
    const calls = [100, 50].map((ms) => inThread<typeof busy>(WORK, 'busy', ms).then((value) => done.push(value)));
    let turns = 0;
    while (done.length < 2) {
      await turn();
      turns += 1;
    }
    await Promise.all(calls);
    expect(done).toEqual([100, 50]);
    expect(turns).toBeGreaterThan(20);
  });

  it('says what went wrong, with its name and fields, and takes the next call', async () => {
    await expect(inThread<typeof refuse>(WORK, 'refuse', 'late')).rejects.toMatchObject({
      name: 'Refusal',
      message: 'refused: late',
      code: 'late',
    });
    await expect(inThread(WORK, 'nothing')).rejects.toThrow();
    expect(await inThread<typeof busy>(WORK, 'busy', 1)).toBe(1);
  });

  it('dies alone, and the next call has a thread of its own', async () => {
    await expect(inThread<typeof die>(WORK, 'die')).rejects.toThrow('gone');
    expect(await inThread<typeof busy>(WORK, 'busy', 1)).toBe(1);
  });
});
