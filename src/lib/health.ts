import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { within } from './lists/within.ts';

const ANSWER_WITHIN_MS = 3_000;

export interface Health {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves `/healthz` (the process answers: 200) and `/readyz` (it can work: 200, else 503) as JSON.
 * @param options.port 0 takes any free one
 * @param options.ready whether the process can work now; a throw or no answer within 3 s is a no
 */
export async function serveHealth(options: { port: number; ready: () => Promise<boolean> }): Promise<Health> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const say = (status: number, ok: boolean) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ ok }));
    };
    if (path === '/healthz') say(200, true);
    else if (path === '/readyz') {
      const ready = within(ANSWER_WITHIN_MS, 'readiness', Promise.resolve().then(options.ready)).catch(() => false);
      void ready.then((ok) => say(ok ? 200 : 503, ok));
    } else say(404, false);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '0.0.0.0', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
