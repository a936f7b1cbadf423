import type { Session } from '../../model.ts';
import type { SessionFacts } from '../../rules/facts.ts';

export function factsOf(session: Session): SessionFacts {
  const { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, second, reminders } = session;
  return { topic, kind, startsAt, endsAt, where, link, trainer, capacity, minutes, about, second, reminders };
}

/** Who teaches it, or did until now, and hears of what somebody else has done. */
export function trainersTold(by: string, ...versions: readonly Pick<SessionFacts, 'trainer'>[]): string[] {
  const trainers = new Set(versions.map((one) => one.trainer));
  return [...trainers].filter((one) => one !== '' && one !== by);
}
