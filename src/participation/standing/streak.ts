/** Answered on-duty days that earn a shield, and how many one holds at most. */
export const SHIELD_EVERY = 7;
export const SHIELDS_HELD = 2;
/** Asked on-duty days that `last100` looks back on. */
const WINDOW = 100;

/** One day of one member, once it is known: at the answer, or at the lock when none came. */
export interface StreakDay {
  /** 'YYYY-MM-DD' in the member's zone. */
  day: string;
  onDuty: boolean;
  took: boolean;
}

/** A member's streak; plain data, to be stored as it is. */
export interface StreakState {
  /** On-duty days answered since the last unshielded miss (see `stepStreak`); a shielded miss is not counted. */
  current: number;
  longest: number;
  /** Misses that will be forgiven. */
  shields: number;
  /** How many of the last 100 on-duty days on which something was asked were answered. */
  last100: number;
  /** Answered days towards the next shield, 0 to 6. */
  towards: number;
  /** The last of them, oldest first: '1' answered, '0' not. */
  window: string;
  /** The last on-duty day counted; empty before the first. */
  day: string;
}

/** What a member had when the rules changed: from that day on the streak counts from at least here. */
export interface StreakFloor {
  /** The last day that had moved the streak. */
  day: string;
  current: number;
  longest: number;
  shields: number;
}

/** A streak that is nowhere lower than the floor. */
export function raiseStreak(state: StreakState, floor: StreakFloor): StreakState {
  const current = Math.max(state.current, floor.current);
  return {
    ...state,
    current,
    longest: Math.max(state.longest, floor.longest, current),
    shields: Math.max(state.shields, floor.shields),
  };
}

/** The streak of a member who has not begun. */
export function newStreak(): StreakState {
  return { current: 0, longest: 0, shields: 0, last100: 0, towards: 0, window: '', day: '' };
}

/**
 * A streak after one more day on which the member took part, or was asked and did not. Days off change nothing, answered or not. Every seventh answered on-duty day earns a
 * shield (two are held at most, more are lost); a missed on-duty day spends one instead of breaking the streak.
 * A day not after the last counted one changes nothing, so that running it twice is running it once.
 * @returns a new state; the given one stays as it is
 */
export function stepStreak(state: StreakState, day: string, took: boolean, onDuty: boolean): StreakState {
  if (!onDuty || day <= state.day) return state;
  const window = `${state.window}${took ? '1' : '0'}`.slice(-WINDOW);
  const isFull = state.window.length === WINDOW;
  const last100 = state.last100 + (took ? 1 : 0) - (isFull && state.window.startsWith('1') ? 1 : 0);
  const seen = { ...state, day, window, last100 };
  if (!took) {
    return state.shields > 0 ? { ...seen, shields: state.shields - 1 } : { ...seen, current: 0 };
  }
  const current = state.current + 1;
  const hasEarned = state.towards + 1 === SHIELD_EVERY;
  return {
    ...seen,
    current,
    longest: Math.max(state.longest, current),
    towards: hasEarned ? 0 : state.towards + 1,
    shields: hasEarned ? Math.min(SHIELDS_HELD, state.shields + 1) : state.shields,
  };
}

/** How many shields somebody holds when this day has earned one; undefined when it has not, or is not the last one counted. */
export function shieldsEarnedOn({ day, towards, window, shields }: StreakState, of: string): number | undefined {
  return day === of && towards === 0 && window.endsWith('1') && shields > 0 ? shields : undefined;
}

/**
 * The streak from all days at once, in any order: what `stepStreak` gives day by day. Of two entries of one day the
 * answered one counts. Use it after a correction or for a check.
 */
export function streak(days: Iterable<StreakDay>): StreakState {
  const sorted = [...days].sort((a, b) => (a.day === b.day ? Number(b.took) - Number(a.took) : a.day < b.day ? -1 : 1));
  return sorted.reduce((state, each) => stepStreak(state, each.day, each.took, each.onDuty), newStreak());
}
