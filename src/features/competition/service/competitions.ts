import type { Actor } from '../../../bot/actor.ts';
import { plain } from '../../../bot/draw/blocks.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Write } from '../../../lib/living.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { audit } from '../../../members/audit.ts';
import { affairsOf, inAffairs, maySee, ownedBy } from '../../../members/roles.ts';
import { type Competition, competitions, type KeptIndicator, values } from '../model.ts';
import { peopleFault } from '../rules/checks.ts';
import { type Change, MOST_INDICATORS, MOST_UNITS } from '../rules/facts.ts';
import { WORDS } from '../words.ts';
import { lives, managed, rank } from './lives.ts';
import { unitsOf } from './units.ts';

const SHOWN = 30;

/** What an officer says of a competition. */
export type CompetitionFacts = Pick<
  Competition,
  'name' | 'kind' | 'level' | 'from' | 'to' | 'chosen' | 'half' | 'prizes'
> & { channel?: string | undefined };

/** A new draft; the same `id` again is the same one. */
export async function create(
  ctx: Context,
  actor: Actor,
  id: string,
  { channel, ...facts }: CompetitionFacts,
): Promise<Competition> {
  const now = clock.now();
  const one = await lives.born(ctx, {
    _id: id,
    workspace: ctx.workspace,
    ...facts,
    ...(channel === undefined ? {} : { channel }),
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
  change: (one: Competition) => Write<Competition> | undefined,
): Promise<Competition> {
  await managed(ctx, actor, id);
  const { one } = await lives.decide(ctx, id, (found) => {
    if (found.state !== 'draft') throw new UserError(WORDS.notDraft);
    return change(found);
  });
  return one;
}

export const edit = (ctx: Context, actor: Actor, id: string, facts: CompetitionFacts): Promise<Competition> =>
  changeDraft(ctx, actor, id, () => ({ ...facts, channel: facts.channel }));

/** Adds an indicator, or writes it in place of the one with its id. */
export const keepIndicator = (ctx: Context, actor: Actor, id: string, indicator: KeptIndicator): Promise<Competition> =>
  changeDraft(ctx, actor, id, ({ indicators }) => {
    const fault = peopleFault(indicator);
    if (fault !== undefined) throw new UserError(WORDS[fault]);
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

/** Gives a bonus or a malus, or takes a unit out of the ranking; of the same id it is one. Of one that has ended it moves the ranking. */
export async function give(
  ctx: Context,
  actor: Actor,
  id: string,
  change: Omit<Change, 'by' | 'at'>,
): Promise<Competition> {
  const before = await managed(ctx, actor, id);
  if (!before.units.some(({ key }) => key === change.unit)) throw new UserError(WORDS.strangeUnit);
  const { one } = await lives.decide(ctx, id, (found, at) => {
    if (found.state === 'draft') throw new UserError(WORDS.notOpen);
    if (found.changes.some((known) => known.id === change.id)) return undefined;
    const changes = [...found.changes, { ...change, by: actor.user, at }];
    return found.state === 'open' ? { changes } : { changes, unranked: true, rankings: found.rankings + 1 };
  });
  return one.unranked === true ? rank(ctx, id) : one;
}

/**
 * Names who reports and who verifies an indicator; also once it is open, for people leave. Whoever has reported a value can never
 * verify it, also as a verifier from now on.
 * @throws UserError where somebody would do both, or nobody one of them, and where nobody could verify a value that is not verified yet
 */
export async function appoint(
  ctx: Context,
  actor: Actor,
  id: string,
  indicator: string,
  people: Pick<KeptIndicator, 'reporters' | 'verifiers'>,
): Promise<Competition> {
  const known = (await managed(ctx, actor, id)).indicators.find((each) => each.id === indicator);
  if (known !== undefined && people.verifiers.length > 0 && !sameList(known.verifiers, people.verifiers)) {
    const isOpen = { $or: [{ 'pending.at': { $exists: true } }, { 'refused.from': { $exists: true } }] };
    const stuck = {
      workspace: ctx.workspace,
      competition: id,
      indicator,
      ...isOpen,
      hands: { $all: people.verifiers },
    };
    if ((await values(ctx).exists(stuck)) !== null) throw new UserError(WORDS.nobodyLeft);
  }
  const { one, isWritten } = await lives.decide(ctx, id, ({ indicators }) => {
    const before = indicators.find((each) => each.id === indicator);
    if (before === undefined) throw new UserError(WORDS.gone);
    const fault = peopleFault({ ...before, ...people });
    if (fault !== undefined) throw new UserError(WORDS[fault]);
    if (sameList(before.reporters, people.reporters) && sameList(before.verifiers, people.verifiers)) return undefined;
    return { indicators: indicators.map((each) => (each.id === indicator ? { ...each, ...people } : each)) };
  });
  const what = {
    zh: `改了竞赛“${one.name}”一项指标的填报人或核定人`,
    en: `changed who reports or verifies an indicator of “${one.name}”`,
  };
  if (isWritten) await audit(ctx, { id: idFrom(id, indicator, String(one.rev)), by: actor.user, kind: 'rights', what });
  return one;
}

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);

/** What somebody may look at: what is open, what has ended, and the drafts that they manage; the newest first. */
export async function listed(ctx: Context, actor: Actor): Promise<Competition[]> {
  const affairs = affairsOf(actor);
  const drafts = affairs === 'none' ? [] : [{ state: 'draft' as const, ...inAffairs(affairs) }];
  return competitions(ctx)
    .find(
      { workspace: ctx.workspace, $or: [{ state: { $in: ['open', 'ended'] } }, ...drafts] },
      { placed: 0, results: 0 },
    )
    .sort({ createdAt: -1 })
    .limit(SHOWN)
    .lean<Competition[]>();
}

/** The competitions whose standings are posted in a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel }) => {
  const found = await competitions(ctx)
    .find(
      { workspace: ctx.workspace, channel, state: { $in: ['draft', 'open'] } },
      { name: 1, createdBy: 1, branch: 1 },
    )
    .sort({ _id: 1 })
    .lean<Pick<Competition, '_id' | 'name' | 'createdBy' | 'branch'>[]>();
  return found.map(({ _id, name, createdBy, branch }) => ({
    what: { zh: `竞赛“${plain(name)}”的名次`, en: `the standings of “${plain(name)}”` },
    maker: createdBy,
    mayManage: (actor) => maySee(actor, branch),
    button: {
      action: `competition.open:${_id}`,
      label: { zh: '打开竞赛', en: 'Open it' },
      value: JSON.stringify({ id: _id }),
    },
  }));
};
