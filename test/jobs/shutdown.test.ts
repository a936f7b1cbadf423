import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onShutdown } from '../../src/lib/shutdown.ts';

const log = pino({ level: 'silent' });

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Stands in for the process: collects its listeners and its exit. */
function stage(): { signal(name: string): void; exits: number[] } {
  const signals = new EventEmitter();
  const exits: number[] = [];
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    signals.on(String(name), listener);
    return process;
  });
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(Number(code));
    return undefined as never;
  });
  return { signal: (name) => signals.emit(name, name), exits };
}

describe('a shutdown', () => {
  it('closes once, however often it is asked, and exits in order', async () => {
    const { signal, exits } = stage();
    let closed = 0;
    onShutdown(async () => {
      closed++;
    }, log);
    signal('SIGTERM');
    signal('SIGINT');
    signal('SIGTERM');
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(closed).toBe(1);
  });

  it('says by its code that it failed', async () => {
    const { signal, exits } = stage();
    onShutdown(() => Promise.reject(new Error('stuck')), log);
    signal('SIGINT');
    await vi.waitFor(() => expect(exits).toEqual([1]));
  });

  it.each(['unhandledRejection', 'uncaughtException'])(
    'follows an %s: it finishes what runs, and asks to be started again',
    async (name) => {
      const { signal, exits } = stage();
      let closed = 0;
      onShutdown(async () => {
        closed++;
      }, log);
      signal(name);
      signal('SIGTERM');
      await vi.waitFor(() => expect(exits).toEqual([1]));
      expect(closed).toBe(1);
    },
  );

  it('does not wait for ever', async () => {
    vi.useFakeTimers();
    const { signal, exits } = stage();
    onShutdown(() => new Promise<void>(() => undefined), log);
    signal('SIGTERM');
    await vi.advanceTimersByTimeAsync(24_000);
    expect(exits).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(exits).toEqual([1]);
  });
});
