import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { instantOf } from '../../../lib/zone.ts';
import { maySee } from '../../../members/roles.ts';
import { type NoticeCalendar, noticeCalendar } from '../../../notices/calendar.ts';
import { type Competition, competitions, type Result, rivals, type Value, values } from '../model.ts';
import { type Standing, standingOf } from '../rules/reckon.ts';
import { closesOn } from '../rules/slots.ts';
import { WORDS } from '../words.ts';
import { book } from './booking.ts';
import { calendarEntries, isStillFor, noticeReaders } from './calendar.ts';
import { today } from './day.ts';
import { factsOf } from './facts.ts';
import { ledgerValues } from './figures.ts';
import { membersIn } from './units.ts';

const TRIES = 20;

export const prepare = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [competitions, values, rivals]);

/** When it ends by itself: the morning after the last cut-off. */
const closesAt = ({ indicators, from, to, zone }: Competition): Date =>
  instantOf(closesOn(indicators, { from, to }), '24:00', zone);

/** What goes out by itself: the opening, a value that is due, the standing of each month, the result. */
export const calendar: NoticeCalendar<Competition> = noticeCalendar<Competition>({
  feature: 'competition',
  lives: () => lives,
  titleOf: ({ name }) => name,
  entries: calendarEntries,
  readers: noticeReaders,
  isFor: isStillFor,
  kinds: {
    opening: { zh: '竞赛开始', en: 'A competition begins' },
    due: { zh: '竞赛填报快截止', en: 'A value is due' },
    standings: { zh: '竞赛月度名次', en: 'Standings of the month' },
    result: { zh: '竞赛结果', en: 'Result of a competition' },
  },
});

/** The competitions: each ends by itself, and its result goes into the ledger though a process dies. */
export const lives = living<Competition, Context>({
  name: 'competition',
  model: competitions,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, one) => {
    if (one.unbooked === true) return one.updatedAt;
    const dates = [calendar.wakesAt(one), one.state === 'open' ? closesAt(one) : undefined];
    const times = dates.flatMap((date) => date?.getTime() ?? []);
    return times.length === 0 ? undefined : new Date(Math.min(...times));
  },
  hasNews: ({ unbooked }) => unbooked === true,
  follow: book,
  followed: (now, one) => {
    const booked = one.results?.at(-1)?.nth ?? 0;
    const results = (now.results ?? []).filter(({ nth }) => nth >= booked);
    return { results, unbooked: results.length > 1 ? true : undefined };
  },
  due: async (ctx, one, now) => {
    const current = one.state === 'open' && closesAt(one) <= now ? await end(ctx, one._id) : one;
    await calendar.tell(ctx, current);
  },
});

/** Whether somebody manages a competition: officers of those whose it is. */
export const manages = (actor: Actor, { branch }: Pick<Competition, 'branch'>): boolean => maySee(actor, branch);

/** A competition that somebody manages. @throws UserError */
export async function managed(ctx: Context, actor: Actor, id: string): Promise<Competition> {
  const one = await lives.present(ctx, id);
  if (!manages(actor, one)) throw new UserError(WORDS.notYours);
  return one;
}

/** A competition that somebody may look at: everybody, once it is open; before that those who manage it. @throws UserError */
export async function visible(ctx: Context, actor: Actor, id: string): Promise<Competition> {
  const one = await lives.present(ctx, id);
  if (one.state === 'draft' && !manages(actor, one)) throw new UserError(WORDS.gone);
  return one;
}

/** The name of a value: it is one, whoever reports it and however often. */
export const valueId = (
  { workspace }: Pick<Context, 'workspace'>,
  of: Pick<Value, 'competition' | 'indicator' | 'unit' | 'slot'>,
): string => idFrom(workspace, of.competition, of.indicator, of.unit, of.slot);

/** What of a standing is kept as a result. */
export const rankedRows = ({ rows }: Standing): Result['rows'] =>
  rows.map(({ unit, rank, total }) => ({ unit: unit.key, total, ...(rank === undefined ? {} : { rank }) }));

const rowsOf = async (ctx: Context, one: Competition): Promise<Result['rows']> =>
  rankedRows(standingOf(await factsOf(ctx, one)));

/** Keeps what the ledger says at the end, in place of what an end that was broken off has kept: from now on it is a value like the others. */
async function keepFigures(ctx: Context, one: Competition): Promise<void> {
  const { workspace } = ctx;
  const at = clock.now();
  for (const indicator of one.indicators) {
    const found = await ledgerValues(ctx, one, indicator, today(ctx));
    const kept = found.map(({ value, ...of }) => {
      const own = { ...of, competition: one._id };
      const history = [{ at, by: 'ledger', what: 'verified' as const, value }];
      const set = { ...own, counted: value, countedBy: 'ledger', hands: [], history, unranked: true };
      const filter = { _id: valueId(ctx, own), workspace };
      return { updateOne: { filter, update: { $set: set, $inc: { rev: 1 } }, upsert: true } };
    });
    if (kept.length > 0) await upserted(() => values(ctx).bulkWrite(kept, { ordered: false }));
  }
}

type Changed = Pick<Value, '_id' | 'rev'>;

/** What was verified since the last ranking. */
const unrankedOf = (ctx: Context, competition: string): Promise<Changed[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition, unranked: true }, { rev: 1 }).lean<Changed[]>();

/** They are in the ranking; one that was changed again meanwhile stays. */
async function ranked(ctx: Context, changed: readonly Changed[]): Promise<void> {
  for (const { _id, rev } of changed)
    await values(ctx).updateOne({ _id, workspace: ctx.workspace, rev }, { $unset: { unranked: 1 } });
}

/** Ends a competition: its ranking stands, and the members of its units get their points. Twice is once. */
export async function end(ctx: Context, id: string): Promise<Competition> {
  const before = await lives.present(ctx, id);
  if (before.state !== 'open') return before;
  await keepFigures(ctx, before);
  const changed = await unrankedOf(ctx, id);
  const [rows, placed] = await Promise.all([rowsOf(ctx, { ...before, state: 'ended' }), membersIn(ctx, before.units)]);
  const { one, isWritten } = await lives.decide(ctx, id, ({ state, rankings }, now) => {
    if (state !== 'open') return undefined;
    return {
      state: 'ended',
      endedAt: now,
      results: [{ nth: 1, rows }],
      rankings: rankings + 1,
      placed,
      unbooked: true,
    };
  });
  if (isWritten) await ranked(ctx, changed);
  await lives.tellSoon(ctx, one);
  // A value that was verified, or a bonus that was given, while it ended.
  return (await rerank(ctx, id)) ?? one;
}

/** What is written when a ranking comes to these rows; undefined: it is what holds. */
export function nextResult(
  { results = [] }: Pick<Competition, 'results'>,
  rows: Result['rows'],
): Pick<Competition, 'results' | 'unbooked'> | undefined {
  const last = results.at(-1);
  if (last !== undefined && JSON.stringify(last.rows) === JSON.stringify(rows)) return undefined;
  return { results: [...results, { nth: (last?.nth ?? 0) + 1, rows }], unbooked: true };
}

/**
 * Ranks an ended competition again if a value was verified or a bonus given since; what that changes in the ledger is a
 * reversing entry.
 * @returns undefined when it has not ended
 */
export async function rerank(ctx: Context, id: string): Promise<Competition | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await lives.present(ctx, id);
    if (before.state !== 'ended') return undefined;
    const changed = await unrankedOf(ctx, id);
    const rows = await rowsOf(ctx, before);
    if (changed.length === 0 && nextResult(before, rows) === undefined) return before;
    // Counted also where nothing has moved: a process that has read older values finds that its ranking comes too late.
    const { one, isWritten } = await lives.decide(ctx, id, (found) => {
      if (found.rankings !== before.rankings) return undefined;
      return { rankings: found.rankings + 1, ...nextResult(found, rows) };
    });
    if (!isWritten) continue;
    await lives.tellSoon(ctx, one);
    await ranked(ctx, changed);
    return one;
  }
  throw new UserError(WORDS.busy);
}

/** Ranks again what a process that died has left. */
export async function rankUnranked(ctx: Context): Promise<void> {
  const changed: string[] = await values(ctx).distinct('competition', { workspace: ctx.workspace, unranked: true });
  const ended = await competitions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: changed }, state: 'ended' }, { _id: 1 })
    .lean<Pick<Competition, '_id'>[]>();
  for (const { _id } of ended) await rerank(ctx, _id);
}
