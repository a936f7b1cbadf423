import type { Actor } from '../../../bot/actor.ts';
import { lineOf } from '../../../cases/numbers.ts';
import type { Context } from '../../../context.ts';
import { dayOf, instantOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { findingCases } from '../findings/service.ts';
import { contributions, discussions, findings, visits } from '../model.ts';
import { type Finding, OPEN, OUTCOMES, type Outcome } from '../rules.ts';

/** The figures of a group of findings. */
export interface Figures extends Record<Outcome, number> {
  key: string;
  collected: number;
  open: number;
  /** Median days; undefined when nothing is solved. */
  days: number | undefined;
  confirmed: number;
}

/** The year's visits and discussions in an officer's affairs. */
export interface Year {
  year: string;
  /** Undefined: the company's. */
  branch: string | undefined;
  found: Finding[];
  all: Figures;
  kinds: Figures[];
  branches: Figures[];
  owners: Figures[];
  months: { label: string; collected: number; solved: number }[];
  visits: number;
  topics: number;
  said: number;
  names: Record<string, string>;
}

/** Each finding is in one outcome, or open, or came to an end and was reopened: what they say together is all of them. */
export function figuresOf(key: string, found: readonly Finding[]): Figures {
  const count = (is: (one: Finding) => boolean) => found.filter(is).length;
  const outcomes = OUTCOMES.map((outcome) => [outcome, count((one) => one.outcome === outcome)]);
  return {
    ...(Object.fromEntries(outcomes) as Record<Outcome, number>),
    key,
    collected: found.length,
    open: count(({ state }) => OPEN.includes(state)),
    days: lineOf(key, found).toSolve,
    confirmed: count(({ state }) => state === 'confirmed'),
  };
}

function groupsBy(found: readonly Finding[], keyOf: (one: Finding) => string): Figures[] {
  const keys = [...new Set(found.map(keyOf))];
  return keys
    .map((key) =>
      figuresOf(
        key,
        found.filter((one) => keyOf(one) === key),
      ),
    )
    .sort((a, b) => b.collected - a.collected);
}

export async function yearInNumbers(ctx: Context, actor: Actor): Promise<Year> {
  const { TIMEZONE: tz } = ctx.config;
  const { year, branch, found } = await findingCases.yearOf(ctx, actor);
  const since = { $gte: instantOf(`${year}-01-01`, '00:00', tz) };
  const own = { workspace: ctx.workspace, ...inAffairs(affairsOf(actor)) };
  const [trips, topics] = await Promise.all([
    visits(ctx).countDocuments({ ...own, at: since }),
    discussions(ctx)
      .find({ ...own, createdAt: since, state: { $ne: 'draft' } }, { _id: 1 })
      .lean(),
  ]);
  const ids = topics.map(({ _id }) => _id);
  const said = await contributions(ctx).countDocuments({ workspace: ctx.workspace, discussion: { $in: ids } });
  const owners = [...new Set(found.flatMap(({ owner }) => owner ?? []))];
  const known = await membersOf(ctx, owners);
  const monthOf = (at: Date) => dayOf(at, tz).slice(0, 7);
  const instants = found.flatMap(({ createdAt, solvedAt }) =>
    solvedAt === undefined ? [createdAt] : [createdAt, solvedAt],
  );
  const months = [...new Set(instants.map(monthOf))].sort();
  return {
    year,
    branch,
    found,
    all: figuresOf('', found),
    kinds: groupsBy(found, ({ kind }) => kind),
    branches: groupsBy(found, (one) => one.branch),
    owners: groupsBy(found, ({ owner }) => owner ?? ''),
    months: months.map((label) => ({
      label,
      collected: found.filter((one) => monthOf(one.createdAt) === label).length,
      solved: found.filter(({ solvedAt }) => solvedAt !== undefined && monthOf(solvedAt) === label).length,
    })),
    visits: trips,
    topics: topics.length,
    said,
    names: Object.fromEntries([...known].map(([user, { name }]) => [user, name])),
  };
}

/** What people were told of the outcome, by finding: what was done, why not, or to whom it went. */
export async function outcomeWords(ctx: Context, found: readonly Finding[]): Promise<Map<string, string>> {
  const ids = found.filter(({ outcome }) => outcome !== undefined).map(({ _id }) => _id);
  const rows = await findings(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids } }, { events: 1 })
    .lean<Finding[]>();
  const isOutcome = (what: string) => OUTCOMES.some((one) => one === what);
  return new Map(rows.map(({ _id, events }) => [_id, events.findLast(({ what }) => isOutcome(what))?.words ?? '']));
}
