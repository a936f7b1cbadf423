import type { Connection, Model, QueryFilter } from 'mongoose';
import { clock } from './clock.ts';
import type { Logger } from './log.ts';

/** What a living document needs of a process. */
export interface Scope {
  db: Connection;
  workspace: string;
  log: Logger;
}

type Store = Pick<Scope, 'db' | 'workspace'>;

/** The fields that every living document has. */
export interface Living {
  _id: string;
  workspace: string;
  updatedAt: Date;
  /** When it has to be looked at by itself; absent: never. */
  wakeAt?: Date;
}

/** What a decision sets; a field that is set to undefined is taken away. */
export type Write<T> = { [K in keyof T]?: T[K] | undefined };

/** How a document came out of a decision. */
export interface Decided<T> {
  one: T;
  /** False: the decision was that nothing is to be done, and the document is as it was read. */
  isWritten: boolean;
}

/** Decides purely: it may be asked several times, each time with the document as it is then. @returns undefined: nothing is to be done */
export type Decide<T> = (one: T, now: Date) => Write<T> | undefined;

/** What a feature says about its living documents. */
export interface Life<T extends Living, C extends Scope> {
  /** What one of them is called in the log. */
  name: string;
  model(ctx: Store): Model<T>;
  /** Thrown when a document isn't there. */
  gone(): Error;
  /** Thrown when others were first too often. */
  busy(): Error;
  /** What must still hold for a write to count: it differs after each write that a decision may depend on. */
  same(before: T): object;
  /** What every write sets besides, such as the next revision. */
  also?(before: T): Write<T>;
  /** When the document has to be looked at by itself, as it will stand; undefined: never. */
  wakesAt(ctx: C, after: T): Date | undefined | Promise<Date | undefined>;
  /** Something has happened to it that was not followed yet. */
  hasNews(one: T): boolean;
  /** Does what follows from the news: it is begun again after a crash, so each piece must have a name of its own. */
  follow(ctx: C, one: T): Promise<void>;
  /** Takes off the document, as it is now, the news that it had when it was followed. */
  followed(now: T, one: T): Write<T> | undefined;
  /** Does what is due by itself, usually by a decision. */
  due(ctx: C, one: T, now: Date): Promise<void>;
  /** Which documents a tick looks at; those whose `wakeAt` has come, if absent. */
  isDue?(now: Date): object;
}

/** See `living`. */
export interface LivingDocuments<T extends Living, C extends Scope> {
  /** A document as it is now; not shared with other readers, for what is read here is written back. */
  find(ctx: Store, id: string): Promise<T | undefined>;
  /** The same. @throws `gone` */
  present(ctx: Store, id: string): Promise<T>;
  /** A new document with its `wakeAt`, ready to be inserted. */
  born(ctx: C, one: T): Promise<T>;
  /**
   * One atomic write on one document. It counts only if nothing has happened to the document since it was read; otherwise
   * it is decided again.
   * @param known the document as it was just read: it is read again only if it has changed since
   * @throws `gone`, `busy`, or what `decide` throws
   */
  decide(ctx: C, id: string, decide: Decide<T>, known?: T): Promise<Decided<T>>;
  /** Follows the news of a document, if there are any, and takes them off. @throws what `follow` throws */
  tell(ctx: C, one: T): Promise<void>;
  /** The same; the change stands, so a fault is logged, and the next tick tries again. */
  tellSoon(ctx: C, one: T): Promise<void>;
  /**
   * Follows what was not followed and does what is due, the longest due first. One that fails is logged and does not hold
   * up the others.
   * @param together is called with each batch afterwards, for what is done for several documents at once
   */
  wake(ctx: C, together?: (found: readonly T[]) => Promise<void>): Promise<void>;
}

/** As many as may press the same button at once: in each round one of them gets through. */
const TRIES = 60;
/** Documents that one tick looks at, and how many of them are in memory at once. */
const MOST = 500;
const AT_ONCE = 20;

/**
 * Documents that act by themselves: what happens to one is decided purely from how it stands, when it wakes next is part of
 * every write, and what follows from a write can be followed again without harm. So a process can die between any two
 * lines: the tick of the next one finds the document by its `wakeAt` and goes on.
 *
 * ```ts
 * const lives = living<Loan, Context>({
 *   name: 'loan',
 *   model: loans,
 *   gone: () => new UserError(WORDS.gone),
 *   busy: () => new UserError(WORDS.busy),
 *   same: ({ rev }) => ({ rev }),
 *   also: ({ rev }) => ({ rev: rev + 1 }),
 *   wakesAt: (_ctx, { news, updatedAt, dueAt }) => (news.length > 0 ? updatedAt : dueAt),
 *   hasNews: ({ news }) => news.length > 0,
 *   follow: (ctx, loan) => planNotices(ctx, loan),
 *   followed: (now, { news }) => ({ news: now.news.slice(news.length) }),
 *   due: async (ctx, { _id }) => void (await lives.decide(ctx, _id, (loan, now) => overdue(loan, now))),
 * });
 *
 * const { one } = await lives.decide(ctx, id, (loan) => (loan.state === 'lent' ? { state: 'back' } : undefined));
 * await lives.tellSoon(ctx, one);
 * ```
 */
export function living<T extends Living, C extends Scope>(life: Life<T, C>): LivingDocuments<T, C> {
  const filterOf = (ctx: Store, id: string): QueryFilter<T> =>
    ({ _id: id, workspace: ctx.workspace }) as unknown as QueryFilter<T>;

  const find = async (ctx: Store, id: string): Promise<T | undefined> =>
    (await life.model(ctx).findOne(filterOf(ctx, id)).lean<T>()) ?? undefined;

  const present = async (ctx: Store, id: string): Promise<T> => {
    const found = await find(ctx, id);
    if (found === undefined) throw life.gone();
    return found;
  };

  const writeIfSame = async (ctx: C, before: T, wanted: Write<T>, updatedAt: Date): Promise<T | undefined> => {
    const moved = { ...wanted, ...life.also?.(before), updatedAt };
    const after = applied({ ...before, ...moved } as Write<T>) as T;
    const wakeAt = await life.wakesAt(ctx, after);
    const entries = Object.entries({ ...moved, wakeAt });
    const gone = entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1]);
    const written = await life.model(ctx).updateOne({ ...filterOf(ctx, before._id), ...life.same(before) }, {
      $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
      ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone) }),
    } as never);
    return written.matchedCount === 0 ? undefined : awake(after, wakeAt);
  };

  const decide: LivingDocuments<T, C>['decide'] = async (ctx, id, decideOn, known) => {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = tries === 0 && known !== undefined ? known : await present(ctx, id);
      const now = clock.now();
      const wanted = decideOn(before, now);
      if (wanted === undefined) return { one: before, isWritten: false };
      const one = await writeIfSame(ctx, before, wanted, now);
      if (one !== undefined) return { one, isWritten: true };
    }
    throw life.busy();
  };

  const tell = async (ctx: C, one: T): Promise<void> => {
    if (!life.hasNews(one)) return;
    await life.follow(ctx, one);
    await decide(ctx, one._id, (now) => life.followed(now, one), one);
  };

  const log = (ctx: C, error: unknown, one: T, said: string): void =>
    ctx.log.error({ err: error, [life.name]: one._id }, said);

  return {
    find,
    present,
    born: async (ctx, one) => awake(one, await life.wakesAt(ctx, one)),
    decide,
    tell,
    tellSoon: async (ctx, one) => {
      try {
        await tell(ctx, one);
      } catch (error) {
        ctx.log.warn({ err: error, [life.name]: one._id }, `news of a ${life.name} could not be told; the tick will`);
      }
    },
    wake: async (ctx, together) => {
      const { workspace } = ctx;
      const now = clock.now();
      const isDue = life.isDue?.(now) ?? { wakeAt: { $lte: now } };
      const due = await life
        .model(ctx)
        .find({ workspace, ...isDue } as QueryFilter<T>, { _id: 1 })
        .sort({ wakeAt: 1 })
        .limit(MOST)
        .lean<Pick<T, '_id'>[]>();
      for (let start = 0; start < due.length; start += AT_ONCE) {
        const ids = due.slice(start, start + AT_ONCE).map((one) => one._id);
        const found = await life
          .model(ctx)
          .find({ workspace, _id: { $in: ids } } as QueryFilter<T>)
          .sort({ wakeAt: 1 })
          .lean<T[]>();
        for (const one of found)
          try {
            await tell(ctx, one);
            await life.due(ctx, one, clock.now());
          } catch (error) {
            log(ctx, error, one, `what is due of a ${life.name} could not be done`);
          }
        await together?.(found).catch((error: unknown) =>
          ctx.log.error(
            { err: error, [`${life.name}s`]: ids },
            `what is due of several ${life.name}s could not be done`,
          ),
        );
      }
    },
  };
}

/** A document without the fields that a write takes away. */
function applied<T extends object>(one: T): T {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;
}

function awake<T extends Living>(one: T, wakeAt: Date | undefined): T {
  const { wakeAt: _before, ...rest } = one;
  return (wakeAt === undefined ? rest : { ...rest, wakeAt }) as T;
}
