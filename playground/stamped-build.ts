/** Builds something once and leaves it alone while its sources stay the same. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = '.stamp';

export interface StampedBuild {
  /** What it is, for the sentence when it fails: "The playground's page". */
  what: string;
  /** Files and folders that it is made of, relative to the project. */
  sources: readonly string[];
  outDir: string;
  /** Builds into a folder that does not exist yet. */
  build: (outDir: string) => Promise<unknown>;
}

/** The build in `outDir`, made if it is not there or older than its sources. Says nothing unless it fails. */
export async function stampedBuild({ what, sources, outDir, build }: StampedBuild): Promise<string> {
  const wanted = await hashOf(sources);
  if ((await stampIn(outDir)) === wanted) return outDir;
  // Built beside and moved in, so that two starts at once never have half of it.
  const beside = `${outDir}.${process.pid}.tmp`;
  const mode = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build(beside);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw new Error(`${what} could not be built: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
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
    // Another start was quicker; what it made is the same.
    if ((await stampIn(outDir)) !== wanted) throw error;
  }
  return outDir;
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const files = await Promise.all(sources.map((one) => filesAt(join(PROJECT, one))));
  for (const file of files.flat().sort()) {
    hash
      .update(relative(PROJECT, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function stampIn(outDir: string): Promise<string | undefined> {
  return readFile(join(outDir, STAMP), 'utf8').catch(() => undefined);
}
