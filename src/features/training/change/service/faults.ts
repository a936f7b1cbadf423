import { clock } from '../../../../lib/clock.ts';
import type { Session } from '../../model.ts';
import { type Fault, faultsOf, type SessionFacts } from '../../rules/facts.ts';

/** What cannot be in a change. A session that has begun may be corrected, but not be moved into the past. */
export function faultsOfChange(
  session: Session,
  to: Omit<SessionFacts, 'endsAt' | 'about'> & { duration: number },
): Fault[] {
  const isMoved = to.startsAt.getTime() !== session.startsAt.getTime();
  return faultsOf(to, clock.now()).filter((fault) => fault !== 'past' || isMoved);
}
