import { skillsExpire } from '../../../../jobs/skills.ts';
import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { gatherings } from '../../../gatherings/gatherings.ts';
import type { May, Verdict } from '../../../gatherings/joining.ts';
import { wakeAt } from '../../../gatherings/rules/wake.ts';
import { cancelWrite, changeWrite } from '../../../gatherings/writes.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { type Heat, heats } from '../model.ts';
import { canBeScored, disciplineOf, MOST_HEATS } from '../rules/contest.ts';
import type { HeatDates } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { kept } from './calendar.ts';
import { enterSeats } from './entrants.ts';
import { managed, stored } from './lives.ts';

/** What is said of a heat in its form. */
export type HeatFacts = Pick<Heat, 'startsAt' | 'endsAt' | 'where' | 'each'> & { capacity: number };

/** A contest's other heats in which somebody has a seat or waits for one. */
const seatedIn = (ctx: Context, { _id, contest }: Heat, users: readonly string[]): Promise<Heat[]> =>
  heats(ctx)
    .find({
      workspace: ctx.workspace,
      contest,
      _id: { $ne: _id },
      state: 'open',
      'seats.member': { $in: [...users] },
    })
    .lean<Heat[]>();

/** Who may sign up: people of the contest's branch, in one heat of a discipline, who do not judge it and are nowhere else then. */
const maySignUp: May<Heat, never> = async (ctx, heat, presses) => {
  const users = presses.map(({ user }) => user);
  const [contest, people, others] = await Promise.all([
    kept.present(ctx, heat.contest),
    membersOf(ctx, users),
    seatedIn(ctx, heat, users),
  ]);
  const { state, signUpUntil, branch } = contest;
  const discipline = disciplineOf(contest, heat.discipline);
  const { judges = [] } = discipline ?? {};
  return presses.map(({ user }): Verdict<never> => {
    if (heat.seats.some(({ member }) => member === user)) return true;
    if (state !== 'open' || clock.now() >= signUpUntil) return { refused: WORDS.closed };
    if (people.get(user)?.state !== 'active') return { refused: WORDS.otherBranch };
    if (branch !== undefined && people.get(user)?.branch !== branch) return { refused: WORDS.otherBranch };
    if (discipline === undefined || !canBeScored(discipline)) return { refused: WORDS.notReady };
    if (judges.includes(user)) return { refused: WORDS.judgesHere };
    const own = others.filter(({ seats }) => seats.some(({ member }) => member === user));
    if (own.some(({ discipline }) => discipline === heat.discipline)) return { refused: WORDS.otherHeat };
    const isThen = own.some(({ startsAt, endsAt }) => startsAt < heat.endsAt && heat.startsAt < endsAt);
    return isThen ? { refused: WORDS.sameTime } : true;
  });
};

/** The contest knows the dates of its heats, and its entrants follow the seats. */
async function follow(ctx: Context, heat: Heat): Promise<never[]> {
  const contest = await noteDates(ctx, heat);
  await enterSeats(ctx, contest);
  return [];
}

/** Writes the dates of a heat into its contest. Twice is once. */
async function noteDates(ctx: Context, { _id: id, contest, discipline, startsAt, endsAt, state }: Heat) {
  const dates: HeatDates = { id, discipline, startsAt, endsAt, ...(state === 'cancelled' ? { isOff: true } : {}) };
  const { one } = await kept.decide(ctx, contest, (found) => {
    const before = found.heats.find((heat) => heat.id === id);
    if (before === undefined && found.heats.length >= MOST_HEATS) throw new UserError(WORDS.cannotChange);
    const isSame =
      before?.startsAt.getTime() === startsAt.getTime() &&
      before.endsAt.getTime() === endsAt.getTime() &&
      (before.isOff === true) === (dates.isOff === true);
    if (isSame) return undefined;
    return {
      heats:
        before === undefined ? [...found.heats, dates] : found.heats.map((heat) => (heat.id === id ? dates : heat)),
    };
  });
  return one;
}

/** The heats as gatherings: seats, the line, changes. Who was there is said by the score sheets. */
export const gathered = gatherings<Heat>(stored, {
  may: maySignUp,
  manages: async (ctx, actor, { contest }) => maySee(actor, (await kept.present(ctx, contest)).branch),
  worth: () => undefined,
  entry: () => ({ outcome: {} }),
  follow,
  passOn: skillsExpire,
});

/** Adds a heat to a discipline; made again under the same id it is made once. @throws UserError once numbers are drawn */
export async function addHeat(
  ctx: Context,
  actor: Actor,
  id: string,
  of: { contest: string; discipline: string },
  facts: HeatFacts,
): Promise<Heat> {
  const contest = await managed(ctx, actor, of.contest);
  const isOpen = contest.state === 'draft' || contest.state === 'open';
  if (!isOpen || disciplineOf(contest, of.discipline) === undefined) throw new UserError(WORDS.cannotChange);
  const now = clock.now();
  const heat: Heat = {
    _id: id,
    workspace: ctx.workspace,
    ...of,
    ...facts,
    // The contest's own notices tell people of their turn.
    reminders: [],
    state: 'open',
    seats: [],
    seq: 0,
    rev: 0,
    version: 1,
    news: [],
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  };
  // First what lists it: a process that dies in between is pressed again, and makes the same.
  await noteDates(ctx, heat);
  const at = wakeAt(heat);
  await insertNew(heats(ctx), [at === undefined ? heat : { ...heat, wakeAt: at }]);
  return stored.present(ctx, id);
}

/** Changes a heat; nobody loses a seat, and the people on it are told of another time or place. */
export async function changeHeat(ctx: Context, actor: Actor, id: string, facts: HeatFacts): Promise<Heat> {
  await gathered.managed(ctx, actor, id);
  const heat = await stored.write(ctx, id, (one, now) => {
    if (one.state !== 'open' || one.endsAt <= now) throw new UserError(stored.words.overNow);
    const isMoved = one.startsAt.getTime() !== facts.startsAt.getTime();
    const isTold = isMoved || one.endsAt.getTime() !== facts.endsAt.getTime() || one.where !== facts.where;
    const { startsAt, ...others } = facts;
    return changeWrite(one, { ...others, ...(isMoved ? { startsAt } : {}) }, now, isTold ? {} : undefined);
  });
  await noteDates(ctx, heat);
  await gathered.tellSoon(ctx, heat);
  // Whose turn was told reads the new hour and place.
  const recipients = heat.seats.map(({ member }) => member);
  if (recipients.length > 0) await redrawAbout(ctx, aboutDates('skills', heat.contest), { recipients });
  return heat;
}

/** Cancels a heat, with a reason that the people on it read. Cancelled already, it stays so. */
export async function cancelHeat(ctx: Context, actor: Actor, id: string, reason: string): Promise<Heat> {
  await gathered.managed(ctx, actor, id);
  const heat = await stored.write(ctx, id, (one) => {
    if (one.state === 'cancelled') return undefined;
    if (one.state !== 'open') throw new UserError(stored.words.overNow);
    return cancelWrite(one, actor.user, reason, {});
  });
  await noteDates(ctx, heat);
  await gathered.tellSoon(ctx, heat);
  return heat;
}

/** The heats of a contest, in their order. */
export const heatsIn = (ctx: Context, contest: string, discipline?: string): Promise<Heat[]> =>
  heats(ctx)
    .find({ workspace: ctx.workspace, contest, ...(discipline === undefined ? {} : { discipline }) })
    .sort({ startsAt: 1, _id: 1 })
    .lean<Heat[]>();
