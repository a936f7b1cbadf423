import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Slack that says yes at once, as a process of its own, so that the peer is never what is measured. Answers at
 * `response_url` (`/respond`) are counted; the parent asks for the number over IPC.
 */
const IDENTITY = { url: 'http://127.0.0.1/', team: 'Bench', team_id: 'T0BENCH', user: 'jingying', user_id: 'U0BOT' };

let answers = 0;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const path = request.url ?? '';
    if (path.startsWith('/respond')) answers += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodyFor(path)));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => process.send?.({ answers }));

function bodyFor(path: string): Record<string, unknown> {
  if (path.includes('auth.test')) return { ok: true, ...IDENTITY };
  if (path.includes('users.list')) return { ok: true, members: [], response_metadata: { next_cursor: '' } };
  if (path.includes('users.info')) return { ok: false, error: 'user_not_found' };
  return { ok: true, ts: '1700000000.000100', channel: 'D0BENCH' };
}
