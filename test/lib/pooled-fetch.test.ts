import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pooledFetch } from '../../src/lib/pooled-fetch.ts';

describe('requests over connections that stay open', () => {
  const sockets = new Set<unknown>();
  let server: Server;
  let at = '';
  const ask = pooledFetch();

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      sockets.add(incoming.socket);
      const heard: Buffer[] = [];
      incoming.on('data', (part: Buffer) => heard.push(part));
      incoming.on('end', () => {
        const { url, method, headers } = incoming;
        if (url === '/cut') return void incoming.socket.destroy();
        if (url === '/hang') return;
        const status = url === '/nothing' ? 204 : url === '/limited' ? 429 : 200;
        response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '30' });
        const said = { method, type: headers['content-type'], body: Buffer.concat(heard).toString() };
        response.end(status === 204 ? undefined : JSON.stringify(said));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('sends a body as it is, and reads the answer, on connections that it uses again', async () => {
    sockets.clear();
    for (let n = 0; n < 20; n++) {
      const answer = await ask(`${at}/say`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/x' },
        body: `答案 ${n}`,
      });
      expect(answer.ok).toBe(true);
      expect(await answer.json()).toEqual({ method: 'POST', type: 'text/x', body: `答案 ${n}` });
    }
    expect(sockets.size).toBeLessThan(20);
  });

  it('gives status and headers, also of an answer without a body', async () => {
    const limited = await ask(`${at}/limited`);
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '30']);
    const nothing = await ask(new URL(`${at}/nothing`), { method: 'POST', body: '' });
    expect([nothing.status, await nothing.text()]).toEqual([204, '']);
  });

  it('names what happened when the other side ends the connection, or does not answer in time', async () => {
    await expect(ask(`${at}/cut`, { method: 'POST', body: 'x' })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    await expect(ask('http://127.0.0.1:1/', { method: 'POST', body: 'x' })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    const late = ask(`${at}/hang`, {
      method: 'POST',
      body: 'x',
      signal: AbortSignal.abort(new DOMException('late', 'TimeoutError')),
    });
    await expect(late).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('leaves a form with files to fetch', async () => {
    const form = new FormData();
    form.append('file', new Blob(['内容']), 'a.txt');
    const answer = await ask(`${at}/say`, { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({
      type: expect.stringContaining('multipart/form-data'),
      body: expect.stringContaining('内容'),
    });
  });
});
