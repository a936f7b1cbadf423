import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/bot/routing/errors.ts';
import { deleteSlackFile, downloadSlackFile, keepSlackFile, sendSlackFile } from '../../../src/bot/slack/file.ts';
import type { Context } from '../../../src/context.ts';
import { createLogger } from '../../../src/lib/log.ts';

let server: Server;
let other: Server;
const seen: string[] = [];

const listen = (answer: (path: string) => { status?: number; headers?: Record<string, string>; body?: string }) => {
  const made = createServer((request, response) => {
    seen.push(`${request.headers.host} ${request.headers.authorization}`);
    const { status = 200, headers = {}, body = '' } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  return new Promise<Server>((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
};
const urlOf = (one: Server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;

beforeAll(async () => {
  other = await listen(() => ({ body: 'stolen' }));
  server = await listen((path) => {
    if (path === '/moved') return { status: 302, headers: { location: `${urlOf(other)}/` } };
    if (path === '/page') return { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
    if (path === '/long') return { body: 'x'.repeat(2_000) };
    return { body: '工号,姓名' };
  });
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => {
  server.close();
  other.close();
});

const contextOf = (slack: object) => {
  const config = { SLACK_API_URL: `${urlOf(server)}/api/`, SLACK_BOT_TOKEN: 'xoxb-1' };
  return { slack, config, log: createLogger('silent', 'bot') } as unknown as Context;
};
const download = (address: string | undefined, size = 10, mimetype = 'text/csv') => {
  const file = { url_private_download: address, name: 'roster.csv', size, mimetype };
  return downloadSlackFile(contextOf({ files: { info: async () => ({ ok: true, file }) } }), 'F1', 1_000);
};

describe('a file of Slack', () => {
  it('is fetched with the bot’s token', async () => {
    const { filename, bytes } = await download(`${urlOf(server)}/file`);
    expect([filename, new TextDecoder().decode(bytes)]).toEqual(['roster.csv', '工号,姓名']);
    expect(seen).toEqual([expect.stringContaining('Bearer xoxb-1')]);
  });

  it('is fetched from nowhere else: the token stays at home', async () => {
    await expect(download(`${urlOf(other)}/file`)).rejects.toThrow(UserError);
    await expect(download('https://files.slack.com.evil.example/f')).rejects.toThrow(UserError);
    await expect(download(undefined)).rejects.toThrow(UserError);
    await expect(download('not an address')).rejects.toThrow(UserError);
    await expect(download('http://files.slack.com/f')).rejects.toThrow(UserError);
    expect(seen).toEqual([]);
    await expect(download(`${urlOf(server)}/moved`)).rejects.toThrow(UserError);
    expect(seen).toHaveLength(1);
  });

  it('is refused when too large, whatever size it was said to have, and when it is a sign-in page', async () => {
    await expect(download(`${urlOf(server)}/file`, 2_000)).rejects.toThrow(UserError);
    expect(seen).toEqual([]);
    await expect(download(`${urlOf(server)}/long`)).rejects.toThrow(UserError);
    await expect(download(`${urlOf(server)}/page`)).rejects.toThrow(UserError);
    expect((await download(`${urlOf(server)}/page`, 10, 'text/html')).bytes.length).toBeGreaterThan(0);
  });

  it('is told to be gone when Slack does not know it', async () => {
    const info = async () => Promise.reject(new Error('file_not_found'));
    await expect(downloadSlackFile(contextOf({ files: { info } }), 'F1', 1_000)).rejects.toThrow(UserError);
  });

  it('is sent into the direct messages of a person', async () => {
    const open = vi.fn(async () => ({ ok: true, channel: { id: 'D1' } }));
    const uploadV2 = vi.fn(async () => ({ ok: true }));
    const bytes = new TextEncoder().encode('题干,答案');
    const ctx = contextOf({ conversations: { open }, files: { uploadV2 } });
    await sendSlackFile(ctx, 'U1', { filename: 'a.csv', bytes }, '题库');
    expect(open).toHaveBeenCalledWith({ users: 'U1' });
    expect(uploadV2).toHaveBeenCalledWith({
      channel_id: 'D1',
      filename: 'a.csv',
      file: Buffer.from(bytes),
      initial_comment: '题库',
    });
  });

  it('is kept as the bot’s own, once Slack has looked at it', async () => {
    const uploadV2 = vi.fn(async () => ({ ok: true, files: [{ ok: true, files: [{ id: 'F1' }] }] }));
    const permalink = 'https://x.slack.com/files/U1/F1/a.png';
    const info = vi.fn(async () => ({
      ok: true,
      file: { permalink, mimetype: info.mock.calls.length > 1 ? 'image/png' : '' },
    }));
    const file = { filename: 'a.png', bytes: new Uint8Array([1]) };
    expect(await keepSlackFile(contextOf({ files: { uploadV2, info } }), file)).toEqual({ id: 'F1', permalink });
    expect(uploadV2).toHaveBeenCalledWith({ filename: 'a.png', file: Buffer.from([1]) });
    expect(info).toHaveBeenCalledTimes(2);
    uploadV2.mockRejectedValueOnce(new Error('internal_error'));
    await expect(keepSlackFile(contextOf({ files: { uploadV2, info } }), file)).rejects.toThrow('nothing else is lost');
  });

  it('is deleted once; when Slack does not, that is said', async () => {
    const remove = vi.fn(async () => ({ ok: true }));
    const ctx = contextOf({ files: { delete: remove } });
    await deleteSlackFile(ctx, 'F1');
    remove.mockRejectedValueOnce(new Error('An API error occurred: file_deleted'));
    await deleteSlackFile(ctx, 'F1');
    remove.mockRejectedValueOnce(new Error('An API error occurred: cant_delete_file'));
    await expect(deleteSlackFile(ctx, 'F1')).rejects.toThrow('did not delete');
  });
});
