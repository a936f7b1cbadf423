import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Line, linesOf, middleOf } from './figures.ts';
import { median } from './load.ts';
import { drawn } from './table.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const HEADS = ['What', 'This build', 'The other', 'This / other'];

/**
 * Measures this build and another one in turns: each with its own bench, on its own services, so that what else the machine does
 * meets both.
 * @param revision what git calls the other one
 * @param options as they were given to the bench, without `--against`
 * @returns a table of the lines that both have
 * @throws Error when a run prints no table, or git knows no such revision
 */
export async function measureAgainst(revision: string, options: readonly string[], turns: number): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'jingying-bench-')), 'other');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', folder, revision], { cwd: PROJECT, stdio: 'inherit' });
  try {
    await prepare(folder);
    const ours: Line[][] = [];
    const theirs: Line[][] = [];
    for (let turn = 0; turn < turns; turn++) {
      ours.push(await run(PROJECT, options));
      theirs.push(await run(folder, options));
    }
    return compared(middleOf(ours, median), middleOf(theirs, median));
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: PROJECT });
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
}

/** The same packages are linked, others are installed; what was downloaded for tests and playground serves both. */
async function prepare(folder: string): Promise<void> {
  const lock = (of: string): string => readFileSync(join(of, 'package-lock.json'), 'utf8');
  if (lock(folder) === lock(PROJECT)) symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  else execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
  const kept = join(PROJECT, '.cache');
  if (!existsSync(kept)) return;
  await mkdir(join(folder, '.cache'), { recursive: true });
  for (const name of readdirSync(kept))
    if (name !== 'bench') symlinkSync(join(kept, name), join(folder, '.cache', name));
}

async function run(folder: string, options: readonly string[]): Promise<Line[]> {
  const child = spawn(process.execPath, ['--import', 'tsx/esm', 'bench/run.ts', ...options], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const lines = linesOf(printed);
  // It ends with 1 where a target is missed, which is no fault here.
  if (lines.length === 0) throw new Error(`the bench in ${folder} ended with ${code} and printed no table`);
  return lines;
}

function compared(ours: readonly Line[], theirs: readonly Line[]): string {
  const rows = ours.flatMap((line) => {
    const other = theirs.find(({ what }) => what === line.what);
    if (other === undefined || other.values.length !== line.values.length) return [];
    const ratios = line.values.map((value, place) => (value / (other.values[place] ?? Number.NaN)).toFixed(2));
    return [[line.what, line.shown, other.shown, ratios.join(' / ')]];
  });
  return drawn(HEADS, rows);
}
