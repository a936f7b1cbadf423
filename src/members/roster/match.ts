/** How a person of the roster was found in Slack. Only an email was confirmed by Slack; names and titles anyone may edit. */
export type MatchedBy = 'email' | 'number';

export interface RosterKey {
  employeeNumber: string;
  name: string;
  /** Lower case; empty if unknown. */
  email: string;
  importedAt: Date;
  /** Whom it was matched with before: decides between equals. */
  matchedUser?: string | undefined;
}

export interface PersonKey {
  user: string;
  /** Real and display names, title and profile fields as Slack has them. */
  hints: readonly string[];
  name: string;
  email?: string | undefined;
}

export interface Match {
  user: string;
  by: MatchedBy;
}

/** Shorter numbers stand in too many titles ("3班") to tell a person by. */
const SHORTEST_NUMBER = 3;

/** A name as it is compared: width, case, spaces and signs do not count. */
export function nameKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Who of the roster is who in Slack: by email, else by name and employee number together, never by the name alone.
 * Each row gets at most one person and each person at most one row. Of two rows with one email the one imported later
 * counts; where name and number fit several, the one matched before stays, and without one nobody is matched.
 * @returns employee number → person
 */
export function matchRoster(rows: readonly RosterKey[], people: readonly PersonKey[]): Map<string, Match> {
  const matches = new Map<string, Match>();
  const taken = new Set<string>();
  const byEmail = groupBy(people, (person) => (person.email ? [person.email.toLowerCase()] : []));
  for (const row of rows.toSorted((a, b) => b.importedAt.getTime() - a.importedAt.getTime())) {
    const user = row.email === '' ? undefined : theOne(byEmail.get(row.email.toLowerCase()) ?? [], row)?.user;
    if (user === undefined || taken.has(user)) continue;
    matches.set(row.employeeNumber, { user, by: 'email' });
    taken.add(user);
  }
  const left = people.filter((person) => !taken.has(person.user));
  const byName = groupBy(left, (person) => [person.name, ...person.hints].flatMap(nameKeysIn));
  const found = rows.flatMap((row) => {
    if (matches.has(row.employeeNumber)) return [];
    const namesakes = byName.get(nameKey(row.name)) ?? [];
    const fits = numberIn(row.employeeNumber);
    const person = theOne(
      namesakes.filter((one) => [one.name, ...one.hints].some(fits)),
      row,
    );
    return person === undefined ? [] : [{ row, user: person.user }];
  });
  for (const [user, claims] of groupBy(found, (one) => [one.user])) {
    const claim = claims.length === 1 ? claims[0] : claims.find((one) => one.row.matchedUser === user);
    if (claim !== undefined) matches.set(claim.row.employeeNumber, { user, by: 'number' });
  }
  return matches;
}

function theOne(candidates: PersonKey[], row: RosterKey): PersonKey | undefined {
  return candidates.length === 1 ? candidates[0] : candidates.find((one) => one.user === row.matchedUser);
}

/** A text as a name, and as one with a number beside it, `王芳 (0231)`, in the form of `nameKey`. */
export function nameKeysIn(text: string): string[] {
  const withoutNumber = fold(text).replace(/[a-z0-9-]*\d[a-z0-9-]*/g, ' ');
  return [...new Set([nameKey(text), nameKey(withoutNumber)])].filter((key) => key !== '');
}

/** Tells whether a text names the number as a whole; zeros before it do not count, because spreadsheets drop them. */
function numberIn(employeeNumber: string): (text: string) => boolean {
  const number = fold(employeeNumber);
  const bare = number.replace(/^0+/, '');
  if (number.length < SHORTEST_NUMBER || bare === '') return () => false;
  const pattern = new RegExp(`(?<![a-z0-9])0*${bare.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![a-z0-9])`, 'u');
  return (text) => pattern.test(fold(text));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
