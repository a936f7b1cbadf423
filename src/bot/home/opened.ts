import type { ViewOutput } from '@slack/bolt';
import type { Actor } from '../actor.ts';
import type { ModalView } from '../draw/block-kit.ts';
import { updateViewBelow } from '../draw/live-view.ts';
import type { Glue } from '../routing/glue.ts';
import { waitingView } from './collect.ts';
import { WAITING_ACTION } from './draw.ts';
import { partView } from './part.ts';

/** A modal does not stand open for longer. */
const KEPT_S = 12 * 60 * 60;

const keyOf = ({ ctx }: Pick<Glue, 'ctx'>, viewId: string): string =>
  `${ctx.config.QUEUE_PREFIX}:home-opened-${viewId}`;

/**
 * A modal that Home opens: all that waits, or the page of a feature.
 * @param part the feature, or `WAITING_ACTION`
 * @param deed names the click; see `CommandRequest.deed`
 */
export function drawPart(glue: Glue, actor: Actor, part: string, deed: string): Promise<ModalView> {
  return part === WAITING_ACTION ? waitingView(glue, actor) : partView(glue, actor, part, deed);
}

/** The lowest modal of those that stand open; undefined for a message and for Home itself. */
export function rootOf(view: ViewOutput | undefined): string | undefined {
  return view?.type === 'modal' ? (view.root_view_id ?? view.id) : undefined;
}

/** Remembers what a modal shows, so that what is done in forms on top of it is seen in it. */
export async function rememberPart(glue: Glue, viewId: string, part: string): Promise<void> {
  await glue.ctx.redis
    .set(keyOf(glue, viewId), part, 'EX', KEPT_S)
    .catch((error: unknown) =>
      glue.ctx.log.warn({ err: error }, 'a page is not drawn again by what is done on top of it'),
    );
}

/**
 * Publishes a person's Home again, and the modal of it that stands open below. What they have done is done: a page that cannot be
 * drawn again is drawn when it is next opened.
 * @param root the lowest modal that stands open; undefined if there is none
 */
export async function refreshHome(glue: Glue, user: string, root: string | undefined, deed: string): Promise<void> {
  const done = await Promise.allSettled([
    glue.publishHome(user),
    root === undefined ? undefined : redrawOpened(glue, user, root, deed),
  ]);
  for (const one of done)
    if (one.status === 'rejected') glue.ctx.log.warn({ err: one.reason }, 'a page could not be drawn again');
}

async function redrawOpened(glue: Glue, user: string, root: string, deed: string): Promise<void> {
  const part = await glue.ctx.redis.get(keyOf(glue, root));
  if (part === null) return;
  // Read again: who acted may have changed by it, in their language, say.
  const actor = await glue.actorOf(user);
  if (actor !== undefined) await updateViewBelow(glue.ctx, root, await drawPart(glue, actor, part, deed));
}
