import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { type Course, courses, type Past, type Session, sessions, type Wave } from '../model.ts';
import { movedAlike } from '../rules/dates.ts';
import { differences, FIELDS, type Field, type SessionFacts, TOLD } from '../rules/plan.ts';
import type { Move } from '../rules/seats.ts';
import { WORDS } from '../words.ts';
import { seatWrite } from './seat-write.ts';
import { managedSession } from './sessions.ts';
import { tellSoon } from './tell.ts';
import { tellWave } from './tell-wave.ts';
import { type Write, writeSession } from './write.ts';

export type Change = Pick<SessionFacts, Field>;

/** Somebody else has saved since: nothing is written, and what they changed is told. */
export interface Conflict {
  session: Session;
  /** The changes since the version that was seen. */
  since: Past[];
}

const KEPT = 40;
/** A wave that its first session has not by then will not begin any more. */
const BEGINS_MS = 60_000;

export function factsOf(session: Session): SessionFacts {
  const { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, reminders } = session;
  return { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, reminders };
}

/** What a change writes; undefined when nothing differs. Those who signed up are told of what concerns them. */
function changeWrite(session: Session, to: SessionFacts, by: string, now: Date, wave?: string): Write | undefined {
  const from = factsOf(session);
  const fields = differences(from, to);
  if (fields.length === 0) return wave === undefined ? undefined : withWave(session, wave);
  const steps: Move[] = [
    ...(fields.includes('startsAt') ? [{ do: 'reschedule', startsAt: to.startsAt } as const] : []),
    ...(fields.includes('capacity') ? [{ do: 'resize', capacity: to.capacity } as const] : []),
  ];
  const seats = seatWrite(session, steps, now).set ?? {};
  const isTold = fields.some((field) => TOLD.includes(field)) && session.seats.length > 0;
  const seq = (seats.seq ?? session.seq) + 1;
  return {
    ...Object.fromEntries(fields.map((field) => [field, to[field]])),
    ...(fields.includes('reminders') ? { ladder: undefined } : {}),
    ...seats,
    version: session.version + 1,
    past: [...session.past, { ...from, version: session.version, by, at: now, ...partOf(wave) }].slice(-KEPT),
    ...(isTold ? { seq, news: [...(seats.news ?? session.news), { what: 'changed', seq, ...partOf(wave) }] } : {}),
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}

const partOf = (wave: string | undefined): { wave?: string } => (wave === undefined ? {} : { wave });

/** A wave that a session has is not brought to it again, whatever came after. */
const withWave = ({ waves = [] }: Session, wave: string): Write => ({ waves: [...waves, wave].slice(-KEPT) });

/**
 * Saves what an officer changed, of one session or of it and all later ones of the course. Of the later ones only what was
 * changed is touched; times are moved as this one's was.
 * @param seen the version that the officer had before them
 * @returns what became of it, or what somebody else has changed meanwhile
 */
export async function changeSession(
  ctx: Context,
  actor: Actor,
  id: string,
  seen: number,
  to: Change,
  isForLater: boolean,
): Promise<Session | Conflict> {
  const before = await managedSession(ctx, actor, id);
  const since = (session: Session): Conflict => ({
    session,
    since: session.past.filter((one) => one.version >= seen),
  });
  if (before.version !== seen) return since(before);
  const wave = isForLater ? await beginWave(ctx, before, waveOf(actor, before, factsOf(before), to)) : undefined;
  let conflict: Session | undefined;
  const session = await writeSession(ctx, id, (found, now) => {
    conflict = undefined;
    if (found.state !== 'open') throw new UserError(WORDS.notOpen);
    if (found.version === seen) return changeWrite(found, to, actor.user, now, wave?.id);
    conflict = found;
    return undefined;
  });
  if (conflict !== undefined) return since(conflict);
  await tellSoon(ctx, session);
  if (wave !== undefined) await rollWave(ctx, session.course, session.tz, wave);
  return session;
}

/** What a change means for the later sessions: only what differs, and when this one was and will be. */
function waveOf(actor: Actor, { index }: Session, from: SessionFacts, to: SessionFacts): Wave {
  const fields = differences(from, to);
  const pick = (facts: SessionFacts): Partial<SessionFacts> => ({
    ...Object.fromEntries(fields.map((field) => [field, facts[field]])),
    ...{ startsAt: facts.startsAt, endsAt: facts.endsAt },
  });
  return {
    ...{ id: newId(), by: actor.user, at: clock.now(), from: index + 1 },
    ...{ before: pick(from), after: pick(to) },
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
  const own = { id: newId(), by: actor.user, at: clock.now(), from: before.index + 1, before: {}, after: {}, reason };
  const wave = isForLater ? await beginWave(ctx, before, own) : undefined;
  const session = await writeSession(ctx, id, (found) => cancelWrite(found, actor.user, reason, wave?.id));
  await tellSoon(ctx, session);
  if (wave !== undefined) await rollWave(ctx, session.course, session.tz, wave);
  return session;
}

function cancelWrite(session: Session, by: string, reason: string, wave?: string): Write | undefined {
  if (session.state !== 'open') return wave === undefined ? undefined : withWave(session, wave);
  const seq = session.seq + 1;
  return {
    ...{ state: 'cancelled', cancelledBy: by, reason, seq },
    news: session.seats.length === 0 ? [] : [{ what: 'cancelled', seq, ...partOf(wave) }],
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}

/**
 * Written down before the first session has it: whoever dies on the way is followed by the clockwork. One wave ends before the
 * next begins.
 * @returns undefined when there are no later sessions
 */
async function beginWave(ctx: Context, { course, count, index, tz }: Session, wave: Wave): Promise<Wave | undefined> {
  if (index + 1 >= count) return undefined;
  const found = await courses(ctx).findOne({ _id: course, workspace: ctx.workspace }).lean<Course>();
  if (found?.wave !== undefined) await finishWave(ctx, course, tz, found.wave);
  await courses(ctx).updateOne({ _id: course, workspace: ctx.workspace }, { $set: { wave, updatedAt: wave.at } });
  return wave;
}

/** Brings a change to every later session that does not have it yet. */
async function rollWave(ctx: Context, course: string, tz: string, wave: Wave): Promise<void> {
  const later = await sessions(ctx)
    .find(
      { workspace: ctx.workspace, course, index: { $gte: wave.from }, state: 'open', waves: { $ne: wave.id } },
      { _id: 1 },
    )
    .sort({ index: 1 })
    .lean();
  for (const { _id } of later) {
    const session = await writeSession(ctx, _id, (found, now) => {
      if (found.waves?.includes(wave.id) === true || found.state !== 'open' || found.startsAt <= now) return undefined;
      return wave.reason === undefined
        ? changeWrite(found, waved(found, wave, tz), wave.by, now, wave.id)
        : cancelWrite(found, wave.by, wave.reason, wave.id);
    });
    await tellSoon(ctx, session);
  }
  await tellWave(ctx, course, wave);
  await endWave(ctx, course, wave);
}

function waved(session: Session, { before, after }: Wave, tz: string): SessionFacts {
  const own = factsOf(session);
  const fields = FIELDS.filter((field) => field in after && field !== 'startsAt' && field !== 'endsAt');
  // What is absent MongoDB has kept within a wave as null.
  const same = Object.fromEntries(fields.map((field) => [field, after[field] ?? undefined]));
  const [oldStart, oldEnd, start, end] = [before.startsAt, before.endsAt, after.startsAt, after.endsAt];
  if (oldStart === undefined || oldEnd === undefined || start === undefined || end === undefined)
    return { ...own, ...same };
  const startsAt = movedAlike(own.startsAt, oldStart, start, tz);
  const length =
    oldEnd.getTime() - oldStart.getTime() === end.getTime() - start.getTime()
      ? own.endsAt.getTime() - own.startsAt.getTime()
      : end.getTime() - start.getTime();
  return { ...own, ...same, startsAt, endsAt: new Date(startsAt.getTime() + length) };
}

/** Goes on with a wave that its first session has; where that has it not, it never began. */
async function finishWave(ctx: Context, course: string, tz: string, wave: Wave): Promise<void> {
  const own = { workspace: ctx.workspace, course, index: wave.from - 1 };
  const first = await sessions(ctx).findOne(own, { waves: 1 }).lean();
  if (first?.waves?.includes(wave.id) === true) await rollWave(ctx, course, tz, wave);
  else if (wave.at.getTime() + BEGINS_MS < clock.now().getTime()) await endWave(ctx, course, wave);
}

async function endWave(ctx: Context, course: string, { id }: Wave): Promise<void> {
  await courses(ctx).updateOne({ _id: course, workspace: ctx.workspace, 'wave.id': id }, { $unset: { wave: 1 } });
}

/** Goes on with what a process that died has left. */
export async function finishWaves(ctx: Context): Promise<void> {
  const open = await courses(ctx)
    .find({ workspace: ctx.workspace, 'wave.id': { $exists: true } })
    .limit(20)
    .lean<Course[]>();
  for (const { _id, tz, wave } of open) if (wave !== undefined) await finishWave(ctx, _id, tz, wave);
}
