import { cancelWrite as cancelled, changeWrite as changed } from '../../../../gatherings/writes.ts';
import type { Write as WriteOf } from '../../../../lib/living.ts';
import type { Session } from '../../model.ts';
import { differences, type SessionFacts, TOLD } from '../../rules/facts.ts';
import { factsOf, trainersTold } from '../../session/service/facts.ts';

type Write = WriteOf<Session>;

const KEPT = 40;

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
  const trainers = trainersTold(by, from, to);
  const isTold = fields.some((field) => TOLD.includes(field)) && session.seats.length + trainers.length > 0;
  const differing = Object.fromEntries(fields.map((field) => [field, to[field]])) as Partial<SessionFacts>;
  return {
    ...changed(session, differing, now, isTold ? { trainers, ...partOf(wave) } : undefined),
    past: [...session.past, { ...from, version: session.version, by, at: now, ...partOf(wave) }].slice(-KEPT),
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}

const partOf = (wave: string | undefined): { wave?: string } => (wave === undefined ? {} : { wave });

/** A wave that a session has is not brought to it again, whatever came after. */
export const withWave = ({ waves = [] }: Session, wave: string): Write => ({ waves: [...waves, wave].slice(-KEPT) });

/** What a cancellation writes; undefined when it is not open any more. */
export function cancelWrite(session: Session, by: string, reason: string, wave?: string): Write | undefined {
  if (session.state !== 'open') return wave === undefined ? undefined : withWave(session, wave);
  const trainers = trainersTold(by, session);
  const isTold = session.seats.length + trainers.length > 0;
  return {
    ...cancelled(session, by, reason, isTold ? { trainers, ...partOf(wave) } : undefined),
    ...(wave === undefined ? {} : withWave(session, wave)),
  };
}
