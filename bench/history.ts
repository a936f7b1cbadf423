import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../src/lib/tables/csv-write.ts';
import { type Line, linesOf } from './figures.ts';
import { median } from './load.ts';
import { drawn } from './table.ts';

const FILE = fileURLToPath(new URL('history.csv', import.meta.url));
const HEADS = ['day', 'revision', 'sizes', 'cores', 'empty loop ms', 'node', 'what', 'shown'] as const;
const STEPS = '▁▂▃▄▅▆▇█';

/** A figure of a run that was kept, and where it was measured. */
export interface Kept {
  /** The day of the commit, `YYYY-MM-DD`. */
  day: string;
  revision: string;
  /** Only runs of the same sizes are compared. */
  sizes: 'full' | 'quick';
  cores: number;
  /** What a loop of a hundred million turns takes: how fast the machine was. */
  loopMs: number;
  node: string;
  line: Line;
}

/** Where and what is measured now; the tree has to be committed, for a revision names what was measured. */
export function thisRun(sizes: Kept['sizes']): Omit<Kept, 'line'> {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  if (git('status', '--porcelain') !== '') throw new Error('Commit first: a figure is kept under its revision.');
  const [revision = '', day = ''] = git('log', '-1', '--format=%h %cs').split(' ');
  return { day, revision, sizes, cores: cpus().length, loopMs: emptyLoopMs(), node: process.versions.node };
}

function emptyLoopMs(): number {
  const once = (): number => {
    const since = performance.now();
    for (let turn = 0; turn < 1e8; turn++);
    return performance.now() - since;
  };
  return Math.round(median([once(), once(), once(), once(), once()]));
}

/** Adds the lines of a run to what is kept; a run of the same revision and sizes takes the place of the one before. */
export function keep(run: Omit<Kept, 'line'>, lines: readonly Line[]): void {
  const isNew = ({ revision, sizes, line }: Kept): boolean =>
    revision === run.revision && sizes === run.sizes && lines.some(({ what }) => what === line.what);
  const before = kept().filter((one) => !isNew(one));
  writeFileSync(FILE, written([...before, ...lines.map((line) => ({ ...run, line }))]));
}

/** What was measured so far, the oldest first. */
export const kept = (): Kept[] => (existsSync(FILE) ? read(readFileSync(FILE)) : []);

export function written(all: readonly Kept[]): Uint8Array {
  const rows = all.map(({ day, revision, sizes, cores, loopMs, node, line }) => [
    ...[day, revision, sizes, String(cores), String(loopMs), node, line.what, line.shown],
  ]);
  return writeCsv([[...HEADS], ...rows]);
}

export function read(file: Uint8Array): Kept[] {
  const rows: Record<(typeof HEADS)[number], string>[] = parse(file, { columns: true, bom: true });
  return rows.map((row) => ({
    ...{ day: row.day, revision: row.revision, sizes: row.sizes === 'full' ? 'full' : 'quick' },
    ...{ cores: Number(row.cores), loopMs: Number(row['empty loop ms']), node: row.node },
    line: { what: row.what, shown: row.shown, values: linesOf(`| ${row.what} | ${row.shown} |`)[0]?.values ?? [] },
  }));
}

/** Each number over the revisions, as a table with its plot: the first figure of a line, from its lowest to its highest. */
export function plotted(all: readonly Kept[]): string {
  const names = [...new Set(all.map(({ line, sizes }) => `${line.what} (${sizes})`))];
  const rows = names.map((name) => {
    const same = all.filter(({ line, sizes }) => `${line.what} (${sizes})` === name);
    const [first, last] = [same[0], same.at(-1)];
    return [name, plot(same.map(({ line }) => line.values[0] ?? 0)), told(first), same.length > 1 ? told(last) : ''];
  });
  return drawn(['What', 'Over the revisions', 'First', 'Last'], rows);
}

const told = (one: Kept | undefined): string =>
  one === undefined ? '' : `${one.line.shown} (${one.revision}, loop ${one.loopMs} ms)`;

/** A sign for each value, as high as it is among them. */
export function plot(values: readonly number[]): string {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const step = (value: number): number =>
    highest === lowest ? 0 : Math.round(((value - lowest) / (highest - lowest)) * (STEPS.length - 1));
  return values.map((value) => STEPS[step(value)]).join('');
}
