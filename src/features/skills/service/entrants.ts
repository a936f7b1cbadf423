import type { Actor } from '../../../bot/actor.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { recusals } from '../../../judging/recusals.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { shuffledOrder } from '../../../lib/seeded.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { entrants, type Heat, heats } from '../model.ts';
import { disciplineOf, isOpenEntrant, isShort, ownStart, turnAt, turnKey } from '../rules/contest.ts';
import type { Contest, Discipline, Entrant } from '../rules/records.ts';
import { pendingRemarks, type StateRefusal, settled, stateRefusal, withNews } from '../rules/scoring.ts';
import { WORDS } from '../words.ts';
import { calendar, kept } from './calendar.ts';
import { entrantsOf, rank } from './results.ts';

/** What an entrant's copies follow; see `redrawAbout`. */
export const aboutEntrant = (id: string): string => `skills.entrant:${id}`;

/** What follows from news of an entrant: they are told of their turn, judges look again, a decision changes published results. */
async function follow(ctx: Context, entrant: Entrant): Promise<void> {
  const { _id: id, contest, member, news } = entrant;
  for (const { what, seq, before } of news) {
    if (what === 'entered')
      await calendar.tellSince(ctx, await kept.present(ctx, contest), turnKey(entrant.heat), [member]);
    if (what === 'remark')
      await plan(
        ctx,
        [...pendingRemarks(entrant).keys()].map((recipient) => ({
          notice: `skills.remark-${id}-${seq}`,
          kind: 'skills.remark',
          about: aboutEntrant(id),
          recipient,
          to: 'member' as const,
          params: { entrant: id },
        })),
      );
    if (what === 'decided') {
      if (entrant.state === 'in' && before !== undefined) await holdPublication(ctx, entrant, before);
      await rank(ctx, contest);
      await redrawAbout(ctx, aboutEntrant(id));
      if (entrant.state !== 'disqualified') continue;
      await plan(ctx, [
        {
          notice: `skills.decided-${id}-${seq}`,
          kind: 'skills.decided',
          about: aboutEntrant(id),
          recipient: member,
          to: 'member',
          params: { entrant: id },
        },
      ]);
    }
  }
}

/** Entrants: what judges give is decided purely, and what follows from it is told again by the tick if a process dies. */
export const entrantLives: LivingDocuments<Entrant, Context> = living<Entrant, Context>({
  name: 'entrant',
  model: entrants,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, { news, updatedAt }) => (news.length > 0 ? updatedAt : undefined),
  hasNews: ({ news }) => news.length > 0,
  follow,
  followed: (now, { news }) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
  due: async () => {},
});

/**
 * Who takes part again is scored before results are out. The publication sees them, since their contest is written here; where it came
 * first, they are what they were.
 */
async function holdPublication(
  ctx: Context,
  { _id: id, contest, completeAt }: Entrant,
  before: Pick<Entrant, 'state' | 'reason'>,
): Promise<void> {
  if (completeAt !== undefined) return;
  const { one } = await kept.decide(ctx, contest, ({ state }) => (state === 'running' ? {} : undefined));
  if (one.state === 'running') return;
  await entrantLives.decide(ctx, id, (found) =>
    found.state === 'in' && found.completeAt === undefined ? { state: before.state, reason: before.reason } : undefined,
  );
}

const entrantId = (ctx: Context, contest: string, discipline: string, member: string): string =>
  idFrom(ctx.workspace, 'entrant', contest, discipline, member);

/** Tries to find start numbers that nobody else has taken at the same moment. */
const TRIES = 10;

/**
 * Brings the entrants to the seats, once start numbers are drawn: who has a seat has a number and an hour, who has given it back has
 * withdrawn. Numbers go up with the heats and are drawn within each; who comes later has the next one.
 */
export async function enterSeats(ctx: Context, contest: Contest): Promise<void> {
  if (contest.lot === undefined || contest.state !== 'running') return;
  const dates = await heats(ctx)
    .find({ workspace: ctx.workspace, contest: contest._id, state: { $ne: 'cancelled' } })
    .sort({ startsAt: 1, _id: 1 })
    .lean<Heat[]>();
  for (const discipline of contest.disciplines)
    await enterDiscipline(
      ctx,
      contest,
      discipline,
      dates.filter((one) => one.discipline === discipline.id),
    );
}

async function enterDiscipline(ctx: Context, contest: Contest, { id }: Discipline, dates: readonly Heat[]) {
  const heatOf = new Map<string, Heat>();
  for (const heat of dates)
    for (const { member, state } of heat.seats) if (state === 'held' && !heatOf.has(member)) heatOf.set(member, heat);
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await entrantsOf(ctx, contest._id, id);
    const missing = [...heatOf].filter(([member]) => !known.some((one) => one.member === member));
    if (missing.length === 0) return fitSeats(ctx, known, heatOf);
    const people = await membersOf(
      ctx,
      missing.map(([member]) => member),
    );
    let next = Math.max(0, ...known.map(({ start }) => start));
    const drawnUp = dates.flatMap((heat) => {
      const own = missing.flatMap(([member, of]) => (of === heat ? [member] : [])).toSorted();
      const before = known.filter((one) => one.heat === heat._id).length;
      const isLate = turnAt(contest, heat) <= clock.now();
      return shuffledOrder(`${contest.lot}/${heat._id}`, own.length).map((place, nth): Entrant => {
        const member = own[place] ?? '';
        const { branch, team } = people.get(member) ?? {};
        next += 1;
        return {
          _id: entrantId(ctx, contest._id, id, member),
          workspace: ctx.workspace,
          contest: contest._id,
          discipline: id,
          heat: heat._id,
          member,
          ...(branch === undefined ? {} : { branch }),
          ...(team === undefined ? {} : { team }),
          start: next,
          startsAt: ownStart(heat, heat.each, before + nth),
          state: 'in',
          panel: [],
          considered: [],
          recused: [],
          refused: [],
          sheets: {},
          entered: {},
          corrections: [],
          rev: 0,
          updatedAt: contest.updatedAt,
          ...(isLate
            ? { seq: 1, news: [{ seq: 1, what: 'entered' }], wakeAt: contest.updatedAt }
            : { seq: 0, news: [] }),
        };
      });
    });
    for (const one of await insertNew(entrants(ctx), drawnUp)) await entrantLives.tellSoon(ctx, one);
  }
  throw new UserError(WORDS.busy);
}

/** Withdrawals, changed heats and moved hours. */
async function fitSeats(ctx: Context, known: readonly Entrant[], heatOf: ReadonlyMap<string, Heat>): Promise<void> {
  for (const entrant of known) {
    const heat = heatOf.get(entrant.member);
    const nth = known.filter((one) => one.heat === heat?._id && one.start < entrant.start).length;
    const startsAt = heat === undefined ? entrant.startsAt : ownStart(heat, heat.each, nth);
    const isSame = heat?._id === entrant.heat && startsAt.getTime() === entrant.startsAt.getTime();
    if (isSame ? entrant.state !== 'withdrawn' : heat === undefined && entrant.state !== 'in') continue;
    await entrantLives.decide(
      ctx,
      entrant._id,
      (one) => {
        // Who has been scored has competed, whatever becomes of the seat.
        if (heat === undefined)
          return one.state === 'in' && Object.keys(one.sheets).length === 0 ? { state: 'withdrawn' } : undefined;
        return { heat: heat._id, startsAt, ...(one.state === 'withdrawn' ? { state: 'in' as const } : {}) };
      },
      entrant,
    );
  }
}

/** Says for each entrant whose sheets are needed; after judges were changed, again. Of entrants whose sheets are all in nothing changes. */
export async function formPanels(ctx: Context, related: Related, contest: Contest): Promise<void> {
  if (contest.state !== 'running') return;
  for (const discipline of contest.disciplines) {
    const { id, judges } = discipline;
    const isFormed = ({ considered }: Entrant) => considered.join() === judges.join();
    const open = (await entrantsOf(ctx, contest._id, id)).filter((one) => isOpenEntrant(one) && !isFormed(one));
    if (open.length === 0) continue;
    const whyOf = await recusals(ctx, related, judges, open);
    for (const entrant of open) {
      const recused = judges.flatMap((judge) => {
        const why = whyOf(judge, entrant);
        return why === undefined ? [] : [{ judge, why }];
      });
      const panel = judges.filter((judge) => !recused.some((one) => one.judge === judge));
      const { one } = await entrantLives.decide(
        ctx,
        entrant._id,
        (found, now) => {
          if (!isOpenEntrant(found) || isFormed(found)) return undefined;
          const formed = { panel, recused, considered: judges };
          return { ...formed, ...settled(discipline, { ...found, ...formed }, now) };
        },
        entrant,
      );
      await entrantLives.tellSoon(ctx, one);
      if (one.remarks !== undefined) await redrawAbout(ctx, aboutEntrant(one._id));
    }
  }
}

/** Tells the officer of a contest once of each panel that is too small. */
export async function tellShort(ctx: Context, contest: Contest): Promise<void> {
  if (contest.state !== 'running') return;
  const all = (await entrantsOf(ctx, contest._id)).filter((one) => one.considered.length > 0 && isShort(one));
  for (const id of new Set(all.map(({ discipline }) => discipline))) {
    const judges = disciplineOf(contest, id)?.judges ?? [];
    await plan(ctx, [
      {
        notice: `skills.short-${contest._id}-${id}-${idFrom(...judges)}`,
        kind: 'skills.short',
        recipient: contest.createdBy,
        to: 'member',
        params: { of: contest._id, discipline: id },
      },
    ]);
  }
}

/** So many refused openings are kept. */
const REFUSALS = 20;

/**
 * Whether a judge may see a sheet now; the panel was formed before, and somebody may have come to a branch since. A refusal is written
 * down.
 * @param isCopied somebody else copies the sheet from paper: the judge has not tried anything
 * @throws UserError for people who are recused
 */
export async function checkRecusal(
  ctx: Context,
  related: Related,
  discipline: Discipline,
  entrant: Entrant,
  judge: string,
  isCopied = false,
): Promise<void> {
  const known = entrant.recused.find((one) => one.judge === judge)?.why;
  const why = known ?? (await recusals(ctx, related, [judge], [entrant]))(judge, entrant);
  if (why === undefined) return;
  const about = { contest: entrant.contest, entrant: entrant._id, judge, why };
  ctx.log.warn(
    about,
    isCopied ? 'a recused judge’s sheet was copied' : 'a recused judge has tried to open a score sheet',
  );
  await entrantLives.decide(ctx, entrant._id, (one, now) => {
    const refused = isCopied ? one.refused : [...one.refused, { judge, why, at: now }].slice(-REFUSALS);
    if (known !== undefined || one.completeAt !== undefined) return { refused };
    const formed = {
      panel: one.panel.filter((other) => other !== judge),
      recused: [...one.recused.filter((other) => other.judge !== judge), { judge, why }],
    };
    return { refused, ...formed, ...settled(discipline, { ...one, ...formed }, now) };
  });
  throw new UserError(WORDS.recused);
}

/** Whether somebody may do what stewards do: as one of them, or as an officer of the contest. */
export const isSteward = (actor: Actor, contest: Contest, discipline: Discipline): boolean =>
  discipline.stewards.includes(actor.user) || maySee(actor, contest.branch);

/** Whether somebody competes in a discipline. */
export const competes = async (ctx: Context, contest: string, discipline: string, user: string): Promise<boolean> =>
  (await entrants(ctx).exists({
    workspace: ctx.workspace,
    contest,
    discipline,
    member: user,
    state: { $ne: 'withdrawn' },
  })) !== null;

/** Whether something is still to follow from what was decided of entrants. */
export const hasNews = async (ctx: Context, contest: string): Promise<boolean> =>
  (await entrants(ctx).exists({ workspace: ctx.workspace, contest, 'news.0': { $exists: true } })) !== null;

/** An entrant with all they belong to. @throws UserError when it is gone */
export async function entrantIn(
  ctx: Context,
  id: string,
): Promise<{ contest: Contest; discipline: Discipline; entrant: Entrant }> {
  const entrant = await entrantLives.present(ctx, id);
  const contest = await kept.present(ctx, entrant.contest);
  const discipline = disciplineOf(contest, entrant.discipline);
  if (discipline === undefined) throw new UserError(WORDS.gone);
  return { contest, discipline, entrant };
}

const REFUSED: Record<StateRefusal, (typeof WORDS)['gone']> = {
  officers: WORDS.notYours,
  changed: WORDS.cannotChange,
  scored: WORDS.hasSheets,
  unscored: WORDS.unscored,
};

/**
 * Says that somebody did not come, was disqualified and why, or takes part after all. Twice is once.
 * @throws UserError for people who may not, and once results are final
 */
export async function decideState(
  ctx: Context,
  actor: Actor,
  id: string,
  state: 'in' | 'absent' | 'disqualified',
  reason: string,
): Promise<Entrant> {
  const { contest, discipline, entrant } = await entrantIn(ctx, id);
  const isOfficer = maySee(actor, contest.branch);
  if (!isSteward(actor, contest, discipline) || actor.user === entrant.member) throw new UserError(WORDS.notYours);
  if (await competes(ctx, contest._id, discipline.id, actor.user)) throw new UserError(WORDS.rival);
  const { one } = await entrantLives.decide(ctx, id, (found, now) => {
    const refusal = stateRefusal(contest.state, found, { state, reason }, isOfficer);
    if (refusal !== undefined) throw new UserError(REFUSED[refusal]);
    if (found.state === state && (found.reason ?? '') === reason) return undefined;
    const decided = { state, reason: reason === '' ? undefined : reason, decidedBy: actor.user };
    const again = settled(discipline, { ...found, state }, now);
    const before = { state: found.state, ...(found.reason === undefined ? {} : { reason: found.reason }) };
    return { ...again, ...decided, ...withNews({ ...found, ...again }, { what: 'decided', before }) };
  });
  await entrantLives.tellSoon(ctx, one);
  const after = await entrantLives.present(ctx, id);
  if (state === 'in' && after.state !== 'in') throw new UserError(WORDS.unscored);
  return after;
}
