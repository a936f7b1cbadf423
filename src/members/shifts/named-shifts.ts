import type { DatedPattern, Shift } from '../shift.ts';
import type { CompanyShift, ShiftVersion } from './model.ts';
import type { NamedShifts, UnnamedShift } from './read-shift.ts';
import { crewKey, shiftKey } from './shift-name.ts';

/** What a shift is known by. */
export type ShiftFacts = Pick<CompanyShift, '_id' | 'name' | 'keys' | 'aliases' | 'versions'>;

/** A shift that a text names, and the crew where it names one. */
export interface Named {
  shift: ShiftFacts;
  crew?: string;
}

/** Finds the shift that a text names: by its name or an alias in any spelling, with the crew before or after it. */
export function findNamed(shifts: readonly ShiftFacts[]): (text: string) => Named | undefined {
  const byKey = new Map<string, Named>();
  for (const shift of shifts) {
    for (const key of shift.keys) byKey.set(key, { shift });
    for (const { key, crew } of shift.aliases) if (crew !== undefined) byKey.set(key, { shift, crew });
  }
  for (const shift of shifts) {
    const crews = new Set(shift.versions.flatMap((version) => version.crews.map((one) => crewKey(one.name))));
    for (const crew of crews)
      for (const key of shift.keys)
        for (const word of [crew, ...['班', '组', '值', '队'].map((end) => crew + end)])
          for (const both of [key + word, word + key]) if (!byKey.has(both)) byKey.set(both, { shift, crew });
  }
  return (text) => byKey.get(shiftKey(text));
}

/** The keys of every text that `findNamed` knows. */
export function namedKeys(shifts: readonly ShiftFacts[]): string[] {
  const crews = (shift: ShiftFacts) =>
    shift.versions.flatMap((version) => version.crews.map((one) => crewKey(one.name)));
  return shifts.flatMap((shift) => [
    ...shift.keys,
    ...shift.keys.flatMap((key) =>
      crews(shift).flatMap((crew) =>
        ['', '班', '组', '值', '队'].flatMap((end) => [`${key}${crew}${end}`, `${crew}${end}${key}`]),
      ),
    ),
  ]);
}

function patternFor({ from, pattern, crews }: ShiftVersion, crew: string | undefined): DatedPattern {
  if (pattern === undefined) return { from };
  if (crews.length === 0) return crew === undefined ? { from, pattern } : { from };
  const own = crews.find((one) => crew !== undefined && crewKey(one.name) === crewKey(crew));
  if (own === undefined) return { from };
  return { from, pattern: 'anchor' in pattern ? { ...pattern, anchor: own.anchor } : pattern };
}

/** What these shifts say of a text: hours by day, or that the text lacks the crew without which there are none. */
export function shiftsNamed(shifts: readonly ShiftFacts[]): NamedShifts {
  const find = findNamed(shifts);
  return (text): Shift | UnnamedShift | undefined => {
    const found = find(text);
    if (found === undefined) return undefined;
    const { shift, crew } = found;
    const versions = shift.versions.map((version) => patternFor(version, crew));
    if (versions.every(({ pattern }) => pattern === undefined)) return { unnamed: text, ...(crew ? { crew } : {}) };
    return { kind: 'named', name: shift.name, ...(crew === undefined ? {} : { crew }), versions };
  };
}
