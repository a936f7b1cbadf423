import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { instantOf } from '../../../lib/zone.ts';
import { maySee } from '../../../members/roles.ts';
import { type NoticeCalendar, noticeCalendar } from '../../../notices/calendar.ts';
import { type Competition, competitions, type Result, rivals, type Value, values } from '../model.ts';
import { standingOf } from '../rules/reckon.ts';
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
  followed: (now, one) => (now.result?.nth === one.result?.nth ? { unbooked: undefined } : undefined),
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

async function rowsOf(ctx: Context, one: Competition): Promise<Result['rows']> {
  return standingOf(await factsOf(ctx, one)).rows.map(({ unit, rank, total }) => ({
    unit: unit.key,
    total,
    ...(rank === undefined ? {} : { rank }),
  }));
}

/** Keeps what the ledger says at the end: from now on it is a value like the others. */
async function keepFigures(ctx: Context, one: Competition): Promise<void> {
  const { workspace } = ctx;
  const at = clock.now();
  for (const indicator of one.indicators) {
    const found = await ledgerValues(ctx, one, indicator, today(ctx));
    const kept = found.map(({ value, ...of }): Value => {
      const own = { ...of, competition: one._id };
      const history = [{ at, by: 'ledger', what: 'verified' as const, value }];
      const counted = { counted: value, countedBy: 'ledger' };
      return { _id: valueId(ctx, own), workspace, ...own, ...counted, hands: [], history, rev: 1 };
    });
    await insertNew(values(ctx), kept);
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
  const { one, isWritten } = await lives.decide(ctx, id, ({ state }, now) =>
    state === 'open' ? { state: 'ended', endedAt: now, result: { nth: 1, rows }, placed, unbooked: true } : undefined,
  );
  if (isWritten) await ranked(ctx, changed);
  await lives.tellSoon(ctx, one);
  // A value that was verified, or a bonus that was given, while it ended.
  return (await rerank(ctx, id)) ?? one;
}

/**
 * Ranks an ended competition again if a value was verified or a bonus given since; what that changes in the ledger is a
 * reversing entry.
 * @returns undefined when it has not ended
 */
export async function rerank(ctx: Context, id: string): Promise<Competition | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await lives.present(ctx, id);
    const { result } = before;
    if (before.state !== 'ended' || result === undefined) return undefined;
    const changed = await unrankedOf(ctx, id);
    const rows = await rowsOf(ctx, before);
    if (changed.length === 0 && JSON.stringify(rows) === JSON.stringify(result.rows)) return before;
    // Always the next one, also where no rank has moved: a process that has read older values finds its own too late.
    const { one, isWritten } = await lives.decide(ctx, id, (found) =>
      found.result?.nth === result.nth ? { result: { nth: result.nth + 1, rows }, unbooked: true } : undefined,
    );
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
