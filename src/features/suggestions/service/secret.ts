import type { Context } from '../../../context.ts';
import { seals } from '../../../lib/seal.ts';

type Keyed = Pick<Context, 'config' | 'workspace'>;

/** Without the key nothing anonymous can be taken: nobody could be told apart from nobody. */
export const secrets = seals<Keyed, 'seal' | 'draft' | 'count'>('suggestions', ({ config }) => config.SUGGESTIONS_KEY);
