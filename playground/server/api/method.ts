import type { Hub } from '../hub.ts';
import type { Fields } from '../validate/schema.ts';
import type { Args } from './args.ts';

/** One Web API method: what it adds to `{ ok: true }`, or a SlackError. */
export type Method = (args: Args, hub: Hub) => Fields;
export type Methods = Record<string, Method>;
