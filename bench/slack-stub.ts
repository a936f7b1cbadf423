import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Slack that says yes at once, as a process of its own, so that the peer is never what is measured. It counts answers at
 * `response_url` (`/respond`, with the time of each that carries a number) and messages, and refuses messages beyond a
 * ceiling when it has been told one (`ceiling N`: so many in ten seconds).
 */
const IDENTITY = { url: 'http://127.0.0.1/', team: 'Bench', team_id: 'T0BENCH', user: 'jingying', user_id: 'U0BOT' };
const WINDOW_MS = 10_000;

export interface StubReport {
  answers: number;
  /** When a numbered answer arrived, ms since the epoch. */
  answeredAt: Record<string, number>;
  /** When messages were taken, ms since the epoch. */
  postedAt: number[];
  refused: number;
}

let report: StubReport = { answers: 0, answeredAt: {}, postedAt: [], refused: 0 };
let ceiling = Number.POSITIVE_INFINITY;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const path = request.url ?? '';
    const now = performance.timeOrigin + performance.now();
    if (path.startsWith('/respond')) {
      report.answers += 1;
      const number = path.split('?n=')[1];
      if (number !== undefined) report.answeredAt[number] = now;
    }
    // It knows nobody: a caller that asks for the people is to come back when the bench is over.
    if (path.includes('users.list')) {
      response.writeHead(429, { 'retry-after': '36000' });
      response.end();
      return;
    }
    if (path.includes('chat.postMessage')) {
      const inWindow = report.postedAt.length - report.postedAt.findLastIndex((at) => at < now - WINDOW_MS) - 1;
      if (inWindow >= ceiling) {
        report.refused += 1;
        response.writeHead(429, { 'retry-after': '1' });
        response.end();
        return;
      }
      report.postedAt.push(now);
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodyFor(path)));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', (message) => {
  const [word, value] = String(message).split(' ');
  if (word === 'forget') report = { answers: 0, answeredAt: {}, postedAt: [], refused: 0 };
  if (word === 'ceiling') ceiling = Number(value);
  process.send?.(word === 'answers' ? { answers: report.answers } : report);
});

function bodyFor(path: string): Record<string, unknown> {
  if (path.includes('auth.test')) return { ok: true, ...IDENTITY };
  if (path.includes('users.info')) return { ok: false, error: 'user_not_found' };
  return { ok: true, ts: '1700000000.000100', channel: 'D0BENCH' };
}
