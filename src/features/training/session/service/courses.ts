import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { maySee } from '../../../../members/roles.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses } from '../../model.ts';

const LATEST_DRAFTS = 5;

/** A course that an officer may see; a draft is its author's alone. @throws UserError for any other */
export async function courseFor(ctx: Context, actor: Actor, id: string): Promise<Course> {
  const found = await findCourse(ctx, actor, id);
  if (found === undefined) throw new UserError(WORDS.gone);
  return found;
}

/** The same; undefined where there is none yet. @throws UserError for one of somebody else */
export async function findCourse(ctx: Context, actor: Actor, id: string): Promise<Course | undefined> {
  const found = await courses(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Course>();
  if (found === null) return undefined;
  const isOwn = found.state !== 'draft' || found.author === actor.user;
  if (!isOwn || !maySee(actor, found.branch)) throw new UserError(WORDS.gone);
  return found;
}

/** An officer's own drafts, the last first. */
export function draftsOf(ctx: Context, actor: Actor): Promise<Course[]> {
  return courses(ctx)
    .find({ workspace: ctx.workspace, state: 'draft', author: actor.user })
    .sort({ updatedAt: -1 })
    .limit(LATEST_DRAFTS)
    .lean<Course[]>();
}
