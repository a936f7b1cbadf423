import type { Context } from '../../../context.ts';
import { type Delivery, deliveries } from '../../../delivery/model.ts';
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

/** A session, and the version that a notice of it is about. */
export interface Told {
  session: Session;
  version: number;
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
  const [lines = []] = await newsOfEach(ctx, [{ session, version }], member, reader);
  return lines;
}

/** The same of several sessions, in their order; what has been told of them is looked up at once. */
export async function newsOfEach(
  ctx: Context,
  told: readonly Told[],
  member: string,
  reader: Reader,
): Promise<ChangeLine[][]> {
  const versions = told.map((one) => versionsByNotice(one.session));
  const all = await deliveries(ctx)
    .find(
      {
        ...{ workspace: ctx.workspace, recipient: member },
        notice: { $in: [...new Set(versions.flatMap((one) => [...one.keys()]))] },
      },
      { notice: 1, state: 1, createdAt: 1, dueAt: 1 },
    )
    .lean<Planned[]>();
  const known = told.map(({ session, version }, nth) => {
    const own = versions[nth] ?? new Map<string, number>();
    const notices = all.flatMap(({ notice, ...one }): OwnNotice[] => {
      const of = own.get(notice);
      return of === undefined ? [] : [{ ...one, version: of }];
    });
    return knownBefore(session, member, version, notices);
  });
  return Promise.all(
    told.map(({ session }, nth) => {
      const before = known[nth];
      return before === undefined ? [] : linesOf(ctx, before, factsOf(session), reader);
    }),
  );
}

/** The notices that have told of a session's changes, each with the version that it told of. */
function versionsByNotice({ _id, course, version, past }: Session): Map<string, number> {
  return new Map([
    ...Array.from({ length: version }, (_, nth) => [changedNotice(_id, nth + 1), nth + 1] as const),
    ...past.flatMap(({ wave, version: before }) =>
      wave === undefined ? [] : [[changedDatesNotice(course, wave), before + 1] as const],
    ),
  ]);
}

type Planned = Pick<Delivery, 'notice' | 'state' | 'createdAt' | 'dueAt'>;

/** A notice of a session's change to one person, and the version that it was planned for. */
type OwnNotice = Omit<Planned, 'notice'> & { version: number };

const dueAtOf = ({ createdAt, dueAt }: OwnNotice): Date => (dueAt > createdAt ? dueAt : createdAt);

/** The version that a session had at an instant. */
function versionAt({ past, version }: Session, at: Date): number {
  return past.find((one) => one.at > at)?.version ?? version;
}

/** How a person knows the session; undefined when a newer notice tells of all that this one would. */
function knownBefore(
  session: Session,
  member: string,
  version: number,
  notices: readonly OwnNotice[],
): SessionFacts | undefined {
  const isToCome = ({ state }: OwnNotice) => ['planned', 'paused', 'sending', 'sent'].includes(state);
  // The newer one tells of all that this one would, whichever of them is sent first.
  if (notices.some((one) => one.version > version && isToCome(one))) return undefined;
  const since = session.seats.find((one) => one.member === member)?.at ?? session.createdAt;
  // What they saw when they signed up: the version that was replaced first after that.
  const seen = session.past.find((one) => one.at > since)?.version ?? session.version;
  // A notice tells how the session is when it is drawn, which may be newer than what it was planned for: it is not drawn before it is due.
  const told = notices
    .filter((one) => one.state === 'sent' && one.version !== version)
    .map((one) => Math.max(one.version, versionAt(session, dueAtOf(one))));
  const known = Math.max(seen, ...told);
  return session.past.find((one) => one.version === known);
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
