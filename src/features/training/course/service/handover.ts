import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { aboutGathering } from '../../../../gatherings/gathering.ts';
import { clock } from '../../../../lib/clock.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { maySee } from '../../../../members/roles.ts';
import { actorFrom, actorOf } from '../../../../members/service.ts';
import { type Session, sessions } from '../../model.ts';

const OFFICERS = {
  include: [{ kind: 'role', role: 'officer' } as const, { kind: 'role', role: 'administrator' } as const],
  except: [],
};

type Orphan = Pick<Session, '_id' | 'course' | 'trainer' | 'author' | 'branch' | 'startsAt'>;

/** Trainers of sessions to come who have left the company. */
async function goneTrainers(ctx: Context): Promise<string[]> {
  const coming = { workspace: ctx.workspace, state: 'open' as const, endsAt: { $gt: clock.now() } };
  const trainers: string[] = (await sessions(ctx).distinct('trainer', coming)).filter((one) => one !== '');
  const known = await membersOf(ctx, trainers);
  return trainers.filter((one) => known.get(one)?.state === 'left');
}

/** Who looks after a session: its author, or, when that one has left too, the officers whose affair it is. */
async function officersOf(ctx: Context, { author, branch }: Orphan): Promise<string[]> {
  const own = await actorOf(ctx, author);
  if (own !== undefined && maySee(own, branch)) return [author];
  const found: string[] = [];
  for await (const page of resolveAudience(ctx, OFFICERS))
    for (const member of page) {
      const officer = actorFrom(ctx, member);
      if (officer !== undefined && maySee(officer, branch)) found.push(member.user);
    }
  return found;
}

/** When it becomes urgent, it is asked once more. */
const SOON_MS = 2 * DAY_MS;

/**
 * A trainer who leaves hands over: of each course with such a trainer its officers are asked to name another, and once more two
 * days before the next session, which stands for the later ones: they are changed with it.
 */
export async function askForTrainers(ctx: Context): Promise<void> {
  const gone = await goneTrainers(ctx);
  if (gone.length === 0) return;
  const own = { workspace: ctx.workspace, state: 'open' as const, trainer: { $in: gone } };
  // Of each course and trainer the next session, without its seats.
  const next = await sessions(ctx).aggregate<Orphan>([
    { $match: { ...own, endsAt: { $gt: clock.now() } } },
    { $project: { course: 1, trainer: 1, author: 1, branch: 1, startsAt: 1 } },
    { $sort: { startsAt: 1, _id: 1 } },
    { $group: { _id: { course: '$course', trainer: '$trainer' }, session: { $first: '$$ROOT' } } },
    { $replaceRoot: { newRoot: '$session' } },
  ]);
  for (const session of next) {
    const officers = await officersOf(ctx, session);
    await plan(
      ctx,
      officers.map(
        (recipient): PlannedNotice => ({
          notice: handoverNotice(session),
          kind: 'training.handover',
          about: aboutGathering('training', session._id),
          recipient,
          to: 'member',
          params: { session: session._id, trainer: session.trainer },
          expiresAt: session.startsAt,
        }),
      ),
    );
  }
}

function handoverNotice({ course, trainer, startsAt }: Orphan): string {
  const isSoon = startsAt.getTime() - clock.now().getTime() < SOON_MS;
  return `training.handover-${course}-${trainer}${isSoon ? '-soon' : ''}`;
}
