import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CODE = /\.(?:ts|tsx|mjs)$/;

export interface Import {
  /** Path from the root (`src/lib/clock.ts`), or the package's name. */
  target: string;
  isLocal: boolean;
  /** It vanishes when types are stripped. */
  isType: boolean;
}

export interface SourceFile {
  /** From the root, with slashes. */
  path: string;
  text: string;
  imports: Import[];
}

/** All code below these folders, the sorted paths first. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(join(ROOT, folder)))
    .filter((path) => CODE.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Paths from the root of everything below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return [relative(ROOT, path).split(sep).join('/')];
  });
}

const STATIC = /^(?:import|export)\s+(?:(type)\s+)?([^'"`;()]*?)\s*(?:from\s*)?'([^']+)';?/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** The imports and re-exports of a module, as its text has them. */
export function importsOf(path: string, text: string): Import[] {
  const found = (to: string, isType: boolean): Import => {
    const isLocal = to.startsWith('.');
    return { target: isLocal ? posix.join(dirname(path), to) : to, isLocal, isType };
  };
  const named = [...text.matchAll(STATIC)].map(([, type, names = '', to = '']) =>
    found(to, type !== undefined || isOnlyTypes(names)),
  );
  return [...named, ...[...text.matchAll(DYNAMIC)].map(([, to = '']) => found(to, false))];
}

function isOnlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const all = inner?.split(',').filter((name) => name.trim() !== '') ?? [];
  return all.length > 0 && all.every((name) => /^\s*type\s/.test(name));
}

/** Code without comments, and with its line breaks. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** The feature whose slice a file belongs to. */
export function featureOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}

/** Whether a file is `jobs/x.ts`, which only says what a job is. */
export function isDefinition(path: string): boolean {
  const hasWorker = () => existsSync(join(ROOT, path.replace(/\.ts$/, '.worker.ts')));
  return /^jobs\/[a-z-]+\.ts$/.test(path) && (path === 'jobs/define.ts' || hasWorker());
}
