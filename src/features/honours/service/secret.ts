import type { Context } from '../../../context.ts';
import { seals } from '../../../lib/seal.ts';

type Keyed = Pick<Context, 'config' | 'workspace'>;

/** The way back to people who object without their name. */
export const secrets = seals<Keyed, 'seal' | 'count'>('honours', ({ config }) => config.SUGGESTIONS_KEY);
