import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { redrawAbout } from '../delivery/copies.ts';
import { plan } from '../delivery/plan.ts';
import { type LivingDocuments, living, type Write } from '../lib/living.ts';
import { workTimesOf } from '../members/calendar/work-times.ts';
import type { Case, CaseEvent } from './case.ts';
import { nextDue } from './clocks.ts';
import { type AnyKind, toldOf } from './kind.ts';
import { aboutCase, planNews } from './news.ts';
import { dutyOf, sendersOf } from './owners.ts';
import type { CaseRecords } from './records.ts';
import { dueWrite } from './steps.ts';

/** Mergers of mergers are followed so far. */
const MOST_HOPS = 10;

/** A feature's cases as documents that act by themselves. */
export function caseLives<T extends Case>(kind: AnyKind<T>, records: CaseRecords): LivingDocuments<T, Context> {
  const mergedEvent = kind.merges === undefined ? undefined : kind.steps[kind.merges]?.event;
  const endEvents = new Set(Object.values(kind.steps).flatMap(({ ends, event }) => (ends === true ? [event] : [])));
  const lives: LivingDocuments<T, Context> = living<T, Context>({
    name: 'case',
    model: kind.model,
    gone: () => new UserError(kind.words.gone),
    busy: () => new UserError(kind.words.notNow),
    // Supporters and watchers come and go beside the steps.
    same: ({ state, events, told }) => ({ state, events: { $size: events.length }, told }),
    wakesAt: async (ctx, after) => {
      const calendar = (await workTimesOf(ctx)).calendar(after.branch);
      return nextDue<T, string, string>(kind, after, after.updatedAt, ctx.config.TIMEZONE, calendar)?.at;
    },
    hasNews: ({ untold }) => untold === true,
    follow: async (ctx, one) => {
      // What stands in Slack of it shows the step, too.
      await redrawAbout(ctx, aboutCase(kind.feature, one._id));
      for (const event of one.events.slice(one.told)) {
        if (event.what === mergedEvent) await moveFollowers(ctx, one);
        await kind.follows?.(ctx, one, event);
        if (endEvents.has(event.what)) await forgetMerged(ctx, one);
        await tellDuty(ctx, one, event);
        await tellNews(ctx, one, event);
      }
    },
    followed: (now, one) => {
      const told = Math.max(now.told, one.events.length);
      return { told, untold: told < now.events.length ? true : undefined } as unknown as Write<T>;
    },
    due: async (ctx, one) => {
      const calendar = (await workTimesOf(ctx)).calendar(one.branch);
      const after = await lives.decide(ctx, one._id, (found, now) =>
        dueWrite(kind, found, { now, tz: ctx.config.TIMEZONE, calendar, pace: {} }),
      );
      if (after.isWritten) await lives.tellSoon(ctx, await lives.present(ctx, one._id));
    },
    isDue: (now) => ({ $or: [{ wakeAt: { $lte: now } }, { untold: true }] }),
  });

  const tellDuty = async (ctx: Context, one: T, event: CaseEvent): Promise<void> => {
    const { calls: usual } = toldOf(kind, event.what);
    // The same matter again begins one rank higher, and that rank hears of it though it has an owner.
    const calls = event.seq === 0 && one.earlier !== undefined ? 'rank' : usual;
    if (calls === undefined) return;
    const people = calls === 'owner' ? [one.owner] : await dutyOf(ctx, kind, one, calls === 'rank');
    const notice = `${kind.feature}.duty-${one._id}-${event.seq}`;
    const params = { item: one._id, seq: String(event.seq) };
    await plan(
      ctx,
      people
        .filter((user) => user !== undefined && user !== event.by)
        .map((recipient = '') => ({
          notice,
          kind: `${kind.feature}.duty`,
          about: aboutCase(kind.feature, one._id),
          recipient,
          to: 'member' as const,
          params,
          priority: 4,
        })),
    );
  };

  /**
   * Tells watchers, and the senders who are known. A person who sent anonymously is in none of these records, which hold a
   * person beside a case: they read of it among their own cases and in App Home.
   */
  const tellNews = async (ctx: Context, one: T, event: CaseEvent): Promise<void> => {
    const told = toldOf(kind, event.what);
    const people = [...(told.senders ? sendersOf(kind, one) : []), ...(told.watchers ? one.watchers : [])];
    const others = [...new Set(people)].filter((user) => user !== event.by);
    await planNews(ctx, kind, records, one._id, event, others);
  };

  /** Supporters, watchers and the senders who are known follow the case into which it was merged, and hear of that. */
  const moveFollowers = async (ctx: Context, one: T): Promise<void> => {
    let target = one.mergedInto === undefined ? undefined : await lives.find(ctx, one.mergedInto);
    for (let hops = 0; hops < MOST_HOPS && target?.mergedInto !== undefined; hops++)
      target = await lives.find(ctx, target.mergedInto);
    if (target === undefined) return;
    const own = sendersOf(kind, one);
    const theirs = sendersOf(kind, target);
    const others = (users: readonly string[]) => users.filter((user) => !theirs.includes(user));
    await kind.model(ctx).updateOne(
      { _id: target._id, workspace: ctx.workspace } as never,
      {
        $addToSet: {
          supporters: { $each: others([...own, ...one.supporters]) },
          watchers: { $each: others([...own, ...one.watchers]) },
        },
      } as never,
    );
  };

  /** What was merged into a case ends with it: who had sent it anonymously is not known any more. */
  const forgetMerged = async (ctx: Context, one: T): Promise<void> => {
    let layer = [one._id];
    for (let hops = 0; hops < MOST_HOPS && layer.length > 0; hops++) {
      const filter = { workspace: ctx.workspace, mergedInto: { $in: layer } };
      const found = await kind
        .model(ctx)
        .find(filter as never, { _id: 1 })
        .lean<Pick<T, '_id'>[]>();
      layer = found.map(({ _id }) => _id);
      await kind.model(ctx).updateMany(filter as never, { $unset: { sealed: 1 } } as never);
    }
  };

  return lives;
}
