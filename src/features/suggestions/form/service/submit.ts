import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { BarePhoto } from '../../../../cases/photos.ts';
import type { Context } from '../../../../context.ts';
import type { Item } from '../../item/model.ts';
import { offered } from '../../kinds/rules.ts';
import { kindsOf } from '../../kinds/service.ts';
import { suggestionCases } from '../../service/items.ts';
import { WORDS } from '../../words.ts';

export const TEXT = 6_000;

/** What somebody has written. */
export interface Content {
  kind: string;
  text: string;
  place: string;
  branch: string;
  isAnonymous: boolean;
}

/**
 * Files an item, once however often the same form is sent, and gives it its number.
 * @param draft.once names the form or the command
 * @throws UserError when the words are missing, the day's allowance is used up, or nothing anonymous can be taken
 */
export async function submit(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  draft: Content & { once: string },
  photos: readonly BarePhoto[],
): Promise<Item> {
  const text = draft.text.trim().slice(0, TEXT);
  if (text === '') throw new UserError(WORDS.empty);
  const { once, place, branch, isAnonymous } = draft;
  const kind = await kindToFile(ctx, draft.kind);
  return suggestionCases.open(ctx, actor, { once, kind, text, place, branch, isAnonymous, photos });
}

/** The kind that was chosen, though it was retired meanwhile; where none was, the first that is offered. */
async function kindToFile(ctx: Context, wanted: string): Promise<string> {
  const kinds = await kindsOf(ctx);
  const found = kinds.find((one) => one.kind === wanted) ?? offered(kinds)[0];
  if (found === undefined) throw new Error('There are no kinds');
  return found.kind;
}
