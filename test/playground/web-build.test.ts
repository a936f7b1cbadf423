import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWeb } from '../../playground/build-web.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('builds the page once, leaves nothing beside it and keeps the environment', { timeout: 60_000 }, async () => {
  const out = join(folder, 'page');
  const mode = process.env.NODE_ENV;
  expect(await buildWeb(out)).toBe(out);
  expect(process.env.NODE_ENV).toBe(mode);
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('id="root"');
  const builtAt = (await stat(join(out, 'index.html'))).mtimeMs;
  await buildWeb(out);
  expect((await stat(join(out, 'index.html'))).mtimeMs).toBe(builtAt);
  expect(await readdir(folder)).toEqual(['page']);
  const [script = ''] = (await readdir(join(out, 'assets'))).filter((name) => name.endsWith('.js'));
  expect(await readFile(join(out, 'assets', script), 'utf8')).not.toContain('react-dom-client.development');
});
