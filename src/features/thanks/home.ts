import type { HomeRequest } from '../../bot/request.ts';
import { messages } from './messages.ts';
import { countGot } from './service.ts';

/** How many thanks the person has got. */
export async function home({ ctx, actor }: HomeRequest): Promise<string> {
  return messages[actor.locale].row(await countGot(ctx, actor));
}
