import { loadCompiled } from './compiled.ts';

const BOT = new URL('../main.ts', import.meta.url);

void loadCompiled<typeof import('../main.ts')>(BOT).main();
