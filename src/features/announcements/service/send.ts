import { announcementsSend } from '../../../../jobs/announcements.ts';
import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { onDutyFrom } from '../../../members/ranks.ts';
import { announcementFor, checkScope, hasBody, specOf, withinOf } from '../draft/service/drafts.ts';
import { type Announcement, announcements } from '../model.ts';
import { announcementReceipts } from '../receipts/service/receipts.ts';
import { noteAct } from '../register/service/log.ts';
import { openNext, takeTurn } from '../repeats/service.ts';
import { faultsOf, MOVES, type Move } from '../rules.ts';
import { WORDS } from '../words.ts';

const URGENT = 2;
const PLAIN = 5;

/**
 * Takes one step of the state machine, once.
 * @param as what it must still be besides
 * @returns undefined when the state does not allow it any more
 */
export async function move(
  ctx: Context,
  id: string,
  step: Move,
  set: Partial<Announcement> = {},
  as: Pick<Announcement, 'dueAt'> = {},
): Promise<Announcement | undefined> {
  const { from, to } = MOVES[step];
  const changed = await announcements(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, _id: id, state: { $in: [...from] }, ...as },
      { $set: { ...set, state: to, updatedAt: clock.now() } },
      { returnDocument: 'after' },
    )
    .lean<Announcement>();
  return changed ?? undefined;
}

export function faultsIn(one: Announcement): ReturnType<typeof faultsOf> {
  const { title = '', body = '', questionText = '' } = one.second?.words ?? {};
  const second = one.second === undefined ? undefined : { title, hasBody: hasBody(body), questionText };
  return faultsOf({ ...one, second, hasBody: hasBody(one.body), parts: one.include.length }, clock.now());
}

/**
 * An officer sends a draft: it goes out at its hour, or at once; an urgent one waits for a second officer.
 * @throws UserError when it is not complete, goes beyond the branch, or reaches nobody
 */
export async function send(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const draft = await announcementFor(ctx, actor, id);
  // A second press finds it handed in already.
  if (draft.state !== 'draft') return draft;
  checkScope(actor, draft);
  if (faultsIn(draft).length > 0) throw new UserError(WORDS.notComplete);
  if ((await sizeOfAudience(ctx, specOf(draft), withinOf(draft))).members === 0) throw new UserError(WORDS.nobody);
  if (draft.urgent) return askSecond(ctx, actor, draft);
  const dueAt = draft.at ?? clock.now();
  const scheduled = await move(ctx, id, 'send', { dueAt, firstAt: dueAt });
  if (scheduled === undefined) return announcementFor(ctx, actor, id);
  await noteAct(ctx, scheduled, 'schedule', actor.user, { nth: clock.now().getTime() });
  await hurry(ctx, scheduled);
  return scheduled;
}

async function askSecond(ctx: Context, actor: Actor, draft: Announcement): Promise<Announcement> {
  const asked = await move(ctx, draft._id, 'ask');
  if (asked === undefined) return announcementFor(ctx, actor, draft._id);
  const nth = clock.now().getTime();
  await noteAct(ctx, asked, 'ask', actor.user, { nth });
  const seconds = await onDutyFrom(ctx, asked.branch === undefined ? 1 : 0, asked.branch ?? '', [actor.user]);
  await plan(
    ctx,
    seconds.map(
      (user): PlannedNotice => ({
        notice: `announcements.second-${asked._id}-${nth}`,
        kind: 'announcements.second',
        about: aboutSecond(asked._id),
        recipient: user,
        to: 'member',
        params: { announcement: asked._id },
        urgent: true,
        priority: URGENT,
      }),
    ),
  );
  return asked;
}

/** The word of a second officer that an urgent one waits for. */
const aboutSecond = (id: string): string => `announcements.second:${id}`;

/** Another officer confirms an urgent one. @throws UserError for its author, or when it waits no more */
export async function approve(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const one = await announcementFor(ctx, actor, id);
  if (one.author === actor.user) throw new UserError(WORDS.ownUrgent);
  const now = clock.now();
  const dueAt = one.at !== undefined && one.at > now ? one.at : now;
  const approved = await move(ctx, id, 'approve', { dueAt, firstAt: dueAt, secondBy: actor.user });
  if (approved === undefined) throw new UserError(WORDS.notNow);
  await noteAct(ctx, approved, 'approve', actor.user, { nth: now.getTime() });
  await redrawAbout(ctx, aboutSecond(id));
  await hurry(ctx, approved);
  return approved;
}

/** Back to a draft, while it has not begun to go out. */
export async function withdraw(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const before = await announcementFor(ctx, actor, id);
  const back = await move(ctx, id, 'withdraw');
  if (back === undefined) throw new UserError(WORDS.notNow);
  await noteAct(ctx, before, 'withdraw', actor.user, { nth: clock.now().getTime() });
  await redrawAbout(ctx, aboutSecond(id));
  return back;
}

/** What is due need not wait for the tick; the tick finds it when Redis is away. */
async function hurry(ctx: Context, { _id, dueAt }: Announcement): Promise<void> {
  if (dueAt === undefined || dueAt > clock.now()) return;
  await enqueueSend(ctx, _id).catch((error: unknown) =>
    ctx.log.warn({ err: error, announcement: _id }, 'an announcement is not queued; the tick will find it'),
  );
}

export async function enqueueSend(ctx: Context, announcement: string): Promise<void> {
  await ctx.enqueue(announcementsSend, { announcement }, { key: announcement });
}

/** Opens one receipt a member of the audience as it is now, then plans their deliveries. Running it again completes it. */
export async function sendOut(ctx: Context, id: string): Promise<{ skipped: string } | { members: number }> {
  const sentAt = clock.now();
  const dueAt = await takeTurn(ctx, id);
  const one = dueAt && (await move(ctx, id, 'begin', {}, { dueAt }));
  if (one === undefined) return { skipped: 'not due' };
  const members = await announcementReceipts.open(ctx, id, { spec: specOf(one), within: withinOf(one) }, sentAt);
  await announcementReceipts.plan(ctx, id, {
    urgent: one.urgent,
    priority: one.urgent ? URGENT : PLAIN,
    ...(one.endsAt === undefined ? {} : { expiresAt: one.endsAt }),
    ...(one.via === 'channel' ? { channels: one.channels } : {}),
  });
  await openNext(ctx, one);
  // Before the last step, which nobody comes back to: the register is read from it.
  await noteAct(ctx, one, 'sent', one.author, { members });
  const sent = await move(ctx, id, 'finish', { sentAt });
  return sent === undefined ? { skipped: 'taken back' } : { members };
}
