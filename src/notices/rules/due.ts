/*
 * What of a calendar of notices is due: pure. A calendar follows from the dates of a thing, so that nobody has to move it with
 * them; kept is only what has gone out, and what an officer has switched off.
 */

/** One notice of a calendar. */
export interface Dated {
  /** Names it in its calendar: `turn-2`. */
  key: string;
  /** How it is drawn: its renderer is `<feature>.<verb>`. */
  verb: string;
  /** When it goes out. Each reader has it in their own hours from then on. */
  at: Date;
  /** From then on it is of no use. */
  until?: Date;
  /** It goes to this channel, and to no member. */
  channel?: string;
  /** It counts at this minute, whatever hours its reader keeps: it is planned beforehand and goes before others. */
  isPunctual?: boolean;
}

/** So long before its hour a punctual one is planned. */
export const AHEAD_MS = 5 * 60_000;

/** When one is looked at: at its hour, unless it has to be there by then. */
const plannedAt = ({ at, isPunctual = false }: Dated): Date => (isPunctual ? new Date(at.getTime() - AHEAD_MS) : at);

/** What is kept of a calendar, in the document of its thing. */
export interface Noticed {
  /** Keys that are switched off. */
  off?: string[];
  /** By key: the date for which it has gone out. */
  told?: Record<string, Date>;
}

/** Whether one has still to go out: it never has, or its date has moved to a later one since. */
const isOpen = ({ key, at }: Dated, { told = {} }: Noticed): boolean => {
  const before = told[key];
  return before === undefined || before < at;
};

export const isOff = ({ key }: Pick<Dated, 'key'>, { off = [] }: Noticed): boolean => off.includes(key);

/** Those whose hour has come and that have not gone out, also those that are off or too late: they are ticked off. */
export function dueOf(entries: readonly Dated[], noticed: Noticed, now: Date): Dated[] {
  return entries.filter((one) => plannedAt(one) <= now && isOpen(one, noticed));
}

/** When the calendar has to be looked at next; undefined: never. */
export function nextOf(entries: readonly Dated[], noticed: Noticed): Date | undefined {
  const open = entries.filter((one) => isOpen(one, noticed)).map((one) => plannedAt(one).getTime());
  return open.length === 0 ? undefined : new Date(Math.min(...open));
}

/** Whether it still goes out, once it is due. */
export const isWanted = (one: Dated, noticed: Noticed, now: Date): boolean =>
  !isOff(one, noticed) && (one.until === undefined || one.until > now);

/** It has gone out, or is too late. */
export const ticked = (noticed: Noticed, { key, at }: Dated): Noticed => ({
  ...noticed,
  told: { ...noticed.told, [key]: at },
});

/** Switches one on or off. @returns undefined: it is so already */
export function switched(noticed: Noticed, key: string, isOn: boolean): Noticed | undefined {
  const { off = [] } = noticed;
  if (off.includes(key) !== isOn) return undefined;
  return { ...noticed, off: isOn ? off.filter((one) => one !== key) : [...off, key] };
}

/** How far one is, for an officer who looks at the list. */
export function stateOf(one: Dated, noticed: Noticed, now: Date): 'told' | 'off' | 'late' | 'waiting' {
  if (isOff(one, noticed)) return 'off';
  if (!isOpen(one, noticed)) return 'told';
  return isWanted(one, noticed, now) ? 'waiting' : 'late';
}
