import type { Actor } from '../../bot/actor.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { type PlannedNotice, plan } from '../../delivery/plan.ts';
import { clock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import type { Bilingual } from '../../lib/language.ts';
import { insertNew } from '../../lib/stores/mongo.ts';
import type { Attendance } from '../attendance.ts';
import type { Gathering } from '../gathering.ts';
import { closesAt, hasAttended } from '../rules/marks.ts';
import type { Stored } from '../stored.ts';
import type { OpinionModels, Said } from './collections.ts';
import { type Grade, MOST_WORDS, type Opinion, opinionsUntil, type Tally, tallyOf } from './rules.ts';
import { OPINION_REFUSALS } from './words.ts';

const PRIORITY = 6;

/** What a feature says of the opinions that it asks for. */
export interface GivingSpec extends OpinionModels {
  /** The notice that asks: `<feature>.<notice>`. */
  notice: string;
  /** What people are asked about. */
  aspects: readonly string[];
  /** What of the refusals it says in its own words. */
  refusals?: Partial<Record<keyof typeof OPINION_REFUSALS, Bilingual>>;
}

/** What organizers read of a gathering's opinions. */
export interface OpinionPage<T> extends Tally {
  one: T;
  /** How many were asked. */
  attended: number;
  /** Until then they can be given, and nothing of them is shown. */
  until: Date;
}

export interface Giving<T extends Gathering> {
  aspects: readonly string[];
  until(one: T): Date;
  /** Names the notice that asks about one. */
  noticeOf(id: string): string;
  /** Asks those of these who came, in their hours. Asking again adds nothing. */
  ask(ctx: Context, one: T, rows: readonly Attendance[]): Promise<void>;
  /** Whether a person was there, as the attendance says now that it is closed. */
  wasThere(ctx: Context, one: T, member: string): Promise<boolean>;
  /** What a person has said; nothing so far is an empty opinion. */
  opinionOf(ctx: Context, id: string, member: string): Promise<Opinion>;
  /** Keeps what a tap says, at once; another tap changes it. @throws UserError for people who were not there, and when it is too late */
  grade(ctx: Context, actor: Pick<Actor, 'user'>, id: string, aspect: string, as: Grade): Promise<T>;
  /** Keeps a few words in place of those before; empty ones are taken back. @throws UserError as `grade` */
  addWords(ctx: Context, actor: Pick<Actor, 'user'>, id: string, words: string): Promise<T>;
  /**
   * What was said of it; the words in an order that says nothing. What somebody said who was marked as there stays counted, and they
   * as asked, whatever is corrected later: the difference would be what they said.
   */
  pageOf(ctx: Context, one: T): Promise<OpinionPage<T>>;
}

/**
 * How it was, said without a name by people who came: asked for, kept, and counted. `opinionScreens` shows it.
 *
 * ```ts
 * export const given = giving<Talk>(stored, { notice: 'feedback', aspects: ['talk'], ...opinionCollections(names) });
 * // gatherings(stored, { …, attended: given.ask })
 * ```
 */
export function giving<T extends Gathering>(
  { feature, present, attendancesOf }: Stored<T>,
  { notice, aspects, voices, opinions, ...own }: GivingSpec,
): Giving<T> {
  const refusals = { ...OPINION_REFUSALS, ...own.refusals };
  const noticeOf = (id: string): string => `${feature}.${notice}-${id}`;
  const until = (one: T): Date => opinionsUntil(one.closedAt ?? closesAt(one));

  const wasThere: Giving<T>['wasThere'] = async (ctx, one, member) => {
    const [row] = await attendancesOf(ctx, { session: one._id, member });
    return one.state === 'closed' && row?.settled === true && hasAttended(row.mark);
  };

  async function speak(
    ctx: Context,
    { user: member }: Pick<Actor, 'user'>,
    id: string,
    change: { $set: Record<string, string> } | { $unset: { words: 1 } },
  ): Promise<T> {
    const { workspace } = ctx;
    const one = await present(ctx, id);
    if (!(await wasThere(ctx, one, member))) throw new UserError(refusals.notThere);
    if (clock.now() >= until(one)) throw new UserError(refusals.over);
    await insertNew(voices(ctx), [{ workspace, session: id, member, voice: newId() }]);
    const own = await voices(ctx).findOne({ workspace, session: id, member }).orFail().lean();
    await insertNew(opinions(ctx), [{ _id: own.voice, workspace, session: id, grades: {} } satisfies Said]);
    await opinions(ctx).updateOne({ _id: own.voice, workspace }, change);
    return one;
  }

  return {
    aspects,
    until,
    noticeOf,
    wasThere,
    ask: async (ctx, one, rows) => {
      await plan(
        ctx,
        rows
          .filter(({ mark }) => hasAttended(mark))
          .map(
            ({ member }): PlannedNotice => ({
              notice: noticeOf(one._id),
              kind: `${feature}.${notice}`,
              recipient: member,
              to: 'member',
              params: { session: one._id },
              expiresAt: until(one),
              priority: PRIORITY,
            }),
          ),
      );
    },
    opinionOf: async (ctx, session, member) => {
      const { workspace } = ctx;
      const own = await voices(ctx).findOne({ workspace, session, member }).lean();
      const said = own === null ? null : await opinions(ctx).findOne({ _id: own.voice, workspace }).lean<Said>();
      return { grades: said?.grades ?? {}, words: said?.words };
    },
    grade: (ctx, actor, id, aspect, as) => speak(ctx, actor, id, { $set: { [`grades.${aspect}`]: as } }),
    addWords: (ctx, actor, id, words) => {
      const kept = words.trim().slice(0, MOST_WORDS);
      return speak(ctx, actor, id, kept === '' ? { $unset: { words: 1 } } : { $set: { words: kept } });
    },
    pageOf: async (ctx, one) => {
      const of = { workspace: ctx.workspace, session: one._id };
      const [rows, said] = await Promise.all([
        attendancesOf(ctx, { session: one._id }),
        opinions(ctx).find(of).sort({ _id: 1 }).lean<Said[]>(),
      ]);
      const attended = rows.filter(wasEverThere).length;
      return { one, attended, until: until(one), ...tallyOf(aspects, said, clock.now() >= until(one)) };
    },
  };
}

const wasEverThere = ({ mark, first, corrections }: Attendance): boolean =>
  [mark, first, ...corrections.map((one) => one.to)].some(hasAttended);
