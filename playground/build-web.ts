import { fileURLToPath } from 'node:url';
import { stampedBuild } from './stamped-build.ts';

/** The playground's page in `outDir`, built if it is not there or older than its sources. */
export function buildWeb(outDir: string): Promise<string> {
  return stampedBuild({
    what: "The playground's page",
    sources: ['playground/web', 'playground/protocol.ts', 'playground/build-web.ts', 'package.json'],
    outDir,
    build: async (beside) => {
      const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
      await build({
        root: fileURLToPath(new URL('./web', import.meta.url)),
        configFile: false,
        envFile: false,
        publicDir: false,
        mode: 'production',
        base: './',
        logLevel: 'silent',
        plugins: [react()],
        build: { outDir: beside, emptyOutDir: true, target: 'es2023', reportCompressedSize: false },
      });
    },
  });
}
