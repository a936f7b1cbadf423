import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { type Announcement, type Attachment, announcements } from '../../model.ts';
import { WORDS } from '../../words.ts';

const FORMER = 200;
const TRIED_MS = DAY_MS;

/** Whether a file goes with another announcement, too, as with the next of a repeated one. */
export async function isUsed(ctx: Context, file: string): Promise<boolean> {
  const ofFile = { workspace: ctx.workspace, 'attachment.file': file, state: { $ne: 'recalled' as const } };
  return (await announcements(ctx).exists(ofFile)) !== null;
}

/** Files that edits have taken off and that nothing else goes out with, and until when it is tried to delete them. */
export async function* formerFiles(ctx: Context): AsyncGenerator<{ file: string; until: Date }, void, void> {
  const found = await announcements(ctx)
    .find({ workspace: ctx.workspace, formerFiles: { $exists: true } }, { formerFiles: 1, editedAt: 1 })
    .limit(FORMER)
    .lean<Pick<Announcement, 'formerFiles' | 'editedAt'>[]>();
  for (const { formerFiles: files = [], editedAt } of found)
    for (const file of files) yield { file, until: new Date((editedAt?.getTime() ?? 0) + TRIED_MS) };
}

/** A file that is deleted, or stays for good: nobody looks for it again. */
export async function forgetFormer(ctx: Context, file: string): Promise<void> {
  const ofFile = { workspace: ctx.workspace, formerFiles: file };
  await announcements(ctx).updateMany(ofFile, { $pull: { formerFiles: file } });
  await announcements(ctx).updateMany(
    { workspace: ctx.workspace, formerFiles: { $size: 0 } },
    { $unset: { formerFiles: 1 } },
  );
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
