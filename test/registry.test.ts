import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobDefinition } from '../jobs/define.ts';
import { jobDefinitions, jobWorkers } from '../jobs/index.ts';
import { questionsOf } from '../src/bot/question-sources.ts';
import { features } from '../src/features/index.ts';
import { featureOf, isDefinition, ROOT, sourceFiles } from './helpers/source-tree.ts';

/* What the registries name is on the disk, and the other way round; how files are cut and named. */

const product = sourceFiles('src', 'jobs');
const everything = [...product, ...sourceFiles('playground', 'test')];
const featureNames = readdirSync(join(ROOT, 'src/features'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const MOST_LINES = 400;

describe('the registry and the disk', () => {
  it('knows every folder of src/features, and no other', () => {
    expect(features.map((feature) => feature.name).sort()).toEqual(featureNames);
  });

  it('has every action and modal that a view names, and every notice that is planned', () => {
    const has = (of: 'actions' | 'modals' | 'notices' | 'options') =>
      new Set(features.flatMap((feature) => Object.keys(feature[of] ?? {}).map((verb) => `${feature.name}.${verb}`)));
    const missing = (pattern: RegExp, known: Set<string>) =>
      product
        .filter(({ path }) => featureOf(path) !== undefined)
        .flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([, id = '']) => ({ path, id })))
        .filter(({ id }) => !known.has(id))
        .map(({ path, id }) => `${path}: ${id}`);
    expect(
      missing(
        /\b(?:action|action_id): ['`]([a-z]+\.[a-zA-Z-]+)[:'`]/g,
        new Set([...has('actions'), ...has('options')]),
      ),
    ).toEqual([]);
    // A modal that only shows something has no `submit` and needs no handler.
    const submitted = product
      .filter(({ path }) => featureOf(path) !== undefined)
      .flatMap(({ path, text }) =>
        text
          .split(/\bcallback: /)
          .slice(1)
          .map((rest) => ({ path, rest: rest.slice(0, 400) })),
      )
      .filter(({ rest }) => /^['`]/.test(rest) && /\bsubmit:/.test(rest))
      .map(({ path, rest }) => ({ path, id: /^['`]([^'`]+)/.exec(rest)?.[1] ?? '' }));
    expect(submitted.length).toBeGreaterThan(0);
    expect(submitted.filter(({ id }) => !has('modals').has(id)).map(({ path, id }) => `${path}: ${id}`)).toEqual([]);
    expect(missing(/\bkind: '([a-z]+\.[a-zA-Z-]+)'/g, has('notices'))).toEqual([]);
  });

  it('says of every notice what its copies follow, or why they stay', async () => {
    const { features } = await import('../src/features/index.ts');
    for (const { name, notices = {}, follows = {} } of features)
      expect(Object.keys(follows).toSorted(), name).toEqual(Object.keys(notices).toSorted());
  });

  it('has one worker for every job definition, and lists them all', async () => {
    const isJob = (value: unknown): value is JobDefinition<unknown> =>
      typeof value === 'object' && value !== null && 'payload' in value && 'lane' in value;
    const onDisk: string[] = [];
    for (const { path } of product.filter((file) => isDefinition(file.path))) {
      const module = (await import(join(ROOT, path))) as Record<string, unknown>;
      onDisk.push(
        ...Object.values(module)
          .filter(isJob)
          .map((job) => job.name),
      );
    }
    const sorted = (names: string[]) => [...names].sort();
    expect(sorted(jobDefinitions.map((job) => job.name))).toEqual(sorted(onDisk));
    expect(
      sorted(
        jobWorkers({
          notice: () => undefined,
          livePage: () => undefined,
          recount: async () => [],
          channelUses: async () => [],
          related: async () => new Set(),
          titles: new Map(),
          questions: questionsOf([]),
          askedDays: async () => new Map(),
        }).map((worker) => worker.job.name),
      ),
    ).toEqual(sorted(onDisk));
    for (const name of onDisk) expect(name).toMatch(/^[a-z]+\.[a-zA-Z-]+$/);
  });

  it('says at a field what is wrong, and not what the field is called', () => {
    const labels = product.flatMap(({ path, text }) =>
      [...text.matchAll(/errors: \{ (\w+): [\w.[\]]+\.(\w+) \}/g)]
        .filter(([, field, word]) => field === word)
        .map(([found]) => `${path}: ${found}`),
    );
    expect(labels).toEqual([]);
  });
});

describe('files', () => {
  it('are short', () => {
    const long = [...product, ...sourceFiles('playground')].filter(
      ({ text }) => text.split('\n').length - 1 > MOST_LINES,
    );
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length - 1} lines`)).toEqual([]);
  });

  it('are named by what is in them', () => {
    const vague = everything.filter(
      ({ path }) =>
        !path.startsWith('test/helpers/') &&
        /(?:^|\/)(?:utils?|helpers?|common|manager|misc|shared)(?:\/|\.[a-z]+$)/.test(path),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });
});
