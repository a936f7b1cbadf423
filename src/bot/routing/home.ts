import { section } from '../draw/blocks.ts';
import { homeBlocks } from '../home/collect.ts';
import { WORDS } from '../text/words.ts';
import type { Glue } from './glue.ts';

/** Publishes it to the person who opened it or acted; to nobody else. */
export function homePublisher(parts: Pick<Glue, 'ctx' | 'registry' | 'actorOf'>): (user: string) => Promise<void> {
  return async (user) => {
    const actor = await parts.actorOf(user);
    const blocks =
      actor === undefined ? [section(WORDS.stranger[parts.ctx.config.LOCALE])] : await homeBlocks(parts, actor);
    await parts.ctx.slack.views.publish({ user_id: user, view: { type: 'home', blocks: blocks as never } });
  };
}

/** Publishes App Home when it is opened. */
export function listenToHome(glue: Glue): void {
  glue.app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    await glue
      .publishHome(event.user)
      .catch((error: unknown) => glue.ctx.log.error({ err: error }, 'App Home could not be published'));
  });
}
