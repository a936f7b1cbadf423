import { loadCompiled } from './compiled.ts';

const JY = new URL('../cli.ts', import.meta.url);

void loadCompiled<typeof import('../cli.ts')>(JY).main(process.argv.slice(2));
