import { isDeepStrictEqual } from 'node:util';
import { calendarFollow } from '../../../../../jobs/calendar.ts';
import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import { downloadSlackFile } from '../../../../bot/slack/file.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { readTables } from '../../../../lib/tables/read-table.ts';
import { limitsOf, TableFileError } from '../../../../lib/tables/table-file.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { changeLeave, leaveOf } from '../../../../members/leave/leaves.ts';
import { type LeaveSpan, withSpan } from '../../../../members/leave/rules.ts';
import { affairsOf } from '../../../../members/roles.ts';
import { leaveListMessages } from './messages.ts';
import { named, type Person } from './people.ts';
import { type BadRow, type LeaveReading, readLeaves } from './rows.ts';

const FILE_BYTES = 1_000_000;
const FILE_ROWS = 500;

/** What a list of leave would do. */
export interface LeavePlan extends Pick<LeaveReading, 'unused' | 'passed'> {
  /** What is new, in the file's order. */
  added: { person: Person; span: LeaveSpan }[];
  /** How many rows say what is on file already. */
  same: number;
  faults: BadRow[];
}

/**
 * Reads a list of leave for people of the officer's branch; nothing is kept. It is read once more when it counts: what is on file then
 * decides.
 * @param file Slack's id of an uploaded CSV or XLSX
 * @throws UserError when the file as a whole can't be read
 */
export async function planLeaves(ctx: Context, actor: Actor, file: string): Promise<LeavePlan> {
  const { bytes } = await downloadSlackFile(ctx, file, FILE_BYTES);
  const sheets = await readTables(bytes, limitsOf(FILE_ROWS)).catch((error: unknown) => {
    throw error instanceof TableFileError ? new UserError(NO_LIST) : error;
  });
  const reading = readLeaves(sheets, dayOf(clock.now(), actor.tz));
  if (reading === undefined) throw new UserError(NO_LIST);
  const { found, faults } = await named(ctx, reading.rows, affairsOf(actor));
  const plan: LeavePlan = {
    added: [],
    same: 0,
    unused: reading.unused,
    passed: reading.passed,
    faults: [...reading.faults, ...faults].sort((a, b) => a.line - b.line),
  };
  // Rows of one person build upon each other, as they will when they count.
  const spans = new Map<string, LeaveSpan[]>();
  for (const { person, span } of found) {
    const before = spans.get(person.user) ?? (await leaveOf(ctx, person.user));
    const after = withSpan(before, span);
    spans.set(person.user, after);
    if (isDeepStrictEqual(before, after)) plan.same += 1;
    else plan.added.push({ person, span });
  }
  return plan;
}

/** Makes a list of leave count. Twice is once. @returns what was new */
export async function takeLeaves(ctx: Context, actor: Actor, file: string): Promise<LeavePlan> {
  const plan = await planLeaves(ctx, actor, file);
  const known = await membersOf(
    ctx,
    plan.added.map(({ person }) => person.user),
  );
  for (const { person, span } of plan.added)
    if (known.has(person.user)) await changeLeave(ctx, person.user, (spans) => withSpan(spans, span));
  ctx.log.info({ by: actor.user, rows: plan.added.length }, 'a list of leave was taken');
  // Streaks and what waits; without Redis the tick finds them.
  await ctx
    .enqueue(calendarFollow, {}, { key: `leave-${file}-${clock.now().getTime()}` })
    .catch((error: unknown) => ctx.log.warn({ err: error }, 'what follows from leave waits for the next look'));
  return plan;
}

const NO_LIST = { zh: leaveListMessages.zh.noList, en: leaveListMessages.en.noList };
