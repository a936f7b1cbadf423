import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { needs } from '../../../bot/text/words.ts';
import type { Route } from '../../../cases/routing.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { maySee } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { WORDS } from '../words.ts';
import { type KindSettings, kindSettings } from './model.ts';
import { KINDS, type Kind, MOST_KINDS, offered } from './rules.ts';

type Stored = Pick<Context, 'db' | 'workspace'>;

/** All kinds, with what administrators have set, the retired ones too; their own ones last. */
export async function kindsOf(ctx: Stored): Promise<Kind[]> {
  const found = await kindSettings(ctx)
    .find({ workspace: ctx.workspace })
    .sort({ addedAt: 1, _id: 1 })
    .lean<KindSettings[]>();
  const set = new Map(found.map((one) => [one.kind, one]));
  const own = found.filter((one) => !isBuiltIn(one.kind)).flatMap((one) => asKind(one, one.title) ?? []);
  return [...KINDS.map((kind) => asKind(set.get(kind.kind), kind.title) ?? kind), ...own];
}

function asKind(stored: KindSettings | undefined, title: Bilingual | undefined): Kind | undefined {
  const named = stored?.title ?? title;
  if (stored === undefined || named === undefined) return undefined;
  const { kind, acceptDays, replyDays, dueDays, points, routes, isRetired = false } = stored;
  return { kind, title: named, acceptDays, replyDays, dueDays, points, routes, isRetired };
}

const isBuiltIn = (kind: string): boolean => KINDS.some((one) => one.kind === kind);

/** One kind; the first for a name that is none. */
export async function kindOf(ctx: Stored, kind: string): Promise<Kind> {
  const all = await kindsOf(ctx);
  const found = all.find((one) => one.kind === kind) ?? all[0];
  if (found === undefined) throw new Error('There are no kinds');
  return found;
}

export interface KindChange {
  title: Bilingual;
  acceptDays: number;
  replyDays: number;
  dueDays: number;
  points: number;
  /** The route of one branch, which takes the place of the one it had; without an owner it is taken away. */
  route: { branch: string; owner?: string | undefined; deputy?: string | undefined };
}

/**
 * Sets names, clocks, points and a branch's route of a kind; the other branches' routes stay. A kind that is not there is added.
 * @param kind of a new one: the same for the same form, so that adding twice is adding once
 * @throws UserError for people who may not, for an owner or deputy who may not act, for a name that another kind has, and
 *   when there are too many
 */
export async function saveKind(ctx: Context, actor: Actor, kind: string, change: KindChange): Promise<void> {
  if (!mayRun(actor, 'administrator')) throw new UserError(needs('administrator'));
  const all = await kindsOf(ctx);
  const before = all.find((one) => one.kind === kind);
  const { route, title, ...clocks } = change;
  const isTaken = (one: Kind) => one.title.zh === title.zh || one.title.en.toLowerCase() === title.en.toLowerCase();
  if (all.some((one) => one.kind !== kind && isTaken(one))) throw new UserError(WORDS.kindTaken);
  if (before === undefined && all.length >= MOST_KINDS) throw new UserError(WORDS.manyKinds);
  if ((await faultsOfRoute(ctx, actor, route)) !== undefined) throw new UserError(WORDS.notOfficer);
  const others = before?.routes.filter((one) => one.branch !== route.branch) ?? [];
  const { branch, owner, deputy } = route;
  const own: Route[] = owner === undefined ? [] : [{ branch, owner, ...(deputy === undefined ? {} : { deputy }) }];
  await store(ctx, kind, { ...clocks, title, routes: [...others, ...own] });
}

/**
 * Retires a kind, or takes it up again; items under it stay as they are.
 * @throws UserError for who may not, and for the last one
 */
export async function retireKind(ctx: Context, actor: Actor, kind: string, isRetired: boolean): Promise<void> {
  if (!mayRun(actor, 'administrator')) throw new UserError(needs('administrator'));
  const all = await kindsOf(ctx);
  const found = all.find((one) => one.kind === kind);
  if (found === undefined) throw new UserError(WORDS.noKind);
  if (isRetired && offered(all).every((one) => one.kind === kind)) throw new UserError(WORDS.lastKind);
  const { acceptDays, replyDays, dueDays, points, routes } = found;
  await store(ctx, kind, { isRetired }, { acceptDays, replyDays, dueDays, points, routes });
}

/** At the owner or the deputy who may not act in the branch, what to do about it; undefined when both may. */
export async function faultsOfRoute(
  ctx: Context,
  { locale }: Pick<Actor, 'locale'>,
  { branch, owner, deputy }: KindChange['route'],
): Promise<Record<string, string> | undefined> {
  const mayAct = async (user: string | undefined) => {
    if (user === undefined) return true;
    const officer = await actorOf(ctx, user);
    return officer !== undefined && maySee(officer, branch);
  };
  const [isOwner, isDeputy] = await Promise.all([mayAct(owner), mayAct(deputy)]);
  if (isOwner && isDeputy) return undefined;
  return { [isOwner ? 'deputy' : 'owner']: WORDS.notOfficer[locale] };
}

async function store(ctx: Context, kind: string, set: Partial<KindSettings>, first: object = {}): Promise<void> {
  const { workspace } = ctx;
  await kindSettings(ctx).updateOne(
    { workspace, kind },
    { $set: set, $setOnInsert: { ...first, _id: `${workspace} ${kind}`, addedAt: clock.now() } },
    { upsert: true },
  );
}
