import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses, type Session, sessions } from '../../model.ts';
import { tellWave } from '../../notices/service/tell-wave.ts';
import { setApart, type Wave, waved } from '../../rules/wave.ts';
import { tellSoon } from '../../seats/service/seats.ts';
import { factsOf } from '../../session/service/facts.ts';
import { writeSession } from '../../session/service/write.ts';
import { cancelWrite, changeWrite } from './write.ts';

/** A wave that its first session has not by then will not begin any more. */
const BEGINS_MS = 60_000;
const TRIES = 20;
/** Dates that are written at the same time. */
const AT_ONCE = 8;

/** A date as an officer has seen it. */
export const seenDate = ({ index, version }: Pick<Session, 'index' | 'version'>): string => `${index}.${version}`;

/** Where a change of later dates begins. */
export const waveFrom = ({ _id: session, startsAt }: Session): Wave['from'] => ({ session, startsAt });

/** The dates after one, to which a change can come. */
const afterIt = (ctx: Context, course: string, { session, startsAt }: Wave['from']) => ({
  workspace: ctx.workspace,
  course,
  _id: { $ne: session },
  state: 'open' as const,
  $and: [{ startsAt: { $gte: startsAt } }, { startsAt: { $gt: clock.now() } }],
});

export function laterDates(ctx: Context, course: string, from: Wave['from']): Promise<Session[]> {
  return sessions(ctx)
    .find(afterIt(ctx, course, from))
    .sort({ index: 1 })
    .lean<Session[]>();
}

/** Whether a change of a date can be one of later dates, too. */
export async function hasLater(ctx: Context, session: Session): Promise<boolean> {
  if (session.count < 2) return false;
  return (await sessions(ctx).exists(afterIt(ctx, session.course, waveFrom(session)))) !== null;
}

/**
 * Written down before the first session has it: whoever dies on the way is followed by the clockwork. One wave ends before the
 * next begins.
 * @returns undefined when there are no later sessions
 * @throws UserError when another one, of another process, is just beginning
 */
export async function beginWave(ctx: Context, { course, count, tz }: Session, wave: Wave): Promise<Wave | undefined> {
  if (count < 2) return undefined;
  const own = { _id: course, workspace: ctx.workspace };
  for (let tries = 0; tries < TRIES; tries++) {
    const begun = await courses(ctx).updateOne(
      { ...own, 'wave.id': { $exists: false } },
      { $set: { wave, updatedAt: wave.at } },
    );
    if (begun.matchedCount === 1) return wave;
    const found = await courses(ctx).findOne(own).lean<Course>();
    if (found?.wave !== undefined) await finishWave(ctx, course, tz, found.wave);
  }
  throw new UserError(WORDS.busy);
}

/**
 * Brings a change to every later session that does not have it yet. What was set of one of them alone is overwritten only if the
 * officer has seen it.
 * @returns how many have kept something of their own
 */
export async function rollWave(ctx: Context, course: string, tz: string, wave: Wave): Promise<number> {
  const later = await sessions(ctx)
    .find({ ...afterIt(ctx, course, wave.from), waves: { $ne: wave.id } }, { _id: 1 })
    .sort({ index: 1 })
    .lean();
  let apart = 0;
  for (let start = 0; start < later.length; start += AT_ONCE) {
    const batch = later.slice(start, start + AT_ONCE);
    const kept = await Promise.all(batch.map(({ _id }) => rollTo(ctx, _id, tz, wave)));
    apart += kept.filter(Boolean).length;
  }
  await tellWave(ctx, course, wave);
  await endWave(ctx, course, wave);
  return apart;
}

/** Brings a change to one later session. @returns whether that has kept something of its own */
async function rollTo(ctx: Context, id: string, tz: string, wave: Wave): Promise<boolean> {
  let isApart = false;
  const session = await writeSession(ctx, id, (found, now) => {
    isApart = false;
    if (found.waves?.includes(wave.id) === true || found.state !== 'open' || found.startsAt <= now) return undefined;
    if (wave.reason !== undefined) return cancelWrite(found, wave.by, wave.reason, wave.id);
    const facts = factsOf(found);
    const kept = wave.over?.includes(seenDate(found)) === true ? [] : setApart(facts, wave, tz);
    isApart = kept.length > 0;
    return changeWrite(found, waved(facts, wave, tz, kept), wave.by, now, wave.id);
  });
  await tellSoon(ctx, session);
  return isApart;
}

/** Goes on with a wave that its first session has; where that has it not, it never began. */
async function finishWave(ctx: Context, course: string, tz: string, wave: Wave): Promise<void> {
  const own = { workspace: ctx.workspace, _id: wave.from.session };
  const first = await sessions(ctx).findOne(own, { waves: 1 }).lean();
  if (first?.waves?.includes(wave.id) === true) await rollWave(ctx, course, tz, wave);
  else if (wave.at.getTime() + BEGINS_MS < clock.now().getTime()) await endWave(ctx, course, wave);
}

/** Takes away a wave that is through, or that has not begun. */
export async function endWave(ctx: Context, course: string, { id }: Wave): Promise<void> {
  await courses(ctx).updateOne({ _id: course, workspace: ctx.workspace, 'wave.id': id }, { $unset: { wave: 1 } });
}

/** Goes on with what a process that died has left. */
export async function finishWaves(ctx: Context): Promise<void> {
  const open = await courses(ctx)
    .find({ workspace: ctx.workspace, 'wave.id': { $exists: true } })
    .limit(20)
    .lean<Course[]>();
  for (const { _id, tz, wave } of open)
    if (wave !== undefined)
      await finishWave(ctx, _id, tz, wave).catch((error: unknown) =>
        // One that cannot be brought to an end must not hold up those of other courses.
        ctx.log.error({ err: error, course: _id }, 'a change of several dates could not be completed'),
      );
}
