import { differences, type SessionFacts, TOLD } from '../../course/rules/facts.ts';
import type { Session } from '../../model.ts';
import type { Move } from '../../seats/rules/seats.ts';
import { seatWrite } from '../../seats/service/write.ts';
import type { Write } from '../../session/service/write.ts';

const KEPT = 40;

export function factsOf(session: Session): SessionFacts {
  const { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, reminders } = session;
  return { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, reminders };
}

/** What a change writes; undefined when nothing differs. Those who signed up and the trainer are told of what concerns them. */
export function changeWrite(
  session: Session,
  to: SessionFacts,
  by: string,
  now: Date,
  wave?: string,
): Write | undefined {
  const from = factsOf(session);
  const fields = differences(from, to);
  if (fields.length === 0) return wave === undefined ? undefined : withWave(session, wave);
  const isMoved = fields.includes('startsAt');
  const steps: Move[] = [
    ...(isMoved ? [{ do: 'reschedule', startsAt: to.startsAt } as const] : []),
    ...(fields.includes('capacity') ? [{ do: 'resize', capacity: to.capacity } as const] : []),
  ];
  const seats = seatWrite(session, steps, now).set ?? {};
  const trainers = trainersTold(by, from, to);
  const isTold = fields.some((field) => TOLD.includes(field)) && session.seats.length + trainers.length > 0;
  const seq = (seats.seq ?? session.seq) + 1;
  return {
    ...Object.fromEntries(fields.map((field) => [field, to[field]])),
    ...(fields.includes('reminders') || isMoved ? { ladder: undefined } : {}),
    ...(isMoved ? { moves: (session.moves ?? 0) + 1 } : {}),
    ...seats,
    version: session.version + 1,
    past: [...session.past, { ...from, version: session.version, by, at: now, ...partOf(wave) }].slice(-KEPT),
    ...(isTold
      ? { seq, news: [...(seats.news ?? session.news), { what: 'changed', seq, trainers, ...partOf(wave) }] }
      : {}),
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}

const partOf = (wave: string | undefined): { wave?: string } => (wave === undefined ? {} : { wave });

/** Who teaches it, or did until now, and hears of what somebody else has done. */
export function trainersTold(by: string, ...versions: readonly Pick<SessionFacts, 'trainer'>[]): string[] {
  const trainers = new Set(versions.map((one) => one.trainer));
  return [...trainers].filter((one) => one !== '' && one !== by);
}

/** A wave that a session has is not brought to it again, whatever came after. */
export const withWave = ({ waves = [] }: Session, wave: string): Write => ({ waves: [...waves, wave].slice(-KEPT) });

/** What a cancellation writes; undefined when it is not open any more. */
export function cancelWrite(session: Session, by: string, reason: string, wave?: string): Write | undefined {
  if (session.state !== 'open') return wave === undefined ? undefined : withWave(session, wave);
  const seq = session.seq + 1;
  const trainers = trainersTold(by, session);
  return {
    ...{ state: 'cancelled', cancelledBy: by, reason, seq },
    news: session.seats.length + trainers.length === 0 ? [] : [{ what: 'cancelled', seq, trainers, ...partOf(wave) }],
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}
