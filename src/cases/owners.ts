import type { Actor } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import { plan } from '../delivery/plan.ts';
import { awayOf } from '../members/leave/leaves.ts';
import { onDutyOfRank, type Rank, rankAbove, whoIsThere } from '../members/ranks.ts';
import { maySee } from '../members/roles.ts';
import { actorOf } from '../members/service.ts';
import type { Case } from './case.ts';
import type { AnyKind } from './kind.ts';
import { aboutCase } from './news.ts';
import { personOf } from './routing.ts';

/** Why somebody can't be made the owner of a case. */
export const NO_OWNER = {
  own: {
    zh: '这是你自己提的，请别的干部来办。',
    en: 'You sent this one yourself, so another officer has to take it on.',
  },
  answered: {
    zh: '上次是你答复的，这次由上一级重新办理。',
    en: 'You answered it the last time; now it has been escalated to others.',
  },
  sender: {
    zh: '这条就是这位提的，请转给别的干部。',
    en: 'This person sent it. Hand it to another officer.',
  },
  away: {
    zh: '这位现在外出，请转给在岗的干部。',
    en: 'This person is away. Hand it to an officer who is there.',
  },
};

/** The people who sent a case, or whom it concerns, as far as they are known. */
export function sendersOf<T extends Case>(kind: AnyKind<T>, one: T): readonly string[] {
  if (kind.senders !== undefined) return one[kind.senders as keyof T] as readonly string[];
  return one.submitter === undefined ? [] : [one.submitter];
}

/**
 * Whom a case's clock concerns: its owner, or the person who stands in; without one, the route's person; without one,
 * the officers of its rank. Never somebody who is away as long as others are there, and nobody's own case.
 * @param isEscalated it concerns the officers of its rank besides
 */
export async function dutyOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  one: T,
  isEscalated: boolean,
): Promise<string[]> {
  const ofRank = async () => (await onDutyOfRank(ctx, one.rank, one.branch, notUp(kind, one))).users;
  // Reopened: it goes up, and not back to the person who answered it.
  if (isReopened(kind, one)) return ofRank();
  const route = await kind.route?.(ctx, one);
  const candidates = [one.owner, route?.owner, route?.deputy].filter((user) => user !== undefined);
  const [isThere, actors] = await Promise.all([
    whoIsThere(ctx, candidates),
    Promise.all(candidates.map((user) => actorOf(ctx, user))),
  ]);
  const senders = sendersOf(kind, one);
  const mayAct = (user: string) => {
    const actor = actors[candidates.indexOf(user)];
    return isThere(user) && !senders.includes(user) && actor !== undefined && maySee(actor, one.branch);
  };
  const owner = one.owner !== undefined && isThere(one.owner) ? one.owner : personOf(route, mayAct);
  if (isEscalated) return [...new Set([...(owner === undefined ? [] : [owner]), ...(await ofRank())])];
  // Escalated before it had an owner: it is for the officers of its rank.
  if (owner === undefined || (one.owner === undefined && one.rank > 0)) return ofRank();
  return [owner];
}

/**
 * Who gets a case when it is escalated, or comes back: the officers one rank higher, or of the first rank above who are
 * there.
 */
export function upOf<T extends Case>(ctx: Context, kind: AnyKind<T>, one: T): Promise<Rank> {
  return onDutyOfRank(ctx, rankAbove(one.rank), one.branch, notUp(kind, one));
}

/** Whether a case came back and nobody has taken it on since: its owner is the person who answered it. */
export function isReopened<T extends Case>(kind: AnyKind<T>, { state, round }: Pick<T, 'state' | 'round'>): boolean {
  return round > 0 && state === kind.opens.state;
}

/** To whom a case does not go: the person who had it, and those who sent it. Anonymous senders are not told apart. */
function notUp<T extends Case>(kind: AnyKind<T>, one: T): string[] {
  return [...sendersOf(kind, one), ...(one.owner === undefined ? [] : [one.owner])];
}

/**
 * Calls the people who stand in for owners who are away now, once for each absence: nothing waits for somebody to come
 * back. The notice has the param `away`, with the owner's id.
 */
export async function callStandIns<T extends Case>(ctx: Context, kind: AnyKind<T>): Promise<void> {
  const { workspace } = ctx;
  const model = kind.model(ctx);
  const open = { workspace, state: { $in: [...kind.open] } };
  const owners = (await model.distinct('owner', { ...open, owner: { $type: 'string' } } as never)) as string[];
  if (owners.length === 0) return;
  for (const [owner, back] of await awayOf(ctx, owners)) {
    const mark = `away-${owner}-${back}`;
    const waiting = await model.find({ ...open, owner, marks: { $ne: mark } } as never).lean<T[]>();
    for (const one of waiting) {
      const seq = one.events.length - 1;
      const people = isReopened(kind, one) ? [] : await dutyOf(ctx, kind, one, false);
      await plan(
        ctx,
        people
          .filter((user) => user !== owner)
          .map((recipient) => ({
            notice: `${kind.feature}.duty-${one._id}-${mark}`,
            kind: `${kind.feature}.duty`,
            about: aboutCase(kind.feature, one._id),
            recipient,
            to: 'member' as const,
            params: { item: one._id, seq: String(seq), away: owner },
            priority: 4,
          })),
      );
      await model.updateOne({ _id: one._id, workspace } as never, { $addToSet: { marks: mark } } as never);
    }
  }
}

/** Whether a person sent a case, or is one of those whom it concerns; anonymous ones are told apart by the key. */
export function isSender<T extends Case>(ctx: Context, kind: AnyKind<T>, one: T, user: string): boolean {
  if (!one.isAnonymous) return sendersOf(kind, one).includes(user);
  return kind.sealed?.isSealedId(ctx, 'seal', one.sealed, user, one._id) === true;
}

/**
 * Why an officer can't make a case theirs: it is their own, or they answered it before it came back. Where nobody else
 * is left they can.
 */
export async function refusalOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  { user }: Pick<Actor, 'user'>,
  one: T,
): Promise<'own' | 'answered' | undefined> {
  const isOwn = isSender(ctx, kind, one, user);
  const hadIt = isReopened(kind, one) && one.owner === user;
  if (!isOwn && !hadIt) return undefined;
  // An anonymous sender is called like everybody else; that they can't take it is told to nobody but them.
  const isLast = !(isOwn && one.isAnonymous) && (await dutyOf(ctx, kind, one, false)).includes(user);
  return isLast ? undefined : isOwn ? 'own' : 'answered';
}
