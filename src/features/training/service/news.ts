import type { Context } from '../../../context.ts';
import { deliveries } from '../../../delivery/model.ts';
import { membersOf } from '../../../members/audience.ts';
import type { Session } from '../model.ts';
import type { SessionFacts } from '../rules/plan.ts';
import { type Reader, rangeOf } from '../times.ts';
import { factsOf } from './change-write.ts';
import { changedNotice } from './tell.ts';
import { changedDatesNotice } from './tell-wave.ts';

/** One fact that changed: as the reader knew it, and as it is now. */
export interface ChangeLine {
  field: 'topic' | 'time' | 'where' | 'link' | 'trainer' | 'about';
  before: string;
  after: string;
}

/**
 * What a person does not know yet of a session's changes: what differs between the version that they last saw or were told of
 * and the present one.
 * @param version of the notice that is being drawn; an older one says nothing when there is a newer one
 */
export async function newsFor(
  ctx: Context,
  session: Session,
  member: string,
  version: number,
  reader: Reader,
): Promise<ChangeLine[]> {
  const versions = new Map([
    ...Array.from({ length: session.version }, (_, nth) => [changedNotice(session._id, nth + 1), nth + 1] as const),
    ...session.past.flatMap(({ wave, version: before }) =>
      wave === undefined ? [] : [[changedDatesNotice(session.course, wave), before + 1] as const],
    ),
  ]);
  const all = await deliveries(ctx)
    .find(
      { workspace: ctx.workspace, notice: { $in: [...versions.keys()] }, recipient: member },
      { notice: 1, state: 1 },
    )
    .lean();
  const versionsIn = (...states: string[]) =>
    all.filter((one) => states.includes(one.state)).map((one) => versions.get(one.notice) ?? 0);
  // The newer one tells of all that this one would, whichever of them is sent first.
  if (versionsIn('planned', 'paused', 'sending', 'sent').some((one) => one > version)) return [];
  const since = session.seats.find((one) => one.member === member)?.at ?? session.createdAt;
  // What they saw when they signed up: the version that was replaced first after that.
  const seen = session.past.find((one) => one.at > since)?.version ?? session.version;
  const known = Math.max(seen, ...versionsIn('sent').filter((one) => one < version));
  const before = session.past.find((one) => one.version === known);
  return before === undefined ? [] : linesOf(ctx, before, factsOf(session), reader);
}

async function linesOf(ctx: Context, before: SessionFacts, after: SessionFacts, reader: Reader): Promise<ChangeLine[]> {
  const people = await membersOf(ctx, [before.trainer, after.trainer]);
  const nameOf = (user: string) => people.get(user)?.name ?? '';
  const lines: ChangeLine[] = [
    { field: 'topic', before: before.topic, after: after.topic },
    { field: 'time', before: rangeOf(reader, before), after: rangeOf(reader, after) },
    { field: 'where', before: before.where, after: after.where },
    { field: 'link', before: before.link, after: after.link },
    { field: 'trainer', before: nameOf(before.trainer), after: nameOf(after.trainer) },
    { field: 'about', before: before.about, after: after.about },
  ];
  return lines.filter((one) => one.before !== one.after);
}
