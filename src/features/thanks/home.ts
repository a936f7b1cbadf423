import type { HomeRequest } from '../../bot/request.ts';
import { messages } from './messages.ts';
import { listOf } from './service.ts';

/** How many thanks the person has got. */
export async function home({ ctx, actor }: HomeRequest): Promise<string> {
  const { total } = await listOf(ctx, actor, 'got', 1);
  return messages[actor.locale].row(total);
}
