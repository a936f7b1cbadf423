import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { storedGatherings } from '../../../gatherings/stored.ts';
import { cancelWrite } from '../../../gatherings/writes.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { maySee } from '../../../members/roles.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { attendances, type Heat, heats } from '../model.ts';
import { draw, finalise } from '../rules/contest.ts';
import type { Contest, Entrant } from '../rules/records.ts';
import { waitsForJudge } from '../rules/scoring.ts';
import { WORDS } from '../words.ts';
import { hasOpenAppeals } from './appeals.ts';
import { calendar, contestLife } from './calendar.ts';
import { aboutEntrant, enterSeats, hasNews } from './entrants.ts';
import { award, entrantsOf, rank, settlePlaces } from './results.ts';

/** The heats and their attendance, for whatever need not know what follows from a write. */
export const stored = storedGatherings<Heat>({ feature: 'skills', name: 'heat', model: heats, attendances });

/** With a contest its heats are cancelled; the tick tells the people on them. */
async function cancelHeats(ctx: Context, { _id: contest, createdBy, reason = '' }: Contest): Promise<void> {
  const open = await heats(ctx).find({ workspace: ctx.workspace, contest, state: 'open' }, { _id: 1 }).lean<Heat[]>();
  for (const { _id } of open)
    await stored.write(ctx, _id, (one) => (one.state === 'open' ? cancelWrite(one, createdBy, reason, {}) : undefined));
}

/**
 * Of heats that are over nobody hears by the heat: whoever competed in one hears of the contest, and the judges whose sheets nobody
 * needs any more.
 */
async function tellCancelled(ctx: Context, { _id: id, cancelledAt: at, heats }: Contest, among: readonly Entrant[]) {
  const over = new Set(heats.flatMap((one) => (at !== undefined && one.endsAt <= at ? one.id : [])));
  const concerned = among.filter(({ heat, state }) => state !== 'withdrawn' && over.has(heat));
  const judges = concerned.flatMap((one) => one.panel.filter((judge) => waitsForJudge(one, judge)));
  const readers = new Set([...concerned.map(({ member }) => member), ...judges]);
  await plan(
    ctx,
    [...readers].map((recipient) => ({
      notice: `skills.off-${id}`,
      kind: 'skills.off',
      about: aboutDates('skills', id),
      recipient,
      to: 'member' as const,
      params: { of: id },
    })),
  );
}

/** Everybody with a seat, or in the line. */
const participants = async (ctx: Context, contest: string): Promise<string[]> =>
  (await heats(ctx).distinct('seats.member', { workspace: ctx.workspace, contest })) as string[];

/** What follows from news: entrants, places, the ledger, certificates, and what stands in Slack. */
async function follow(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, news } = contest;
  const has = (what: Contest['news'][number]['what']) => news.some((one) => one.what === what);
  if (has('drawn')) await enterSeats(ctx, contest);
  if (has('published')) await rank(ctx, id);
  if (has('ranked')) await settlePlaces(ctx, id);
  if (has('final') || (has('ranked') && contest.state === 'final')) await award(ctx, id);
  if (has('cancelled')) {
    await cancelHeats(ctx, contest);
    const entrants = await entrantsOf(ctx, id);
    await tellCancelled(ctx, contest, entrants);
    const asked = entrants.filter(({ remarks }) => remarks !== undefined);
    const abouts = asked.map((one) => aboutEntrant(one._id));
    return void (await redrawAbout(ctx, [aboutDates('skills', id), ...abouts]));
  }
  // Who was only invited hears by pressing that sign-up is over: Slack takes fifty changes a minute.
  const recipients = await participants(ctx, id);
  if (recipients.length > 0) await redrawAbout(ctx, aboutDates('skills', id), { recipients });
}

/** Contests: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const lives: LivingDocuments<Contest, Context> = living<Contest, Context>({
  ...contestLife,
  follow,
  due: async (ctx, { _id }) => {
    await tellAll(ctx, await advance(ctx, _id));
    await calendar.tell(ctx, await lives.present(ctx, _id));
  },
});

/** News can lead to news: the publication to places, places to the ledger. */
async function tellAll(ctx: Context, contest: Contest): Promise<void> {
  for (let one = contest; one.news.length > 0; one = await lives.present(ctx, one._id)) await lives.tell(ctx, one);
}

/** The same; the change stands, so what cannot be told at once, the tick tells. */
export async function tellAllSoon(ctx: Context, contest: Contest): Promise<void> {
  try {
    await tellAll(ctx, contest);
  } catch (error) {
    ctx.log.warn({ err: error, contest: contest._id }, 'news of a skill contest could not be told; the tick will');
  }
}

/** Draws and ends what is due; asked again it changes nothing. @returns the contest as it is then */
export async function advance(ctx: Context, id: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  if (found.state === 'open') return (await lives.decide(ctx, id, (one, now) => draw(one, newId(), now), found)).one;
  if (found.state !== 'published' || found.appealsUntil === undefined || found.appealsUntil > clock.now()) return found;
  // Appeals first: what follows from one is news of its entrant before the appeal is done with.
  const isWaiting = (await hasOpenAppeals(ctx, id)) || (await hasNews(ctx, id));
  return (await lives.decide(ctx, id, (one, now) => finalise(one, isWaiting, now), found)).one;
}

/** Whether an officer looks after a contest. */
export const manages = (actor: Actor, { branch }: Pick<Contest, 'branch'>): boolean => maySee(actor, branch);

/** @throws UserError for people who do not look after it */
export async function managed(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  if (!manages(actor, found)) throw new UserError(WORDS.notYours);
  return found;
}
