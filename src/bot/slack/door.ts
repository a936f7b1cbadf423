import { Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { qrPicture } from '../../lib/pictures/qr.ts';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import { isInSlack, keepSlackFile } from './file.ts';
import { appLink } from './workspace.ts';

/** The picture of the link that opens the bot: Slack's file, drawn once for a workspace. */
interface Door {
  workspace: string;
  link: string;
  file: string;
}

const string = { type: String, required: true } as const;
const doorSchema = new Schema<Door>({ workspace: string, link: string, file: string }, { versionKey: false });
doorSchema.index({ workspace: 1 }, { unique: true });
const doors = collection('bot_doors', doorSchema);

/** Makes the index of the doors. */
export const prepareDoors = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [doors]);

/** The picture's file, as it was last put into Slack; undefined until a screen with it has been opened. */
export async function doorPicture(ctx: Context): Promise<string | undefined> {
  return (await doors(ctx).findOne({ workspace: ctx.workspace }).lean<Door>())?.file;
}

/** Sees to it that the picture is there. Without it the code on the screen is enough, so that a screen opens at any rate. */
export async function prepareDoor(ctx: Context): Promise<void> {
  try {
    const link = await appLink(ctx);
    const had = await doors(ctx).findOne({ workspace: ctx.workspace }).lean<Door>();
    if (had?.link === link && (await isInSlack(ctx, had.file))) return;
    const { id: file } = await keepSlackFile(ctx, { filename: 'check-in.png', bytes: qrPicture(link) });
    await doors(ctx).updateOne({ workspace: ctx.workspace }, { $set: { link, file } }, { upsert: true });
  } catch (error) {
    ctx.log.warn({ err: error }, 'the picture of the link to check in is not shown');
    await doors(ctx).deleteOne({ workspace: ctx.workspace });
  }
}
