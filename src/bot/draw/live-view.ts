import type { Context } from '../../context.ts';
import type { SubmitResult } from '../feature.ts';
import { isSlackError, toSlack } from '../routing/glue.ts';
import type { ModalView } from './block-kit.ts';

/**
 * Draws an open modal again that nobody has touched.
 * @param view with the `external_id` by which it is found
 * @returns false when it was closed
 * @throws Slack's error for anything else
 */
export async function updateLiveView(ctx: Pick<Context, 'slack'>, view: ModalView): Promise<boolean> {
  return updated(ctx, { external_id: view.external_id ?? '' }, view);
}

/** The same for a modal by its id: the one below a form that was submitted. */
export async function updateViewBelow(ctx: Pick<Context, 'slack'>, viewId: string, view: ModalView): Promise<boolean> {
  return updated(ctx, { view_id: viewId }, view);
}

/**
 * Closes a form and shows the page below it as it is now. The page takes the form's place where there is none (`below` is empty or was
 * closed), and where the form itself has taken the page's place, as the fourth of three modals does.
 */
export async function backTo(
  { ctx, viewId }: { ctx: Pick<Context, 'slack'>; viewId: string },
  below: string,
  page: ModalView,
): Promise<SubmitResult> {
  if (below !== '' && below !== viewId && (await updateViewBelow(ctx, below, page))) return { close: true };
  return { update: page };
}

async function updated(
  ctx: Pick<Context, 'slack'>,
  which: { external_id: string } | { view_id: string },
  view: ModalView,
): Promise<boolean> {
  try {
    await ctx.slack.views.update({ ...which, view: toSlack(view) });
    return true;
  } catch (error) {
    if (isSlackError(error, 'not_found')) return false;
    throw error;
  }
}
