import type { Connection } from 'mongoose';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { within } from '../../../../lib/lists/within.ts';
import { type Draft, drafts } from '../../records-model.ts';

/** How often MongoDB is asked again, and for how long. */
const AGAIN_MS = 3_000;
/** A write that takes longer is held too: see `gather` for why MongoDB's driver may wait for ever. */
const WRITE_MS = 5_000;
const HELD_MS = 30 * 60_000;

interface Held {
  draft: Draft;
  until: number;
}

/** What MongoDB did not take, as it would stand there; in this process only. */
const heldBy = new WeakMap<Connection, Map<string, Held>>();

function heldOf({ db }: Pick<Context, 'db'>): Map<string, Held> {
  const found = heldBy.get(db) ?? new Map<string, Held>();
  heldBy.set(db, found);
  return found;
}

/** Writes a draft; while MongoDB is away or full it is held here, and written when that has passed. */
export async function writeOrHold(ctx: Context, draft: Draft): Promise<void> {
  const held = heldOf(ctx);
  try {
    await write(ctx, draft);
    held.delete(draft._id);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a draft could not be written and is held until it can');
    const isFirst = held.size === 0;
    held.set(draft._id, { draft, until: clock.now().getTime() + HELD_MS });
    if (isFirst) tryAgain(ctx);
  }
}

export function heldDraft(ctx: Context, name: string): Draft | undefined {
  return heldOf(ctx).get(name)?.draft;
}

export function heldOfOwner(ctx: Context, owner: string): Draft[] {
  return [...heldOf(ctx).values()].map(({ draft }) => draft).filter((draft) => draft.owner === owner);
}

export function dropHeld(ctx: Context, isDropped: (draft: Draft) => boolean): void {
  const held = heldOf(ctx);
  for (const [name, { draft }] of held) if (isDropped(draft)) held.delete(name);
}

async function write(ctx: Context, { _id, workspace, ...set }: Draft): Promise<void> {
  const writing = drafts(ctx).updateOne({ _id, workspace }, { $set: set }, { upsert: true });
  await within(WRITE_MS, 'Writing a draft', writing);
}

function tryAgain(ctx: Context): void {
  setTimeout(() => void flush(ctx), AGAIN_MS).unref();
}

async function flush(ctx: Context): Promise<void> {
  const held = heldOf(ctx);
  for (const [name, one] of held) {
    const isWritten = await write(ctx, one.draft).then(
      () => true,
      () => false,
    );
    // What came meanwhile under the same name is newer.
    const isSame = held.get(name) === one;
    if (isSame && (isWritten || one.until <= clock.now().getTime())) held.delete(name);
  }
  if (held.size > 0) tryAgain(ctx);
}
