import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { FILE_WORDS } from '../src/features/quiz/formats/file-words.ts';
import { readBank } from '../src/features/quiz/formats/read-bank.ts';
import { buildManifest, KERNEL_SCOPES } from '../src/manifest.ts';
import { ROOT } from './helpers/source-tree.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

const LANGUAGES = ['zh', 'en'] as const;

describe.each(LANGUAGES)('docs/guide/%s/files.md', (language) => {
  const files = readFileSync(join(ROOT, `docs/guide/${language}/files.md`), 'utf8');

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
    const words = FILE_WORDS[language];
    const all = (['faults', 'notes', 'files'] as const).flatMap((part) =>
      Object.entries(words[part]).map(([code, said]) => `| \`${code}\` | ${said} |`),
    );
    expect(files.match(/^\| `[a-z-]+` \| .*\|$/gm)).toEqual(all);
  });
});

describe('docs/guide', () => {
  const pages = LANGUAGES.flatMap((language) =>
    markdownIn(`docs/guide/${language}`).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );

  it('has every page in both languages, each in its index', () => {
    const names = LANGUAGES.map((language) => readdirSync(join(ROOT, 'docs/guide', language)).sort());
    expect(names[0]).toEqual(names[1]);
    for (const language of LANGUAGES) {
      const index = readFileSync(join(ROOT, 'docs/guide', language, 'README.md'), 'utf8');
      for (const name of names[0] ?? []) if (name !== 'README.md') expect(index).toContain(`](${name}`);
    }
  });

  it('has sections behind its links', () => {
    const sections = new Map(
      pages.map(({ path, text }) => [path, [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title))]),
    );
    const dead = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([a-z-]+\.md)#([^)]+)\)/g)]
        .filter(([, to = '', section = '']) => !sections.get(join(dirname(path), to))?.includes(section))
        .map(([link]) => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('sends commands that are there', () => {
    const sent = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/`(\/[^`]+)`/g)].map(([, command = '']) => ({ path, command })),
    );
    const unknown = sent.filter(({ command }) => !isOffered(command));
    expect(unknown.map(({ path, command }) => `${path}: ${command}`)).toEqual([]);
    expect(sent.length).toBeGreaterThan(80);
  });

  it('presses what is there, by the name that it has in that language', () => {
    const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
      .join('\n');
    const isSaid = (words: string) => ["'", '"', '`'].some((quote) => source.includes(`${quote}${words}${quote}`));
    const unknown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\*\*([^*]+)\*\*/g)]
        .map(([, words = '']) => words)
        .filter((words) => !isSaid(words))
        .map((words) => `${path}: ${words}`),
    );
    expect(unknown).toEqual([]);
  });
});

/** As GitHub names a heading. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** Whether a command of a guide is one of the registry, in either language; `/invite` is Slack's own. */
function isOffered(command: string): boolean {
  const [root = '', first, second] = command.split(' ');
  if (root === '/invite') return true;
  if (root !== '/jy') return features.some((one) => one.directCommands?.some((direct) => direct.command === root));
  if (first === undefined) return true;
  const isVerb = (feature: (typeof features)[number], word: string) =>
    feature.commands?.some(({ verb, aliases }) => verb === word || aliases.includes(word)) === true;
  const named = features.filter(({ name, aliases }) => name === first || aliases.includes(first));
  if (named.length === 0) return features.some((feature) => isVerb(feature, first));
  return second === undefined || named.some((feature) => isVerb(feature, second));
}

const DOCS = ['README.md', 'README.zh-CN.md', ...markdownIn('docs'), ...markdownIn('src'), 'playground/README.md'];

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`);
}

describe('the documents', () => {
  it('point to what is there', () => {
    const dead = DOCS.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:\]\(|src=")([^)"#:\s]+)/g)]
        .map(([, to = '']) => to)
        .filter((to) => !existsSync(join(ROOT, dirname(file), to)))
        .map((to) => `${file} → ${to}`),
    );
    expect(dead).toEqual([]);
    expect(DOCS.length).toBeGreaterThan(15);
  });

  it('run scripts that are there', () => {
    const unknown = DOCS.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/npm run (?:-s )?([a-z:]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !scripts.includes(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('say the same in both languages: commands, sections, scripts, scopes', () => {
    const chinese = readFileSync(join(ROOT, 'README.zh-CN.md'), 'utf8');
    const levels = (text: string) => text.match(/^##+(?= )/gm);
    expect(levels(chinese)).toEqual(levels(readme));
    const typed = (text: string) => [...text.matchAll(/^\| (`\/[^|]+?) \| /gm)].map(([, cell]) => cell);
    expect(typed(chinese)).toEqual(typed(readme));
    expect(typed(readme).length).toBeGreaterThan(40);
    for (const { scope, why } of [...KERNEL_SCOPES, ...features.flatMap((feature) => feature.scopes ?? [])])
      expect(chinese).toContain(`| \`${scope}\` | ${why.zh} |`);
    const ran = (text: string) => new Set([...text.matchAll(/npm (?:run )?(?:-s )?[a-z:]+/g)].map(([run]) => run));
    for (const run of ran(chinese)) expect(ran(readme)).toContain(run);
  });
});

describe('README', () => {
  it('gives every scope of the manifest with its reason', () => {
    const table = [...readme.matchAll(/^\| `([a-z]+(?::[a-z.]+)*)` \| (.+) \|$/gm)].map(([, scope, why]) => ({
      scope,
      why,
    }));
    const asked = [...KERNEL_SCOPES, ...features.flatMap((feature) => feature.scopes ?? [])];
    expect(table).toEqual(asked.map(({ scope, why }) => ({ scope, why: why.en })));
    const { bot } = buildManifest(features, { command: '/jy' }).oauth_config.scopes;
    expect(table.map(({ scope }) => scope).sort()).toEqual([...bot].sort());
  });

  it('names every command, under those who may run it, and no other', () => {
    const table = readme.slice(readme.indexOf('| You type |'), readme.indexOf('## Where can you read more?'));
    const [everyone = '', officers = '', administrators = ''] = table.split(/\| \*\*.*\*\* \| \|\n/);
    const typed = (part: string) =>
      [...part.matchAll(/`\/jy ([a-z]+) ([a-z]+)/g)].map(([, feature, verb]) => `${feature} ${verb}`);
    const offered = (...roles: string[]) =>
      features.flatMap(({ name, commands }) =>
        (commands ?? []).filter(({ role }) => roles.includes(role)).map(({ verb }) => `${name} ${verb}`),
      );
    expect(typed(everyone).sort()).toEqual(offered('worker', 'representative').sort());
    expect(typed(officers).sort()).toEqual(offered('officer').sort());
    expect(typed(administrators).sort()).toEqual(offered('administrator').sort());
    for (const { command } of features.flatMap(({ directCommands = [] }) => directCommands))
      expect(everyone).toContain(`\`${command}\``);
  });

  it('writes Chinese names that the bot understands', () => {
    const rows = [...readme.matchAll(/^\| `\/jy ([a-z]+) ([a-z]+)[^`]*` (\p{Script=Han}+) \|/gmu)];
    expect(rows.length).toBeGreaterThan(10);
    const unknown = rows.filter(
      ([, feature, verb, name = '']) =>
        !features
          .find((one) => one.name === feature)
          ?.commands?.find((one) => one.verb === verb)
          ?.aliases.includes(name),
    );
    expect(unknown.map(([row]) => row)).toEqual([]);
  });
});
