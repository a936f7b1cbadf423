import { afterEach, describe, expect, it } from 'vitest';
import { type Health, serveHealth } from '../../src/lib/health.ts';

let health: Health | undefined;
afterEach(async () => {
  await health?.close();
});

async function ask(path: string): Promise<[number, unknown]> {
  const answer = await fetch(`http://127.0.0.1:${health?.port}${path}`);
  return [answer.status, await answer.json()];
}

describe('the health address', () => {
  it('tells a process that lives from one that can work', async () => {
    let isReady = true;
    health = await serveHealth({ port: 0, ready: async () => isReady });
    expect(await ask('/healthz')).toEqual([200, { ok: true }]);
    expect(await ask('/readyz')).toEqual([200, { ok: true }]);
    isReady = false;
    expect(await ask('/readyz')).toEqual([503, { ok: false }]);
    expect(await ask('/healthz?from=probe')).toEqual([200, { ok: true }]);
    expect(await ask('/')).toEqual([404, { ok: false }]);
  });

  it('is not ready when the question itself fails', async () => {
    health = await serveHealth({ port: 0, ready: () => Promise.reject(new Error('MongoDB is away')) });
    expect(await ask('/readyz')).toEqual([503, { ok: false }]);
  });

  it('says when its port is taken', async () => {
    health = await serveHealth({ port: 0, ready: async () => true });
    await expect(serveHealth({ port: health.port, ready: async () => true })).rejects.toThrow('EADDRINUSE');
  });
});
