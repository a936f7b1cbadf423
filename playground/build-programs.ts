import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productionFlags } from './production-flags.ts';
import { stampedBuild } from './stamped-build.ts';

/** The programs of `npm run build`, and what a playground puts before them. */
export interface Programs {
  bot: string;
  worker: string;
  jy: string;
  /** Node's arguments before any of them: it ends with its parent and follows the playground's clock. */
  nodeArgs: string[];
}

const OUT = fileURLToPath(new URL('../.cache/programs', import.meta.url));

/** The programs, built if they are not there or older than their sources. */
export async function buildPrograms(): Promise<Programs> {
  await stampedBuild({
    what: 'The programs',
    sources: ['src', 'jobs', 'playground/clock', 'playground/end-with-parent.ts', 'vite.config.ts', 'package.json'],
    outDir: OUT,
    build: async (beside) => {
      const [{ build }, { programs }] = await Promise.all([import('vite'), import('../vite.config.ts')]);
      const before = { clock: 'playground/clock/preload.ts', parent: 'playground/end-with-parent.ts' };
      await build({ ...programs(beside, before), configFile: false });
    },
  });
  const at = (name: string): string => join(OUT, `${name}.js`);
  return {
    bot: at('bot'),
    worker: at('worker'),
    jy: at('jy'),
    nodeArgs: [...productionFlags('bot'), ...['parent', 'clock'].flatMap((one) => ['--import', at(one)])],
  };
}
