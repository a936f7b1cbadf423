import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productionFlags } from './production-flags.ts';
import { stampedBuild } from './stamped-build.ts';

/** The programs of `npm run build`, one of the playground's own, and what it puts before them. */
export interface Programs {
  bot: string;
  worker: string;
  jy: string;
  /** Writes the demo company's history; see `history/main.ts`. */
  history: string;
  /** Node's arguments before any of them: it ends with its parent and follows the playground's clock. */
  nodeArgs: string[];
  /** The same without the narrow heap of a program that runs for months. */
  imports: string[];
}

const OUT = fileURLToPath(new URL('../.cache/programs', import.meta.url));

const OWN = { history: 'playground/history/program.ts' };
const BEFORE = { parent: 'playground/end-with-parent.ts', clock: 'playground/clock/preload.ts' };
const SOURCES = [
  'src',
  'jobs',
  'playground/clock',
  'playground/history',
  'playground/company.ts',
  'playground/crowd.ts',
  'playground/end-with-parent.ts',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * The programs, built if they are not there or older than their sources.
 * @param packages see `programs` of vite.config.ts
 */
export async function buildPrograms(packages: 'within' | 'apart' = 'within'): Promise<Programs> {
  const outDir = packages === 'within' ? OUT : `${OUT}-apart`;
  await stampedBuild({
    what: 'The programs',
    sources: SOURCES,
    outDir,
    build: async (beside) => {
      const [{ build }, { programs, preloads }] = await Promise.all([import('vite'), import('../vite.config.ts')]);
      await build({ ...programs(beside, OWN, packages), configFile: false });
      await build({ ...preloads(join(beside, 'before'), BEFORE), configFile: false });
    },
  });
  const at = (name: string): string => join(outDir, `${name}.js`);
  const imports = Object.keys(BEFORE).flatMap((one) => ['--import', join(outDir, 'before', `${one}.mjs`)]);
  return {
    bot: at('bot'),
    worker: at('worker'),
    jy: at('jy'),
    history: at('history'),
    nodeArgs: [...productionFlags('bot'), ...imports],
    imports,
  };
}
