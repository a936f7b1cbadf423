import type { Actor } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import { maySee } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { kindOf } from '../kinds/service.ts';
import { type Item, type ItemEvent, items } from '../model.ts';
import { afterWorkingDays, endOfDay } from '../rules/clocks.ts';
import {
  isPossible,
  OPEN,
  type Outcome,
  rankAbove,
  type Satisfaction,
  type Step,
  stateAfter,
  stepOfWord,
} from '../rules/states.ts';
import { WORDS } from '../words.ts';
import { isSubmitter, officersItem, presentItem } from './items.ts';
import { tellSoon } from './tell.ts';
import { wakeOf } from './wake.ts';

export interface Changed {
  item: Item;
  /** False: somebody else was first, and the item is as it is. */
  isDone: boolean;
}

/** What a step does to an item; undefined when it is not possible as the item stands. */
export type Decision = { set: Partial<Item>; event: Omit<ItemEvent, 'seq' | 'at'> } | undefined;

const TRIES = 60;

/**
 * One atomic write: it holds only if nothing has happened to the item since it was read, else it is decided anew. Then
 * whom it concerns is told; when that fails, the clockwork does it.
 */
export async function change(ctx: Context, id: string, decide: (item: Item, now: Date) => Decision): Promise<Changed> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await presentItem(ctx, id);
    const now = clock.now();
    const decision = decide(before, now);
    if (decision === undefined) return { item: before, isDone: false };
    const event = { seq: before.events.length, at: now, ...decision.event };
    const after: Item = { ...before, ...decision.set, events: [...before.events, event], updatedAt: now, untold: true };
    const { wakeAt } = await wakeOf(ctx, after);
    const gone = goneWith(after, event.what, wakeAt === undefined);
    const written = await items(ctx).updateOne(
      { _id: id, workspace: ctx.workspace, state: before.state, events: { $size: before.events.length } },
      {
        $set: { ...decision.set, updatedAt: now, untold: true, ...(wakeAt === undefined ? {} : { wakeAt }) },
        $push: { events: event },
        ...(Object.keys(gone).length === 0 ? {} : { $unset: gone }),
      } as never,
    );
    if (written.modifiedCount === 0) continue;
    await tellSoon(ctx, id);
    return { item: after, isDone: true };
  }
  throw new UserError(WORDS.notNow);
}

/** What an item does not have any more: an outcome that was refused, and at its end the way back to who sent it. */
function goneWith(after: Item, what: ItemEvent['what'], isAsleep: boolean): Record<string, 1> {
  return {
    ...(isAsleep ? { wakeAt: 1 } : {}),
    ...(after.state === 'closed' ? { sealed: 1 } : {}),
    ...(what === 'reopened' ? { solvedAt: 1, answeredAt: 1, outcome: 1 } : {}),
  };
}

/** An officer makes it theirs, with the due date. Of fifty who press at once one is the owner. */
export async function accept(ctx: Context, actor: Actor, id: string, dueDay?: string): Promise<Changed> {
  const { kind, branch } = await officersItem(ctx, actor, id);
  const [pace, times] = await Promise.all([kindOf(ctx, kind), workTimesOf(ctx)]);
  const calendar = times.calendar(branch);
  const tz = ctx.config.TIMEZONE;
  return change(ctx, id, (item, now) => {
    if (!isPossible(item.state, 'accept')) return undefined;
    const dueAt = dueDay === undefined ? afterWorkingDays(now, pace.dueDays, tz, calendar) : endOfDay(dueDay, tz);
    if (dueAt <= now) throw new UserError(WORDS.badDate);
    return {
      set: {
        ...{
          state: stateAfter('accept'),
          owner: actor.user,
          dueAt,
          replyBy: afterWorkingDays(now, pace.replyDays, tz, calendar),
        },
        ...(item.acceptedAt === undefined ? { acceptedAt: now } : {}),
      },
      event: { what: 'accepted', by: actor.user },
    };
  });
}

/** The owner answers that it is in hand: the reply's clock ends, the due date's begins. */
export async function start(ctx: Context, actor: Actor, id: string, words: string): Promise<Changed> {
  await officersItem(ctx, actor, id);
  return change(ctx, id, (item) =>
    isPossible(item.state, 'start')
      ? { set: { state: stateAfter('start') }, event: { what: 'progress', by: actor.user, words } }
      : undefined,
  );
}

/** The outcome, in words; "not possible" needs a reason. */
export async function conclude(
  ctx: Context,
  actor: Actor,
  id: string,
  outcome: Outcome,
  words: string,
): Promise<Changed> {
  await officersItem(ctx, actor, id);
  if (words.trim() === '') throw new UserError(WORDS.needReason);
  return change(ctx, id, (item, now) =>
    isPossible(item.state, outcome)
      ? {
          set: {
            ...{ state: stateAfter(outcome), outcome, answeredAt: now },
            ...(outcome === 'impossible' ? {} : { solvedAt: now }),
          },
          event: { what: outcome, by: actor.user, words },
        }
      : undefined,
  );
}

/** Another officer of the branch's affairs becomes the owner; the clocks go on. */
export async function handOver(ctx: Context, actor: Actor, id: string, to: string): Promise<Changed> {
  const { branch } = await officersItem(ctx, actor, id);
  const heir = await actorOf(ctx, to);
  if (heir === undefined || !maySee(heir, branch)) throw new UserError(WORDS.notOfficer);
  return change(ctx, id, (item) =>
    (item.state === 'accepted' || item.state === 'progress') && item.owner !== to
      ? { set: { owner: to }, event: { what: 'handedOver', by: actor.user } }
      : undefined,
  );
}

/** The item goes on as another one: its supporters and watchers come along. */
export async function merge(ctx: Context, actor: Actor, id: string, intoNumber: string): Promise<Changed> {
  await officersItem(ctx, actor, id);
  const target = await items(ctx)
    .findOne({ workspace: ctx.workspace, number: intoNumber.trim().toUpperCase(), state: { $in: [...OPEN] } })
    .lean<Item>();
  if (target === null || target._id === id || !maySee(actor, target.branch)) throw new UserError(WORDS.noTarget);
  return change(ctx, id, (item) =>
    isPossible(item.state, 'merge')
      ? { set: { state: stateAfter('merge'), mergedInto: target._id }, event: { what: 'merged', by: actor.user } }
      : undefined,
  );
}

/** The submitter's word on the outcome. "Not" reopens it, once, at the next rank; the event does not say who spoke. */
export async function rate(ctx: Context, actor: Actor, id: string, word: Satisfaction): Promise<Changed> {
  const found = await presentItem(ctx, id);
  if (!isSubmitter(ctx, found, actor.user)) throw new UserError(WORDS.notYours);
  const [{ acceptDays }, times] = await Promise.all([kindOf(ctx, found.kind), workTimesOf(ctx)]);
  const calendar = times.calendar(found.branch);
  return change(ctx, id, (item, now) => {
    const step: Step = stepOfWord(word, item.round > 0);
    if (!isPossible(item.state, step)) return undefined;
    if (step === 'close')
      return {
        set: { state: stateAfter(step), closedAt: now, satisfaction: word },
        event: { what: 'closed' },
      };
    const acceptBy = afterWorkingDays(now, acceptDays, ctx.config.TIMEZONE, calendar);
    return {
      set: { state: stateAfter(step), round: item.round + 1, rank: rankAbove(item.rank), satisfaction: word, acceptBy },
      event: { what: 'reopened' },
    };
  });
}

/** Adds a person to those who want it too, and who hear of it. Twice is once. */
export async function support(ctx: Context, actor: Actor, id: string): Promise<Item> {
  const found = await presentItem(ctx, id);
  if (isSubmitter(ctx, found, actor.user)) throw new UserError(WORDS.own);
  const target = found.mergedInto ?? found._id;
  await items(ctx).updateOne(
    { _id: target, workspace: ctx.workspace, state: { $ne: 'merged' } },
    { $addToSet: { supporters: actor.user, watchers: actor.user }, $set: { updatedAt: clock.now() } },
  );
  return presentItem(ctx, target);
}

/** Whether a person hears of an item's steps. */
export async function watch(ctx: Context, actor: Actor, id: string, isOn: boolean): Promise<Item> {
  const found = await presentItem(ctx, id);
  if (isOn && isSubmitter(ctx, found, actor.user)) throw new UserError(WORDS.own);
  const people = { watchers: actor.user };
  await items(ctx).updateOne({ _id: id, workspace: ctx.workspace }, isOn ? { $addToSet: people } : { $pull: people });
  return presentItem(ctx, id);
}
