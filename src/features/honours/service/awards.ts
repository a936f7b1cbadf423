import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { untilOf } from '../../../certificates/validity.ts';
import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { addDays, dayOf, instantOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf, inAffairs, maySee } from '../../../members/roles.ts';
import { memberOf } from '../../../members/service.ts';
import { annulMany, recordMany } from '../../../participation/ledger/service.ts';
import { certificates, type HonourCertificate, holders } from '../model.ts';
import { outcomeOf, titleOf } from '../rules/programme.ts';
import type { Holder, Placed } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { kept, nomineesOf } from './calendar.ts';
import { honourCertificates } from './certificates.ts';

const PAGE = 10;
/** So long before its end a title can be renewed, and so long after. */
export const RENEW_BEFORE_DAYS = 60;
const RENEW_AFTER_DAYS = 90;

const zoneOf = async (ctx: Context, { member }: Holder): Promise<string> =>
  (await memberOf(ctx, member))?.tz ?? ctx.config.TIMEZONE;

/** The instant from which a title is not held any more: the day after its term begins where its holder is. */
const endOf = (until: string, tz: string): Date => instantOf(addDays(until, 1), '00:00', tz);

/** What follows from news of a holder: certificates of a renewal, the end of all of them, and the holder is told. */
async function follow(ctx: Context, holder: Holder): Promise<void> {
  const { _id: id, member, news } = holder;
  await settleHolder(ctx, holder);
  for (const { what, seq } of news)
    if (what !== 'renewed')
      await plan(ctx, [
        {
          notice: `honours.over-${id}-${seq}`,
          kind: 'honours.over',
          recipient: member,
          to: 'member',
          params: { holder: id },
        },
      ]);
}

/** Holders of titles: a term ends by itself. */
export const holderLives: LivingDocuments<Holder, Context> = living<Holder, Context>({
  name: 'holder of a title',
  model: holders,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: async (ctx, one) => {
    if (one.news.length > 0) return one.updatedAt;
    return one.state === 'held' && one.until !== undefined ? endOf(one.until, await zoneOf(ctx, one)) : undefined;
  },
  hasNews: ({ news }) => news.length > 0,
  follow,
  followed: (now, { news }) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
  due: async (ctx, holder) => {
    const tz = await zoneOf(ctx, holder);
    const { one } = await holderLives.decide(ctx, holder._id, (found, now) => {
      if (found.state !== 'held' || found.until === undefined) return undefined;
      if (now < endOf(found.until, tz)) return found.wakeAt !== undefined && found.wakeAt <= now ? {} : undefined;
      return { state: 'expired', ...withHolderNews(found, 'expired') };
    });
    await holderLives.tellSoon(ctx, one);
  },
});

const withHolderNews = (
  { seq, news }: Pick<Holder, 'seq' | 'news'>,
  what: Holder['news'][number]['what'],
): Pick<Holder, 'seq' | 'news'> => ({ seq: seq + 1, news: [...news, { seq: seq + 1, what }] });

const scopeOf = (holder: string, renewal: number): string => (renewal === 0 ? holder : `${holder}-${renewal}`);

/** Brings the certificates of a holder, and the title in the ledger, to what the record says. Again it adds nothing. */
async function settleHolder(ctx: Context, holder: Holder): Promise<void> {
  const { _id: id, programme, titleName, member, months, branch, state, renewals } = holder;
  const isDeserved = state === 'held' || state === 'expired';
  const days = [firstDay(holder), ...renewals.map(({ from }) => from)];
  if (isDeserved)
    await honourCertificates.issue(
      ctx,
      days.map((day, nth) => ({
        member,
        scope: scopeOf(id, nth),
        topic: titleName,
        span: spanOn(day),
        issuedOn: day,
        ...(branch === undefined ? {} : { branch }),
        ...(months === 0 ? {} : { months }),
        own: { programme, holder: id },
      })),
    );
  const had = await certificates(ctx)
    .find({ workspace: ctx.workspace, programme, holder: id })
    .lean<HonourCertificate[]>();
  for (const one of had) await honourCertificates.restate(ctx, one, isDeserved ? spanOn(one.issuedOn) : undefined);
  await honourCertificates.tell(ctx, { holder: id });
  const person = await memberOf(ctx, member);
  const key = `honours.title-${id}`;
  await recordMany(ctx, [
    {
      deed: {
        member,
        feature: 'honours',
        activity: programme,
        kind: 'title',
        at: instantOf(firstDay(holder), '12:00', ctx.config.TIMEZONE),
        points: 0,
        minutes: 0,
        streak: false,
        outcome: { title: titleName },
        key,
      },
      person: { branch: person?.branch, team: person?.team, shift: person?.shift, tz: person?.tz },
    },
  ]);
  // A title that ended before its time was held; one that an objection has taken away never was.
  if (state === 'revoked') await annulMany(ctx, [{ of: key, outcome: { place: null } }]);
}

const spanOn = (day: string) => ({ from: noon(day), to: noon(day), minutes: 0 });
/** A day as an instant that is that day in each zone in which certificates are printed. */
const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);

/** The first day of the first term. */
const firstDay = ({ firstFrom, from }: Holder): string => firstFrom ?? from;

/**
 * Gives the titles of a programme that has ended to whom they are due, and takes them back from whom an objection that was right has
 * taken them since. Again it changes nothing.
 */
export async function award(ctx: Context, id: string): Promise<void> {
  const programme = await kept.present(ctx, id);
  if (programme.state !== 'awarded') return;
  const all = await nomineesOf(ctx, id);
  const standing = new Set(all.filter(({ state }) => state === 'in').map(({ _id }) => _id));
  const due = outcomeOf(programme, standing).holders;
  const people = await membersOf(
    ctx,
    all.map(({ member }) => member),
  );
  const bornHolder = (one: Placed): Promise<Holder> | undefined => {
    const nominee = all.find(({ _id }) => _id === one.nominee);
    const title = titleOf(programme, one.title);
    if (nominee === undefined || title === undefined) return undefined;
    const { endedAt = programme.updatedAt } = programme;
    const from = dayOf(endedAt, ctx.config.TIMEZONE);
    const { branch, member } = nominee;
    return holderLives.born(ctx, {
      _id: idFrom(ctx.workspace, 'holder', nominee._id),
      workspace: ctx.workspace,
      programme: id,
      title: title.id,
      titleName: title.name,
      belongs: title.belongs,
      months: title.months,
      member,
      name: people.get(member)?.name ?? '',
      ...(branch === undefined ? {} : { branch }),
      year: Number(from.slice(0, 4)),
      from,
      ...(title.months === 0 ? {} : { until: untilOf(from, title.months) }),
      state: 'held',
      renewals: [],
      rev: 0,
      seq: 0,
      news: [],
      updatedAt: clock.now(),
    });
  };
  const born = await Promise.all(due.flatMap((one) => bornHolder(one) ?? []));
  await insertNew(holders(ctx), born);
  const dueIds = new Set(born.map(({ _id }) => _id));
  for (const one of await holders(ctx).find({ workspace: ctx.workspace, programme: id }).lean<Holder[]>()) {
    const { one: now } = await holderLives.decide(ctx, one._id, (found) =>
      dueIds.has(found._id) || found.state === 'revoked'
        ? undefined
        : { state: 'revoked', ...withHolderNews(found, 'ended') },
    );
    await settleHolder(ctx, now);
    await holderLives.tell(ctx, now);
  }
}

/** A holder of a title, for officers who look after it. @throws UserError for others */
export async function managedHolder(ctx: Context, actor: Actor, id: string): Promise<Holder> {
  const found = await holderLives.present(ctx, id);
  const programme = await kept.present(ctx, found.programme);
  if (!maySee(actor, programme.branch)) throw new UserError(WORDS.notYours);
  return found;
}

/** Whether a title can be renewed on a day. @param today in the programme's zone */
export const mayRenew = ({ state, until }: Pick<Holder, 'state' | 'until'>, today: string): boolean =>
  until !== undefined &&
  (state === 'held' || state === 'expired') &&
  today >= addDays(until, -RENEW_BEFORE_DAYS) &&
  today <= addDays(until, RENEW_AFTER_DAYS);

/**
 * One more term, from today on, with the reason. Of two officers at once one renews.
 * @throws UserError when it is not the time, or the title is for life
 */
export async function renew(ctx: Context, actor: Actor, id: string, reason: string): Promise<Holder> {
  await managedHolder(ctx, actor, id);
  const { one } = await holderLives.decide(ctx, id, (found, now) => {
    const today = dayOf(now, ctx.config.TIMEZONE);
    if (found.renewals.some(({ from }) => from === today)) return undefined;
    if (found.until === undefined) throw new UserError(WORDS.forLife);
    if (!mayRenew(found, today)) throw new UserError(WORDS.renewLater);
    return {
      state: 'held',
      firstFrom: firstDay(found),
      from: today,
      until: untilOf(today, found.months),
      renewals: [...found.renewals, { by: actor.user, at: now, from: today, reason }],
      ...withHolderNews(found, 'renewed'),
    };
  });
  await holderLives.tellSoon(ctx, one);
  return one;
}

/** A title ends before its time, with the reason that its holder reads. Twice is once. @throws UserError when it is not held */
export async function endTitle(ctx: Context, actor: Actor, id: string, reason: string): Promise<Holder> {
  await managedHolder(ctx, actor, id);
  const { one } = await holderLives.decide(ctx, id, (found, now) => {
    if (found.state === 'ended') return undefined;
    if (found.state !== 'held') throw new UserError(WORDS.notHeld);
    return { state: 'ended', reason, endedBy: actor.user, endedAt: now, ...withHolderNews(found, 'ended') };
  });
  await holderLives.tellSoon(ctx, one);
  return one;
}

/** How a title stands for its holder now: by the day where they are, whether or not a tick has seen its end. */
export const stateToday = ({ state, until }: Pick<Holder, 'state' | 'until'>, today: string): Holder['state'] =>
  state === 'held' && until !== undefined && until < today ? 'expired' : state;

/** The register of holders, past and present, the latest first. @param which `held`: who holds a title now */
const registerPage = (ctx: Context, which: 'all' | 'held', page: number): Promise<Paged<Holder>> =>
  pageOf(
    holders(ctx),
    {
      workspace: ctx.workspace,
      ...(which === 'held'
        ? {
            state: 'held' as const,
            $or: [{ until: { $exists: false } }, { until: { $gte: dayOf(clock.now(), ctx.config.TIMEZONE) } }],
          }
        : { state: { $ne: 'revoked' as const } }),
    },
    { from: -1, titleName: 1, _id: 1 },
    { page, size: PAGE },
  );

/** A line of the register, as it stands on its holder's day, with what this reader can do about it. */
async function registeredOf(ctx: Context, actor: Actor, all: readonly Holder[]) {
  const people = await membersOf(
    ctx,
    all.map(({ member }) => member),
  );
  const programmes = new Map(
    await Promise.all(
      [...new Set(all.map(({ programme }) => programme))].map(async (id) => [id, await kept.find(ctx, id)] as const),
    ),
  );
  const now = clock.now();
  return all.map((holder) => {
    const state = stateToday(holder, dayOf(now, people.get(holder.member)?.tz ?? ctx.config.TIMEZONE));
    const programme = programmes.get(holder.programme);
    const isManaged = programme !== undefined && maySee(actor, programme.branch);
    return {
      holder,
      state,
      mayRenew: isManaged && mayRenew(holder, dayOf(now, ctx.config.TIMEZONE)),
      mayEnd: isManaged && state === 'held',
    };
  });
}

/** A page of the register for one reader. @param which `held`: who holds a title now */
export async function registered(ctx: Context, actor: Actor, which: 'all' | 'held', page: number) {
  const found = await registerPage(ctx, which, page);
  return { ...found, rows: await registeredOf(ctx, actor, found.rows) };
}

/** All of the register, for the file. */
export async function wholeRegister(ctx: Context, actor: Actor) {
  const all = await holders(ctx)
    .find({ workspace: ctx.workspace, state: { $ne: 'revoked' } })
    .sort({ from: -1, titleName: 1, _id: 1 })
    .lean<Holder[]>();
  return registeredOf(ctx, actor, all);
}

/** The titles that somebody holds on their own day, the latest first. */
export async function badgesOf(ctx: Context, member: string): Promise<Holder[]> {
  const [held, person] = await Promise.all([
    holders(ctx).find({ workspace: ctx.workspace, member, state: 'held' }).sort({ from: -1, _id: 1 }).lean<Holder[]>(),
    memberOf(ctx, member),
  ]);
  const today = dayOf(clock.now(), person?.tz ?? ctx.config.TIMEZONE);
  return held.filter((one) => stateToday(one, today) === 'held');
}

/** The titles of an officer's affairs that end soon, the first at the top. */
export async function endingSoon(ctx: Context, actor: Actor): Promise<Holder[]> {
  const affairs = affairsOf(actor);
  if (affairs === 'none') return [];
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  return holders(ctx)
    .find({
      workspace: ctx.workspace,
      state: 'held',
      until: { $gte: today, $lte: addDays(today, RENEW_BEFORE_DAYS / 2) },
      ...inAffairs(affairs),
    })
    .sort({ until: 1, _id: 1 })
    .limit(50)
    .lean<Holder[]>();
}
