import type { Context } from '../../../../context.ts';
import { deliveriesTo, type OwnDelivery } from '../../../../delivery/read.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { type Reader, rangeOf } from '../../messages/reader.ts';
import type { Session } from '../../model.ts';
import type { SessionFacts } from '../../rules/facts.ts';
import { factsOf } from '../../session/service/facts.ts';
import { teachNotice } from './teach.ts';
import { changedNotice } from './tell.ts';
import { changedDatesNotice } from './tell-wave.ts';

/** One fact that changed: as the reader knew it, and as it is now. */
export interface ChangeLine {
  field: 'topic' | 'time' | 'where' | 'link' | 'trainer' | 'about';
  before: string;
  after: string;
  /** Of the trainer: the reader is the one from now on, or was. */
  own?: 'begins' | 'ends';
}

/** A session, and the version that a notice of it is about. */
export interface Told {
  session: Session;
  version: number;
}

/** Nothing has been told of a session yet, nor was it seen. */
const NOTHING = 0;
/** The version that is told to the trainer when a course is published, or given a date. */
const FIRST = 1;

/**
 * What a person does not know yet of a session's changes: what differs between the version that they last saw or were told of
 * and the present one. Who has no seat may be the trainer: of one who was told nothing yet it is that they teach it.
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
  const all = await deliveriesTo(
    ctx,
    member,
    versions.flatMap((one) => [...one.keys()]),
  );
  const known = told.map(({ session, version }, nth) => {
    const own = versions[nth] ?? new Map<string, number>();
    const notices = all.flatMap(({ notice, ...one }): OwnNotice[] => {
      const of = own.get(notice);
      return of === undefined ? [] : [{ ...one, version: of }];
    });
    return knownVersion(session, member, version, notices);
  });
  return Promise.all(
    told.map(({ session }, nth) => {
      const now = factsOf(session);
      const version = known[nth];
      const before =
        version === NOTHING ? beforeThem(session, member) : session.past.find((one) => one.version === version);
      return before === undefined ? [] : linesOf(ctx, before, now, member, reader);
    }),
  );
}

/** The notices that have told of a session and its changes, each with the version that it told of. */
function versionsByNotice({ _id, course, version, past, addedWith }: Session): Map<string, number> {
  return new Map([
    [teachNotice(course, addedWith), FIRST],
    ...Array.from({ length: version }, (_, nth) => [changedNotice(_id, nth + 1), nth + 1] as const),
    ...past.flatMap(({ wave, version: before }) =>
      wave === undefined ? [] : [[changedDatesNotice(course, wave), before + 1] as const],
    ),
  ]);
}

/** A notice of a session's change to one person, and the version that it was planned for. */
type OwnNotice = Omit<OwnDelivery, 'notice'> & { version: number };

const dueAtOf = ({ createdAt, dueAt }: OwnNotice): Date => (dueAt > createdAt ? dueAt : createdAt);

/** The version that a session had at an instant. */
function versionAt({ past, version }: Session, at: Date): number {
  return past.find((one) => one.at > at)?.version ?? version;
}

/** The version as which a person knows the session; undefined when another notice tells of all that this one would. */
function knownVersion(
  session: Session,
  member: string,
  version: number,
  notices: readonly OwnNotice[],
): number | undefined {
  const isToCome = ({ state }: OwnNotice) => ['planned', 'paused', 'sending', 'sent'].includes(state);
  // The newer one tells of all that this one would, whichever of them is sent first.
  if (notices.some((one) => one.version > version && isToCome(one))) return undefined;
  // So does the one that tells a trainer of the course, unless it is drawn already.
  const isWaiting = ({ state }: OwnNotice) => state === 'planned' || state === 'paused';
  if (notices.some((one) => one.version === FIRST && isWaiting(one))) return undefined;
  const isUnderWay = (one: OwnNotice) => one.version === FIRST && one.state === 'sending';
  // One that was sent has left what it would have told to a newer one that was there by then.
  const isLeft = ({ version: of, finishedAt }: OwnNotice) =>
    of !== FIRST &&
    finishedAt !== undefined &&
    notices.some((one) => one.version > of && one.createdAt <= finishedAt && isToCome(one));
  // A notice tells how the session is when it is drawn, which may be newer than what it was planned for: it is not drawn before it is due.
  const told = notices
    .filter((one) => one.version !== version && ((one.state === 'sent' && !isLeft(one)) || isUnderWay(one)))
    .map((one) => Math.max(one.version, versionAt(session, dueAtOf(one))));
  return Math.max(seenVersion(session, member), ...told);
}

/** What somebody saw for themselves: when they signed up, when they published it, or in what they changed of it. */
function seenVersion({ seats, past, version, author }: Session, member: string): number {
  const since = seats.find((one) => one.member === member)?.at;
  // The version that was replaced first after that.
  if (since !== undefined) return past.find((one) => one.at > since)?.version ?? version;
  const own = past.findLast((one) => one.by === member);
  return own === undefined ? (author === member ? FIRST : NOTHING) : own.version + 1;
}

async function linesOf(
  ctx: Context,
  was: SessionFacts,
  is: SessionFacts,
  member: string,
  reader: Reader,
): Promise<ChangeLine[]> {
  const [before, after] = [inLanguage(reader.locale, was), inLanguage(reader.locale, is)];
  const people = await membersOf(ctx, [before.trainer, after.trainer]);
  const nameOf = (user: string) => people.get(user)?.name ?? '';
  const lines: ChangeLine[] = [
    { field: 'topic', before: before.topic, after: after.topic },
    { field: 'time', before: rangeOf(reader, before), after: rangeOf(reader, after) },
    { field: 'where', before: before.where, after: after.where },
    { field: 'link', before: before.link, after: after.link },
    {
      field: 'trainer',
      before: nameOf(before.trainer),
      after: nameOf(after.trainer),
      ...ownPart(before, after, member),
    },
    { field: 'about', before: before.about, after: after.about },
  ];
  return lines.filter((one) => one.before !== one.after || one.own !== undefined);
}

/** A session as it is, but with whoever taught it before its trainer, who has heard nothing of it yet. */
function beforeThem(session: Session, member: string): SessionFacts {
  const before = session.past.findLast((one) => one.trainer !== member);
  return { ...factsOf(session), trainer: before?.trainer ?? '' };
}

function ownPart(before: SessionFacts, after: SessionFacts, member: string): Pick<ChangeLine, 'own'> {
  if (before.trainer === after.trainer) return {};
  return after.trainer === member ? { own: 'begins' } : before.trainer === member ? { own: 'ends' } : {};
}
