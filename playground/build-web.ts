/** Builds the playground's page once and leaves it alone while its sources stay the same. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('./web', import.meta.url));
const ALSO = ['./protocol.ts', './build-web.ts', '../package.json'].map((at) =>
  fileURLToPath(new URL(at, import.meta.url)),
);
const STAMP = '.stamp';

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...(await filesUnder(WEB)).sort(), ...ALSO]) {
    hash
      .update(relative(WEB, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function stampIn(outDir: string): Promise<string | undefined> {
  return readFile(join(outDir, STAMP), 'utf8').catch(() => undefined);
}

/** The page in `outDir`, built if it is not there or older than its sources. Says nothing unless it fails. */
export async function buildWeb(outDir: string): Promise<string> {
  const wanted = await hashOfSources();
  if ((await stampIn(outDir)) === wanted) return outDir;
  // Built beside and moved in, so that two starts at once never serve half a page.
  const beside = `${outDir}.${process.pid}.tmp`;
  const mode = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
    await build({
      root: WEB,
      configFile: false,
      envFile: false,
      publicDir: false,
      mode: 'production',
      base: './',
      logLevel: 'silent',
      plugins: [react()],
      build: { outDir: beside, emptyOutDir: true, target: 'es2023', reportCompressedSize: false },
    });
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw new Error(
      `The playground's page could not be built: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  } finally {
    if (mode === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = mode;
  }
  await writeFile(join(beside, STAMP), wanted);
  await rm(outDir, { recursive: true, force: true });
  try {
    await rename(beside, outDir);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Another start was quicker; its page is the same one.
    if ((await stampIn(outDir)) !== wanted) throw error;
  }
  return outDir;
}
