import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { type Competition, competitions, type KeptIndicator, type Step, type Value, values } from '../model.ts';
import { type ValueFault, valueFault } from '../rules/checks.ts';
import { cutOffOf, daysOf, slotsOf } from '../rules/slots.ts';
import { WORDS } from '../words.ts';
import { today } from './day.ts';
import { lives, rank } from './lives.ts';
import { pack, unpackedOf } from './packs.ts';
import { valueId } from './value-id.ts';

const TRIES = 20;
const BATCH = 500;
const MOST_REFUSED = 200;

/** A value as somebody reports it. */
export interface Report {
  indicator: string;
  unit: string;
  slot: string;
  value: number;
  /** Needed to correct what is verified. */
  reason?: string;
}

/** Why a report cannot be taken: a sentence of `WORDS`, or what is wrong with the number. */
export type ReportFault = { word: keyof typeof WORDS } | { value: ValueFault };

const fault = (word: keyof typeof WORDS): ReportFault => ({ word });

/** Whether a number is what stands already: then there is nothing to report, and no reason to give. */
const isSaid = (now: Value | undefined, value: number): boolean =>
  now !== undefined && (now.pending === undefined ? now.counted === value : now.pending.value === value);

/** What is wrong with a report before it is written; undefined: nothing. `now` is the value as it stands. */
export function reportFault(
  one: Competition,
  { user }: Pick<Actor, 'user'>,
  report: Report,
  day: string,
  now: Value | undefined,
): ReportFault | undefined {
  const indicator = one.indicators.find(({ id }) => id === report.indicator);
  if (one.state === 'draft' || indicator === undefined) return fault('notOpen');
  if (indicator.ledger !== undefined) return fault('byLedger');
  if (!indicator.reporters.includes(user)) return fault('notReporter');
  if (!one.units.some(({ key }) => key === report.unit)) return fault('strangeUnit');
  if (!slotsOf(indicator.pace, one).includes(report.slot)) return fault('notNow');
  const wrong = valueFault(report.value);
  if (wrong !== undefined) return { value: wrong };
  if (isSaid(now, report.value)) return undefined;
  const isCorrection = now?.counted !== undefined;
  if (isCorrection) return (report.reason ?? '').trim() === '' ? fault('noReason') : undefined;
  const isOpen =
    one.state === 'open' && daysOf(report.slot, one).from <= day && day <= cutOffOf(indicator, report.slot, one);
  // A value that was refused can be put right after the cut-off, too: the refusal may have come late.
  return isOpen || now?.refused !== undefined ? undefined : fault('notNow');
}

type Place = Pick<Value, 'indicator' | 'unit' | 'slot'>;

/** Values as they stand, by their ids: those of which anything was reported. */
export async function valuesAt(
  ctx: Context,
  competition: string,
  places: readonly Place[],
): Promise<Map<string, Value>> {
  const ids = [
    ...new Set(places.map(({ indicator, unit, slot }) => valueId(ctx, { competition, indicator, unit, slot }))),
  ];
  const found = new Map<string, Value>();
  for (let start = 0; start < ids.length; start += BATCH)
    for (const one of await values(ctx)
      .find({ _id: { $in: ids.slice(start, start + BATCH) }, workspace: ctx.workspace })
      .lean<Value[]>())
      found.set(one._id, one);
  return found;
}

/** The value as it stands; undefined: none was reported. */
export const valueAt = async (ctx: Context, competition: string, of: Place): Promise<Value | undefined> =>
  (await valuesAt(ctx, competition, [of])).get(valueId(ctx, { competition, ...of }));

/** All values of a competition. */
export const valuesOf = (ctx: Context, competition: string): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition }).sort({ indicator: 1, unit: 1, slot: 1 }).lean<Value[]>();

/** Those of a unit of which anything was corrected or reported. */
export const valuesOfUnit = (ctx: Context, competition: string, unit: string): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition, unit }).sort({ slot: 1, indicator: 1 }).lean<Value[]>();

/** A page of them, the newest period first. */
export const valuesPage = (ctx: Context, competition: string, page: number, size: number): Promise<Paged<Value>> =>
  pageOf(values(ctx), { workspace: ctx.workspace, competition }, { slot: -1, indicator: 1, _id: 1 }, { page, size });

/**
 * Writes down what somebody reports; it counts once somebody else has verified it. The same number again changes nothing, and
 * what was verified stands until its correction is verified.
 * @returns why it was not taken, if it was not
 */
export async function report(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  one: Competition,
  wanted: Report,
): Promise<ReportFault | undefined> {
  return (await reportMany(ctx, actor, one, [wanted]))[0];
}

/** `report` for many values, of different places: a read, an insert and a write for 500 of them. */
export async function reportMany(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  one: Competition,
  wanted: readonly Report[],
): Promise<(ReportFault | undefined)[]> {
  const faults: (ReportFault | undefined)[] = [];
  for (let start = 0; start < wanted.length; start += BATCH)
    faults.push(...(await reportBatch(ctx, actor, one, wanted.slice(start, start + BATCH))));
  return faults;
}

async function reportBatch(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  one: Competition,
  wanted: readonly Report[],
): Promise<(ReportFault | undefined)[]> {
  const { workspace } = ctx;
  const at = clock.now();
  const faults = wanted.map((): ReportFault | undefined => undefined);
  let open = wanted.map((report, nth) => ({ report, nth }));
  for (let tries = 0; tries < TRIES && open.length > 0; tries++) {
    const known = await valuesAt(ctx, one._id, wanted);
    const fresh: { value: Value; nth: number }[] = [];
    const changes: { before: Value; step: Step; nth: number }[] = [];
    for (const { report, nth } of open) {
      const { indicator, unit, slot } = report;
      const _id = valueId(ctx, { competition: one._id, indicator, unit, slot });
      const before = known.get(_id);
      const step = stepOf(actor, report, at);
      // Written in the round before; somebody has changed it since.
      if (tries > 0 && before?.history.some((said) => isSame(said, step)) === true) continue;
      faults[nth] = reportFault(one, actor, report, today(ctx), before);
      if (faults[nth] !== undefined || isSaid(before, report.value)) continue;
      const { what: _what, ...pending } = step;
      if (before !== undefined) changes.push({ before, step, nth });
      else {
        const own = { workspace, competition: one._id, indicator, unit, slot, hands: [actor.user], history: [step] };
        fresh.push({ value: { _id, ...own, pending, rev: 1 }, nth });
      }
    }
    const inserted = new Set(
      await insertNew(
        values(ctx),
        fresh.map(({ value }) => value),
      ),
    );
    const late = fresh.filter(({ value }) => !inserted.has(value));
    const isAll = changes.length === 0 || (await writeSteps(ctx, actor, changes)) === changes.length;
    const again = new Set([...late, ...(isAll ? [] : changes)].map(({ nth }) => nth));
    open = open.filter(({ nth }) => again.has(nth));
  }
  if (open.length > 0) throw new UserError(WORDS.busy);
  return faults;
}

function stepOf({ user }: Pick<Actor, 'user'>, { value, reason = '' }: Report, at: Date): Step {
  return { at, by: user, what: 'reported', value, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
}

const isSame = (one: Step, other: Step): boolean =>
  one.what === other.what &&
  one.by === other.by &&
  one.value === other.value &&
  one.at.getTime() === other.at.getTime();

/** @returns how many were written: one that has changed since it was read is not */
async function writeSteps(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  changes: readonly { before: Value; step: Step }[],
): Promise<number> {
  const written = await values(ctx).bulkWrite(
    changes.map(({ before: { _id, rev }, step }) => {
      const { what: _what, ...pending } = step;
      return {
        updateOne: {
          filter: { _id, workspace: ctx.workspace, rev },
          update: {
            $set: { pending },
            $unset: { refused: 1, untold: 1 },
            $addToSet: { hands: user },
            $push: { history: step },
            $inc: { rev: 1 },
          },
        },
      };
    }) as never,
    { ordered: false },
  );
  // Who was told that it was sent back reads that it was reported again.
  for (const { before } of changes) if (before.refused !== undefined) await redrawAbout(ctx, aboutValue(before._id));
  return written.matchedCount;
}

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

/** Packs what was verified and, after the end, ranks again. Again it adds nothing. */
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

/** Does so for what a process that died has left. */
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

const aboutValue = (id: string): string => `competition.value:${id}`;

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

/** What somebody reports. */
export const reportedBy = (ctx: Context, user: string): Promise<Assigned[]> => withRole(ctx, 'reporters', user);

/** The values that wait for somebody to verify them. */
async function waitingFilter(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<object | undefined> {
  const own = (await withRole(ctx, 'verifiers', user)).flatMap(({ _id: competition, indicators }) => {
    const verified = indicators.filter(({ verifiers }) => verifiers.includes(user)).map(({ id }) => id);
    return [{ competition, indicator: { $in: verified } }];
  });
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

/** The values of somebody that were sent back and not reported again. */
const refusedFilter = (ctx: Context, { user }: Pick<Actor, 'user'>) => ({
  workspace: ctx.workspace,
  'refused.from': user,
});

export const refusedCount = (ctx: Context, actor: Pick<Actor, 'user'>): Promise<number> =>
  values(ctx).countDocuments(refusedFilter(ctx, actor));

export async function refusedOf(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
): Promise<{ rows: Value[]; competitions: Map<string, Named> }> {
  const rows = await values(ctx)
    .find(refusedFilter(ctx, actor))
    .sort({ 'refused.at': -1 })
    .limit(MOST_REFUSED)
    .lean<Value[]>();
  return { rows, competitions: await named(ctx, rows) };
}
