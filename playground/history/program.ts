import { loadCompiled } from '../../src/programs/compiled.ts';

const HISTORY = new URL('./main.ts', import.meta.url);

void loadCompiled<typeof import('./main.ts')>(HISTORY).main();
