import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** How a module names one that runs in a thread: no import leads there. */
const MODULE_URL = /(?<== )new URL\('(\.{1,2}\/[^']+\.(?:ts|mjs))', import\.meta\.url\)/g;

/**
 * The programs as they run: bot, worker and command line, each in one file, with what they share beside it. Packages stay packages.
 * Loading some four hundred modules one by one takes seconds, and the loader of TypeScript 40 MB.
 * @param outDir where they go, relative to the project
 * @param more further programs: name and file
 */
export function programs(outDir: string, more: Record<string, string> = {}): UserConfig {
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    ...{ publicDir: false, envDir: false, logLevel: 'warn' },
    plugins: [modulesOfThreads()],
    ssr: { external: true },
    build: {
      ...{ ssr: true, outDir, minify: false, target: 'node20' },
      rolldownOptions: {
        input: { bot: 'src/main.ts', worker: 'jobs/main.ts', jy: 'src/cli.ts', ...more },
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  };
}

/** Makes a file of each module that another one names by its URL, and has it named by the URL it has then. */
function modulesOfThreads(): Plugin {
  return {
    name: 'modules-of-threads',
    // As it is written: the quotes are ours.
    enforce: 'pre',
    transform: {
      filter: { code: 'import.meta.url' },
      handler(code, importer) {
        return code.replace(MODULE_URL, (_, path: string) => {
          const id = fileURLToPath(new URL(path, `file://${importer}`));
          return `import.meta.ROLLDOWN_FILE_URL_${this.emitFile({ type: 'chunk', id })}`;
        });
      },
    },
    // Vite would name it as a page does, from its server's root.
    resolveFileUrl: ({ relativePath }) => `new URL('${relativePath}', import.meta.url)`,
  };
}

export default defineConfig(programs('dist'));
