import { createHash } from 'node:crypto';
import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { numberOf } from '../lib/counter.ts';
import { idFrom } from '../lib/ids.ts';
import type { LivingDocuments, Write } from '../lib/living.ts';
import { isDuplicateKey } from '../lib/stores/mongo.ts';
import { DAY_MS, dayOf } from '../lib/zone.ts';
import { workTimesOf } from '../members/calendar/work-times.ts';
import { rankAbove } from '../members/ranks.ts';
import type { Case } from './case.ts';
import type { AnyKind } from './kind.ts';
import { type BarePhoto, keepPhotos } from './photos.ts';
import type { CaseRecords } from './records.ts';
import { clocksSetBy } from './steps.ts';

const PLACE = 100;

/** A case that is to come. */
export interface Opening<T extends Case> {
  /** Of the form or the draft it comes from: the same one, sent twice, is one case. */
  once: string;
  kind: string;
  text: string;
  place: string;
  branch: string;
  isAnonymous?: boolean;
  photos?: readonly BarePhoto[];
  /** The day on which a clock of a chosen end runs out. 'YYYY-MM-DD' */
  due?: string | undefined;
  /** What it has besides, such as an owner or the feature's own fields. */
  set?: Write<T>;
}

/** A hash: the draft stands under its person's own name, and an anonymous case must not lead there. */
function onceOf(ctx: Context, draft: string): string {
  return createHash('sha256').update(`${ctx.workspace} ${draft}`).digest('hex');
}

/** The id that a case has, or will have, of a draft that is named `once`. */
export function caseIdOf(ctx: Context, once: string): string {
  return idFrom(ctx.workspace, 'item', onceOf(ctx, once));
}

/**
 * Files a case, once however often the same draft is sent, gives it its number and calls the people who have to accept
 * it.
 * @throws UserError when the day's allowance is used up, or nothing anonymous can be taken
 */
export async function openCase<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  records: CaseRecords,
  lives: LivingDocuments<T, Context>,
  actor: Pick<Actor, 'user'>,
  opening: Opening<T>,
): Promise<T> {
  if (opening.isAnonymous === true && kind.sealed?.hasKey(ctx) !== true) throw new UserError(kind.words.noKey);
  const once = onceOf(ctx, opening.once);
  const before = await sentBefore(ctx, kind, once);
  const one = before ?? (await file(ctx, kind, records, lives, actor, { ...opening, once }));
  await lives.tellSoon(ctx, one);
  return one;
}

async function sentBefore<T extends Case>(ctx: Context, kind: AnyKind<T>, once: string): Promise<T | undefined> {
  return (
    (await kind
      .model(ctx)
      .findOne({ workspace: ctx.workspace, once } as never)
      .lean<T>()) ?? undefined
  );
}

async function file<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  records: CaseRecords,
  lives: LivingDocuments<T, Context>,
  actor: Pick<Actor, 'user'>,
  opening: Opening<T>,
): Promise<T> {
  const now = clock.now();
  const { workspace } = ctx;
  const { TIMEZONE: tz } = ctx.config;
  const { once, branch, photos = [], isAnonymous = false, due } = opening;
  await useAllowance(ctx, kind, records, actor, once, now);
  const year = dayOf(now, tz).slice(0, 4);
  const place = opening.place.trim().slice(0, PLACE);
  const facts = { kind: opening.kind, place, branch } as Pick<T, 'kind' | 'place' | 'branch'>;
  const [pace, times, earlier] = await Promise.all([
    kind.pace(ctx, facts),
    workTimesOf(ctx),
    earlierOf(ctx, kind, facts),
  ]);
  const matter = kind.similarWithin?.matter(facts);
  // Named by the draft: a second filing at the same moment keeps the same photos and makes no other case.
  const _id = idFrom(workspace, 'item', once);
  const one: Case = {
    _id,
    workspace,
    number: numberOf(kind.prefix, year, await records.nextNumber(ctx, year)),
    once,
    kind: opening.kind,
    text: opening.text,
    place,
    branch,
    ...(isAnonymous && kind.sealed !== undefined
      ? { isAnonymous: true, sealed: kind.sealed.sealId(ctx, 'seal', actor.user, _id) }
      : { isAnonymous: false, submitter: actor.user }),
    photos: photos.length,
    state: kind.opens.state,
    rank: earlier === undefined ? 0 : rankAbove(earlier.rank),
    round: 0,
    ...(matter === undefined ? {} : { matter }),
    ...(earlier === undefined ? {} : { earlier: earlier._id }),
    supporters: [],
    watchers: [],
    events: [{ seq: 0, what: kind.opens.event, at: now }],
    told: 0,
    untold: true,
    marks: [],
    createdAt: now,
    updatedAt: now,
  };
  const clocks = clocksSetBy(kind, 'open', due, { now, tz, calendar: times.calendar(branch), pace });
  // Photos first: a case that says it has some has them.
  await keepPhotos(ctx, records, _id, photos);
  try {
    const born = await lives.born(ctx, withoutGone({ ...one, ...clocks, ...opening.set } as Write<T>));
    await kind.model(ctx).collection.insertOne(born as never);
    return born;
  } catch (error) {
    const found = isDuplicateKey(error) ? await sentBefore(ctx, kind, once) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

function withoutGone<T>(one: Write<T>): T {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;
}

/** The latest case of the same matter within the days that the kind looks back; undefined when it does not. */
export async function earlierOf<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  facts: Pick<T, 'kind' | 'place' | 'branch'>,
): Promise<T | undefined> {
  const { similarWithin } = kind;
  const matter = similarWithin?.matter(facts);
  if (similarWithin === undefined || matter === undefined) return undefined;
  const since = new Date(clock.now().getTime() - similarWithin.days * DAY_MS);
  const filter = { workspace: ctx.workspace, matter, createdAt: { $gte: since } };
  const found = await kind
    .model(ctx)
    .findOne(filter as never)
    .sort({ createdAt: -1 })
    .lean<T>();
  return found ?? undefined;
}

/**
 * Counts a case of the person's day, once however often it is sent, under names that without the key lead to nobody and
 * to no case; the count dies with the day after.
 */
async function useAllowance<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  records: CaseRecords,
  actor: Pick<Actor, 'user'>,
  once: string,
  now: Date,
): Promise<void> {
  if (kind.aDay === undefined) return;
  const day = dayOf(now, ctx.config.TIMEZONE);
  const nameOf = (what: string): string => {
    const plain = `${ctx.workspace} ${what} ${day}`;
    return kind.sealed === undefined ? plain : kind.sealed.nameOf(ctx, 'count', plain);
  };
  const expiresAt = new Date(Date.parse(`${day}T00:00:00Z`) + 2 * DAY_MS);
  const use = { of: nameOf(actor.user), once: nameOf(once), expiresAt };
  const [place] = await records.aDay.use(ctx, [use], kind.aDay);
  if (place === undefined) throw new UserError(kind.words.enough);
}
