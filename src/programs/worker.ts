import { loadCompiled } from './compiled.ts';

const WORKER = new URL('../../jobs/main.ts', import.meta.url);

void loadCompiled<typeof import('../../jobs/main.ts')>(WORKER).main();
