import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { partOfKey } from '../../../members/audience/spec.ts';
import { maySee } from '../../../members/roles.ts';
import { actorsWith } from '../../../members/service.ts';
import { type Competition, type Rival, rivals } from '../model.ts';
import type { Standing } from '../rules/reckon.ts';
import { WORDS } from '../words.ts';
import { lives } from './lives.ts';
import { speaksFor } from './units.ts';

const PAGE = 10;

/** Challenges another unit of a competition; the same id again is the same challenge. @throws UserError */
export async function challenge(
  ctx: Context,
  actor: Actor,
  one: Competition,
  wanted: Pick<Rival, '_id' | 'challenger' | 'rival' | 'indicator' | 'stake'>,
): Promise<void> {
  if (one.state !== 'open') throw new UserError(WORDS.notOpen);
  if (wanted.challenger === wanted.rival) throw new UserError(WORDS.sameUnit);
  for (const side of [wanted.challenger, wanted.rival])
    if (!one.units.some(({ key }) => key === side)) throw new UserError(WORDS.strangeUnit);
  if (!speaksFor(actor, wanted.challenger)) throw new UserError(WORDS.notSpeaker);
  const { indicator, ...rest } = wanted;
  if (indicator !== undefined && !one.indicators.some(({ id }) => id === indicator)) throw new UserError(WORDS.gone);
  const made: Rival = {
    ...rest,
    ...(indicator === undefined ? {} : { indicator }),
    workspace: ctx.workspace,
    competition: one._id,
    state: 'asked',
    by: actor.user,
    untold: true,
    at: clock.now(),
  };
  await insertNew(rivals(ctx), [made]);
  await tell(ctx, made);
}

/** Takes up a challenge or declines it, once. @throws UserError for a person who does not speak for the unit */
export async function answer(ctx: Context, actor: Actor, id: string, isTaken: boolean, words: string): Promise<Rival> {
  const { workspace } = ctx;
  const found = await rivalOf(ctx, id);
  if (found === undefined) throw new UserError(WORDS.gone);
  if ((await lives.present(ctx, found.competition)).state !== 'open') throw new UserError(WORDS.notOpen);
  if (!speaksFor(actor, found.rival)) throw new UserError(WORDS.notSpeaker);
  const state = isTaken ? 'accepted' : 'refused';
  const set = { state, untold: true, ...(words.trim() === '' ? {} : { words: words.trim() }) };
  const one = await rivals(ctx)
    .findOneAndUpdate({ _id: id, workspace, state: 'asked' }, { $set: set }, { returnDocument: 'after' })
    .lean<Rival>();
  if (one === null) throw new UserError(WORDS.answered);
  await redrawAbout(ctx, aboutRival(id));
  await tell(ctx, one);
  return one;
}

/** The matches of a competition, the newest first. */
export const rivalsPage = (ctx: Context, competition: string, page: number): Promise<Paged<Rival>> =>
  pageOf(rivals(ctx), { workspace: ctx.workspace, competition }, { at: -1, _id: 1 }, { page, size: PAGE });

export async function rivalOf(ctx: Context, id: string): Promise<Rival | undefined> {
  return (await rivals(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Rival>()) ?? undefined;
}

/** How two rivals stand: the score of the indicator, or the total. */
export function scoreIn({ rows }: Standing, { indicator }: Pick<Rival, 'indicator'>, unit: string): number {
  const row = rows.find((one) => one.unit.key === unit);
  if (indicator === undefined) return row?.total ?? 0;
  return row?.marks.find((mark) => mark.indicator === indicator)?.score ?? 0;
}

/** Who may answer for a unit: the person, or its branch’s officers; the company’s where the branch has none. */
async function speakersOf(ctx: Context, unit: string): Promise<string[]> {
  const part = partOfKey(unit);
  if (part?.kind === 'member') return [part.user];
  if (part?.kind !== 'branch' && part?.kind !== 'team') return [];
  const officers = (await actorsWith(ctx, 'officer', 'administrator')).filter((one) => maySee(one, part.branch));
  const own = officers.filter(({ branch }) => branch === part.branch);
  return (own.length > 0 ? own : officers).map(({ user }) => user);
}

const aboutRival = (id: string): string => `competition.rival:${id}`;

async function tell(ctx: Context, { _id, state, by, rival }: Rival): Promise<void> {
  const recipients = state === 'asked' ? await speakersOf(ctx, rival) : [by];
  await plan(
    ctx,
    recipients.map((recipient) => ({
      notice: `competition.rival-${_id}-${state}`,
      kind: 'competition.rival',
      recipient,
      to: 'member' as const,
      params: { rival: _id, state },
      about: aboutRival(_id),
      priority: 3,
    })),
  );
  await rivals(ctx).updateOne({ _id, workspace: ctx.workspace, state }, { $unset: { untold: 1 } });
}

/** Tells what a process that died has not told. */
export async function tellRivals(ctx: Context): Promise<void> {
  for (const one of await rivals(ctx).find({ workspace: ctx.workspace, untold: true }).limit(500).lean<Rival[]>())
    await tell(ctx, one);
}
