import type { Context } from '../../../context.ts';
import { addDays, instantOf } from '../../../lib/zone.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { specOfKeys } from '../../../members/audience/spec.ts';
import type { Dated } from '../../../notices/rules/due.ts';
import { type Competition, type KeptIndicator, type Value, values } from '../model.ts';
import { cutOffOf, daysOf, monthCloses, slotCloses, slotsOf } from '../rules/slots.ts';

const DAYS_BEFORE = 2;
const MORNING = '09:00';

/** A value that somebody has to report. */
export interface DueValue {
  indicator: KeptIndicator;
  slot: string;
  units: string[];
}

const isTyped = ({ ledger }: KeptIndicator): boolean => ledger === undefined;

/** What goes out by itself, as it follows from the dates; of a draft, nothing. In the house’s zone as it was opened in. */
export function calendarEntries(one: Competition): Dated[] {
  const { openedAt, endedAt, state, zone } = one;
  if (state === 'draft' || openedAt === undefined) return [];
  const at = (day: string) => instantOf(day, MORNING, zone);
  const cutOffs = new Set(dueSlots(one).map(({ cutOff }) => cutOff));
  const tables = tableDays(one);
  const dated = (key: string, verb: string, on: Date, until?: Date): Dated[] =>
    [undefined, one.channel]
      .filter((channel, nth) => nth === 0 || channel !== undefined)
      .map((channel) => ({
        key: channel === undefined ? key : `${key}-channel`,
        verb,
        at: on,
        ...(until === undefined ? {} : { until }),
        ...(channel === undefined ? {} : { channel }),
      }));
  return [
    { key: 'opening', verb: 'opening', at: openedAt, until: instantOf(one.to, '24:00', zone) },
    ...[...cutOffs].map((day) => ({
      key: `due-${day}`,
      verb: 'due',
      at: at(addDays(day, -DAYS_BEFORE)),
      until: instantOf(day, '24:00', zone),
    })),
    ...tables
      .filter(([day]) => day <= one.to)
      .flatMap(([day, key]) => dated(key, 'standings', at(day), at(addDays(day, 7)))),
    ...(endedAt === undefined ? [] : dated('result', 'result', endedAt)),
  ].filter((entry) => endedAt === undefined || entry.verb === 'result' || entry.at < endedAt);
}

/**
 * Day → the table that goes out on it: after each week or month of a small indicator, after each month of everything else, when the
 * last value of it can be there. One a day: two of one morning would be the same.
 */
function tableDays({ kind, indicators, from, to }: Competition): [string, string][] {
  const period = { from, to };
  const closes = kind === 'small' ? slotCloses(indicators, period) : monthCloses(indicators, period);
  const days = [...closes].map(([key, cutOff]): [string, string] => {
    // The last week of a month may be over before the month is.
    const [, day = cutOff] = [cutOff, daysOf(key, period).to].toSorted();
    return [addDays(day, 1), `standings-${key}`];
  });
  return [...new Map(days)];
}

function dueSlots(one: Competition): { indicator: KeptIndicator; slot: string; cutOff: string }[] {
  return one.indicators
    .filter(isTyped)
    .flatMap((indicator) =>
      slotsOf(indicator.pace, one).map((slot) => ({ indicator, slot, cutOff: cutOffOf(indicator, slot, one) })),
    );
}

/** What is still to be reported by a cut-off day; the units without a value. */
export async function dueBy(ctx: Context, one: Competition, day: string): Promise<DueValue[]> {
  const slots = dueSlots(one).filter(({ cutOff }) => cutOff === day);
  const found = await values(ctx)
    .find(
      {
        workspace: ctx.workspace,
        competition: one._id,
        slot: { $in: slots.map(({ slot }) => slot) },
        $or: [{ counted: { $exists: true } }, { pending: { $exists: true } }],
      },
      { _id: 0, indicator: 1, unit: 1, slot: 1 },
    )
    .lean<Pick<Value, 'indicator' | 'unit' | 'slot'>[]>();
  const has = new Set(found.map(({ indicator, unit, slot }) => JSON.stringify([indicator, unit, slot])));
  return slots
    .map(({ indicator, slot }) => ({
      indicator,
      slot,
      units: one.units.map(({ key }) => key).filter((unit) => !has.has(JSON.stringify([indicator.id, unit, slot]))),
    }))
    .filter(({ units }) => units.length > 0);
}

/** To whom a notice of the calendar goes, in pages. */
export async function* noticeReaders(ctx: Context, one: Competition, { verb, key }: Dated): AsyncGenerator<string[]> {
  if (verb === 'due') {
    const due = await dueBy(ctx, one, key.slice('due-'.length));
    yield [...new Set(due.flatMap(({ indicator }) => indicator.reporters))];
    return;
  }
  if (verb === 'result' && one.placed !== undefined) {
    yield one.placed.flatMap(({ users }) => users);
    return;
  }
  for await (const page of resolveAudience(
    ctx,
    specOfKeys(
      one.units.map(({ key: unit }) => unit),
      [],
    ),
  ))
    yield page.map(({ user }) => user);
}

/** Whether somebody still needs a notice: a value that was reported meanwhile is not due any more. */
export async function isStillFor(ctx: Context, one: Competition, { verb, key }: Dated, user: string): Promise<boolean> {
  if (verb !== 'due') return true;
  const due = await dueBy(ctx, one, key.slice('due-'.length));
  return due.some(({ indicator }) => indicator.reporters.includes(user));
}
