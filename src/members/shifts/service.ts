import { UserError } from '../../bot/routing/errors.ts';
import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { DAY_MS } from '../../lib/zone.ts';
import { forgetWorkTimes } from '../calendar/work-times.ts';
import type { Store } from '../model.ts';
import type { Pattern } from '../shift.ts';
import { type CompanyShift, companyShifts, type ShiftVersion } from './model.ts';
import type { Crew } from './pattern-lines.ts';
import { shiftKey } from './shift-name.ts';

export const SHIFT_FAULTS = {
  gone: {
    zh: '这个班次已经不在了，没有改动。请重新打开“班次”。',
    en: 'This shift is not there any more, and nothing was changed. Open Shifts again.',
  },
  stale: {
    zh: '这个班次刚刚有人改过，这次没有改动。请重新打开“班次”再改。',
    en: 'Somebody has just changed this shift, and your change was not made. Open Shifts again.',
  },
  taken: {
    zh: '已经有班次叫这个名字，没有改动。请换一个名字，或者改原来的班次。',
    en: 'Another shift has this name already, and nothing was changed. Choose another name or change that shift.',
  },
  notUndoable: {
    zh: '这次改动已经不能撤销：超过了一天，或者之后又改过。请用“修改”改回来。',
    en: 'This change can’t be undone any more: it was made more than a day ago, or the shift was changed since. Use “Change” instead.',
  },
};

/** What somebody says of a shift. */
export interface ShiftSaid {
  name: string;
  /** From which day on; empty: always. */
  from: string;
  pattern: Pattern;
  crews: Crew[];
}

/** The deed: who does it, and its name, under which it is done once. */
export interface Deed {
  by: string;
  request: string;
}

/** The company's shifts, by name. */
export function shiftsOfCompany(ctx: Store): Promise<CompanyShift[]> {
  return companyShifts(ctx).find({ workspace: ctx.workspace }).sort({ name: 1, _id: 1 }).lean<CompanyShift[]>().exec();
}

/** @throws UserError when there is none */
export async function shiftById(ctx: Store, id: string): Promise<CompanyShift> {
  const found = await companyShifts(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<CompanyShift>();
  if (found === null) throw new UserError(SHIFT_FAULTS.gone);
  return found;
}

/**
 * Gives a name its hours. The first hours of a name count always: until then there were none to count by.
 * @param id names the new shift; the same request makes it once
 * @throws UserError `taken` when a shift has this name
 */
export async function nameShift(ctx: Store, id: string, said: ShiftSaid, deed: Deed): Promise<CompanyShift> {
  const now = clock.now();
  const { name, pattern, crews } = said;
  const shift: CompanyShift = {
    _id: id,
    workspace: ctx.workspace,
    name,
    keys: [shiftKey(name)],
    aliases: [],
    revision: 0,
    versions: [{ from: '', pattern, crews, by: deed.by, at: now, request: deed.request }],
    createdAt: now,
    updatedAt: now,
    follow: { after: '' },
    // Before it was named it had no hours: undone, its name has none again.
    undo: { aliases: [], name, versions: [{ ...deed, from: '', crews: [], at: now }], of: 0, at: now },
  };
  try {
    await companyShifts(ctx).insertMany([shift]);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const own = await companyShifts(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<CompanyShift>();
    if (own === null) throw new UserError(SHIFT_FAULTS.taken);
    return own;
  }
  forgetWorkTimes(ctx);
  return shift;
}

/**
 * Changes a shift from a day on; what it meant before that day stays as it was, so that the past is judged by what
 * counted then. Another name leaves the old one as an alias.
 * @param seen the revision that the administrator saw
 * @throws UserError `stale` when it was changed since, `taken` when another shift has the name
 */
export async function changeShift(
  ctx: Store,
  id: string,
  seen: number,
  said: ShiftSaid,
  deed: Deed,
): Promise<CompanyShift> {
  const { name, from, pattern, crews } = said;
  const version: ShiftVersion = { from, pattern, crews, by: deed.by, at: clock.now(), request: deed.request };
  return write(ctx, id, seen, deed.request, (found) => {
    const key = shiftKey(name);
    const isRenamed = key !== shiftKey(found.name);
    const aliases = isRenamed
      ? [...found.aliases.filter((one) => one.key !== key), { text: found.name, key: shiftKey(found.name) }]
      : found.aliases;
    return { name, aliases, keys: keysOf(name, aliases), versions: [...before(found, from), version] };
  });
}

/**
 * Retires a shift from a day on: its name means nothing any more, and people who have it work by the official calendar.
 */
export async function retireShift(
  ctx: Store,
  id: string,
  seen: number,
  from: string,
  deed: Deed,
): Promise<CompanyShift> {
  const version: ShiftVersion = { from, crews: [], by: deed.by, at: clock.now(), request: deed.request };
  return write(ctx, id, seen, deed.request, (found) => ({ versions: [...before(found, from), version] }));
}

/** Takes a name of the roster as another name of a shift, or of one of its crews. @throws UserError `taken` */
export async function addAlias(ctx: Store, id: string, alias: { text: string; crew?: string }): Promise<CompanyShift> {
  const found = await shiftById(ctx, id);
  const key = shiftKey(alias.text);
  if (found.keys.includes(key)) return found;
  return write(ctx, id, found.revision, undefined, ({ name, aliases }) => {
    const all = [...aliases, { ...alias, key }];
    return { aliases: all, keys: keysOf(name, all) };
  });
}

/** Takes an alias away: the name means nothing any more. */
export async function dropAlias(ctx: Store, id: string, text: string): Promise<CompanyShift> {
  const { revision } = await shiftById(ctx, id);
  return write(ctx, id, revision, undefined, ({ name, aliases }) => {
    const left = aliases.filter((one) => one.key !== shiftKey(text));
    return { aliases: left, keys: keysOf(name, left) };
  });
}

/** Whether the last change of a shift can be undone: for a day, as the roster's. */
export function isShiftUndoable({ undo, revision }: Pick<CompanyShift, 'undo' | 'revision'>): boolean {
  return undo !== undefined && undo.of === revision && clock.now().getTime() - undo.at.getTime() <= DAY_MS;
}

/**
 * Undoes the last change of a shift, also a new name of it or its first hours: it is as it was before, for past days
 * too.
 * @param seen the revision that the administrator saw
 * @throws UserError `stale` when it was changed since, `notUndoable` after a day
 */
export async function undoShift(ctx: Store, id: string, seen: number, deed: Deed): Promise<CompanyShift> {
  return write(
    ctx,
    id,
    seen,
    deed.request,
    (found) => {
      const { undo } = found;
      if (undo === undefined || !isShiftUndoable(found)) throw new UserError(SHIFT_FAULTS.notUndoable);
      const { name, aliases, versions } = undo;
      return { name, aliases, versions, keys: keysOf(name, aliases), undone: deed.request };
    },
    true,
  );
}

function keysOf(name: string, aliases: CompanyShift['aliases']): string[] {
  return [...new Set([shiftKey(name), ...aliases.map(({ key }) => key)])];
}

/** The versions that go before one of that day. */
function before({ versions }: CompanyShift, from: string): ShiftVersion[] {
  return versions.filter((one) => one.from < from);
}

async function write(
  ctx: Store,
  id: string,
  seen: number,
  request: string | undefined,
  change: (found: CompanyShift) => Partial<CompanyShift>,
  isUndoing = false,
): Promise<CompanyShift> {
  const found = await shiftById(ctx, id);
  if (isDone(found, request)) return found;
  if (found.revision !== seen) throw new UserError(SHIFT_FAULTS.stale);
  const { workspace } = ctx;
  const updatedAt = clock.now();
  const { name, aliases, versions } = found;
  const undo = { name, aliases, versions, of: seen + 1, at: updatedAt };
  const set = { ...change(found), ...(isUndoing ? {} : { undo }), updatedAt, follow: { after: '' } };
  try {
    const saved = await companyShifts(ctx)
      .findOneAndUpdate(
        { _id: id, workspace, revision: seen },
        { $set: set, ...(isUndoing ? { $unset: { undo: 1 } } : {}), $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<CompanyShift>();
    forgetWorkTimes(ctx);
    if (saved !== null) return saved;
  } catch (error) {
    throw isDuplicateKey(error) ? new UserError(SHIFT_FAULTS.taken) : error;
  }
  const now = await shiftById(ctx, id);
  if (isDone(now, request)) return now;
  throw new UserError(SHIFT_FAULTS.stale);
}

function isDone({ versions, undone }: CompanyShift, request: string | undefined): boolean {
  return request !== undefined && (undone === request || versions.some((one) => one.request === request));
}

/** The shifts after whose change streaks have still to be counted again. */
export function shiftsToFollow(ctx: Store): Promise<CompanyShift[]> {
  return companyShifts(ctx)
    .find({ workspace: ctx.workspace, follow: { $exists: true } })
    .sort({ updatedAt: 1, _id: 1 })
    .lean<CompanyShift[]>()
    .exec();
}

/**
 * Writes down how far the streaks are counted again; of a shift that was changed meanwhile they begin again.
 * @param after the last member; undefined: all is done
 */
export async function shiftFollowedTo(ctx: Store, shift: CompanyShift, after: string | undefined): Promise<void> {
  await companyShifts(ctx).updateOne(
    { _id: shift._id, workspace: ctx.workspace, revision: shift.revision },
    after === undefined ? { $unset: { follow: 1 } } : { $set: { 'follow.after': after } },
  );
}
