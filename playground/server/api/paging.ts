import { SlackError } from '../slack-error.ts';
import type { Fields } from '../validate/schema.ts';
import type { Args } from './args.ts';

/** One page of a list, and the cursor of the next. */
export function page<T>(args: Args, items: T[], standard: number, max = 1000): { items: T[]; meta: Fields } {
  const limit = args.number('limit') ?? standard;
  if (limit < 1 || limit > max) throw new SlackError('invalid_limit');
  const cursor = args.optional('cursor');
  let from = 0;
  if (cursor !== undefined) {
    const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
    if (!match) throw new SlackError('invalid_cursor');
    from = Number(match[1]);
  }
  const to = from + Math.floor(limit);
  const next = to < items.length ? Buffer.from(`next:${to}`).toString('base64') : '';
  return { items: items.slice(from, to), meta: { next_cursor: next } };
}
