import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  dir: string,
) => void;
type Fresh = readonly [cache: string, script: Script];

/** Until then a program has done its first work, and what it compiled for that is kept as well. */
const SETTLED_MS = 1_000;

/**
 * Loads a program as `npm run build` made it, with the files that it shares with others, from what V8 compiled last time. Parsing
 * and compiling is most of a start; kept beside the program under V8's version and flags, it is done once. Where it can be neither
 * read nor written, a start takes longer, and that is all.
 * @param program a file of CommonJS without `import()`
 * @returns what it exports
 */
export function loadCompiled<Exports extends object>(program: URL): Exports {
  const loaded = new Map<string, { exports: object }>();
  const fresh: Fresh[] = [];

  function load(file: string): object {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const outside = createRequire(file);
    const require = Object.assign(
      (id: string): unknown => (id.startsWith('.') ? load(resolve(dirname(file), id)) : outside(id)),
      { ...outside, resolve: outside.resolve },
    ) as NodeJS.Require;
    const { script, cache } = compile(file);
    if (cache !== undefined) fresh.push([cache, script]);
    const run = script.runInThisContext() as Wrapped;
    run.call(module.exports, module.exports, require, module, file, dirname(file));
    return module.exports;
  }

  const exports = load(fileURLToPath(program)) as Exports;
  if (fresh.length > 0) setTimeout(() => keep(fresh), SETTLED_MS).unref();
  return exports;
}

/** @returns where to keep what was compiled, if nothing of use was there */
function compile(file: string): { script: Script; cache?: string } {
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'latin1')}\n})`;
  // V8 itself would take another source of the same length for the one that it compiled.
  const of = `${basename(file)}.${statSync(file).mtimeMs}.${cachedDataVersionTag()}`;
  const cache = join(dirname(file), '.compiled', of);
  const cachedData = contentOf(cache);
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  return cachedData === undefined || script.cachedDataRejected ? { script, cache } : { script };
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep(fresh: readonly Fresh[]): void {
  for (const [cache, script] of fresh) {
    const beside = `${cache}.${process.pid}`;
    try {
      mkdirSync(dirname(cache), { recursive: true });
      writeFileSync(beside, script.createCachedData());
      renameSync(beside, cache);
    } catch {
      // A folder that may not be written to, or is gone: the next start compiles again.
      return;
    }
  }
}
