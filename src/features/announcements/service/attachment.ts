import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Announcement, type Attachment, announcements } from '../model.ts';
import { WORDS } from '../words.ts';

/** Whether a file goes with another announcement, too, as with the next of a repeated one. */
export async function isUsed(ctx: Context, file: string): Promise<boolean> {
  const ofFile = { workspace: ctx.workspace, 'attachment.file': file, state: { $ne: 'recalled' as const } };
  return (await announcements(ctx).exists(ofFile)) !== null;
}

/** A draft's picture or file, in place of the one before; without one, it has none. @throws UserError when it is no draft any more */
export async function attach(
  ctx: Context,
  actor: Actor,
  id: string,
  attachment: Attachment | undefined,
): Promise<Announcement> {
  const updatedAt = clock.now();
  const changed = await announcements(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, state: 'draft', author: actor.user },
      attachment === undefined
        ? { $set: { updatedAt }, $unset: { attachment: 1 } }
        : { $set: { updatedAt, attachment } },
      { returnDocument: 'after' },
    )
    .lean<Announcement>();
  if (changed === null) throw new UserError(WORDS.notDraft);
  return changed;
}
