import { ErrorCode } from '@slack/web-api';
import type { AnyBulkWriteOperation } from 'mongoose';
import { UserError } from '../bot/errors.ts';
import { clock } from '../lib/clock.ts';
import { inThread } from '../lib/thread.ts';
import { CHUNK, chunks, enrichAll, isWithheld } from './enrich.ts';
import { type RosterRow, rosterRows, type Store } from './model.ts';
import type { RosterEntry, RosterFault, RosterReading } from './roster.ts';
import type { readRosterFile } from './roster-file.ts';
import type { MembersContext } from './service.ts';
import { hasSynced, syncMembers } from './sync.ts';

export interface RosterImport {
  /** Rows of the file that were taken. */
  rows: number;
  /** Of these, how many are matched with a member. */
  matched: number;
  unmatched: RosterRow[];
  /** Officers and administrators found by name and number only: they are workers until the file has their email. */
  withheld: RosterRow[];
  faults: RosterFault[];
}

/**
 * Takes a roster file in: good rows are kept and matched at once, bad ones listed. A row is named by its employee
 * number: the same file twice adds nothing, and who is not in the file stays as they were.
 * @throws UserError when nothing of the file can be imported.
 */
export async function importRoster(ctx: MembersContext, bytes: Uint8Array): Promise<RosterImport> {
  const { workspace } = ctx;
  const { entries, faults } = await readApart(bytes);
  const importedAt = clock.now();
  const known = new Map((await rowsOf(ctx)).map((row) => [row.employeeNumber, row]));
  const writes = entries.flatMap((entry): AnyBulkWriteOperation<RosterRow>[] => {
    const { employeeNumber } = entry;
    if (saysNothingNew(known.get(employeeNumber), entry)) return [];
    const filter = { workspace, employeeNumber };
    return [{ updateOne: { filter, update: { $set: { ...entry, importedAt } }, upsert: true } }];
  });
  for (const part of chunks(writes)) await rosterRows(ctx).bulkWrite(part, { ordered: false });
  await matchNow(ctx);
  const numbers = new Set(entries.map((entry) => entry.employeeNumber));
  const rows = (await rowsOf(ctx)).filter((row) => numbers.has(row.employeeNumber));
  const unmatched = rows.filter((row) => row.matchedUser === undefined);
  return {
    rows: rows.length,
    matched: rows.length - unmatched.length,
    unmatched,
    withheld: rows.filter((row) => isWithheld(row, row.matchedBy)),
    faults,
  };
}

const READER = new URL('./roster-file.ts', import.meta.url);

/** Beside the event loop: thirty thousand rows take a second. */
async function readApart(bytes: Uint8Array): Promise<RosterReading> {
  try {
    return await inThread<typeof readRosterFile>(READER, 'readRosterFile', bytes);
  } catch (error) {
    // From the other thread it comes with its fields, but without its class.
    throw error instanceof Error && error.name === 'UserError' ? new UserError((error as UserError).said) : error;
  }
}

function rowsOf(ctx: Store): Promise<RosterRow[]> {
  return rosterRows(ctx)
    .find({ workspace: ctx.workspace }, { _id: 0 })
    .sort({ employeeNumber: 1 })
    .batchSize(CHUNK)
    .lean<RosterRow[]>();
}

/** An email that found nobody is written again: of two rows that claim it, the one imported later counts. */
function saysNothingNew(known: RosterRow | undefined, entry: RosterEntry): boolean {
  if (known === undefined || (entry.email !== '' && known.matchedBy !== 'email')) return false;
  return (Object.keys(entry) as (keyof RosterEntry)[]).every((key) => String(known[key]) === String(entry[key]));
}

/** On the first day nobody may be known yet: then Slack is read first. When Slack limits the rate, the nightly run completes it. */
async function matchNow(ctx: MembersContext): Promise<void> {
  if (await hasSynced(ctx)) return enrichAll(ctx);
  try {
    await syncMembers(ctx);
  } catch (error) {
    if (retryAfterMs(error) === undefined) throw error;
    await enrichAll(ctx);
  }
}

/** How long Slack wants us to wait, in ms, when that is why a call failed. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== ErrorCode.RateLimitedError) return undefined;
  return 'retryAfter' in error && typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : 60_000;
}

export interface UnmatchedPage {
  total: number;
  page: number;
  pages: number;
  rows: RosterRow[];
}

/** The people of the roster who are not found in Slack, by employee number. @param page from 1; kept within what there is. */
export async function unmatchedRoster(ctx: Store, page: number, size = 15): Promise<UnmatchedPage> {
  const filter = { workspace: ctx.workspace, matchedUser: null };
  const total = await rosterRows(ctx).countDocuments(filter);
  const pages = Math.max(1, Math.ceil(total / size));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = await rosterRows(ctx)
    .find(filter, { _id: 0 })
    .sort({ employeeNumber: 1 })
    .skip((shown - 1) * size)
    .limit(size)
    .lean<RosterRow[]>();
  return { total, page: shown, pages, rows };
}

/** How many rows the roster has, and how many of them are matched. */
export async function rosterSize(ctx: Store): Promise<{ rows: number; matched: number }> {
  const { workspace } = ctx;
  const [rows, matched] = await Promise.all([
    rosterRows(ctx).countDocuments({ workspace }),
    rosterRows(ctx).countDocuments({ workspace, matchedUser: { $gt: '' } }),
  ]);
  return { rows, matched };
}
