import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  featureOf,
  importsOf,
  isDefinition,
  ROOT,
  type SourceFile,
  sourceFiles,
  withoutComments,
} from './helpers/source-tree.ts';

/*
 * Who may import whom, and what only one place may do. A rule that the code cannot keep is listed here with its reason,
 * and nowhere else.
 */

const product = sourceFiles('src', 'jobs');
const KERNEL = ['src/members', 'src/participation', 'src/delivery', 'src/imports'];
/** What several features are built of, on the kernel; none of them knows another. */
const PIECES = [
  'src/gatherings',
  'src/cases',
  'src/notices',
  'src/ballots',
  'src/certificates',
  'src/papers',
  'src/judging',
];
/** What every layer above `lib` may know: the configuration, and what a use case is handed. */
const GROUND = ['src/config.ts', 'src/context.ts'];
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/** Places where a rule of the slice is broken on purpose: file → reason. */
const EXCEPTIONS: Record<string, string> = {
  'src/features/quiz/notices.ts': 'a renderer runs in the worker and reads the state again before it draws',
};

const isIn = (path: string, ...places: string[]): boolean =>
  places.some((place) => (place.endsWith('.ts') ? path === place : path.startsWith(`${place}/`)));
const isWorker = (path: string): boolean => path.startsWith('jobs/') && path.endsWith('.worker.ts');

/** Whether a module of the product may import another one. */
function mayImport(from: string, to: string): boolean {
  if (isIn(to, 'playground', 'test', 'bench', 'docs')) return false;
  if (isIn(from, 'src/lib')) return isIn(to, 'src/lib');
  if (from === 'src/config.ts') return isIn(to, 'src/lib');
  if (from === 'src/context.ts') return isIn(to, 'src/lib', 'src/config.ts', 'jobs/define.ts');
  if (isIn(from, 'src/bot')) return isIn(to, 'src/bot', 'src/lib', ...GROUND);
  if (isIn(from, ...KERNEL)) return isIn(to, ...KERNEL, 'src/bot', 'src/lib', ...GROUND) || isDefinition(to);
  const piece = PIECES.find((one) => isIn(from, one));
  if (piece !== undefined) return isIn(to, piece, ...KERNEL, 'src/bot', 'src/lib', ...GROUND) || isDefinition(to);
  if (featureOf(from) !== undefined) {
    if (featureOf(to) !== undefined) return featureOf(to) === featureOf(from);
    return isIn(to, ...PIECES, ...KERNEL, 'src/bot', 'src/lib', ...GROUND) || isDefinition(to);
  }
  if (isWorker(from)) {
    if (featureOf(to) !== undefined) return /\/(?:service\/.+|service|[a-z-]*views)\.ts$/.test(to) || to in EXCEPTIONS;
    return isIn(to, ...PIECES, ...KERNEL, 'src/bot', 'src/lib', ...GROUND) || isDefinition(to);
  }
  // A definition knows definitions only, so that a service may import it.
  if (isDefinition(from)) return isDefinition(to) || isIn(to, 'src/lib');
  // The top: main, app, registry, manifest, command line, and the machinery of the jobs.
  return isIn(to, 'src', 'jobs');
}

/** `file → what it must not import`. */
function forbidden(files: SourceFile[], isAllowed: (from: string, to: string, isType: boolean) => boolean): string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .filter((one) => one.isLocal && !isAllowed(path, one.target, one.isType))
      .map((one) => `${path} → ${one.target}`),
  );
}

/** `file:line` of every place with a pattern, comments apart. */
function places(files: SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    withoutComments(text)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

const except = (...paths: string[]): SourceFile[] => product.filter(({ path }) => !isIn(path, ...paths));

describe('who imports whom', () => {
  it('reads the imports of a module as they are', () => {
    const text = [
      "import type { A } from './a.ts';",
      'import {',
      '  type B,',
      '  c,',
      "} from '../b.ts';",
      "import { type D } from './d.ts';",
      "import './e.ts';",
      "export * from 'zod';",
      "const f = await import('./f.ts');",
      '// import x from "./no.ts"',
    ].join('\n');
    expect(importsOf('src/x/y.ts', text)).toEqual([
      { target: 'src/x/a.ts', isLocal: true, isType: true },
      { target: 'src/b.ts', isLocal: true, isType: false },
      { target: 'src/x/d.ts', isLocal: true, isType: true },
      { target: 'src/x/e.ts', isLocal: true, isType: false },
      { target: 'zod', isLocal: false, isType: false },
      { target: 'src/x/f.ts', isLocal: true, isType: false },
    ]);
  });

  it('goes main → app → features → kernel → bot → lib, and workers → services and views', () => {
    expect(forbidden(product, mayImport)).toEqual([]);
    expect(product.length).toBeGreaterThan(80);
  });

  it('finds a wrong import', () => {
    expect(mayImport('src/lib/clock.ts', 'src/bot/text/i18n.ts')).toBe(false);
    expect(mayImport('src/bot/routing/help.ts', 'src/features/quiz/views.ts')).toBe(false);
    expect(mayImport('src/members/service.ts', 'src/features/quiz/service/run.ts')).toBe(false);
    expect(mayImport('src/features/quiz/service/run.ts', 'src/features/people/views.ts')).toBe(false);
    expect(mayImport('src/gatherings/rules/seats.ts', 'src/features/training/model.ts')).toBe(false);
    expect(mayImport('src/members/service.ts', 'src/gatherings/rules/seats.ts')).toBe(false);
    expect(mayImport('src/features/training/model.ts', 'src/gatherings/rules/seats.ts')).toBe(true);
    expect(mayImport('src/features/quiz/service/run.ts', 'jobs/quiz.worker.ts')).toBe(false);
    expect(mayImport('src/features/quiz/service/run.ts', 'jobs/quiz.ts')).toBe(true);
    expect(mayImport('jobs/quiz.worker.ts', 'src/features/quiz/answering/actions.ts')).toBe(false);
    expect(mayImport('src/main.ts', 'playground/start.ts')).toBe(false);
  });

  it('keeps `context.ts` free of code: it is types', () => {
    const own = product.find(({ path }) => path === 'src/context.ts');
    expect(own?.imports.filter((one) => !one.isType)).toEqual([]);
  });
});

/** The parts of a feature: its folders, and its files. */
function partOf(path: string): string {
  return path.split('/').slice(0, 4).join('/');
}

/** Parts that import one another, directly or by way of others; each circle in order of names. */
function circles(files: SourceFile[]): string[][] {
  const arrows = new Map<string, Set<string>>();
  for (const { path, imports } of files)
    for (const { isLocal, target } of imports)
      if (isLocal && featureOf(target) === featureOf(path) && partOf(target) !== partOf(path))
        arrows.set(partOf(path), (arrows.get(partOf(path)) ?? new Set()).add(partOf(target)));
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(arrows.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      if (!seen.has(next)) {
        seen.add(next);
        open.push(...(arrows.get(next) ?? []));
      }
    return seen;
  };
  const reach = new Map([...arrows.keys()].map((part) => [part, reached(part)]));
  const found = [...reach].flatMap(([part, all]) =>
    all.has(part) ? [[...all].filter((other) => reach.get(other)?.has(part) === true).toSorted()] : [],
  );
  return [...new Map(found.map((one) => [one.join(), one])).values()];
}

describe('the parts of a feature', () => {
  it('know the parts below them, and no part that knows them', () => {
    const own = product.filter(({ path }) => featureOf(path) !== undefined);
    expect(circles(own)).toEqual([]);
  });

  it('finds a circle', () => {
    const file = (path: string, ...targets: string[]): SourceFile => ({
      path: `src/features/new/${path}`,
      text: '',
      imports: targets.map((one) => ({ target: `src/features/new/${one}`, isLocal: true, isType: true })),
    });
    const files = [
      file('a/x.ts', 'b/x.ts'),
      file('b/y.ts', 'model.ts'),
      file('model.ts', 'a/x.ts'),
      file('c.ts', 'a/x.ts'),
    ];
    expect(circles(files)).toEqual([['src/features/new/a', 'src/features/new/b', 'src/features/new/model.ts']]);
  });
});

describe('Biome', () => {
  /** A module per place; `!` marks the imports that are wrong. */
  const tries: Record<string, string[]> = {
    'src/lib/new.ts': ['!../bot/i18n.ts', './clock.ts'],
    'src/bot/new.ts': ['!../features/quiz/views.ts', '!../members/service.ts', '../lib/clock.ts', '../context.ts'],
    'src/members/new.ts': ['!../features/quiz/views.ts', '!../app.ts', '../bot/i18n.ts', '../../jobs/people.ts'],
    'src/gatherings/new.ts': ['!../features/quiz/views.ts', '!../app.ts', '../members/service.ts'],
    'src/features/new/new.ts': ['!../quiz/views.ts', '!../index.ts', '../../bot/i18n.ts', './model.ts'],
    'src/features/new/service/new.ts': ['!../../quiz/views.ts', '../model.ts', '../../../lib/ids.ts'],
    'src/features/new/part/service/new.ts': ['!../../../quiz/views.ts', '../../model.ts', '../../../../lib/ids.ts'],
    'src/features/new/service/jobs.ts': ['!../../../../jobs/quiz.worker.ts', '../../../../jobs/quiz.ts'],
    'jobs/new.worker.ts': ['!../src/features/quiz/actions.ts', '../src/features/quiz/views.ts'],
    'src/new.ts': ['!../playground/protocol.ts', './app.ts'],
  };

  it('says the same while one writes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jingying-biome-'));
    try {
      cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
      for (const [path, imports] of Object.entries(tries)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), imports.map((one) => `import '${one.replace('!', '')}';\n`).join(''));
      }
      const args = [BIOME, 'lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--colors=off', '.'];
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const said = [...`${stdout}${stderr}`.matchAll(/^(\S+):(\d+):\d+ lint\/style\/noRestrictedImports/gm)];
      const wrong = Object.entries(tries).flatMap(([path, imports]) =>
        imports.flatMap((one, index) => (one.startsWith('!') ? [`${path}:${index + 1}`] : [])),
      );
      expect(said.map(([, path, line]) => `${path}:${line}`).sort()).toEqual(wrong.sort());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('inside a slice', () => {
  const slices = product.filter(({ path }) => featureOf(path) !== undefined);
  const pieces = product.filter(({ path }) => isIn(path, ...PIECES));
  const isService = (path: string) => /\/service(?:\/|\.ts$)/.test(path);
  const isModel = (path: string) => /\/(?:[a-z]+-)?model\.ts$/.test(path);

  it('lets only the service touch the models', () => {
    const found = forbidden(
      slices.filter(({ path }) => !(path in EXCEPTIONS)),
      (from, to, isType) => isType || !isModel(to) || isService(from),
    );
    expect(found).toEqual([]);
  });

  it('reads the kernel by its functions, never by its models', () => {
    const found = forbidden(
      slices,
      (_, to, isType) => isType || !(isModel(to) && isIn(to, ...KERNEL, 'src/gatherings', 'src/cases')),
    );
    expect(found).toEqual([]);
  });

  it('lets only the service enqueue', () => {
    const others = slices.filter(({ path }) => !isService(path));
    expect(places(others, /\benqueue(?:Many)?\(/)).toEqual([]);
    expect(forbidden(others, (_, to, isType) => isType || !to.startsWith('jobs/'))).toEqual([]);
  });

  it('keeps rules and formats pure', () => {
    const pure = [...slices, ...pieces].filter(({ path }) => /\/(?:rules|formats)(?:\/|\.ts$)/.test(path));
    const found = forbidden(
      pure,
      (_, to, isType) =>
        isType ||
        isIn(
          to,
          'src/lib/zone.ts',
          'src/lib/dayjs.ts',
          'src/lib/blank.ts',
          'src/lib/seeded.ts',
          'src/lib/language.ts',
          'src/lib/tables',
        ) ||
        /\/(?:rules|formats)(?:\/|\.ts$)/.test(to) ||
        /^src\/(?:members\/(?:shift|shifts\/read-shift|calendar\/day-calendar)|participation\/ledger\/points|bot\/draw\/question-text)\.ts$/.test(
          to,
        ),
    );
    expect(found).toEqual([]);
    expect(places(pure, /\b(?:ctx|clock)\./)).toEqual([]);
  });

  it('keeps views free of storage, services and time', () => {
    const views = slices.filter(({ path }) => /views\.ts$/.test(path));
    const isUnder = (to: string) =>
      isService(to) ||
      isModel(to) ||
      isIn(to, 'src/lib/clock.ts', 'src/lib/stores/mongo.ts', 'src/lib/stores/redis.ts', 'src/lib/ids.ts');
    expect(forbidden(views, (_, to, isType) => isType || !isUnder(to))).toEqual([]);
    expect(places(views, /\bctx\./)).toEqual([]);
  });

  it('keeps each index a manifest: at most 60 lines', () => {
    const long = slices.filter(
      ({ path, text }) => /^src\/features\/[^/]+\/index\.ts$/.test(path) && text.split('\n').length > 61,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe('what only one place does', () => {
  it('reads the environment in src/config.ts', () => {
    expect(places(except('src/config.ts'), /\bprocess\.env\b/)).toEqual([]);
  });

  it('reads the time in src/lib/clock.ts', () => {
    expect(places(except('src/lib/clock.ts'), /\bDate\.now\(|\bnew Date\(\s*\)|\bdayjs(?:\.utc)?\(\s*\)/)).toEqual([]);
  });

  it('knows the root command by the configuration: it may be another one than /jy', () => {
    expect(places(except('src/config.ts', 'src/cli.ts', 'src/manifest.ts'), /\/jy\b/)).toEqual([]);
  });

  it('makes randomness in src/lib/ids.ts', () => {
    expect(
      places(except('src/lib/ids.ts'), /\b(?:randomBytes|randomUUID|randomInt|getRandomValues|Math\.random)\b/),
    ).toEqual([]);
  });

  it('speaks to Slack from commands, actions, delivery, and where members and files are read', () => {
    const mayAsk =
      /^src\/(?:bot|delivery|members)\/|^src\/features\/(?:[a-z-]+\/)+[a-z-]*(?:commands|actions)\.ts$|^src\/(?:start-context|app)\.ts$/;
    expect(
      places(product, /\bslack\.[a-z]+\.[a-zA-Z]+\(/).filter((place) => !mayAsk.test(place.split(':')[0] ?? '')),
    ).toEqual([]);
    expect(
      places(product, /\bslack\.chat\.postMessage\(/).filter((place) => !/^src\/(?:bot|delivery)\//.test(place)),
    ).toEqual([]);
  });
});

describe('the rooms', () => {
  it('have at most 20 files each, so that a stranger finds one by its name', () => {
    const counts = new Map<string, number>();
    for (const { path } of sourceFiles('src')) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
    expect(counts.size).toBeGreaterThan(80);
  });
});

describe('the exceptions', () => {
  it('are still there', () => {
    expect(Object.keys(EXCEPTIONS).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
