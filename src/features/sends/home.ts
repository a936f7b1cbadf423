import { oncePerHome } from '../../bot/home/once.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Today, Waiting } from '../../bot/routing/contributions.ts';
import { texts } from '../../bot/text/i18n.ts';
import { messages } from './messages.ts';
import { newsFor } from './service.ts';

const news = oncePerHome(({ ctx, actor }) => newsFor(ctx, actor));

/** What was held or has failed: an officer has to say whether it goes on. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const say = texts(request.actor.locale, messages);
  const found = await news(request);
  if (found === undefined || found.paused + found.failed === 0) return [];
  const button =
    found.only === undefined
      ? { action: 'sends.list', label: say.open }
      : { action: 'sends.open', label: say.open, value: found.only };
  return [{ what: `*${say.title}* ${say.news({ ...found, running: 0 })}`, button }];
}

/** What is on its way. */
export async function today(request: HomeRequest): Promise<Today[]> {
  const found = await news(request);
  if (found === undefined || found.running === 0) return [];
  const say = texts(request.actor.locale, messages);
  return [{ what: say.news({ running: found.running, paused: 0, failed: 0 }) }];
}
