import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** How a module names one that is loaded by its address: no import leads there. */
const MODULE_URL = /(?<== )new URL\('(\.{1,2}\/[^']+\.(?:ts|mjs))', import\.meta\.url\)/g;
const NOT_ASCII = /[^\0-\x7f]/g;

/** What stays beside the programs: large and rarely needed, or the choice of what else is installed. */
const APART = [
  ...['@expo-google-fonts/noto-serif-sc', 'fontkit', 'pdfkit', 'tsx'],
  ...[
    '@aws-sdk/credential-providers',
    '@mongodb-js/zstd',
    'aws4',
    'gcp-metadata',
    'kerberos',
    'mongodb-client-encryption',
  ],
  ...['bufferutil', 'msgpackr-extract', 'snappy', 'socks', 'supports-color', 'utf-8-validate'],
];

/** The programs of a build by name, and their sources. */
export type Sources = Record<string, string>;

/**
 * The programs as they run: bot, worker and command line, each a file of few lines that loads its own part and what they share
 * (`src/programs/compiled.ts`). Loading a thousand modules one by one takes seconds, and the loader of TypeScript 40 MB.
 * @param outDir where they go, relative to the project
 * @param more further programs
 * @param packages `apart`: packages are looked up when a program runs, so that what is loaded before it may change them
 */
export function programs(outDir: string, more: Sources = {}, packages: 'within' | 'apart' = 'within'): UserConfig {
  const input = { bot: 'src/programs/bot.ts', worker: 'src/programs/worker.ts', jy: 'src/programs/jy.ts', ...more };
  return built(outDir, input, {
    ssr: packages === 'apart' ? { external: true } : { noExternal: true, external: APART },
    plugins: [modulesByUrl(), inAscii(), asCommonJs()],
    output: { format: 'cjs', minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } } },
  });
}

/** What is loaded before a program (`--import`) and has to be awaited: a module each. */
export function preloads(outDir: string, input: Sources): UserConfig {
  return built(outDir, input, { ssr: { external: true }, plugins: [], output: { entryFileNames: '[name].mjs' } });
}

type Output = NonNullable<NonNullable<UserConfig['build']>['rolldownOptions']>['output'];

function built(
  outDir: string,
  input: Sources,
  { ssr, plugins, output }: { ssr: NonNullable<UserConfig['ssr']>; plugins: Plugin[]; output: Output },
): UserConfig {
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    ...{ publicDir: false, envDir: false, logLevel: 'warn', plugins, ssr },
    build: {
      ...{ ssr: true, outDir, minify: false, target: 'node20' },
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js', ...output },
      },
    },
  };
}

/** Makes a file of each module that another one names by its URL, and has it named by the URL it has then. */
function modulesByUrl(): Plugin {
  return {
    name: 'modules-by-url',
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

/** A text in which each character is a byte is read in one go, and takes half the memory as long as the program runs. */
function inAscii(): Plugin {
  const escaped = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'in-ascii',
    generateBundle(_, files) {
      for (const file of Object.values(files))
        if (file.type === 'chunk') file.code = file.code.replace(NOT_ASCII, escaped);
    },
  };
}

function asCommonJs(): Plugin {
  return {
    name: 'as-common-js',
    writeBundle: ({ dir = '' }) => writeFile(join(dir, 'package.json'), '{ "type": "commonjs" }\n'),
  };
}

export default defineConfig(programs('dist'));
