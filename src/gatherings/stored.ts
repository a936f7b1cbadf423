import type { Model } from 'mongoose';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { type Decide, type Life, living, type Scope } from '../lib/living.ts';
import { type Attendance, type Attendances, UNMARKED } from './attendance.ts';
import type { Gathering } from './gathering.ts';
import { wakeAt } from './rules/wake.ts';
import { DEFAULT_WORDS, type Words } from './words.ts';

export type Store = Pick<Context, 'db' | 'workspace'>;

/** Where a feature keeps its gatherings, and how it speaks of them. */
export interface StoredSpec<T extends Gathering> {
  /** Names its notices, its lines of the ledger and its codes: `training`. */
  feature: string;
  /** What one of them is called in the log: `session`. */
  name: string;
  model(ctx: Store): Model<T>;
  attendances: Attendances;
  /** What of the refusals it says in its own words. */
  words?: Partial<Words>;
}

/** A feature's gatherings and their attendance in MongoDB. */
export interface Stored<T extends Gathering> extends StoredSpec<T> {
  words: Words;
  /** A gathering as it is now; not shared with other readers, for what is read here is written back. */
  find(ctx: Store, id: string): Promise<T | undefined>;
  /** The same. @throws UserError when there is none */
  present(ctx: Store, id: string): Promise<T>;
  /**
   * One atomic write on one gathering, see `living`. When it wakes next is part of it.
   * @param known the gathering as it was just read
   * @returns the gathering as it is then
   * @throws UserError when there is no such gathering, or others were first too often
   */
  write(ctx: Scope, id: string, decide: Decide<T>, known?: T): Promise<T>;
  /** What people's part in gatherings came to. @param filter of the attendance's fields; the workspace is added */
  attendancesOf(ctx: Store, filter: Record<string, unknown>): Promise<Attendance[]>;
  /**
   * Takes away the marks of people who have no seat any more: the code may have been typed already. What a crash leaves,
   * settling the attendance takes away.
   */
  voidMarks(ctx: Store, id: string, members: readonly string[]): Promise<void>;
}

/** What a gathering's life is made of, but for what follows from it. */
export function lifeOf<T extends Gathering, C extends Scope>(
  { name, model }: StoredSpec<T>,
  words: Words,
): Omit<Life<T, C>, 'follow' | 'due'> {
  return {
    name,
    model,
    gone: () => new UserError(words.gone),
    busy: () => new UserError(words.busy),
    same: ({ rev }) => ({ rev }),
    also: ({ rev }) => ({ rev: rev + 1 }) as Partial<T>,
    wakesAt: (_ctx, after) => wakeAt(after),
    hasNews: ({ news }) => news.length > 0,
    followed: (now, { news }) => {
      const told = new Set(news.map((one) => one.seq));
      const left = now.news.filter((one) => !told.has(one.seq));
      return left.length === now.news.length ? undefined : ({ news: left } as Partial<T>);
    },
  };
}

/**
 * What a feature keeps of its gatherings: read and written here by whatever does not have to know what follows from a write.
 * See `gatherings` for the rest.
 */
export function storedGatherings<T extends Gathering>(spec: StoredSpec<T>): Stored<T> {
  const words: Words = { ...DEFAULT_WORDS, ...spec.words };
  const nothing = async (): Promise<void> => {};
  const lives = living<T, Scope>({ ...lifeOf<T, Scope>(spec, words), follow: nothing, due: nothing });
  return {
    ...spec,
    words,
    find: lives.find,
    present: lives.present,
    write: async (ctx, id, decide, known) => (await lives.decide(ctx, id, decide, known)).one,
    attendancesOf: (ctx, filter) =>
      spec
        .attendances(ctx)
        .find({ workspace: ctx.workspace, ...filter })
        .lean<Attendance[]>(),
    voidMarks: async (ctx, session, members) => {
      await spec
        .attendances(ctx)
        .updateMany(
          { workspace: ctx.workspace, session, member: { $in: [...members] }, settled: { $exists: false } },
          { $unset: UNMARKED },
        );
    },
  };
}
