import { clubsExpire } from '../../../../jobs/clubs.ts';
import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { gatherings } from '../../../gatherings/gatherings.ts';
import type { May, Verdict } from '../../../gatherings/joining.ts';
import { hasAttended } from '../../../gatherings/rules/marks.ts';
import { cancelWrite } from '../../../gatherings/writes.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { whoIsInClub } from '../../../members/clubs/clubs.ts';
import { maySee } from '../../../members/roles.ts';
import { type ClubEvent, events } from '../model.ts';
import { clashOf, isLeading } from '../rules.ts';
import { WORDS } from '../words.ts';
import { clubLife, given, stored } from './store.ts';

/** Whether a person looks after an event: as an officer, or as chair or deputy of its club as it is now. */
export async function managesEvent(ctx: Context, actor: Actor, { club, branch }: ClubEvent): Promise<boolean> {
  if (maySee(actor, branch)) return true;
  return club !== undefined && isLeading(actor.user, await clubLife.find(ctx, club));
}

/** The items of a festival, in the order of the day. */
export const itemsOf = (ctx: Context, festival: string): Promise<ClubEvent[]> =>
  events(ctx).find({ workspace: ctx.workspace, festival }).sort({ startsAt: 1, _id: 1 }).lean<ClubEvent[]>();

/** Who may sign up; whoever is elsewhere on the same day's programme is asked first. */
const maySignUp: May<ClubEvent, ClubEvent> = async (ctx, event, presses) => {
  const users = presses.map(({ user }) => user);
  const { club, branch, isForAll, isFestival, festival } = event;
  const [inClub, people, items] = await Promise.all([
    club === undefined ? new Set<string>() : whoIsInClub(ctx, club, users),
    membersOf(ctx, users),
    festival === undefined ? [] : itemsOf(ctx, festival),
  ]);
  return presses.map(({ user, isMeant }): Verdict<ClubEvent> => {
    if (isFestival === true) return { refused: WORDS.chooseItem };
    const own = event.seats.find(({ member }) => member === user);
    if (own === undefined && !inClub.has(user)) {
      if (club !== undefined && isForAll !== true) return { refused: WORDS.joinFirst };
      if (branch !== undefined && people.get(user)?.branch !== branch) return { refused: WORDS.otherBranch };
    }
    const clash = isMeant || own !== undefined ? undefined : clashOf(items, event, user);
    return clash === undefined ? true : { asks: clash };
  });
};

/** With a festival its items are cancelled, and the people on them are told. */
async function follow(ctx: Context, event: ClubEvent): Promise<ClubEvent[]> {
  const { isFestival, news, cancelledBy = '', reason = '' } = event;
  if (isFestival !== true || !news.some(({ what }) => what === 'cancelled')) return [];
  const items = (await itemsOf(ctx, event._id)).filter(({ state }) => state === 'open');
  return Promise.all(
    items.map(({ _id }) =>
      stored.write(ctx, _id, (one) => (one.state === 'open' ? cancelWrite(one, cancelledBy, reason, {}) : undefined)),
    ),
  );
}

/** The events as gatherings: seats with guests, reminders, attendance. */
export const gathered = gatherings<ClubEvent, ClubEvent>(stored, {
  may: maySignUp,
  manages: managesEvent,
  guests: ({ guests }) => guests,
  // Nobody is held against having stayed away from a pastime.
  worth: ({ points }, mark) => {
    if (!hasAttended(mark)) return undefined;
    return { kind: 'attend', minutes: 0, points: mark === 'left-early' ? Math.floor(points / 2) : points };
  },
  entry: ({ club, festival }) => ({
    category: festival === undefined ? 'event' : 'festival',
    outcome: { ...(club === undefined ? {} : { club }), ...(festival === undefined ? {} : { festival }) },
  }),
  attended: given.ask,
  follow,
  passOn: clubsExpire,
});
