import { createHash } from 'node:crypto';
import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import { fileReader } from '../../../../bot/slack/file-reader.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { sizeOfAudience } from '../../../../members/audience/resolve.ts';
import { specOfKeys } from '../../../../members/audience/spec.ts';
import { affairsOf, ownedBy } from '../../../../members/roles.ts';
import { type Course, courses } from '../../model.ts';
import { writeDates } from '../../rules/dates.ts';
import { coursesIn, type PlanRow, type RowFault, readPlanRow, rowIdentity } from '../rules/row.ts';
import { PLAN_LIMITS, type PlanCells, type PlanTable } from '../rules/table.ts';
import { PLAN_FILE_FAULTS } from '../words.ts';
import { planNames } from './names.ts';
import type { readPlanFile } from './read.ts';

const READ = new URL('./read.ts', import.meta.url);
const planFiles = fileReader<typeof readPlanFile>({
  module: READ,
  name: 'readPlanFile',
  maxBytes: PLAN_LIMITS.bytes,
});
const ROWS_AT_ONCE = 500;

/** What a file would bring. */
export interface PlanPreview extends Pick<PlanTable, 'tables' | 'unused' | 'passed'> {
  /** The rows of each course that is not there yet. */
  fresh: PlanRow[][];
  /** Rows that are sessions already, from a file before. */
  known: number;
  bad: { cells: PlanCells; fault: RowFault }[];
  /** How many people may or must come to any of them. */
  people: number;
}

/**
 * Reads what an officer sent, and what of it is not there yet. Nothing is made.
 * @param file as a `file_input` gives it
 * @throws UserError when the file as a whole cannot be used
 */
export async function previewPlan(ctx: Context, actor: Actor, file: string): Promise<PlanPreview> {
  const { tables, rows, unused, passed } = await planFiles.read(ctx, file);
  const names = await planNames(ctx, actor, rows);
  const now = clock.now();
  const [good, bad]: [PlanRow[], PlanPreview['bad']] = [[], []];
  const lines = new Map<string, number>();
  for (const cells of rows) {
    const read = readPlanRow(cells, names, actor.tz, now);
    if ('why' in read) {
      bad.push({ cells, fault: read });
      continue;
    }
    const twice = read.find((one) => lines.has(rowIdentity(one)));
    const before = twice && lines.get(rowIdentity(twice));
    if (before !== undefined) bad.push({ cells, fault: { why: 'repeated', line: before } });
    else good.push(...read);
    if (before === undefined) for (const one of read) lines.set(rowIdentity(one), one.line);
  }
  if (good.length > PLAN_LIMITS.rows) throw new UserError(PLAN_FILE_FAULTS.sessions);
  const known = await knownRows(ctx, actor, good);
  const fresh = good.filter((row) => !known.has(rowKey(actor, row)));
  return {
    tables,
    unused,
    passed,
    fresh: coursesIn(fresh),
    known: known.size,
    bad,
    people: await peopleOf(ctx, actor, fresh),
  };
}

/**
 * A draft of each course of a file that is not there yet, and how many rows make none.
 * @throws UserError when the file cannot be used
 */
export async function draftsOfPlan(
  ctx: Context,
  actor: Actor,
  file: string,
): Promise<{ drafts: Course[]; bad: number }> {
  const { fresh, bad } = await previewPlan(ctx, actor, file);
  return { drafts: fresh.map((rows) => draftOf(ctx, actor, file, rows)), bad: bad.length };
}

/** Names a row: of the company's plan, or of a branch's. */
function rowKey(actor: Actor, row: PlanRow): string {
  const affairs = affairsOf(actor);
  const branch = typeof affairs === 'string' ? '' : affairs.branch;
  return createHash('sha256')
    .update(JSON.stringify([branch, rowIdentity(row)]))
    .digest('hex')
    .slice(0, 32);
}

async function knownRows(ctx: Context, actor: Actor, rows: readonly PlanRow[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const keys = rows.slice(start, start + ROWS_AT_ONCE).map((row) => rowKey(actor, row));
    const asked = new Set(keys);
    const found = await courses(ctx)
      .find({ workspace: ctx.workspace, 'plan.rows': { $in: keys } }, { plan: 1 })
      .lean<Pick<Course, 'plan'>[]>();
    for (const key of found.flatMap((one) => one.plan?.rows ?? [])) if (asked.has(key)) known.add(key);
  }
  return known;
}

async function peopleOf(ctx: Context, actor: Actor, rows: readonly PlanRow[]): Promise<number> {
  const keys = new Set(rows.flatMap((row) => [...row.include, ...row.must]));
  return (await sizeOfAudience(ctx, specOfKeys([...keys], []), affairsOf(actor))).members;
}

function draftOf(ctx: Context, actor: Actor, file: string, rows: readonly PlanRow[]): Course {
  const [first] = rows;
  if (first === undefined) throw new Error('a course has a row');
  const { topic, kind, startsAt, duration, where, link, trainer, capacity, minutes, about, second, include, must } =
    first;
  const now = clock.now();
  return {
    _id: newId(),
    workspace: ctx.workspace,
    state: 'draft',
    author: actor.user,
    tz: actor.tz,
    ...ownedBy(actor),
    facts: {
      topic,
      kind,
      startsAt,
      duration,
      where,
      link,
      trainer,
      minutes,
      ...(capacity === undefined ? {} : { capacity }),
      ...(second === undefined ? {} : { second }),
    },

    about,
    repeat: 'once',
    times: 1,
    more: writeDates(
      rows.slice(1).map((row) => row.startsAt),
      actor.tz,
    ),
    include,
    except: [],
    must,
    plan: { file, rows: rows.map((row) => rowKey(actor, row)) },
    createdAt: now,
    updatedAt: now,
  };
}
