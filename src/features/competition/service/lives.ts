import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { instantOf } from '../../../lib/zone.ts';
import { maySee } from '../../../members/roles.ts';
import { aboutDates, type NoticeCalendar, noticeCalendar } from '../../../notices/calendar.ts';
import { type Competition, competitions, packs, rivals, values } from '../model.ts';
import { nextResult, rankedRows } from '../rules/results.ts';
import { closesOn } from '../rules/slots.ts';
import { WORDS } from '../words.ts';
import { book } from './booking.ts';
import { calendarEntries, isStillFor, noticeReaders } from './calendar.ts';
import { standingsOf } from './facts.ts';
import { keepFigures } from './figures.ts';
import { pack, recount, unpackedOf } from './packs.ts';
import { membersIn } from './units.ts';

const TRIES = 20;

export const prepare = (ctx: Pick<Context, 'db'>): Promise<void> =>
  makeIndexes(ctx, [competitions, values, packs, rivals]);

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
    standings: { zh: '竞赛名次', en: 'Standings of a competition' },
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
    if (one.unbooked === true || one.unranked === true) return one.updatedAt;
    const dates = [calendar.wakesAt(one), one.state === 'open' ? closesAt(one) : undefined];
    const times = dates.flatMap((date) => date?.getTime() ?? []);
    return times.length === 0 ? undefined : new Date(Math.min(...times));
  },
  hasNews: ({ unbooked }) => unbooked === true,
  follow: async (ctx, one) => {
    await book(ctx, one);
    // A correction has moved it: the cards that say how it ended show how it stands now.
    if ((one.results?.length ?? 0) > 1) await redrawAbout(ctx, aboutDates('competition', one._id), { isPatient: true });
  },
  followed: (now, one) => {
    const booked = one.results?.at(-1)?.nth ?? 0;
    const results = (now.results ?? []).filter(({ nth }) => nth >= booked);
    return { results, unbooked: results.length > 1 ? true : undefined };
  },
  due: async (ctx, one, now) => {
    const isOver = one.state === 'open' && closesAt(one) <= now;
    const current = isOver ? await end(ctx, one._id) : one.unranked === true ? await rank(ctx, one._id) : one;
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

/** Ends a competition: its ranking stands, and the members of its units get their points. Twice is once. */
export async function end(ctx: Context, id: string): Promise<Competition> {
  const before = await lives.present(ctx, id);
  if (before.state !== 'open') return before;
  await keepFigures(ctx, before);
  const wrong = await recount(ctx, before);
  if (wrong > 0) ctx.log.info({ competition: id, packs: wrong }, 'packs of a competition were counted again');
  const placed = await membersIn(ctx, before.units);
  const { one } = await lives.decide(ctx, id, ({ state, rankings }, now) =>
    state === 'open' ? { state: 'ended', endedAt: now, placed, unranked: true, rankings: rankings + 1 } : undefined,
  );
  const settled = await settle(ctx, one._id);
  return settled.unranked === true ? rank(ctx, id) : settled;
}

/** Packs what counts since then and, after the end, ranks again. Again it adds nothing. */
export async function settle(ctx: Context, id: string): Promise<Competition> {
  const { workspace } = ctx;
  const one = await lives.present(ctx, id);
  const changed = await unpackedOf(ctx, id);
  if (changed.length === 0) return one;
  await pack(ctx, one, changed);
  const ranked = await rank(ctx, id);
  const updates = changed.map(({ _id, rev }) => {
    // One that was changed again meanwhile stays.
    return { updateOne: { filter: { _id, workspace, rev }, update: { $unset: { unpacked: 1 } } } };
  });
  await values(ctx).bulkWrite(updates as never, { ordered: false });
  return ranked;
}

/**
 * Ranks an ended competition by what counts now; what that changes in the ledger is a reversing entry. Whoever changes what counts
 * calls it afterwards: it is counted also where nothing has moved, so a process that has read older values finds that its ranking
 * comes too late.
 * @returns the competition; as it is, unless it has ended
 */
export async function rank(ctx: Context, id: string): Promise<Competition> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await lives.present(ctx, id);
    if (before.state !== 'ended') return before;
    const rows = rankedRows((await standingsOf(ctx, before)).now);
    const { one, isWritten } = await lives.decide(ctx, id, (found) =>
      found.rankings === before.rankings
        ? { rankings: found.rankings + 1, unranked: undefined, ...nextResult(found, rows) }
        : undefined,
    );
    if (!isWritten) continue;
    await lives.tellSoon(ctx, one);
    return one;
  }
  throw new UserError(WORDS.busy);
}
