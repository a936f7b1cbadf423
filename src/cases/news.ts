import type { Context } from '../context.ts';
import { type PlannedNotice, plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { addDays, DAY_MS, dayOf, instantOf } from '../lib/zone.ts';
import { membersOf } from '../members/audience/audience.ts';
import type { Case, CaseEvent } from './case.ts';
import type { AnyKind } from './kind.ts';
import type { CaseRecords, News } from './records.ts';

/** More than so many a day come together. */
export const SINGLES = 3;
/** When the day's rest is told. */
const TOLD_AT = '17:00';
/** What is told from here on belongs to the next day: another machine may be drawing the day's message already. */
const CLOSED_AT = '16:55';
/** A day's message may wait for somebody's leave to end. */
const KEPT_MS = 60 * DAY_MS;

/** The day to which a piece of news belongs, in the reader's zone. @param at when it is told, and not when it happened */
export function newsDay(at: Date, tz: string): string {
  const day = dayOf(at, tz);
  return at < instantOf(day, CLOSED_AT, tz) ? day : addDays(day, 1);
}

/** When what was batched on a day is told. */
export function toldAt(day: string, tz: string): Date {
  return instantOf(day, TOLD_AT, tz);
}

/** The case whose steps a message follows. */
export const aboutCase = (feature: string, item: string): string => `${feature}.item:${item}`;

/** A person's day. */
type PersonDay = Pick<News, 'workspace' | 'recipient' | 'day'>;

const nameOf = ({ workspace, recipient, day }: PersonDay): string => `${workspace} ${recipient} ${day}`;

/**
 * Tells people of a case's event: the first three of a person's day one by one, the rest in the day's message. A piece
 * belongs to the day on which it is told, so that none comes too late for its message. Telling again adds nothing.
 */
export async function planNews<T extends Case>(
  ctx: Context,
  { feature }: Pick<AnyKind<T>, 'feature'>,
  records: CaseRecords,
  item: string,
  event: CaseEvent,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  const { workspace } = ctx;
  const known = await membersOf(ctx, people);
  const tzOf = (recipient: string) => known.get(recipient)?.tz ?? ctx.config.TIMEZONE;
  const now = clock.now();
  const wanted = people.map((recipient): News => {
    const day = newsDay(now, tzOf(recipient));
    return { _id: `${item}-${event.seq}-${recipient}`, workspace, recipient, day, item, seq: event.seq, at: now };
  });
  const model = records.news(ctx);
  const added = await insertNew(model, wanted);
  // As they were written the first time: their day may be another one.
  const ids = wanted.map((one) => one._id);
  const rows =
    added.length === wanted.length ? wanted : await model.find({ workspace, _id: { $in: ids } }).lean<News[]>();
  const singles = await takeSingles(ctx, records, rows);
  await plan(
    ctx,
    rows.map(({ _id, recipient, day }): PlannedNotice => {
      const to = { recipient, to: 'member' as const };
      if (singles.has(_id)) {
        const params = { item, seq: String(event.seq) };
        const about = aboutCase(feature, item);
        return { ...to, notice: `${feature}.news-${item}-${event.seq}`, kind: `${feature}.news`, about, params };
      }
      const dueAt = toldAt(day, tzOf(recipient));
      return { ...to, notice: `${feature}.digest-${day}`, kind: `${feature}.digest`, params: { day }, dueAt };
    }),
  );
}

/** Which of these have one of the three places of their person's day; earlier ones that have not taken theirs yet come first. */
async function takeSingles(ctx: Context, records: CaseRecords, rows: readonly News[]): Promise<Set<string>> {
  const [recipients, days] = [rows.map((one) => one.recipient), [...new Set(rows.map((one) => one.day))]];
  const all = await records
    .news(ctx)
    .find({ workspace: ctx.workspace, recipient: { $in: recipients }, day: { $in: days } })
    .sort({ at: 1, _id: 1 })
    .lean<News[]>();
  const own = new Set(rows.map((one) => one._id));
  const counts = new Map<string, number>();
  const asking = all.filter((one) => {
    const place = counts.get(nameOf(one)) ?? 0;
    counts.set(nameOf(one), place + 1);
    return place < SINGLES || own.has(one._id);
  });
  const places = await records.singles.use(
    ctx,
    asking.map((one) => ({ of: nameOf(one), once: one._id, expiresAt: new Date(one.at.getTime() + KEPT_MS) })),
    SINGLES,
  );
  return new Set(asking.flatMap((one, nth) => (places[nth] === undefined ? [] : [one._id])));
}

/** What a person was not told one by one on a day: the fourth piece of news and all after it. */
export async function batchOf<T extends Case>(
  ctx: Context,
  kind: Pick<AnyKind<T>, 'model'>,
  records: CaseRecords,
  recipient: string,
  day: string,
): Promise<{ item: T; event: T['events'][number] }[]> {
  const { workspace } = ctx;
  const [rows, taken] = await Promise.all([
    records.news(ctx).find({ workspace, recipient, day }).sort({ at: 1, _id: 1 }).lean<News[]>(),
    records.singles
      .model(ctx)
      .findOne({ _id: nameOf({ workspace, recipient, day }), workspace })
      .lean(),
  ]);
  const singles = new Set(taken?.items ?? rows.slice(0, SINGLES).map((one) => one._id));
  const batched = rows.filter((one) => !singles.has(one._id));
  const ids = [...new Set(batched.map((one) => one.item))];
  const found = await kind
    .model(ctx)
    .find({ workspace, _id: { $in: ids } } as never)
    .lean<T[]>();
  const byId = new Map(found.map((item) => [item._id, item]));
  return batched.flatMap(({ item: id, seq }) => {
    const item = byId.get(id);
    const event = item?.events[seq];
    return item === undefined || event === undefined ? [] : [{ item, event }];
  });
}
