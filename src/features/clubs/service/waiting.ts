import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { rollOpensAt } from '../../../gatherings/rules/marks.ts';
import { clock } from '../../../lib/clock.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { peopleOfClub } from '../../../members/clubs/clubs.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { type Club, type ClubEvent, clubs, events } from '../model.ts';
import { ledBy } from './events.ts';

/** What clubs want of a person, beside their own seats. */
export interface ClubDuties {
  /** Clubs whose chair they are asked to take. */
  offered: readonly Club[];
  /** Clubs of theirs that somebody asks to join, and how many. */
  asked: readonly { club: Club; count: number }[];
  /** Events whose roll can be called. */
  rolls: readonly ClubEvent[];
  /** For officers: clubs that nobody chairs, and nobody is asked to. */
  vacant: readonly Club[];
}

/** An attendance is closed an hour after the end: an event that began longer ago has none to call. */
const LONGEST = DAY_MS;

export async function clubDuties(ctx: Context, actor: Actor): Promise<ClubDuties> {
  const { workspace } = ctx;
  const { user } = actor;
  const now = clock.now();
  const affairs = affairsOf(actor);
  const [offered, led, vacant] = await Promise.all([
    clubs(ctx)
      .find({ workspace, 'offer.to': user, isClosed: { $exists: false } })
      .lean<Club[]>(),
    ledBy(ctx, actor),
    affairs === 'none'
      ? []
      : clubs(ctx)
          .find({
            workspace,
            ...inAffairs(affairs),
            chair: { $exists: false },
            offer: { $exists: false },
            isClosed: { $exists: false },
          })
          .sort({ name: 1, _id: 1 })
          .lean<Club[]>(),
  ]);
  const [asked, running] = await Promise.all([
    Promise.all(
      led.map(async (club) => ({
        club,
        count: (await peopleOfClub(ctx, club._id, 'asked', { page: 1, size: 1 })).total,
      })),
    ),
    events(ctx)
      .find({
        workspace,
        state: 'open',
        startsAt: { $gt: new Date(now.getTime() - LONGEST), $lte: new Date(now.getTime() + DAY_MS) },
        $or: [{ club: { $in: led.map(({ _id }) => _id) } }, { createdBy: user, club: { $exists: false } }],
      })
      .sort({ startsAt: 1, _id: 1 })
      .lean<ClubEvent[]>(),
  ]);
  return {
    offered,
    asked: asked.filter(({ count }) => count > 0),
    rolls: running.filter((one) => now >= rollOpensAt(one) && one.isFestival !== true),
    vacant,
  };
}
