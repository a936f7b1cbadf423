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
import { lives, rerank, valueId } from './store.ts';

const TRIES = 20;

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
  const isCorrection = now?.counted !== undefined;
  if (isCorrection) return (report.reason ?? '').trim() === '' ? fault('noReason') : undefined;
  const isOpen =
    one.state === 'open' && daysOf(report.slot, one).from <= day && day <= cutOffOf(indicator, report.slot, one);
  // A value that was refused can be put right after the cut-off, too: the refusal may have come late.
  return isOpen || now?.refused !== undefined ? undefined : fault('notNow');
}

/** The value as it stands; undefined: none was reported. */
export async function valueAt(
  ctx: Context,
  competition: string,
  of: Pick<Value, 'indicator' | 'unit' | 'slot'>,
): Promise<Value | undefined> {
  const _id = valueId(ctx, { competition, ...of });
  return (await values(ctx).findOne({ _id, workspace: ctx.workspace }).lean<Value>()) ?? undefined;
}

/** All values of a competition. */
export const valuesOf = (ctx: Context, competition: string): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition }).sort({ indicator: 1, unit: 1, slot: 1 }).lean<Value[]>();

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
  const { user } = actor;
  const { value, reason = '', ...of } = wanted;
  for (let tries = 0; tries < TRIES; tries++) {
    const now = await valueAt(ctx, one._id, of);
    const wrong = reportFault(one, actor, wanted, today(ctx), now);
    if (wrong !== undefined) return wrong;
    const isKnown = now?.pending === undefined ? now?.counted === value : now.pending.value === value;
    if (isKnown) return undefined;
    const at = clock.now();
    const said = reason.trim() === '' ? {} : { reason: reason.trim() };
    const pending = { value, by: user, at, ...said };
    const step: Step = { at, by: user, what: 'reported', value, ...said };
    if (now === undefined) {
      const fresh: Value = {
        _id: valueId(ctx, { competition: one._id, ...of }),
        workspace: ctx.workspace,
        competition: one._id,
        ...of,
        pending,
        hands: [user],
        history: [step],
        rev: 1,
      };
      if ((await insertNew(values(ctx), [fresh])).length > 0) return undefined;
      continue;
    }
    const written = await values(ctx).updateOne(
      { _id: now._id, workspace: ctx.workspace, rev: now.rev },
      {
        $set: { pending },
        $unset: { refused: 1, untold: 1 },
        $addToSet: { hands: user },
        $push: { history: step },
        $inc: { rev: 1 },
      },
    );
    if (written.matchedCount > 0) {
      await redrawAbout(ctx, aboutValue(now._id));
      return undefined;
    }
  }
  throw new UserError(WORDS.busy);
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
    $set: { counted: pending.value, countedBy: user, unranked: true },
    $unset: { pending: 1 },
    $push: { history: step },
    $inc: { rev: 1 },
  });
  if (written.matchedCount === 0) throw new UserError(WORDS.changed);
  return (await rerank(ctx, place.one._id)) ?? place.one;
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

/** The open and ended competitions in which somebody reports or verifies. */
const withRole = (ctx: Context, role: 'reporters' | 'verifiers', user: string): Promise<Competition[]> =>
  competitions(ctx)
    .find({ workspace: ctx.workspace, state: { $in: ['open', 'ended'] }, [`indicators.${role}`]: user })
    .sort({ createdAt: -1 })
    .lean<Competition[]>();

/** What somebody reports. */
export const reportedBy = (ctx: Context, user: string): Promise<Competition[]> => withRole(ctx, 'reporters', user);

const indicatorsOf = (all: readonly Competition[], user: string) =>
  all.flatMap(({ _id, indicators }) =>
    indicators
      .filter(({ verifiers }) => verifiers.includes(user))
      .map(({ id }) => ({ competition: _id, indicator: id })),
  );

/** The values that wait for somebody to verify them, the oldest first. */
export async function waitingFor(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  page: number,
  size: number,
): Promise<Paged<Value> & { competitions: Map<string, Competition> }> {
  const all = await withRole(ctx, 'verifiers', user);
  const own = indicatorsOf(all, user);
  const filter = {
    workspace: ctx.workspace,
    pending: { $exists: true },
    hands: { $ne: user },
    $or: own.length === 0 ? [{ _id: '' }] : own,
  };
  const found = await pageOf(values(ctx), filter as never, { 'pending.at': 1, _id: 1 }, { page, size });
  return { ...found, competitions: new Map(all.map((one) => [one._id, one])) };
}

/** The values of somebody that were sent back and not reported again. */
export const refusedOf = (ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Value[]> =>
  values(ctx).find({ workspace: ctx.workspace, 'refused.from': user }).limit(50).lean<Value[]>();
