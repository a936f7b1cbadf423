import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { programs } from '../vite.config.ts';

const OUT = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/** What is measured as `npm run build` makes it, and what it is measured with, made the same way. */
const OWN = {
  'slack-stub': 'bench/slack-stub.ts',
  'bare-app': 'bench/bare-app.ts',
  'bare-worker': 'bench/bare-worker.ts',
  'draw-process': 'bench/draw-process.ts',
  'similar-process': 'bench/similar-process.ts',
  'count-commands': 'bench/count-commands.ts',
  'end-with-parent': 'playground/end-with-parent.ts',
};
export type ProgramName = 'bot' | 'worker' | keyof typeof OWN;

export async function buildForBench(): Promise<void> {
  const made = programs(OUT, OWN);
  await build({ ...made, configFile: false, build: { ...made.build, emptyOutDir: true } });
}

export function fileOf(name: ProgramName): string {
  return join(OUT, `${name}.js`);
}
