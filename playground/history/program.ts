import { loadCompiled } from '../../src/lib/compiled.ts';

const HISTORY = new URL('./main.ts', import.meta.url);

void loadCompiled<typeof import('./main.ts')>(HISTORY).main();
