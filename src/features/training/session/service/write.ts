import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { WORDS } from '../../messages/words.ts';
import { type Session, sessions } from '../../model.ts';
import { wakeAt } from '../rules/wake.ts';

type Store = Pick<Context, 'db' | 'workspace'>;

/** What a decision sets; undefined takes a field away. */
export type Write = { [K in keyof Session]?: Session[K] | undefined };

const TRIES = 40;

/** A session as it is now; not shared with other readers, for what is read here is written back. */
export async function findSession(ctx: Store, id: string): Promise<Session | undefined> {
  return (await sessions(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Session>()) ?? undefined;
}

/**
 * One atomic write on one document: it holds only if nothing has happened to the session since it was read, else it is decided
 * anew. When the session wakes next is part of it.
 * @param decide what to set; undefined: nothing is to be done
 * @param known the session as it was just read: only if that is not it any more it is read again
 * @throws UserError when there is no such session, or others were first too often
 */
export async function writeSession(
  ctx: Store,
  id: string,
  decide: (session: Session, now: Date) => Write | undefined,
  known?: Session,
): Promise<Session> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = tries === 0 && known !== undefined ? known : await findSession(ctx, id);
    if (before === undefined) throw new UserError(WORDS.gone);
    const set = decide(before, clock.now());
    if (set === undefined) return before;
    const after = await writeIfSame(ctx, before, set);
    if (after !== undefined) return after;
  }
  throw new UserError(WORDS.busy);
}

async function writeIfSame(ctx: Store, before: Session, wanted: Write): Promise<Session | undefined> {
  const updatedAt = clock.now();
  const changed = { ...before, ...wanted, rev: before.rev + 1, updatedAt } as Session;
  const set: Write = { ...wanted, rev: changed.rev, updatedAt, wakeAt: wakeAt(changed) };
  const entries = Object.entries(set);
  const gone = entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1]);
  const written = await sessions(ctx).updateOne({ _id: before._id, workspace: ctx.workspace, rev: before.rev }, {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone) }),
  } as never);
  return written.modifiedCount === 1 ? ({ ...changed, wakeAt: set.wakeAt } as Session) : undefined;
}
