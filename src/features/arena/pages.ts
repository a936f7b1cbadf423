import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { matchModal } from './match-views.ts';
import type { Contest } from './rules/records.ts';
import { matchPage } from './service/bracket-pages.ts';
import { sizeOfInvitation } from './service/contests.ts';
import { lives } from './service/lives.ts';
import { shownOne } from './service/shown.ts';
import { contestModal } from './views.ts';
import { WORDS } from './words.ts';

/** A contest as somebody sees it. @param note what has just been done, in a sentence */
export async function contestPage(ctx: Context, actor: Actor, contest: Contest, note?: string): Promise<ModalView> {
  const shown = await shownOne(ctx, actor, contest);
  const size = shown.isManaged && contest.state === 'draft' ? await sizeOfInvitation(ctx, contest) : 0;
  return contestModal(formReaderOf(actor), shown, note, size);
}

/** A match that is decided. @throws UserError for one that is not */
export async function decidedMatch(
  ctx: Context,
  actor: Actor,
  id: string,
  match: string,
  note?: string,
): Promise<ModalView> {
  const page = await matchPage(ctx, actor, await lives.present(ctx, id), match);
  if (page === undefined || page.match.winner === undefined) throw new UserError(WORDS.gone);
  return matchModal(formReaderOf(actor), page, note);
}
