import type { AnyBulkWriteOperation } from 'mongoose';
import { clock } from '../../lib/clock.ts';
import { inThread } from '../../lib/thread.ts';
import { forgetActor } from '../actor-cache.ts';
import { type Member, members, type RosterFacts, type RosterRow, rosterRows, type Store } from '../model.ts';
import { indexForSearch } from '../search/index.ts';
import { type Match, matchRoster, nameKeysIn, type PersonKey, type RosterKey } from './match.ts';

/** Rows that one command carries: few enough that making or reading them holds nobody up. */
export const CHUNK = 500;
const FACTS = ['employeeNumber', 'branch', 'team', 'post', 'shift'] as const;

type Person = Pick<Member, 'user' | 'name' | 'email' | 'hints' | 'fieldHints' | keyof RosterFacts>;
const PERSON = { _id: 0, user: 1, name: 1, email: 1, hints: 1, fieldHints: 1, roles: 1, scope: 1, ...allOf(FACTS) };

function allOf(fields: readonly string[]): Record<string, 1> {
  return Object.fromEntries(fields.map((field) => [field, 1]));
}

const MATCH = new URL('./match.ts', import.meta.url);

/** Matches the whole roster with everyone in Slack, and writes what changed; running it twice is running it once. */
export async function enrichAll(ctx: Store): Promise<void> {
  const { workspace } = ctx;
  const [rows, people] = await Promise.all([
    rosterRows(ctx).find({ workspace }, { _id: 0 }).batchSize(CHUNK).lean<RosterRow[]>(),
    members(ctx).find({ workspace, state: 'active', isGuest: false }, PERSON).batchSize(CHUNK).lean<Person[]>(),
  ]);
  const matches = await inThread<typeof matchRoster>(MATCH, 'matchRoster', rows.map(keyOf), people.map(personOf));
  const matched = new Map(rows.flatMap((row) => entryOf(row, matches.get(row.employeeNumber))));
  await write(ctx, rows, matches, people, matched);
  await indexForSearch(ctx);
}

/** The same for one person who joined or changed. */
export async function enrichMember(ctx: Store, user: string): Promise<void> {
  const { workspace } = ctx;
  const active = { workspace, state: 'active' as const, isGuest: false };
  const me = await members(ctx)
    .findOne({ ...active, user }, PERSON)
    .lean<Person>();
  if (me === null) return;
  const names = [me.name, ...me.hints].flatMap(nameKeysIn);
  const rows = await rosterRows(ctx)
    .find(
      {
        workspace,
        $or: [
          { matchedUser: user },
          { nameKey: { $in: names } },
          ...(me.email === undefined ? [] : [{ email: me.email }]),
          ...(me.employeeNumber === undefined ? [] : [{ employeeNumber: me.employeeNumber }]),
        ],
      },
      { _id: 0 },
    )
    .lean<RosterRow[]>();
  const holders = rows.flatMap((row) =>
    row.matchedUser === undefined || row.matchedUser === user ? [] : row.matchedUser,
  );
  const others = await members(ctx)
    .find({ ...active, user: { $in: holders } }, PERSON)
    .lean<Person[]>();
  const matches = matchRoster(rows, [me, ...others].map(personOf));
  // Of the others only this much is known here that they may lose a row to this person: nothing else is written of them.
  const concerned = rows.filter((row) => row.matchedUser === user || matches.get(row.employeeNumber)?.user === user);
  const matched = new Map(concerned.flatMap((row) => entryOf(row, matches.get(row.employeeNumber))));
  await write(ctx, concerned, matches, [me], matched);
}

/** Of a row only what it is matched by, which is all that goes to the other thread. */
function keyOf({ employeeNumber, name, email, importedAt, matchedUser }: RosterRow): RosterKey {
  return { employeeNumber, name, email, importedAt, matchedUser };
}

function personOf({ user, name, email, hints, fieldHints }: Person): PersonKey {
  return { user, name, email, hints: [...hints, ...(fieldHints ?? [])] };
}

function entryOf(row: RosterRow, found: Match | undefined): [string, RosterFacts][] {
  return found === undefined ? [] : [[found.user, factsOf(row, found)]];
}

/** Roles with power need a match that nobody can make for themselves by editing their own profile. */
export function isWithheld(row: Pick<RosterRow, 'roles'>, by: Match['by'] | undefined): boolean {
  return by === 'number' && row.roles.some((role) => role === 'officer' || role === 'administrator');
}

function factsOf(row: RosterRow, found: Match): RosterFacts {
  const isPlain = isWithheld(row, found.by);
  const facts: RosterFacts = {
    roles: isPlain ? row.roles.filter((role) => role === 'worker' || role === 'representative') : row.roles,
    scope: isPlain ? 'branch' : row.scope,
  };
  for (const field of FACTS) if (row[field] !== '') facts[field] = row[field];
  return facts;
}

const NO_FACTS: RosterFacts = { roles: ['worker'], scope: 'branch' };

function sameFacts(a: RosterFacts, b: RosterFacts): boolean {
  return FACTS.every((field) => a[field] === b[field]) && a.scope === b.scope && a.roles.join() === b.roles.join();
}

async function write(
  ctx: Store,
  rows: RosterRow[],
  matches: Map<string, Match>,
  people: Person[],
  matched: Map<string, RosterFacts>,
): Promise<void> {
  const { workspace } = ctx;
  const rowWrites: AnyBulkWriteOperation<RosterRow>[] = [];
  const cleared: AnyBulkWriteOperation<Member>[] = [];
  const changed = new Set<string>();
  for (const { employeeNumber, matchedUser, matchedBy } of rows) {
    const found = matches.get(employeeNumber);
    if (matchedUser === found?.user && matchedBy === found?.by) continue;
    const update =
      found === undefined
        ? { $unset: { matchedUser: 1, matchedBy: 1 } as const }
        : { $set: { matchedUser: found.user, matchedBy: found.by } };
    rowWrites.push({ updateOne: { filter: { workspace, employeeNumber }, update } });
    if (matchedUser !== undefined && matchedUser !== found?.user) {
      cleared.push({
        updateOne: { filter: { workspace, user: matchedUser, employeeNumber }, update: updateTo(NO_FACTS) },
      });
      changed.add(matchedUser);
    }
  }
  const set: AnyBulkWriteOperation<Member>[] = people.flatMap((person) => {
    const facts = matched.get(person.user) ?? NO_FACTS;
    if (sameFacts(person, facts)) return [];
    changed.add(person.user);
    return [{ updateOne: { filter: { workspace, user: person.user }, update: updateTo(facts) } }];
  });
  for (const part of chunks([...cleared, ...set])) await members(ctx).bulkWrite(part);
  // Last: a crash before leaves the old match, from which the next run starts again.
  for (const part of chunks(rowWrites)) await rosterRows(ctx).bulkWrite(part, { ordered: false });
  for (const user of changed) forgetActor(ctx, user);
}

function updateTo(facts: RosterFacts) {
  const absent = FACTS.filter((field) => facts[field] === undefined);
  return { $set: { ...facts, updatedAt: clock.now() }, ...(absent.length === 0 ? {} : { $unset: allOf(absent) }) };
}

/** Parts that one round trip carries. */
export function chunks<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
