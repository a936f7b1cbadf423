import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { FILE_WORDS } from '../src/features/quiz/bank/file-words.ts';
import { readBank } from '../src/features/quiz/formats/read-bank.ts';
import { buildManifest, KERNEL_SCOPES } from '../src/manifest.ts';
import { ROOT } from './helpers/source-tree.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

const files = readFileSync(join(ROOT, 'docs/files.md'), 'utf8');

describe('docs/files.md', () => {
  it('has examples that are read without a fault', async () => {
    const examples = [...files.matchAll(/```(\w*)\n([\s\S]*?)```/g)];
    const read = await Promise.all(
      examples.map(([, kind = '', text = '']) => readBank(new TextEncoder().encode(text), `bank.${kind || 'txt'}`)),
    );
    expect(read.map(({ format }) => format)).toEqual(['csv', 'gift', 'aiken', 'moodle']);
    expect(read.flatMap(({ faults, notes }) => [...faults, ...notes])).toEqual([]);
    expect(read.map(({ questions }) => questions.length)).toEqual([5, 3, 1, 1]);
  });

  it('explains every code in the words that people are told', () => {
    const { en, zh } = FILE_WORDS;
    const all = (['faults', 'notes', 'files'] as const).flatMap((part) =>
      Object.entries(en[part]).map(
        ([code, words]) => `| \`${code}\` | ${words} ${Object.entries(zh[part]).find(([one]) => one === code)?.[1]} |`,
      ),
    );
    expect(files.match(/^\| `[a-z-]+` \| .*\|$/gm)).toEqual(all);
  });
});

describe('README', () => {
  it('gives every scope of the manifest with its reason', () => {
    const table = [...readme.matchAll(/^\| `([a-z]+(?::[a-z.]+)*)` \| (.+) \|$/gm)].map(([, scope, why]) => ({
      scope,
      why,
    }));
    const asked = [...KERNEL_SCOPES, ...features.flatMap((feature) => feature.scopes)];
    expect(table).toEqual(asked.map(({ scope, why }) => ({ scope, why: why.en })));
    const { bot } = buildManifest(features, { command: '/jy' }).oauth_config.scopes;
    expect(table.map(({ scope }) => scope).sort()).toEqual([...bot].sort());
  });

  it('names every command, under those who may run it, and no other', () => {
    const table = readme.slice(readme.indexOf('| You type |'), readme.indexOf('## Try it'));
    const [everyone = '', officers = '', administrators = ''] = table.split(/\| \*\*.*\*\* \| \|\n/);
    const typed = (part: string) =>
      [...part.matchAll(/`\/jy ([a-z]+) ([a-z]+)/g)].map(([, feature, verb]) => `${feature} ${verb}`);
    const offered = (...roles: string[]) =>
      features.flatMap(({ name, commands }) =>
        commands.filter(({ role }) => roles.includes(role)).map(({ verb }) => `${name} ${verb}`),
      );
    expect(typed(everyone).sort()).toEqual(offered('worker', 'representative').sort());
    expect(typed(officers).sort()).toEqual(offered('officer').sort());
    expect(typed(administrators).sort()).toEqual(offered('administrator').sort());
    for (const { command } of features.flatMap(({ directCommands }) => directCommands))
      expect(everyone).toContain(`\`${command}\``);
  });

  it('writes Chinese names that the bot understands', () => {
    const rows = [...readme.matchAll(/^\| `\/jy ([a-z]+) ([a-z]+)[^`]*` (\p{Script=Han}+) \|/gmu)];
    expect(rows.length).toBeGreaterThan(10);
    const unknown = rows.filter(
      ([, feature, verb, name = '']) =>
        !features
          .find((one) => one.name === feature)
          ?.commands.find((one) => one.verb === verb)
          ?.aliases.includes(name),
    );
    expect(unknown.map(([row]) => row)).toEqual([]);
  });

  it('points to what is there', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(join(ROOT, to)))).toEqual([]);
    const run = [...readme.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});
