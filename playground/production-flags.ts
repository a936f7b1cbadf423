import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../package.json', import.meta.url);

/** Node's flags with which package.json starts the bot or the worker: what runs here has them, too. */
export function productionFlags(name: 'bot' | 'worker'): string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: Record<typeof name, string> };
  return scripts[name].split(' ').filter((word) => word.startsWith('--'));
}
