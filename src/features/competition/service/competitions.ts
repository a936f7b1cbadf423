import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { affairsOf, inAffairs, ownedBy } from '../../../members/roles.ts';
import { type Competition, competitions, type KeptIndicator } from '../model.ts';
import { type Change, MOST_INDICATORS, MOST_UNITS } from '../rules/facts.ts';
import { standingOf } from '../rules/reckon.ts';
import { WORDS } from '../words.ts';
import { factsOf } from './facts.ts';
import { lives, managed, nextResult, rankedRows, rerank } from './store.ts';
import { unitsOf } from './units.ts';

const SHOWN = 30;

/** What an officer says of a competition. */
export type CompetitionFacts = Pick<
  Competition,
  'name' | 'kind' | 'level' | 'from' | 'to' | 'chosen' | 'half' | 'prizes'
>;

/** A new draft; the same `id` again is the same one. */
export async function create(ctx: Context, actor: Actor, id: string, facts: CompetitionFacts): Promise<Competition> {
  const now = clock.now();
  const one = await lives.born(ctx, {
    _id: id,
    workspace: ctx.workspace,
    ...facts,
    ...ownedBy(actor),
    units: [],
    indicators: [],
    changes: [],
    state: 'draft',
    zone: ctx.config.TIMEZONE,
    rankings: 0,
    rev: 1,
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  });
  await insertNew(competitions(ctx), [one]);
  return lives.present(ctx, id);
}

/** Changes what only a draft may have changed. @throws UserError for one that has begun */
async function changeDraft(
  ctx: Context,
  actor: Actor,
  id: string,
  change: (one: Competition) => Partial<Competition> | undefined,
): Promise<Competition> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, (found) => {
    if (found.state !== 'draft') throw new UserError(WORDS.notDraft);
    return change(found);
  });
  return one;
}

export const edit = (ctx: Context, actor: Actor, id: string, facts: CompetitionFacts): Promise<Competition> =>
  changeDraft(ctx, actor, id, () => facts);

/** Adds an indicator, or writes it in place of the one with its id. */
export const keepIndicator = (ctx: Context, actor: Actor, id: string, indicator: KeptIndicator): Promise<Competition> =>
  changeDraft(ctx, actor, id, ({ indicators }) => {
    const isKnown = indicators.some((one) => one.id === indicator.id);
    if (!isKnown && indicators.length >= MOST_INDICATORS) throw new UserError(WORDS.fullIndicators);
    return {
      indicators: isKnown
        ? indicators.map((one) => (one.id === indicator.id ? indicator : one))
        : [...indicators, indicator],
    };
  });

export const dropIndicator = (ctx: Context, actor: Actor, id: string, indicator: string): Promise<Competition> =>
  changeDraft(ctx, actor, id, ({ indicators }) => ({ indicators: indicators.filter((one) => one.id !== indicator) }));

/** Opens a draft: its units and their heads are fixed, and its rules from now on. Twice is once. @throws UserError */
export async function start(ctx: Context, actor: Actor, id: string): Promise<Competition> {
  const before = await managed(ctx, actor, id);
  if (before.state !== 'draft') return before;
  if (before.indicators.length === 0) throw new UserError(WORDS.noIndicator);
  const units = await unitsOf(ctx, before);
  if (units.length < 2) throw new UserError(WORDS.oneUnit);
  if (units.length > MOST_UNITS) throw new UserError(WORDS.tooMany);
  const { one } = await lives.decide(ctx, id, (found, now) =>
    found.state === 'draft' && found.rev === before.rev ? { state: 'open', units, openedAt: now } : undefined,
  );
  if (one.state === 'draft') throw new UserError(WORDS.busy);
  return one;
}

/** Gives a bonus or a malus, or takes a unit out of the ranking; of the same id it is one. */
export async function give(
  ctx: Context,
  actor: Actor,
  id: string,
  change: Omit<Change, 'by' | 'at'>,
): Promise<Competition> {
  const before = await managed(ctx, actor, id);
  if (!before.units.some(({ key }) => key === change.unit)) throw new UserError(WORDS.strangeUnit);
  const facts = await factsOf(ctx, before);
  await lives.decide(ctx, id, (found, at) => {
    if (found.state === 'draft') throw new UserError(WORDS.notOpen);
    if (found.changes.some((one) => one.id === change.id)) return undefined;
    const changes = [...found.changes, { ...change, by: actor.user, at }];
    if (found.state === 'open') return { changes };
    const ranked = rankedRows(standingOf({ ...facts, changes }));
    return { changes, rankings: found.rankings + 1, ...nextResult(found, ranked) };
  });
  const one = await lives.present(ctx, id);
  await lives.tellSoon(ctx, one);
  return (await rerank(ctx, id)) ?? one;
}

/** What somebody may look at: what is open, what has ended, and the drafts that they manage; the newest first. */
export async function listed(ctx: Context, actor: Actor): Promise<Competition[]> {
  const affairs = affairsOf(actor);
  const drafts = affairs === 'none' ? [] : [{ state: 'draft' as const, ...inAffairs(affairs) }];
  return competitions(ctx)
    .find({ workspace: ctx.workspace, $or: [{ state: { $in: ['open', 'ended'] } }, ...drafts] }, { placed: 0 })
    .sort({ createdAt: -1 })
    .limit(SHOWN)
    .lean<Competition[]>();
}
