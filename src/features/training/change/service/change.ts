import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { isBlank } from '../../../../lib/blank.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import type { Write } from '../../../../lib/living.ts';
import { WORDS } from '../../messages/words.ts';
import type { Past, Session } from '../../model.ts';
import { differences, type Field, type SessionFacts } from '../../rules/facts.ts';
import { setApart, type Wave } from '../../rules/wave.ts';
import { tellSoon } from '../../seats/service/seats.ts';
import { factsOf } from '../../session/service/facts.ts';
import { managedSession } from '../../session/service/sessions.ts';
import { writeSession } from '../../session/service/write.ts';
import { beginWave, endWave, laterDates, rollWave, seenDate, waveFrom } from './waves.ts';
import { cancelWrite, changeWrite } from './write.ts';

export type Change = Pick<SessionFacts, Field>;

/** Somebody else has saved since: nothing is written, and what they changed is told. */
export interface Conflict {
  session: Session;
  /** The changes since the version that was seen. */
  since: Past[];
}

/** Of later dates something was set that the change would overwrite: nothing is written, and it is asked what is meant. */
export interface Apart {
  session: Session;
  apart: { date: Session; fields: Field[] }[];
}

/** What is to become of the later dates. */
export interface ForLater {
  /** Dates of which the officer was told that something of theirs is set apart, as `seenDate` names them. */
  asked: readonly string[];
  /** These are meant, too; else they keep what is theirs. */
  isOver: boolean;
}

/**
 * Saves what an officer changed, of one session or of it and all later ones of the course. Of the later ones only what was
 * changed is touched; times are moved as this one's was.
 * @param seen the version that the officer had before them
 * @param later absent: only this one is meant
 * @returns what became of it, and how many later dates have kept something of their own; or what somebody else has changed
 *   meanwhile; or what of later dates would be overwritten that the officer has not seen
 */
export async function changeSession(
  ctx: Context,
  actor: Actor,
  id: string,
  seen: number,
  to: Change,
  later?: ForLater,
): Promise<{ session: Session; kept: number } | Conflict | Apart> {
  const before = await managedSession(ctx, actor, id);
  const conflict = conflictOf(before, seen);
  if (conflict !== undefined) return conflict;
  const wave = later === undefined ? undefined : waveOf(actor, before, to, later);
  const apart = wave === undefined ? [] : await apartFrom(ctx, before, wave);
  if (apart.some(({ date }) => later?.asked.includes(seenDate(date)) !== true)) return { session: before, apart };
  return writeSeen(ctx, before, seen, wave, (found, now, begun) => changeWrite(found, to, actor.user, now, begun));
}

/**
 * Cancels a session, or it and all later ones: those who signed up are told once, with the reason. Said once more, it is done.
 * @param seen the version that the officer had before them
 * @returns the session; or what somebody else has changed meanwhile
 * @throws UserError when it is over, or somebody else has cancelled it
 */
export async function cancelSession(
  ctx: Context,
  actor: Actor,
  id: string,
  seen: number,
  reason: string,
  isForLater: boolean,
): Promise<{ session: Session } | Conflict> {
  const before = await managedSession(ctx, actor, id);
  if (isBlank(reason)) throw new UserError(WORDS.reason);
  if (before.state === 'cancelled' && before.cancelledBy === actor.user && before.reason === reason)
    return { session: before };
  const own = { id: newId(), by: actor.user, at: clock.now(), from: waveFrom(before), before: {}, after: {}, reason };
  return writeSeen(ctx, before, seen, isForLater ? own : undefined, (found, _now, begun) =>
    cancelWrite(found, actor.user, reason, begun),
  );
}

/**
 * Writes what an officer says of the version that they saw, and brings it to later dates.
 * @returns how many of these have kept something of their own
 */
async function writeSeen(
  ctx: Context,
  before: Session,
  seen: number,
  wanted: Wave | undefined,
  write: (found: Session, now: Date, wave: string | undefined) => Write<Session> | undefined,
): Promise<{ session: Session; kept: number } | Conflict> {
  const early = conflictOf(before, seen);
  if (early !== undefined) return early;
  const wave = wanted === undefined ? undefined : await beginWave(ctx, before, wanted);
  let isMine = true;
  const session = await writeSession(ctx, before._id, (found, now) => {
    isMine = found.version === seen && found.state === 'open';
    return isMine ? write(found, now, wave?.id) : undefined;
  });
  if (!isMine && wave !== undefined) await endWave(ctx, session.course, wave);
  const late = isMine ? undefined : conflictOf(session, seen);
  if (late !== undefined) return late;
  await tellSoon(ctx, session);
  const kept = wave === undefined ? 0 : await rollWave(ctx, session.course, session.tz, wave);
  return { session, kept };
}

/** @throws UserError when it is not open any more */
function conflictOf(session: Session, seen: number): Conflict | undefined {
  if (session.state !== 'open') throw new UserError(WORDS.overNow);
  return session.version === seen ? undefined : { session, since: session.past.filter((one) => one.version >= seen) };
}

/** Later dates of which something was set that a change would overwrite. */
async function apartFrom(ctx: Context, { course, tz }: Session, wave: Wave): Promise<Apart['apart']> {
  const later = await laterDates(ctx, course, wave.from);
  return later
    .map((date) => ({ date, fields: setApart(factsOf(date), wave, tz) }))
    .filter((one) => one.fields.length > 0);
}

/** What a change means for the later sessions: only what differs, and when this one was and will be. */
function waveOf(actor: Actor, before: Session, to: SessionFacts, { asked, isOver }: ForLater): Wave {
  const from = factsOf(before);
  const fields = differences(from, to);
  const pick = (facts: SessionFacts): Partial<SessionFacts> => ({
    ...Object.fromEntries(fields.map((field) => [field, facts[field]])),
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
  });
  return {
    id: newId(),
    by: actor.user,
    at: clock.now(),
    from: waveFrom(before),
    before: pick(from),
    after: pick(to),
    over: isOver ? [...asked] : [],
  };
}
