import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productionFlags } from '../playground/production-flags.ts';
import { programs } from '../vite.config.ts';
import { ROOT } from './helpers/source-tree.ts';

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};
const PACKAGE = /\b(?:require|import)\("(?!node:)((?:@[\w.-]+\/)?[\w][\w.-]*)/g;

/** Named by a package, used where it is installed. */
const OPTIONAL = [
  ...['@aws-sdk/credential-providers', '@mongodb-js/zstd', 'gcp-metadata', 'kerberos', 'mongodb-client-encryption'],
  ...['msgpackr-extract', 'snappy', 'socks', 'supports-color', 'tsx'],
];

describe('The heap of bot and worker', () => {
  it('is the same by npm, in the image and in the composition', () => {
    const [bot, worker] = [productionFlags('bot'), productionFlags('worker')];
    for (const flags of [bot, worker]) expect(flags).toContainEqual(expect.stringContaining('--heap-growing-percent='));
    const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
    expect(read('Dockerfile')).toContain(
      `CMD ${JSON.stringify(['node', ...bot, 'dist/bot.js']).replaceAll(',', ', ')}`,
    );
    expect(read('compose.yaml')).toContain(`[node, ${worker.join(', ')}, dist/worker.js]`);
  });
});

describe('npm run build', () => {
  let dist = '';
  const files = () =>
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ name, text: readFileSync(join(dist, name), 'utf8') }));
  beforeAll(async () => {
    // Within the project, so that its packages are found.
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    dist = mkdtempSync(join(ROOT, '.cache', 'programs-test-'));
    await build({ ...programs(dist), configFile: false });
  });
  afterAll(() => rmSync(dist, { recursive: true, force: true }));

  it('makes the three programs, which need no development package', () => {
    expect(files().map(({ name }) => name)).toEqual(expect.arrayContaining(['bot.js', 'worker.js', 'jy.js']));
    const used = files().flatMap(({ text }) => [...text.matchAll(PACKAGE)].map(([, name = '']) => name));
    const found = new Set(used.filter((name) => !builtinModules.includes(name)));
    // The thread asks for tsx from the sources only; what the drivers of MongoDB and Redis ask for is anybody's choice.
    expect([...found].filter((name) => dependencies[name] !== undefined).sort()).toEqual(['fontkit', 'pdfkit']);
    expect([...found].filter((name) => dependencies[name] === undefined).sort()).toEqual(OPTIONAL);
  });

  it('leaves no name of a source file behind', () => {
    const named = files().flatMap(({ name, text }) =>
      [...text.matchAll(/new URL\("([^"]+)", require\("url"\)/g)].map(([, at = '']) => join(dist, name, '..', at)),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const at of named) expect(readdirSync(join(at, '..'))).toContain(at.split('/').at(-1));
  });

  it('makes a command line that says how it is used, and a bot that says what it lacks', () => {
    const run = (name: string) =>
      spawnSync(process.execPath, [join(dist, name)], { encoding: 'utf8', env: { PATH: process.env.PATH } });
    expect(run('jy.js').stderr).toContain('npm run jy -- quiz import');
    expect(run('bot.js')).toMatchObject({ status: 1, stderr: expect.stringContaining('SLACK_BOT_TOKEN') });
  });
});
