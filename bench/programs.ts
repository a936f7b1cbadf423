import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { preloads, programs } from '../vite.config.ts';

const FOLDER = fileURLToPath(new URL('../.cache/bench', import.meta.url));
const OUT = join(FOLDER, 'programs');
const APART = join(FOLDER, 'apart');
const BEFORE_OUT = join(FOLDER, 'before');

/** What is measured as `npm run build` makes it, and what it is measured with, made the same way. */
const OWN = {
  'slack-stub': 'bench/slack-stub.ts',
  'bare-app': 'bench/bare-app.ts',
  'bare-worker': 'bench/bare-worker.ts',
  'draw-process': 'bench/draw-process.ts',
  'similar-process': 'bench/similar-process.ts',
};
const BEFORE = { 'count-commands': 'bench/count-commands.ts', 'end-with-parent': 'playground/end-with-parent.ts' };
export type ProgramName = 'bot' | 'worker' | keyof typeof OWN;

export async function buildForBench(): Promise<void> {
  const all = [programs(OUT, OWN), programs(APART, OWN, 'apart'), preloads(BEFORE_OUT, BEFORE)];
  for (const made of all) await build({ ...made, configFile: false, build: { ...made.build, emptyOutDir: true } });
}

/** @param counts with its packages apart, so that `count-commands` can change them */
export function fileOf(name: ProgramName, counts = false): string {
  return join(counts ? APART : OUT, `${name}.js`);
}

/** What is loaded before a program. */
export function preloadOf(name: keyof typeof BEFORE): string {
  return join(BEFORE_OUT, `${name}.mjs`);
}
