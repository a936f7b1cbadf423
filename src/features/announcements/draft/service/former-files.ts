import { UserError } from '../../../../bot/routing/errors.ts';
import { deleteSlackFile } from '../../../../bot/slack/file.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { forgetFormer, formerFiles, isUsed } from './attachment.ts';

/** Deletes what edits have taken off, for everybody. What Slack does not delete is tried again every minute for a day. */
export async function deleteFormer(ctx: Context): Promise<void> {
  for await (const { file, until } of formerFiles(ctx)) {
    try {
      if (!(await isUsed(ctx, file))) await deleteSlackFile(ctx, file);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (clock.now() < until) continue;
    }
    await forgetFormer(ctx, file);
  }
}
