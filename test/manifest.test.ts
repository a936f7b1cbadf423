import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { LOCALES } from '../src/lib/language.ts';
import { buildManifest } from '../src/manifest.ts';
import { ROOT } from './helpers/source-tree.ts';

const print = (command: string | undefined, ...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/manifest.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, COMMAND: command },
  });

it('is printed for the root command of the environment', () => {
  expect(JSON.parse(print('/union').stdout)).toEqual(buildManifest(features, { command: '/union' }));
  const url = 'https://bot.example.com';
  expect(JSON.parse(print(undefined, url).stdout)).toEqual(buildManifest(features, { command: '/jy', url }));
});

it('is not printed for what is no command', () => {
  const { stdout, stderr, status } = print('union');
  expect([stdout, status]).toEqual(['', 1]);
  expect(stderr).toContain('COMMAND must be a slash and lower-case letters');
});

it('names shortcuts as short as Slack wants them, each once', () => {
  for (const locale of LOCALES) {
    const { shortcuts } = buildManifest(features, { command: '/jy', locale }).features;
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    expect(new Set(shortcuts.map((one) => one.name)).size).toBe(shortcuts.length);
  }
});
