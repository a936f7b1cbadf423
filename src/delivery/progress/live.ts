import type { JobOutcome } from '../../../jobs/define.ts';
import { deliveryLive } from '../../../jobs/delivery.ts';
import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { updateLiveView } from '../../bot/draw/live-view.ts';
import type { LivePage, LiveShown } from '../../bot/feature.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { actorOf } from '../../members/service.ts';
import { deliveries } from '../model.ts';
import { sortSlackError } from '../slack-errors.ts';

/*
 * A page about a send that is on its way counts up in the eyes of the officer who has it open: a job draws it again until it is
 * final or closed. Slack takes some hundred views a minute, so that a page that stands open for long is drawn less often.
 */

const SOONEST_MS = 3_000;
const LATEST_MS = 15_000;
/** Drawn again after this part of the time for which it has been open. */
const PART = 0.1;
/** A page that has moved for so long is one that nobody looks at. */
const LONGEST_MS = 2 * 60 * 60_000;

/** What the job is told. */
export interface LivePayload {
  /** `<feature>.<verb>` of the feature's `live`. */
  page: string;
  id: string;
  user: string;
  /** The `external_id` of the modal. */
  view: string;
  /** Since when it is open; ms since the epoch. */
  since: number;
}

/**
 * A page as it is shown now; while it moves, it goes on by itself. Without Redis it stands, and its button looks again.
 * @param page where the feature's `live` draws it: `announcements.page`
 */
export async function goesOn(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  { page, id }: { page: string; id: string },
  { view, isMoving }: LiveShown,
): Promise<ModalView> {
  if (!isMoving) return view;
  const name = `live-${newId()}`;
  const now = clock.now();
  const payload: LivePayload = { page, id, user, view: name, since: now.getTime() };
  await ctx
    .enqueue(deliveryLive, payload, { key: name, at: new Date(now.getTime() + SOONEST_MS) })
    .catch((error: unknown) => ctx.log.warn({ err: error, page }, 'a page does not go on by itself'));
  return { ...view, external_id: name };
}

/**
 * Draws an open page again: what the job does.
 * @param pages the registry's `livePage`
 * @returns `again` while it moves; the last drawing shows the final numbers
 */
export async function redrawLive(
  ctx: Context,
  pages: (page: string) => LivePage | undefined,
  { page, id, user, view: name, since }: LivePayload,
): Promise<JobOutcome> {
  const actor = await actorOf(ctx, user);
  const shown = actor === undefined ? undefined : await pages(page)?.({ ctx, actor }, id).catch(nothingIfRefused);
  if (shown === undefined) return { skipped: 'nothing to show' };
  const now = clock.now().getTime();
  try {
    if (!(await updateLiveView(ctx, { ...shown.view, external_id: name }))) return { skipped: 'closed' };
  } catch (error) {
    const fault = sortSlackError(error);
    if (fault.kind === 'permanent') throw error;
    // Clicks want views, too: it comes back when Slack has some again.
    return { again: new Date(now + Math.max(LATEST_MS, fault.kind === 'limited' ? fault.retryAfterMs : 0)) };
  }
  const open = now - since;
  if (!shown.isMoving || open > LONGEST_MS) return { done: true };
  return { again: new Date(now + Math.min(LATEST_MS, Math.max(SOONEST_MS, open * PART))) };
}

/** Whoever opened it may not look at it any more. */
function nothingIfRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/** Whether anything of a notice is to leave about now: not what waits for its readers’ hours, nor what is held. */
export async function isUnderWay(ctx: Context, notice: string): Promise<boolean> {
  const due = { state: { $in: ['planned', 'sending'] }, dueAt: { $lte: new Date(clock.now().getTime() + LATEST_MS) } };
  const found = await deliveries(ctx)
    .findOne({ workspace: ctx.workspace, notice, ...due } as object, { _id: 1 })
    .hint({ workspace: 1, state: 1, dueAt: 1 })
    .lean();
  return found !== null;
}
