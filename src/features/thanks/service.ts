import type { Actor } from '../../bot/actor.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { redrawAbout } from '../../delivery/copies.ts';
import { plan } from '../../delivery/plan.ts';
import { clock } from '../../lib/clock.ts';
import { idFrom } from '../../lib/ids.ts';
import { type Paged, pageOf } from '../../lib/pages.ts';
import { makeIndexes } from '../../lib/stores/collection.ts';
import { isDuplicateKey, upserted } from '../../lib/stores/mongo.ts';
import { dayOf } from '../../lib/zone.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { affairsOf } from '../../members/roles.ts';
import { actorOf, memberOf } from '../../members/service.ts';
import { annul, record } from '../../participation/ledger/service.ts';
import { type RollupRow, totalsBy } from '../../participation/rollups/cells.ts';
import { rollupsOf } from '../../participation/rollups/rollups.ts';
import { type Thanks, type ThanksSettings, thanks, thanksSettings } from './model.ts';
import { A_DAY, A_WEEK_EACH, freePlace, VALUES, type Value, WRITTEN_A_DAY, weekNameOf } from './rules.ts';
import { WORDS } from './words.ts';

const TRIES = 20;
/** What is younger is being told by whoever has written it. */
const SETTLING_MS = 30_000;
const ROWS = 8;

export interface Given {
  to: string;
  value: string;
  words: string;
  isOpen: boolean;
}

/** What the company thanks for and has thanked for, and where it shows it. */
export async function settingsOf(ctx: Context): Promise<Pick<ThanksSettings, 'values' | 'retired' | 'channel'>> {
  const { workspace } = ctx;
  const found = await thanksSettings(ctx).findOne({ _id: workspace, workspace }).lean<ThanksSettings>();
  const { values = [...VALUES], retired = [] } = found ?? {};
  return { values, retired, ...(found?.channel === undefined ? {} : { channel: found.channel }) };
}

/** Sets it. @param channel undefined: thanks are shown in none */
export async function keepSettings(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  values: Value[],
  channel: string | undefined,
): Promise<void> {
  const { workspace } = ctx;
  const before = await settingsOf(ctx);
  const isKept = (one: Value) => values.some(({ key }) => key === one.key);
  const retired = [...before.values, ...before.retired].filter((one) => !isKept(one));
  const update = { $set: { values, retired, by: user, ...(channel === undefined ? {} : { channel }) } };
  const unset = channel === undefined ? { $unset: { channel: 1 } } : {};
  await upserted(() =>
    thanksSettings(ctx)
      .updateOne({ _id: workspace, workspace }, { ...update, ...unset }, { upsert: true })
      .exec(),
  );
}

/** Who has chosen a channel for thanks; undefined where it is not one of theirs. */
export async function chooserOf(ctx: Context, channel: string): Promise<string | undefined> {
  const { workspace } = ctx;
  return (await thanksSettings(ctx).findOne({ _id: workspace, workspace, channel }).lean<ThanksSettings>())?.by;
}

/** How many thanks a person has left on their day. */
export async function leftToday(ctx: Context, { user, tz }: Pick<Actor, 'user' | 'tz'>): Promise<number> {
  const used = await placesOf(ctx, { from: user, day: dayOf(clock.now(), tz) }, 'ofDay');
  return Math.max(0, A_DAY - used.length);
}

/**
 * Thanks a colleague. The insert decides, by the places of the day and of the week: pressed on two devices at once, five a day stay
 * five.
 * @param id of this one thanks: the same again is the first one
 * @throws UserError for oneself, for who has left, and when the day's or the week's are given
 */
export async function give(ctx: Context, actor: Actor, id: string, given: Given): Promise<Thanks> {
  const { workspace } = ctx;
  const { to, words, isOpen } = given;
  if (to === actor.user) throw new UserError(WORDS.notYourself);
  if ((await actorOf(ctx, to)) === undefined) throw new UserError(WORDS.notHere);
  const value = (await settingsOf(ctx)).values.find((one) => one.key === given.value);
  if (value === undefined) throw new UserError(WORDS.valueGone);
  const at = clock.now();
  const day = dayOf(at, actor.tz);
  const [own, pair] = [
    { from: actor.user, day },
    { from: actor.user, to, week: weekNameOf(day) },
  ];
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await thanksOf(ctx, id);
    if (before !== undefined) return before;
    const ofDay = freePlace(await placesOf(ctx, own, 'ofDay'), A_DAY);
    const written = await thanks(ctx).countDocuments({ workspace, ...own });
    if (ofDay === undefined || written >= WRITTEN_A_DAY) throw new UserError(WORDS.enoughToday);
    const ofWeek = freePlace(await placesOf(ctx, pair, 'ofWeek'), A_WEEK_EACH);
    if (ofWeek === undefined) throw new UserError(WORDS.enoughForOne);
    const one: Thanks = { _id: id, workspace, ...own, ...pair, value, words, at, ofDay, ofWeek, isOpen, isTold: false };
    try {
      await thanks(ctx).collection.insertOne(one as never);
    } catch (error) {
      // Another device was faster.
      if (isDuplicateKey(error)) continue;
      throw error;
    }
    await tell(ctx, one);
    return one;
  }
  throw new Error('no place could be taken for a thanks');
}

/** One of them; undefined if there is none. */
export async function thanksOf(ctx: Context, id: string): Promise<Thanks | undefined> {
  return (await thanks(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Thanks>()) ?? undefined;
}

/** Takes one back on the day on which it was given, while only the receiver has seen it. Twice is once. */
export async function takeBack(ctx: Context, actor: Actor, id: string): Promise<Thanks> {
  const { workspace } = ctx;
  const now = clock.now();
  const mine = { _id: id, workspace, from: actor.user };
  const changed = await thanks(ctx)
    .findOneAndUpdate(
      { ...mine, day: dayOf(now, actor.tz), agreedAt: { $exists: false }, takenBackAt: { $exists: false } },
      { $set: { takenBackAt: now, isTold: false }, $unset: { ofDay: 1, ofWeek: 1 } },
      { returnDocument: 'after' },
    )
    .lean<Thanks>();
  if (changed !== null) {
    await tell(ctx, changed);
    return changed;
  }
  const found = await thanks(ctx).findOne(mine).lean<Thanks>();
  if (found === null) throw new UserError(WORDS.gone);
  if (found.takenBackAt === undefined) throw new UserError(WORDS.tooLate);
  return found;
}

/**
 * The receiver, too, would like it to be seen. Twice is once.
 * @param except the copy that shows it already
 * @throws UserError where there is no channel for it any more
 */
export async function agree(ctx: Context, actor: Actor, id: string, except?: string): Promise<Thanks> {
  const mine = { _id: id, workspace: ctx.workspace, to: actor.user };
  const { channel } = await settingsOf(ctx);
  const before = await thanks(ctx).findOne(mine).lean<Thanks>();
  if (before === null) throw new UserError(WORDS.gone);
  if (before.agreedAt !== undefined || before.takenBackAt !== undefined) return before;
  if (channel === undefined) throw new UserError(WORDS.noChannel);
  const changed = await thanks(ctx)
    .findOneAndUpdate(
      { ...mine, isOpen: true, agreedAt: { $exists: false }, takenBackAt: { $exists: false } },
      { $set: { agreedAt: clock.now(), channel, isTold: false } },
      { returnDocument: 'after' },
    )
    .lean<Thanks>();
  if (changed !== null) {
    await tell(ctx, changed, except);
    return changed;
  }
  return (await thanks(ctx).findOne(mine).lean<Thanks>()) ?? before;
}

/** Names the copies that follow one thanks. */
export const aboutThanks = (id: string): string => `thanks.one:${id}`;

/** Does what follows from a thanks as it is now. Every part is once, so whoever dies in it is followed by the tick. */
async function tell(ctx: Context, one: Thanks, except?: string): Promise<void> {
  const { _id: id, to, value, at, agreedAt, channel, takenBackAt } = one;
  const key = `thanks.got-${id}`;
  const receiver = await memberOf(ctx, to);
  const deed = {
    member: to,
    feature: 'thanks',
    activity: id,
    category: value.key,
    kind: 'thanked',
    at,
    points: 0,
    minutes: 0,
    streak: false,
    outcome: {},
    key,
  };
  await record(ctx, deed, receiver ?? {});
  if (takenBackAt !== undefined) await annul(ctx, key, { why: 'taken-back' });
  else {
    const about = aboutThanks(id);
    const params = { thanks: id };
    await plan(ctx, [{ notice: key, kind: 'thanks.got', recipient: to, to: 'member', about, params }]);
    if (channel !== undefined)
      await plan(ctx, [
        { notice: `thanks.post-${id}`, kind: 'thanks.post', recipient: channel, to: 'channel', params },
      ]);
  }
  await redrawAbout(ctx, aboutThanks(id), { except });
  const asItWas = { agreedAt: agreedAt ?? { $exists: false }, takenBackAt: takenBackAt ?? { $exists: false } };
  await thanks(ctx).updateOne({ _id: id, workspace: ctx.workspace, ...asItWas }, { $set: { isTold: true } });
}

/** Finishes what a process that died has left. */
export async function tick(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const old = { $lte: new Date(clock.now().getTime() - SETTLING_MS) };
  const left = await thanks(ctx).find({ workspace, isTold: false, at: old }).limit(500).lean<Thanks[]>();
  for (const one of left) await tell(ctx, one);
}

export type Side = 'got' | 'gave';

/** A thanks with the name of the other person. */
export interface ShownThanks extends Thanks {
  who: string;
}

/** What somebody was thanked for, or has thanked for, the latest first. */
export async function listOf(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  side: Side,
  page: number,
): Promise<Paged<ShownThanks>> {
  const filter = { workspace: ctx.workspace, takenBackAt: { $exists: false } };
  const own = side === 'got' ? { ...filter, to: user } : { ...filter, from: user };
  const found = await pageOf<Thanks>(thanks(ctx), own, { at: -1, _id: -1 }, { page, size: ROWS });
  const other = (one: Thanks) => (side === 'got' ? one.from : one.to);
  const known = await membersOf(ctx, [...new Set(found.rows.map(other))]);
  const rows = found.rows.map((one) => ({ ...one, who: known.get(other(one))?.name ?? other(one) }));
  return { ...found, rows };
}

/** How many somebody has got. */
export async function countGot(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<number> {
  return thanks(ctx).countDocuments({ workspace: ctx.workspace, to: user, takenBackAt: { $exists: false } });
}

/** What thanks were for in a year, by value, branch and month: how many, never whose. */
export interface ThanksYear {
  year: string;
  /** The branch whose numbers they are; undefined: the company's. */
  branch: string | undefined;
  values: { name: Value | undefined; key: string; count: number }[];
  branches: { branch: string; count: number; people: number }[];
  months: { label: string; count: number }[];
  count: number;
  people: number;
}

/** The year's numbers in an officer's affairs. */
export async function yearOf(ctx: Context, actor: Actor): Promise<ThanksYear> {
  const affairs = affairsOf(actor);
  if (affairs === 'none') throw new UserError(WORDS.noBranch);
  const branch = typeof affairs === 'string' ? undefined : affairs.branch;
  const year = dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 4);
  const all = await rollupsOf(ctx, { from: `${year}-01-01`, to: `${year}-12-31`, feature: 'thanks' });
  const isOwn = (row: RollupRow) => branch === undefined || row.branch === branch;
  const rows = all.filter(isOwn);
  const { values, retired } = await settingsOf(ctx);
  const [sum] = totalsBy(rows, []);
  return {
    year,
    branch,
    count: sum?.deeds ?? 0,
    people: sum?.people ?? 0,
    values: totalsBy(rows, ['category'])
      .filter(({ deeds }) => deeds > 0)
      .map(({ category = '', deeds }) => ({
        key: category,
        name: [...values, ...retired, ...VALUES].find((one) => one.key === category),
        count: deeds,
      }))
      .sort((a, b) => b.count - a.count),
    branches: totalsBy(rows, ['branch'])
      .filter(({ deeds }) => deeds > 0)
      .map((one) => ({ branch: one.branch ?? '', count: one.deeds, people: one.people })),
    months: totalsBy(rows, ['month']).map(({ month = '', deeds }) => ({ label: month, count: deeds })),
  };
}

async function placesOf(
  ctx: Context,
  of: Pick<Thanks, 'from'> & Partial<Pick<Thanks, 'day' | 'to' | 'week'>>,
  place: 'ofDay' | 'ofWeek',
): Promise<number[]> {
  return thanks(ctx).distinct(place, { workspace: ctx.workspace, ...of, [place]: { $exists: true } });
}

/** The key of a value that is new. */
export const keyOfValue = (ctx: Pick<Context, 'workspace'>, name: string): string => idFrom(ctx.workspace, name);

export async function prepareThanks(ctx: Context): Promise<void> {
  await makeIndexes(ctx, [thanks, thanksSettings]);
}
