import { UserError } from '../bot/routing/errors.ts';
import { downloadSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import { idFrom } from '../lib/ids.ts';
import type { Bilingual } from '../lib/language.ts';
import { bareOfMetadata, type PictureKind } from '../lib/pictures/picture.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import type { CaseRecords } from './records.ts';

export interface BarePhoto {
  kind: PictureKind;
  bytes: Uint8Array;
}

/** Under MongoDB's 16 MB for a document. */
export const PHOTO_BYTES = 10_000_000;
export const PHOTOS = 5;

/** A photo without its metadata; undefined for anything that is no whole picture of a kind we know. */
export function barePhoto(bytes: Uint8Array): BarePhoto | undefined {
  return bareOfMetadata(bytes);
}

/** The photos behind files that a person chose, without their metadata. @throws UserError for a file that is no photo */
export async function photosIn(ctx: Context, files: readonly string[], noPhoto: Bilingual): Promise<BarePhoto[]> {
  const found = await Promise.all(files.map((id) => downloadSlackFile(ctx, id, PHOTO_BYTES)));
  return found.map(({ bytes }) => {
    const photo = barePhoto(bytes);
    if (photo === undefined) throw new UserError(noPhoto);
    return photo;
  });
}

/** Keeps a case's photos; keeping them again adds nothing. */
export async function keepPhotos(
  ctx: Context,
  { photos }: CaseRecords,
  item: string,
  bare: readonly BarePhoto[],
): Promise<void> {
  await insertNew(
    photos(ctx),
    bare.map(({ kind, bytes }, index) => ({
      _id: idFrom(item, 'photo', String(index)),
      workspace: ctx.workspace,
      item,
      index,
      kind,
      bytes: Buffer.from(bytes),
    })),
  );
}

/** A case's photos, as files named by its number. */
export async function photosOf(
  ctx: Context,
  { photos }: CaseRecords,
  item: { _id: string; number: string },
): Promise<{ filename: string; bytes: Uint8Array }[]> {
  const found = await photos(ctx).find({ workspace: ctx.workspace, item: item._id }).sort({ index: 1 });
  return found.map(({ index, kind, bytes }) => ({
    filename: `${item.number}-${index + 1}.${kind}`,
    bytes: new Uint8Array(bytes),
  }));
}
