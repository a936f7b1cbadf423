import type { Button } from '@slack/types';
import type { Actor } from '../actor.ts';
import type { AnyBlock } from '../draw/block-kit.ts';
import { actions, button, divider, LIMITS, section } from '../draw/blocks.ts';
import { WORDS } from '../text/words.ts';
import { sentenceFor } from './errors.ts';
import type { Glue } from './glue.ts';
import { HELP_ACTION } from './help.ts';

/** Buttons in a row that one still overlooks. */
const ROW = 5;

/** The actor's App Home, pulled from the registry: one section per feature; one that fails says so and the others stand. */
export async function homeBlocks(glue: Pick<Glue, 'ctx' | 'registry'>, actor: Actor): Promise<AnyBlock[]> {
  const { ctx, registry } = glue;
  const parts = await Promise.all(
    registry.features.map(
      (feature) =>
        feature
          .home?.({ ctx, actor })
          .catch((error: unknown): AnyBlock[] => [
            section(sentenceFor(error, actor.locale, ctx.log, `${feature.name} home`)),
          ]) ?? [],
    ),
  );
  const first = await Promise.all(
    registry.features.map((feature) =>
      feature.homeFirst?.({ ctx, actor }).catch((error: unknown): AnyBlock[] => {
        ctx.log.error({ err: error, feature: feature.name }, 'what comes first on App Home could not be shown');
        return [];
      }),
    ),
  );
  const shown = [first.flatMap((part) => part ?? []), ...parts].filter((part) => part.length > 0);
  const blocks = shown.flatMap((part, index) => (index === 0 ? part : [divider(), ...part]));
  return withButton(
    blocks.slice(0, LIMITS.viewBlocks - 1),
    button({ action: HELP_ACTION, label: WORDS.openHelp[actor.locale] }),
  );
}

/** Beside the last buttons where there is room, else below. */
function withButton(blocks: AnyBlock[], last: Button): AnyBlock[] {
  const row = blocks.at(-1);
  if (row?.type !== 'actions' || row.elements.length >= ROW) return [...blocks, actions(last)];
  return [...blocks.slice(0, -1), { ...row, elements: [...row.elements, last] }];
}

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
