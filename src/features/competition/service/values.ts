import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { type Competition, competitions, type KeptIndicator, type Step, type Value, values } from '../model.ts';
import { WORDS } from '../words.ts';
import { lives, settle } from './lives.ts';
import { aboutValue } from './reports.ts';

const MOST_REFUSED = 200;

/** All values of a competition. */
export const valuesOf = (ctx: Context, competition: string): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition }).sort({ indicator: 1, unit: 1, slot: 1 }).lean<Value[]>();

/** Those of a unit of which anything was corrected or reported. */
export const valuesOfUnit = (ctx: Context, competition: string, unit: string): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition, unit }).sort({ slot: 1, indicator: 1 }).lean<Value[]>();

/** A page of them, the newest period first. */
export const valuesPage = (ctx: Context, competition: string, page: number, size: number): Promise<Paged<Value>> =>
  pageOf(values(ctx), { workspace: ctx.workspace, competition }, { slot: -1, indicator: 1, _id: 1 }, { page, size });

/** A value, its competition and its indicator. @throws UserError when they are gone */
async function placeOf(
  ctx: Context,
  id: string,
): Promise<{ value: Value; one: Competition; indicator: KeptIndicator }> {
  const value = await values(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Value>();
  if (value === null) throw new UserError(WORDS.changed);
  const one = await lives.present(ctx, value.competition);
  const indicator = one.indicators.find((each) => each.id === value.indicator);
  if (indicator === undefined) throw new UserError(WORDS.gone);
  return { value, one, indicator };
}

/** Why somebody cannot verify a value. That they have never reported it is asked once more by the write itself. */
function verifierFault({ value, indicator }: { value: Value; indicator: KeptIndicator }, user: string) {
  if (value.hands.includes(user)) return WORDS.ownValue;
  return indicator.verifiers.includes(user) ? undefined : WORDS.notVerifier;
}

/** What a decision about a waiting value asks of it when it is written: nobody decides about their own. */
const waiting = (ctx: Context, id: string, rev: number, user: string) => ({
  _id: id,
  workspace: ctx.workspace,
  rev,
  hands: { $ne: user },
  'pending.by': { $exists: true, $ne: user },
});

/**
 * Verifies a value as the person has seen it: from now on it counts.
 * @param rev of the value that was seen
 * @throws UserError for a person who has reported it or does not verify it, and when it has changed since
 */
export async function verify(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  id: string,
  rev: number,
): Promise<Competition> {
  const place = await placeOf(ctx, id);
  const wrong = verifierFault(place, user);
  if (wrong !== undefined) throw new UserError(wrong);
  const { pending } = place.value;
  if (pending === undefined || place.value.rev !== rev) throw new UserError(WORDS.changed);
  const step: Step = { at: clock.now(), by: user, what: 'verified', value: pending.value };
  const written = await values(ctx).updateOne(waiting(ctx, id, rev, user), {
    $set: { counted: pending.value, countedBy: user, unpacked: true },
    $unset: { pending: 1 },
    $push: { history: step },
    $inc: { rev: 1 },
  });
  if (written.matchedCount === 0) throw new UserError(WORDS.changed);
  return settle(ctx, place.one._id);
}

/** Settles what a process that died has left. */
export async function settleLeft(ctx: Context): Promise<void> {
  const left: string[] = await values(ctx).distinct('competition', { workspace: ctx.workspace, unpacked: true });
  for (const id of left) await settle(ctx, id);
}

/** Sends a value back with a reason; its reporter hears of it. @throws as `verify` */
export async function refuse(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  id: string,
  rev: number,
  reason: string,
): Promise<void> {
  const place = await placeOf(ctx, id);
  const wrong = verifierFault(place, user);
  if (wrong !== undefined) throw new UserError(wrong);
  const { pending } = place.value;
  if (pending === undefined || place.value.rev !== rev) throw new UserError(WORDS.changed);
  const at = clock.now();
  const step: Step = { at, by: user, what: 'refused', value: pending.value, reason };
  const refused = { value: pending.value, by: user, at, reason, from: pending.by };
  const written = await values(ctx).updateOne(waiting(ctx, id, rev, user), {
    $set: { refused, untold: true },
    $unset: { pending: 1 },
    $push: { history: step },
    $inc: { rev: 1 },
  });
  if (written.matchedCount === 0) throw new UserError(WORDS.changed);
  await tellRefused(ctx, { ...place.value, refused, rev: rev + 1 });
}

async function tellRefused(ctx: Context, { _id, refused, rev }: Value): Promise<void> {
  if (refused !== undefined)
    await plan(ctx, [
      {
        notice: `competition.refused-${_id}-${rev}`,
        kind: 'competition.refused',
        recipient: refused.from,
        to: 'member',
        params: { value: _id },
        about: aboutValue(_id),
        priority: 3,
      },
    ]);
  await values(ctx).updateOne({ _id, workspace: ctx.workspace, rev }, { $unset: { untold: 1 } });
}

/** Tells of the refusals that a process that died has not told of. */
export async function tellUntold(ctx: Context): Promise<void> {
  const found = await values(ctx).find({ workspace: ctx.workspace, untold: true }).limit(500).lean<Value[]>();
  for (const one of found) await tellRefused(ctx, one);
}

/** A value with its competition, for its notice. @throws UserError */
export const placeOfValue = placeOf;

/** What of a competition says who reports and verifies it. */
export type Assigned = Pick<Competition, '_id' | 'name' | 'state' | 'indicators'>;

/** The open and ended competitions in which somebody reports or verifies. */
const withRole = (ctx: Context, role: 'reporters' | 'verifiers', user: string): Promise<Assigned[]> =>
  competitions(ctx)
    .find(
      { workspace: ctx.workspace, state: { $in: ['open', 'ended'] }, [`indicators.${role}`]: user },
      { name: 1, state: 1, indicators: 1 },
    )
    .sort({ createdAt: -1 })
    .lean<Assigned[]>();

/** The indicators that somebody reports or verifies, for a filter of values. */
const placesOf = async (ctx: Context, role: 'reporters' | 'verifiers', user: string) =>
  (await withRole(ctx, role, user)).map(({ _id: competition, indicators }) => ({
    competition,
    indicator: { $in: indicators.filter((one) => one[role].includes(user)).map(({ id }) => id) },
  }));

/** What somebody reports. */
export const reportedBy = (ctx: Context, user: string): Promise<Assigned[]> => withRole(ctx, 'reporters', user);

/** The values that wait for somebody to verify them. */
async function waitingFilter(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<object | undefined> {
  const own = await placesOf(ctx, 'verifiers', user);
  if (own.length === 0) return undefined;
  return { workspace: ctx.workspace, 'pending.at': { $exists: true }, hands: { $ne: user }, $or: own };
}

/** How many they are. */
export async function waitingCount(ctx: Context, actor: Pick<Actor, 'user'>): Promise<number> {
  const filter = await waitingFilter(ctx, actor);
  return filter === undefined ? 0 : values(ctx).countDocuments(filter);
}

/** A page of them, the oldest first, with their competitions. */
export async function waitingFor(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  page: number,
  size: number,
): Promise<Paged<Value> & { competitions: Map<string, Named> }> {
  const filter = (await waitingFilter(ctx, actor)) ?? { _id: '' };
  const found = await pageOf(values(ctx), filter as never, { 'pending.at': 1, _id: 1 }, { page, size });
  return { ...found, competitions: await named(ctx, found.rows) };
}

/** What of a competition says what a value is of. */
export type Named = Pick<Competition, '_id' | 'name' | 'units' | 'indicators'>;

async function named(ctx: Context, of: readonly Value[]): Promise<Map<string, Named>> {
  const ids = [...new Set(of.map(({ competition }) => competition))];
  const found = await competitions(ctx)
    .find({ _id: { $in: ids }, workspace: ctx.workspace }, { name: 1, units: 1, indicators: 1 })
    .lean<Named[]>();
  return new Map(found.map((one) => [one._id, one]));
}

/** The values that were sent back and not reported again, of what somebody reports now: whoever reported them may not do so any more. */
async function refusedFilter(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<object | undefined> {
  const own = await placesOf(ctx, 'reporters', user);
  if (own.length === 0) return undefined;
  return { workspace: ctx.workspace, 'refused.from': { $exists: true }, $or: own };
}

/** How many they are. */
export async function refusedCount(ctx: Context, actor: Pick<Actor, 'user'>): Promise<number> {
  const filter = await refusedFilter(ctx, actor);
  return filter === undefined ? 0 : values(ctx).countDocuments(filter);
}

export async function refusedOf(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
): Promise<{ rows: Value[]; competitions: Map<string, Named> }> {
  const filter = await refusedFilter(ctx, actor);
  if (filter === undefined) return { rows: [], competitions: new Map() };
  const rows = await values(ctx).find(filter).sort({ 'refused.at': -1 }).limit(MOST_REFUSED).lean<Value[]>();
  return { rows, competitions: await named(ctx, rows) };
}
