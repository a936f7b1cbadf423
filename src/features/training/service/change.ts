import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import type { Past, Session } from '../model.ts';
import { differences, type Field, type SessionFacts } from '../rules/plan.ts';
import { setApart, type Wave } from '../rules/wave.ts';
import { WORDS } from '../words.ts';
import { cancelWrite, changeWrite, factsOf } from './change-write.ts';
import { managedSession } from './sessions.ts';
import { tellSoon } from './tell.ts';
import { beginWave, endWave, laterDates, rollWave, seenDate, waveFrom } from './waves.ts';
import { writeSession } from './write.ts';

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
  const since = (session: Session): Conflict => ({
    session,
    since: session.past.filter((one) => one.version >= seen),
  });
  if (before.version !== seen) return since(before);
  if (before.state !== 'open') throw new UserError(WORDS.notOpen);
  const wanted = later === undefined ? undefined : waveOf(actor, before, to, later);
  const apart = wanted === undefined ? [] : await apartFrom(ctx, before, wanted);
  if (apart.some(({ date }) => later?.asked.includes(seenDate(date)) !== true)) return { session: before, apart };
  const wave = wanted === undefined ? undefined : await beginWave(ctx, before, wanted);
  let conflict: Session | undefined;
  const session = await writeSession(ctx, id, (found, now) => {
    conflict = undefined;
    if (found.version === seen && found.state === 'open') return changeWrite(found, to, actor.user, now, wave?.id);
    conflict = found;
    return undefined;
  });
  if (conflict !== undefined) {
    if (wave !== undefined) await endWave(ctx, session.course, wave);
    if (session.state !== 'open') throw new UserError(WORDS.notOpen);
    return since(conflict);
  }
  await tellSoon(ctx, session);
  const kept = wave === undefined ? 0 : await rollWave(ctx, session.course, session.tz, wave);
  return { session, kept };
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
    ...{ startsAt: facts.startsAt, endsAt: facts.endsAt },
  });
  return {
    ...{ id: newId(), by: actor.user, at: clock.now(), from: waveFrom(before) },
    ...{ before: pick(from), after: pick(to), over: isOver ? [...asked] : [] },
  };
}

/** Cancels a session, or it and all later ones: those who signed up are told once, with the reason. */
export async function cancelSession(
  ctx: Context,
  actor: Actor,
  id: string,
  reason: string,
  isForLater: boolean,
): Promise<Session> {
  const before = await managedSession(ctx, actor, id);
  if (reason.trim() === '') throw new UserError(WORDS.reason);
  const own = { id: newId(), by: actor.user, at: clock.now(), from: waveFrom(before), before: {}, after: {}, reason };
  const wave = isForLater ? await beginWave(ctx, before, own) : undefined;
  const session = await writeSession(ctx, id, (found) => cancelWrite(found, actor.user, reason, wave?.id));
  await tellSoon(ctx, session);
  if (wave !== undefined) await rollWave(ctx, session.course, session.tz, wave);
  return session;
}
