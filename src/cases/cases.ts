import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import type { Write } from '../lib/living.ts';
import { makeIndexes } from '../lib/stores/collection.ts';
import { workTimesOf } from '../members/calendar/work-times.ts';
import { type Rank, whoIsThere } from '../members/ranks.ts';
import { affairsOf, inAffairs, maySee } from '../members/roles.ts';
import { actorOf } from '../members/service.ts';
import { type Board, type BoardData, boardOf } from './boards.ts';
import type { Case } from './case.ts';
import { type ChannelBoards, channelBoards } from './channel-boards.ts';
import { afterWorkingDays, isOverdue, runningClock } from './clocks.ts';
import type { AnyKind, CaseKind } from './kind.ts';
import { caseLives } from './lives.ts';
import { batchOf } from './news.ts';
import { type Numbers, numbersOf, yearOf } from './numbers.ts';
import { caseIdOf, earlierOf, type Opening, openCase } from './open.ts';
import { callStandIns, dutyOf, isSender, NO_OWNER, refusalOf, sendersOf, upOf } from './owners.ts';
import { photosOf } from './photos.ts';
import { type CaseRecords, caseRecords } from './records.ts';
import { type Similar, similarTo } from './similar/similar.ts';
import { type Changed, isPossible, stepWrite, type Taking, withEvent } from './steps.ts';

/** See `cases`. */
export interface Cases<T extends Case, Step extends string, Clock extends string> {
  kind: CaseKind<T, Step, Clock>;
  records: CaseRecords;

  find(ctx: Pick<Context, 'db' | 'workspace'>, id: string): Promise<T | undefined>;
  /** @throws UserError when it is gone */
  present(ctx: Pick<Context, 'db' | 'workspace'>, id: string): Promise<T>;
  /** The case, for an officer who looks after its branch. @throws UserError */
  forOfficer(ctx: Context, actor: Actor, id: string): Promise<T>;
  /** Whether a person has sent it, or is one of those whom it concerns. */
  isSender(ctx: Context, one: T, user: string): boolean;
  /** A person's own cases, the newest first. Of the anonymous ones those that are not closed: after that nobody knows. */
  mine(ctx: Context, actor: Pick<Actor, 'user'>): Promise<T[]>;
  /** What waits for an officer, the one that runs out first at the top. */
  waitingFor(ctx: Context, actor: Actor): Promise<T[]>;

  /** Files a case. @throws UserError; see `openCase` */
  open(ctx: Context, actor: Pick<Actor, 'user'>, opening: Opening<T>): Promise<T>;
  /** The id that a case has, or will have, of a draft. */
  idOf(ctx: Context, once: string): string;
  /** The latest case of the same matter, see `similarWithin`. */
  earlierOf(ctx: Context, facts: Pick<T, 'kind' | 'place' | 'branch'>): Promise<T | undefined>;
  /**
   * Takes a step, in one atomic write; then the people it concerns are told. Of fifty who press at once, one takes it.
   * @param choose the step, or how it follows from the case as it stands
   * @throws UserError when it is not the person's to take, needs words, or the chosen day is past
   */
  take(
    ctx: Context,
    actor: Actor,
    id: string,
    choose: Taking<T, Step> | ((one: T) => Taking<T, Step>),
  ): Promise<Changed<T>>;
  /** Another officer who looks after the branch becomes the owner; the clocks go on. @throws UserError for people who may not act, are away, or sent it */
  handOver(ctx: Context, actor: Actor, id: string, to: string): Promise<Changed<T>>;
  /** The case goes on as another one, and its supporters and watchers come along. @throws UserError */
  merge(ctx: Context, actor: Actor, id: string, intoNumber: string): Promise<Changed<T>>;
  /** Adds a person to those who want it too and hear of it. Twice is once. @throws UserError when it is their own */
  support(ctx: Context, actor: Pick<Actor, 'user'>, id: string): Promise<T>;
  /** Whether a person hears of its steps. @throws UserError when it is their own */
  watch(ctx: Context, actor: Pick<Actor, 'user'>, id: string, isOn: boolean): Promise<T>;

  /** Whom its clock concerns: see `dutyOf`. */
  dutyOf(ctx: Context, one: T, isEscalated?: boolean): Promise<string[]>;
  /** Who gets it when it is escalated or comes back; to be said before. */
  upOf(ctx: Context, one: T): Promise<Rank>;
  /** Whether an officer may make it theirs: not their own, and not again what they answered, as long as others can. */
  mayOwn(ctx: Context, actor: Pick<Actor, 'user'>, one: T): Promise<boolean>;
  runningClock(one: T): { clock: Clock; by: Date } | undefined;
  isOverdue(one: T, now: Date): boolean;
  /** The end of a clock that began now, by the pace of the case. */
  endOf(ctx: Context, one: Pick<T, 'kind' | 'branch'>, clock: Clock): Promise<Date | undefined>;
  /** Counts running clocks of working days again after a change of the calendar. Twice is once. @param branch only its cases */
  recount(ctx: Context, branch?: string): Promise<void>;

  /** A board: how many are open, solved this month and overdue, and ten of one of its four views. */
  boardOf(ctx: Context, view: Board): Promise<BoardData<T>>;
  boards: ChannelBoards<T>;
  numbersOf(ctx: Context, actor: Actor): Promise<Numbers>;
  yearOf(ctx: Context, actor: Actor): Promise<{ year: string; branch: string | undefined; found: T[] }>;
  photosOf(ctx: Context, one: T): Promise<{ filename: string; bytes: Uint8Array }[]>;
  /** The three that say most of what is written here. */
  similarTo(ctx: Context, text: string, except?: string): Promise<Similar<T['state']>[]>;
  /** The numbers of cases. */
  numbersOfIds(
    ctx: Pick<Context, 'db' | 'workspace'>,
    ids: readonly string[],
  ): Promise<{ id: string; number: string }[]>;
  /** The open ones that an officer looks after and that say most of what this one says. */
  mergeTargets(ctx: Context, actor: Actor, one: Pick<T, '_id' | 'text'>): Promise<T[]>;
  /** What a person was not told one by one on a day. */
  batchOf(ctx: Context, recipient: string, day: string): Promise<{ item: T; event: T['events'][number] }[]>;

  /** What is due by itself: warnings, escalations, silence, news that could not be told, boards, what has expired. */
  tick(ctx: Context): Promise<void>;
  /** Makes the indexes. */
  prepare(ctx: Pick<Context, 'db'>): Promise<void>;
}

/** Of a person's own, and of what waits for an officer. */
const MINE = 50;
const PAGE = 200;

/**
 * What has an owner and a clock: suggestions, findings of visits, proposals. A feature gives the table of its steps and its
 * clocks, and says who looks after what; here are the writes, the warnings and escalations, the notices to owners, senders
 * and watchers, boards and numbers.
 *
 * ```ts
 * export const findings = cases<Finding, Step, 'due'>({
 *   feature: 'visits',
 *   prefix: 'V',
 *   model: findingModel,
 *   words: WORDS,
 *   opens: { state: 'recorded', event: 'recorded' },
 *   open: ['recorded', 'accepted', 'progress'],
 *   steps: {
 *     accept: { from: ['recorded'], to: 'accepted', by: 'owner', event: 'accepted', owns: true },
 *     start: { from: ['accepted'], to: 'progress', by: 'owner', event: 'progress' },
 *     solve: { from: ['accepted', 'progress'], to: 'solved', by: 'owner', event: 'solved', words: 'required' },
 *     confirm: { from: ['solved'], to: 'confirmed', by: 'sender', event: 'confirmed', ends: true, calls: 'owner' },
 *     reopen: { from: ['solved'], to: 'recorded', by: 'sender', event: 'reopened', reopens: true, calls: 'rank' },
 *   },
 *   clocks: [{ name: 'due', field: 'dueAt', runsIn: ['recorded', 'accepted', 'progress'], setBy: ['open'], isChosen: true }],
 *   pace: async () => ({ due: 10 }),
 *   senders: 'visited',
 *   tellsOpening: true,
 * });
 *
 * const { item, isDone } = await findings.take(ctx, actor, id, { step: 'accept' });
 * ```
 * The feature draws the notices `duty`, `news`, `digest` and, with boards, `channelBoard`; their params are `item` and `seq`,
 * `day`, and `channel`.
 */
export function cases<T extends Case, Step extends string, Clock extends string>(
  kind: CaseKind<T, Step, Clock>,
): Cases<T, Step, Clock> {
  const any = kind as AnyKind<T>;
  const records = caseRecords(kind.feature);
  const lives = caseLives(any, records);
  const boards = channelBoards(any, records);
  const { words } = kind;
  const merged = kind.merges === undefined ? undefined : kind.steps[kind.merges].to;

  const forOfficer = async (ctx: Context, actor: Actor, id: string): Promise<T> => {
    const found = await lives.present(ctx, id);
    if (!maySee(actor, found.branch)) throw new UserError(words.otherBranch);
    return found;
  };

  /** Whether a step is this person's to take. @throws UserError */
  const checkTaker = (ctx: Context, actor: Actor, one: T, step: Step): void => {
    const { by } = kind.steps[step];
    if (by === 'clock') throw new Error(`${step} is taken by the clock`);
    if (by === 'sender' && !isSender(ctx, any, one, actor.user)) throw new UserError(words.notYours);
    if (by === 'sender' || (by === 'owner' && one.owner === actor.user)) return;
    if (!maySee(actor, one.branch)) throw new UserError(words.otherBranch);
  };

  /** One write, and what follows from it. */
  const change = async (
    ctx: Context,
    id: string,
    decide: (one: T, now: Date) => Write<T> | undefined,
  ): Promise<Changed<T>> => {
    const { one, isWritten } = await lives.decide(ctx, id, decide);
    // Read again: somebody may have begun to watch it just before the write.
    if (isWritten) await lives.tellSoon(ctx, await lives.present(ctx, id));
    return { item: one, isDone: isWritten };
  };

  const momentOf = async (ctx: Context, one: T) => {
    const [pace, times] = await Promise.all([kind.pace(ctx, one), workTimesOf(ctx)]);
    return { pace, tz: ctx.config.TIMEZONE, calendar: times.calendar(one.branch) };
  };

  return {
    kind,
    records,
    find: lives.find,
    present: lives.present,
    forOfficer,
    isSender: (ctx, one, user) => isSender(ctx, any, one, user),

    mine: async (ctx, { user }) => {
      const { workspace } = ctx;
      const model = kind.model(ctx);
      const own = { [kind.senders ?? 'submitter']: user };
      const closed = Object.values<(typeof kind.steps)[Step]>(kind.steps).flatMap(({ ends, to }) => (ends ? [to] : []));
      const [named, sealed] = await Promise.all([
        model
          .find({ workspace, ...own } as never)
          .sort({ createdAt: -1 })
          .limit(MINE)
          .lean<T[]>(),
        kind.sealed === undefined
          ? []
          : model.find({ workspace, isAnonymous: true, state: { $nin: closed } } as never, { sealed: 1 }).lean<T[]>(),
      ]);
      const ids = sealed
        .filter((one) => kind.sealed?.isSealedId(ctx, 'seal', one.sealed, user, one._id))
        .map((one) => one._id);
      const hidden = ids.length === 0 ? [] : await model.find({ workspace, _id: { $in: ids } } as never).lean<T[]>();
      return [...named, ...hidden].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, MINE);
    },

    waitingFor: async (ctx, actor) => {
      const filter = { workspace: ctx.workspace, ...inAffairs(affairsOf(actor)), state: { $in: [...kind.open] } };
      const found = await kind
        .model(ctx)
        .find(filter as never)
        .sort({ createdAt: 1 })
        .limit(PAGE)
        .lean<T[]>();
      const byOf = (one: T) => Number(runningClock(kind, one)?.by ?? one.createdAt);
      return found.sort((a, b) => byOf(a) - byOf(b));
    },

    open: (ctx, actor, opening) => openCase(ctx, any, records, lives, actor, opening),
    idOf: caseIdOf,
    earlierOf: (ctx, facts) => earlierOf(ctx, any, facts),

    take: async (ctx, actor, id, choose) => {
      const found = await lives.present(ctx, id);
      const chosen = (one: T) => (typeof choose === 'function' ? choose(one) : choose);
      const { step } = chosen(found);
      checkTaker(ctx, actor, found, step);
      const isToOwn = kind.steps[step].owns === true && isPossible(kind, found, step);
      const refusal = isToOwn ? await refusalOf(ctx, any, actor, found) : undefined;
      if (refusal !== undefined) throw new UserError(NO_OWNER[refusal]);
      const moment = await momentOf(ctx, found);
      return change(ctx, id, (one, now) => {
        const taking = chosen(one);
        // A case that is at its end has forgotten an anonymous sender: nothing is possible, and nobody is refused.
        const wanted = stepWrite(kind, one, taking, actor, { ...moment, now });
        if (wanted !== undefined) checkTaker(ctx, actor, one, taking.step);
        return wanted;
      });
    },

    handOver: async (ctx, actor, id, to) => {
      const found = await forOfficer(ctx, actor, id);
      const { branch } = found;
      const heir = await actorOf(ctx, to);
      if (heir === undefined || !maySee(heir, branch)) throw new UserError(words.notOfficer);
      if (sendersOf(any, found).includes(to)) throw new UserError(NO_OWNER.sender);
      if (!(await whoIsThere(ctx, [to]))(to)) throw new UserError(NO_OWNER.away);
      return change(ctx, id, (one, now) =>
        kind.open.includes(one.state) && one.state !== kind.opens.state && one.owner !== to
          ? { ...({ owner: to } as Write<T>), ...withEvent(one, now, { what: 'handedOver', by: actor.user }) }
          : undefined,
      );
    },

    merge: async (ctx, actor, id, intoNumber) => {
      const { merges } = kind;
      if (merges === undefined) throw new Error(`${kind.feature} has no step that merges`);
      const found = await forOfficer(ctx, actor, id);
      const number = intoNumber.trim().toUpperCase();
      const target = await kind
        .model(ctx)
        .findOne({ workspace: ctx.workspace, number, state: { $in: [...kind.open] } } as never)
        .lean<T>();
      if (target === null || target._id === id || !maySee(actor, target.branch)) throw new UserError(words.noTarget);
      const moment = await momentOf(ctx, found);
      const set = { mergedInto: target._id } as Write<T>;
      return change(ctx, id, (one, now) => stepWrite(kind, one, { step: merges, set }, actor, { ...moment, now }));
    },

    support: async (ctx, actor, id) => {
      const found = await lives.present(ctx, id);
      if (isSender(ctx, any, found, actor.user)) throw new UserError(words.own);
      const target = found.mergedInto ?? found._id;
      const people = { supporters: actor.user, watchers: actor.user };
      await kind.model(ctx).updateOne(
        {
          _id: target,
          workspace: ctx.workspace,
          ...(merged === undefined ? {} : { state: { $ne: merged } }),
        } as never,
        { $addToSet: people, $set: { updatedAt: clock.now() } } as never,
      );
      return lives.present(ctx, target);
    },

    watch: async (ctx, actor, id, isOn) => {
      const found = await lives.present(ctx, id);
      if (isOn && isSender(ctx, any, found, actor.user)) throw new UserError(words.own);
      const people = { watchers: actor.user };
      await kind
        .model(ctx)
        .updateOne(
          { _id: id, workspace: ctx.workspace } as never,
          (isOn ? { $addToSet: people } : { $pull: people }) as never,
        );
      return lives.present(ctx, id);
    },

    dutyOf: (ctx, one, isEscalated = false) => dutyOf(ctx, any, one, isEscalated),
    upOf: (ctx, one) => upOf(ctx, any, one),
    mayOwn: async (ctx, actor, one) => (await refusalOf(ctx, any, actor, one)) === undefined,
    runningClock: (one) => runningClock(kind, one),
    isOverdue: (one, now) => isOverdue(kind, one, now),
    endOf: async (ctx, one, name) => {
      const [pace, times] = await Promise.all([kind.pace(ctx, one), workTimesOf(ctx)]);
      const days = pace[name];
      if (days === undefined) return undefined;
      return afterWorkingDays(clock.now(), days, ctx.config.TIMEZONE, times.calendar(one.branch));
    },

    recount: async (ctx, branch) => {
      const eventOf = (step: Step | 'open') => (step === 'open' ? kind.opens.event : kind.steps[step].event);
      const filter = {
        workspace: ctx.workspace,
        state: { $in: [...kind.open] },
        ...(branch === undefined ? {} : { branch }),
      };
      const found = kind
        .model(ctx)
        .find(filter as never)
        .lean<T[]>()
        .cursor();
      for await (const one of found as AsyncIterable<T>) {
        const { pace, tz, calendar } = await momentOf(ctx, one);
        await lives.decide(
          ctx,
          one._id,
          ({ state, events }) => {
            const rule = kind.clocks.find(({ runsIn, isChosen }) => runsIn.includes(state) && isChosen !== true);
            const days = rule === undefined ? undefined : pace[rule.name];
            const whats = rule?.setBy.map(eventOf) ?? [];
            const began = events.findLast(({ what }) => whats.includes(what));
            // The hour of the warning moves with the calendar, though the end does not.
            if (rule === undefined || days === undefined || began === undefined) return {};
            return { [rule.field]: afterWorkingDays(began.at, days, tz, calendar) } as Write<T>;
          },
          one,
        );
      }
    },

    boardOf: (ctx, view) => boardOf(ctx, any, view),
    boards,
    numbersOf: (ctx, actor) => numbersOf(ctx, any, actor),
    yearOf: (ctx, actor) => yearOf(ctx, any, actor),
    photosOf: (ctx, one) => photosOf(ctx, records, one),
    similarTo: (ctx, text, except) => similarTo(ctx, any, text, except),

    numbersOfIds: async (ctx, ids) => {
      const filter = { workspace: ctx.workspace, _id: { $in: [...ids] } } as never;
      const found = ids.length === 0 ? [] : await kind.model(ctx).find(filter, { number: 1 }).lean<T[]>();
      return found.map(({ _id: id, number }) => ({ id, number }));
    },

    mergeTargets: async (ctx, actor, { _id, text }) => {
      const similar = await similarTo(ctx, any, text, _id);
      const ids = similar.map((one) => one.id);
      const open = await kind
        .model(ctx)
        .find({ workspace: ctx.workspace, _id: { $in: ids }, state: { $in: [...kind.open] } } as never)
        .lean<T[]>();
      return ids.flatMap((id) => open.find((one) => one._id === id && maySee(actor, one.branch)) ?? []);
    },

    batchOf: (ctx, recipient, day) => batchOf(ctx, any, records, recipient, day),

    tick: async (ctx) => {
      await lives.wake(ctx);
      await callStandIns(ctx, any);
      await boards.refresh(ctx);
      await records.aDay.sweep(ctx);
      await records.singles.sweep(ctx);
    },

    prepare: (ctx) =>
      makeIndexes(ctx, [
        kind.model,
        records.photos,
        records.news,
        records.boards,
        records.aDay.model,
        records.singles.model,
      ]),
  };
}
