import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { affairsOf, inAffairs, maySee } from '../../../../members/roles.ts';
import { announcementFor, findAnnouncement } from '../../draft/service/drafts.ts';
import { type Announcement, announcements } from '../../model.ts';
import type { State } from '../../rules.ts';
import { WORDS } from '../../words.ts';
import { announcementReceipts } from './receipts.ts';

const LATEST = 10;
/** The company's latest among which a branch's officer finds those that went to the branch. */
const LOOKED_AT = 50;
export const OUT: readonly State[] = ['sending', 'sent', 'ended', 'recalled'];

/** Whether its officer may change it; who may not reads the own branch's receipts. */
export function mayChange(actor: Actor, one: Pick<Announcement, 'branch'>): boolean {
  return maySee(actor, one.branch);
}

/**
 * An announcement that an officer may look at: one of the own affairs, or one of the company's that went to the own branch.
 * @throws UserError for any other
 */
export async function announcementSeen(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const found = await findAnnouncement(ctx, id);
  if (found === undefined || mayChange(actor, found)) return announcementFor(ctx, actor, id);
  const wentHere = isCompanyOut(found) ? await wentTo(ctx, actor, [id]) : new Set<string>();
  if (!wentHere.has(id)) throw new UserError(WORDS.gone);
  return found;
}

/** The latest that an officer may look at, own drafts among them. */
export async function latestSeen(ctx: Context, actor: Actor): Promise<Announcement[]> {
  const affairs = affairsOf(actor);
  const { workspace } = ctx;
  const own = await announcements(ctx)
    .find({
      workspace,
      ...inAffairs(affairs),
      $or: [{ author: actor.user, state: 'draft' as const }, { state: { $ne: 'draft' } }],
    })
    .sort({ updatedAt: -1 })
    .limit(LATEST)
    .lean<Announcement[]>();
  if (affairs === 'company') return own;
  const company = await announcements(ctx)
    .find({ workspace, branch: { $exists: false }, state: { $in: [...OUT] } })
    .sort({ updatedAt: -1 })
    .limit(LOOKED_AT)
    .lean<Announcement[]>();
  const ids = company.map(({ _id }) => _id);
  const here = await wentTo(ctx, actor, ids);
  return [...own, ...company.filter(({ _id }) => here.has(_id))]
    .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
    .slice(0, LATEST);
}

function isCompanyOut({ branch, state }: Announcement): boolean {
  return branch === undefined && OUT.includes(state);
}

/** Those of these announcements that have a receipt in the officer’s own branch. */
async function wentTo(ctx: Context, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  const affairs = affairsOf(actor);
  // An officer without a branch looks after nobody, not even people without one.
  return typeof affairs === 'object' ? announcementReceipts.idsIn(ctx, affairs.branch, ids) : new Set();
}
