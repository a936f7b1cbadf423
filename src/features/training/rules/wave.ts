import { movedAlike, wallOf } from './dates.ts';
import { comparable, FIELDS, type Field, type SessionFacts } from './facts.ts';

/** What an officer changed of one date and wants of all later ones: as it was there and as it is. */
export interface WaveChange {
  before: Partial<SessionFacts>;
  after: Partial<SessionFacts>;
}

/** A change of all later sessions of a course, until each of them has it. */
export interface Wave extends WaveChange {
  id: string;
  by: string;
  at: Date;
  /** The session in which it begins, and when that was: later ones are those after it. */
  from: { session: string; startsAt: Date };
  /** Dates whose own settings are meant to be overwritten, as `seenDate` names them; of all others they stay. */
  over?: string[];
  /** Set: they are cancelled, for this reason. */
  reason?: string;
}

const lengthOf = ({ startsAt, endsAt }: Partial<SessionFacts>): number | undefined =>
  startsAt === undefined || endsAt === undefined ? undefined : endsAt.getTime() - startsAt.getTime();

/** What of a fact stands for itself on each date: of the start the hour on the wall, of the end how long it takes. */
function ownPart(field: Field, facts: Partial<SessionFacts>, tz: string): string | number | undefined {
  if (field === 'endsAt') return lengthOf(facts);
  if (field !== 'startsAt') return comparable(facts[field]);
  return facts.startsAt === undefined ? undefined : wallOf(facts.startsAt, tz).time;
}

/** Which facts of a later date were set otherwise than on the one that is changed, and would be overwritten. */
export function setApart(own: SessionFacts, { before, after }: WaveChange, tz: string): Field[] {
  return FIELDS.filter((field) => {
    if (!(field in after)) return false;
    const [mine, was, next] = [own, before, after].map((facts) => ownPart(field, facts, tz));
    return was !== next && mine !== was && mine !== next;
  });
}

/**
 * A later date after the change: only what was changed is touched; it is moved by as many days, and to the same hour on the wall.
 * @param kept what is left as it is
 */
export function waved(
  own: SessionFacts,
  { before, after }: WaveChange,
  tz: string,
  kept: readonly Field[] = [],
): SessionFacts {
  const fields = FIELDS.filter((field) => field in after && !kept.includes(field));
  const same = fields.filter((field) => field !== 'startsAt' && field !== 'endsAt');
  // What is absent MongoDB has kept within a wave as null.
  const set = Object.fromEntries(same.map((field) => [field, after[field] ?? undefined]));
  const [from, to] = [before.startsAt, after.startsAt];
  const isMoved = fields.includes('startsAt') && from !== undefined && to !== undefined;
  const startsAt = isMoved ? movedAlike(own.startsAt, from, to, tz) : own.startsAt;
  const wanted = lengthOf(after) === lengthOf(before) || !fields.includes('endsAt') ? undefined : lengthOf(after);
  return { ...own, ...set, startsAt, endsAt: new Date(startsAt.getTime() + (wanted ?? lengthOf(own) ?? 0)) };
}
