import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { type Competition, type Step, type Value, values } from '../model.ts';
import { type ValueFault, valueFault } from '../rules/checks.ts';
import { cutOffOf, daysOf, isSlotOf } from '../rules/slots.ts';
import { WORDS } from '../words.ts';
import { today } from './day.ts';
import { valueId } from './value-id.ts';

const TRIES = 20;
const BATCH = 500;

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
  if (!isSlotOf(indicator.pace, report.slot, one)) return fault('notNow');
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

/** From what its notices follow. */
export const aboutValue = (id: string): string => `competition.value:${id}`;

/**
 * Writes down what somebody reports; it counts once somebody else has verified it. The same number again changes nothing but
 * that a correction which was sent back is at rest, and what was verified stands until its correction is verified.
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
    const agreed: Value[] = [];
    for (const { report, nth } of open) {
      const { indicator, unit, slot } = report;
      const _id = valueId(ctx, { competition: one._id, indicator, unit, slot });
      const before = known.get(_id);
      const step = stepOf(actor, report, at);
      // Written in the round before; somebody has changed it since.
      if (tries > 0 && before?.history.some((said) => isSame(said, step)) === true) continue;
      faults[nth] = reportFault(one, actor, report, today(ctx), before);
      if (faults[nth] !== undefined) continue;
      if (before !== undefined && isSaid(before, report.value)) {
        if (before.refused !== undefined) agreed.push(before);
        continue;
      }
      const { what: _what, ...pending } = step;
      if (before !== undefined) changes.push({ before, step, nth });
      else {
        const own = { workspace, competition: one._id, indicator, unit, slot, hands: [actor.user], history: [step] };
        fresh.push({ value: { _id, ...own, pending, rev: 1 }, nth });
      }
    }
    if (agreed.length > 0) await layToRest(ctx, agreed);
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

/** Whoever says what is verified agrees that their correction was sent back: nobody is asked about it any more. */
async function layToRest(ctx: Context, agreed: readonly Value[]): Promise<void> {
  const { workspace } = ctx;
  // One that has changed since it was read has another revision, and stays.
  const updates = agreed.map(({ _id, rev }) => ({
    updateOne: { filter: { _id, workspace, rev }, update: { $unset: { refused: 1, untold: 1 }, $inc: { rev: 1 } } },
  }));
  await values(ctx).bulkWrite(updates as never, { ordered: false });
  for (const { _id } of agreed) await redrawAbout(ctx, aboutValue(_id));
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
