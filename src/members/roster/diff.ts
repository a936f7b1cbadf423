import type { Role } from '../../bot/actor.ts';
import type { RosterRow } from '../model.ts';
import type { RosterEntry, RosterFault, RosterReading } from './roster.ts';
import { ROSTER_WORDS } from './roster.ts';
import { canonicalSpelling, nearSpellings } from './spelling.ts';

/** What the roster holds of a person; everything else of a row follows from it. */
export type RosterFields = Pick<
  RosterRow,
  'name' | 'nameKey' | 'email' | 'branch' | 'team' | 'post' | 'roles' | 'scope' | 'shift'
>;

/** One person's row before and after. Without `before` the row is new, without `after` it goes. */
export interface RosterChange {
  employeeNumber: string;
  before?: RosterFields & { importedAt: Date };
  after?: RosterFields;
}

/** What somebody may do beyond a worker: `administrator`, `officer`, `officer 东湖分会`, `representative`. */
export interface Right {
  role: Exclude<Role, 'worker'>;
  /** Of a branch officer. */
  branch?: string;
}

export interface RightsChange {
  employeeNumber: string;
  name: string;
  gains: Right[];
  loses: Right[];
}

export interface AbsentPerson {
  employeeNumber: string;
  name: string;
  rights: Right[];
}

/** What would become of the roster. */
export interface RosterDiff {
  changes: RosterChange[];
  added: number;
  changed: number;
  same: number;
  /** Of the people known before, how many get another value of each. */
  fields: Partial<Record<ChangedField, number>>;
  rights: RightsChange[];
  /** Branches that had an officer of their own, and would have none. */
  withoutOfficer: string[];
  /** The same email under another employee number: what was known goes on under the new one. */
  renumbered: { name: string; from: string; to: string }[];
  /** The same name under another employee number, which may be the same person: both stay. */
  namesakes: { name: string; known: string; added: string }[];
  /** Names of branches and teams that may be another spelling of a known one. */
  near: { added: string; known: string }[];
  absent: AbsentPerson[];
  notes: RosterFault[];
}

export type ChangedField = 'name' | (typeof ROSTER_WORDS)[number] | 'roles';

const NOBODY: RosterFields = {
  name: '',
  nameKey: '',
  email: '',
  branch: '',
  team: '',
  post: '',
  shift: '',
  roles: ['worker'],
  scope: 'branch',
};

/** The fields of a row without what the matching adds. */
export function fieldsOf(row: RosterFields): RosterFields {
  const { name, nameKey, email, branch, team, post, roles, scope, shift } = row;
  return { name, nameKey, email, branch, team, post, roles, scope, shift };
}

export function sameFields(a: RosterFields, b: RosterFields): boolean {
  return (Object.keys(NOBODY) as (keyof RosterFields)[]).every((key) => String(a[key]) === String(b[key]));
}

/** What somebody may do by the roster, the highest first. */
export function rightsOf({ roles, scope, branch }: Pick<RosterFields, 'roles' | 'scope' | 'branch'>): Right[] {
  return [
    ...(roles.includes('administrator') ? [{ role: 'administrator' as const }] : []),
    ...(roles.includes('officer') ? [{ role: 'officer' as const, ...(scope === 'branch' ? { branch } : {}) }] : []),
    ...(roles.includes('representative') ? [{ role: 'representative' as const }] : []),
  ];
}

/**
 * What a file changes of the roster, by person. It takes nothing away that it does not speak of: an empty cell and a column that
 * it does not have leave what was there, and people who are not in it stay as they were.
 */
export function rosterDiff(rows: readonly RosterRow[], reading: Pick<RosterReading, 'entries' | 'notes'>): RosterDiff {
  const known = new Map(rows.map((row) => [row.employeeNumber, row]));
  const inFile = new Set(reading.entries.map((entry) => entry.employeeNumber));
  const absentByEmail = new Map(
    rows.flatMap((row) => (row.email === '' || inFile.has(row.employeeNumber) ? [] : [[row.email, row]])),
  );
  const spell = spellings(rows, reading.entries);
  const notes = [...reading.notes];
  const changes: RosterChange[] = [];
  const moved = new Map<string, RosterRow>();
  let same = 0;
  for (const entry of reading.entries) {
    const own = known.get(entry.employeeNumber);
    const former = own === undefined && entry.email ? absentByEmail.get(entry.email) : undefined;
    if (former !== undefined) {
      moved.set(entry.employeeNumber, former);
      changes.push({ employeeNumber: former.employeeNumber, before: beforeOf(former) });
    }
    const { after, isWithoutBranch } = merged(own ?? former, entry, spell);
    if (isWithoutBranch)
      notes.push({
        ...(entry.sheet === undefined ? {} : { sheet: entry.sheet }),
        line: entry.line,
        reason: 'no-branch',
        row: `${entry.employeeNumber} | ${entry.name}`,
      });
    if (own === undefined) changes.push({ employeeNumber: entry.employeeNumber, after });
    else if (!sameFields(own, after))
      changes.push({ employeeNumber: entry.employeeNumber, before: beforeOf(own), after });
    else {
      same += 1;
      if (claimsAgain(own, entry)) changes.push({ employeeNumber: entry.employeeNumber, before: beforeOf(own), after });
    }
  }
  const renumbered = [...moved].map(([to, { name, employeeNumber }]) => ({ name, from: employeeNumber, to }));
  const gone = new Set(renumbered.map((one) => one.from));
  const absent = rows.filter((row) => !inFile.has(row.employeeNumber) && !gone.has(row.employeeNumber));
  return {
    changes,
    added: changes.filter((one) => one.before === undefined && !moved.has(one.employeeNumber)).length,
    changed: changes.filter((one) => one.before && one.after && !sameFields(one.before, one.after)).length + moved.size,
    same,
    fields: countFields(changes, moved),
    rights: rightsChanges(changes, moved),
    withoutOfficer: branchesWithoutOfficer(rows, changes),
    renumbered,
    namesakes: namesakesOf(absent, changes, moved),
    near: nearUnits(rows, changes),
    absent: absent.map((row) => ({ employeeNumber: row.employeeNumber, name: row.name, rights: rightsOf(row) })),
    notes: notes.toSorted((a, b) => a.line - b.line),
  };
}

/** Takes their rights from these people, and nothing else. */
export function withoutRights(rows: readonly RosterRow[]): RosterChange[] {
  return rows
    .filter((row) => rightsOf(row).length > 0)
    .map((row) => ({
      employeeNumber: row.employeeNumber,
      before: beforeOf(row),
      after: { ...fieldsOf(row), roles: NOBODY.roles, scope: NOBODY.scope },
    }));
}

/** The same roster as it would be after the changes: for tables and for the count of officers. */
export function applied(rows: readonly RosterRow[], changes: readonly RosterChange[]): Map<string, RosterFields> {
  const all = new Map<string, RosterFields>(rows.map((row) => [row.employeeNumber, fieldsOf(row)]));
  for (const { employeeNumber, after } of changes)
    if (after === undefined) all.delete(employeeNumber);
    else all.set(employeeNumber, after);
  return all;
}

/** What of each person who gains or loses a right, the highest first. */
export function rightsChanges(
  changes: readonly RosterChange[],
  moved: ReadonlyMap<string, RosterFields> = new Map(),
): RightsChange[] {
  const formers = new Set([...moved.values()].map((row) => (row as RosterRow).employeeNumber));
  return changes.flatMap(({ employeeNumber, before, after }) => {
    if (formers.has(employeeNumber)) return [];
    const was = before ?? moved.get(employeeNumber);
    const [had, has] = [was === undefined ? [] : rightsOf(was), after === undefined ? [] : rightsOf(after)];
    const gains = has.filter((one) => !had.some((other) => sameRight(one, other)));
    const loses = had.filter((one) => !has.some((other) => sameRight(one, other)));
    const name = (after ?? was)?.name ?? '';
    return gains.length + loses.length === 0 ? [] : [{ employeeNumber, name, gains, loses }];
  });
}

export function branchesWithoutOfficer(rows: readonly RosterRow[], changes: readonly RosterChange[]): string[] {
  const after = branchesWithOfficer(applied(rows, changes).values());
  return [...branchesWithOfficer(rows)].filter((branch) => !after.has(branch)).sort();
}

function branchesWithOfficer(rows: Iterable<RosterFields>): Set<string> {
  const found = new Set<string>();
  for (const { roles, scope, branch } of rows) if (roles.includes('officer') && scope === 'branch') found.add(branch);
  return found;
}

function sameRight(one: Right, other: Right): boolean {
  return one.role === other.role && one.branch === other.branch;
}

function beforeOf(row: RosterRow): RosterFields & { importedAt: Date } {
  return { ...fieldsOf(row), importedAt: row.importedAt };
}

/** An email that found nobody is written again: of two rows that claim it, the one imported later counts. */
function claimsAgain(row: RosterRow, entry: RosterEntry): boolean {
  return entry.email !== undefined && entry.email !== '' && row.matchedBy !== 'email';
}

type Spell = Record<'branch' | 'team' | 'shift', (name: string) => string>;

function spellings(rows: readonly RosterRow[], entries: readonly RosterEntry[]): Spell {
  const of = (field: keyof Spell) =>
    canonicalSpelling(
      rows.map((row) => row[field]),
      entries.map((entry) => entry[field] ?? ''),
    );
  return { branch: of('branch'), team: of('team'), shift: of('shift') };
}

function merged(
  known: RosterRow | undefined,
  { name, nameKey, rights, ...said }: RosterEntry,
  spell: Spell,
): { after: RosterFields; isWithoutBranch: boolean } {
  const was = known === undefined ? NOBODY : fieldsOf(known);
  const after: RosterFields = { ...was, name, nameKey, ...rights };
  for (const field of ROSTER_WORDS) after[field] = said[field] ?? was[field];
  for (const field of ['branch', 'team', 'shift'] as const) after[field] = spell[field](after[field]);
  if (rights === undefined || !after.roles.includes('officer') || after.scope === 'company' || after.branch !== '')
    return { after, isWithoutBranch: false };
  return { after: { ...after, roles: was.roles, scope: was.scope }, isWithoutBranch: true };
}

function countFields(changes: readonly RosterChange[], moved: ReadonlyMap<string, RosterRow>): RosterDiff['fields'] {
  const counts: RosterDiff['fields'] = {};
  for (const { employeeNumber, before, after } of changes) {
    const was = before ?? moved.get(employeeNumber);
    if (was === undefined || after === undefined) continue;
    for (const field of ['name', ...ROSTER_WORDS, 'roles'] as const) {
      const isSame = String(was[field]) === String(after[field]) && (field !== 'roles' || was.scope === after.scope);
      if (!isSame) counts[field] = (counts[field] ?? 0) + 1;
    }
  }
  return counts;
}

function namesakesOf(
  absent: readonly RosterRow[],
  changes: readonly RosterChange[],
  moved: ReadonlyMap<string, RosterRow>,
): RosterDiff['namesakes'] {
  const byName = new Map(absent.map((row) => [row.nameKey, row.employeeNumber]));
  return changes.flatMap(({ employeeNumber, before, after }) => {
    const known = after === undefined ? undefined : byName.get(after.nameKey);
    if (before !== undefined || after === undefined || moved.has(employeeNumber) || known === undefined) return [];
    return [{ name: after.name, known, added: employeeNumber }];
  });
}

function nearUnits(rows: readonly RosterRow[], changes: readonly RosterChange[]): RosterDiff['near'] {
  return (['branch', 'team'] as const).flatMap((field) =>
    nearSpellings(
      rows.map((row) => row[field]),
      changes.map((change) => change.after?.[field] ?? ''),
    ),
  );
}
