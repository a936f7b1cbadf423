import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { enterClub, membershipTold, nameClub, untoldMemberships } from '../../../members/clubs/clubs.ts';
import type { Membership } from '../../../members/clubs/model.ts';
import { whoIsThere } from '../../../members/ranks.ts';
import { maySee } from '../../../members/roles.ts';
import { actorsWith } from '../../../members/service.ts';
import { type Club, type ClubNews, clubs } from '../model.ts';

/** The union's officers who look after a club and are not away, those of its branch first; the company's, if the branch has none. */
export async function officersOf(ctx: Context, { branch }: Pick<Club, 'branch'>): Promise<string[]> {
  const officers = (await actorsWith(ctx, 'officer', 'administrator')).filter((one) => maySee(one, branch));
  const isThere = await whoIsThere(
    ctx,
    officers.map(({ user }) => user),
  );
  const there = officers.filter(({ user }) => isThere(user));
  const own = there.filter((one) => one.scope === 'branch');
  const found = [own, there].find((some) => some.length > 0) ?? officers;
  return found.map(({ user }) => user);
}

/** What the notices of a club's chair follow, and those of one application. */
export const aboutChair = (club: string): string => `clubs.chair:${club}`;
export const aboutApplication = (club: string, member: string): string => `clubs.application:${club}-${member}`;

/** What follows from what has happened to a club; done again it adds nothing. */
export async function followClub(ctx: Context, club: Club): Promise<void> {
  await nameClub(ctx, club);
  await redrawAbout(ctx, aboutChair(club._id));
  for (const news of club.news) {
    if (news.what === 'made' || news.what === 'followed' || news.what === 'took')
      await enterClub(ctx, club._id, news.to, false);
    const recipients = await toldOf(ctx, club, news);
    await plan(
      ctx,
      recipients.map((recipient): PlannedNotice => ({ ...noticeOf(club, news), recipient })),
    );
  }
}

async function toldOf(ctx: Context, club: Club, news: ClubNews): Promise<string[]> {
  switch (news.what) {
    case 'named':
      return [];
    case 'vacant':
      return officersOf(ctx, club);
    case 'took':
      return [...new Set([news.by, ...(news.before === undefined ? [] : [news.before])])].filter(
        (user) => user !== news.to,
      );
    case 'declined':
      return [news.by];
    default:
      return [news.to];
  }
}

function noticeOf({ _id: club }: Club, news: ClubNews): Omit<PlannedNotice, 'recipient'> {
  const { seq, ...said } = news;
  return {
    notice: `clubs.chair-${club}-${seq}`,
    kind: 'clubs.chair',
    about: aboutChair(club),
    to: 'member',
    params: { club, seq: String(seq), ...said },
  };
}

/** Tells what nobody was told yet of applications and their answers. */
export async function tellMemberships(ctx: Context): Promise<void> {
  for (const one of await untoldMemberships(ctx)) {
    const club = await clubs(ctx).findOne({ _id: one.club, workspace: ctx.workspace }).lean<Club>();
    if (club !== null) await plan(ctx, await noticesOf(ctx, club, one));
    await membershipTold(ctx, one);
  }
}

async function noticesOf(ctx: Context, club: Club, { member, state, since }: Membership): Promise<PlannedNotice[]> {
  const params = { club: club._id, member };
  const nth = since.getTime().toString(36);
  if (state !== 'asked')
    return [
      {
        notice: `clubs.answered-${club._id}-${nth}`,
        kind: 'clubs.answered',
        recipient: member,
        to: 'member',
        params,
      },
    ];
  const leaders = [club.chair, club.deputy].filter((one) => one !== undefined);
  // Nobody waits for a chair who is away: the deputy is told too, and without one there the union's officers are.
  const isAnyThere = leaders.some(await whoIsThere(ctx, leaders));
  const recipients = isAnyThere ? leaders : [...new Set([...leaders, ...(await officersOf(ctx, club))])];
  return recipients.map((recipient) => ({
    notice: `clubs.applied-${club._id}-${member}-${nth}`,
    kind: 'clubs.applied',
    about: aboutApplication(club._id, member),
    recipient,
    to: 'member',
    params,
  }));
}
