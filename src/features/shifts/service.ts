import { shiftsFollow } from '../../../jobs/shifts.ts';
import type { Actor } from '../../bot/actor.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { idFrom } from '../../lib/ids.ts';
import type { Bilingual } from '../../lib/language.ts';
import { addDays, dayOf } from '../../lib/zone.ts';
import { audit } from '../../members/audit.ts';
import { workTimesOf } from '../../members/calendar/work-times.ts';
import { type DayHours, hoursOn } from '../../members/shift.ts';
import { confirmShift, draftShift } from '../../members/shifts/drafts.ts';
import type { CompanyShift, ShiftVersion } from '../../members/shifts/model.ts';
import { shiftsNamed } from '../../members/shifts/named-shifts.ts';
import {
  addAlias,
  dropAlias,
  retireShift,
  shiftById,
  shiftsOfCompany,
  undoShift,
} from '../../members/shifts/service.ts';
import { shiftKey } from '../../members/shifts/shift-name.ts';
import { shiftsInUse } from '../../members/shifts/use.ts';
import type { FormShift } from './form.ts';

const SHOWN_DAYS = 14;

/** What each crew of a shift works on a day; of a shift without crews the one under ''. */
export interface ShiftDay {
  day: string;
  crews: { crew: string; hours: (DayHours & { name?: string }) | undefined }[];
}

/** The coming days of a shift, by the company's calendar. */
export async function comingDays(ctx: Context, shift: CompanyShift): Promise<ShiftDay[]> {
  const calendar = (await workTimesOf(ctx)).calendar();
  const named = shiftsNamed([shift]);
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  return Array.from({ length: SHOWN_DAYS }, (_, nth): ShiftDay => {
    const day = addDays(today, nth);
    const crews = versionOn(shift, day)?.crews.map(({ name }) => name) ?? [];
    return {
      day,
      crews: (crews.length === 0 ? [''] : crews).map((crew) => {
        const read = named(`${shift.name}${crew}`);
        if (read === undefined || 'unnamed' in read) return { crew, hours: undefined };
        return { crew, hours: hoursOn({ shift: read, calendar, away: [] }, day) };
      }),
    };
  });
}

/** What a shift means on a day. */
export function versionOn({ versions }: CompanyShift, day: string): ShiftVersion | undefined {
  return versions.findLast(({ from }) => from <= day);
}

export interface Preview {
  /** Of the draft that is confirmed. */
  id: string;
  shift: CompanyShift;
  /** From which day on; undefined: always. */
  from: string | undefined;
  days: ShiftDay[];
  people: number;
  /** People who have its name without a crew that it knows. */
  without: number;
}

/**
 * What a form would do, kept until it is confirmed.
 * @param request names the deed
 * @param seen the shift that is changed, as it was seen; absent: a new one
 */
export async function preview(
  ctx: Context,
  actor: Actor,
  request: string,
  form: FormShift,
  seen?: { id: string; seen: number },
): Promise<Preview> {
  const id = idFrom(ctx.workspace, 'shifts', actor.user, request);
  const now = clock.now();
  const all = await shiftsOfCompany(ctx);
  const old = seen && (await shiftById(ctx, seen.id));
  const version = { ...form, by: actor.user, at: now, request: id };
  const shift: CompanyShift = {
    ...(old ?? { _id: id, workspace: ctx.workspace, aliases: [], revision: 0, createdAt: now }),
    name: form.name,
    updatedAt: now,
    keys: [...new Set([shiftKey(form.name), ...(old?.keys ?? [])])],
    versions: [...(old?.versions ?? []).filter(({ from }) => from < form.from), version],
  };
  const use = await shiftsInUse(ctx, [...all.filter((one) => one._id !== shift._id), shift]);
  await draftShift(ctx, { ...form, _id: id, by: actor.user, ...(seen === undefined ? {} : { shift: seen }) });
  return {
    id,
    shift,
    from: form.from === '' ? undefined : form.from,
    days: await comingDays(ctx, shift),
    people: use.named.find((one) => one.shift._id === shift._id)?.people ?? 0,
    without: use.nameless.find((one) => one.shift?._id === shift._id)?.people ?? 0,
  };
}

/** Makes a preview count. */
export async function confirm(ctx: Context, actor: Actor, id: string): Promise<CompanyShift> {
  return followed(ctx, actor, await confirmShift(ctx, id), DEEDS.said);
}

/** Retires a shift from today on. */
export async function retire(
  ctx: Context,
  actor: Actor,
  deed: string,
  id: string,
  seen: number,
): Promise<CompanyShift> {
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  const done = await retireShift(ctx, id, seen, today, { by: actor.user, request: deed });
  return followed(ctx, actor, done, DEEDS.retired);
}

/** Undoes the last change of a shift. */
export async function undo(ctx: Context, actor: Actor, deed: string, id: string, seen: number): Promise<CompanyShift> {
  const done = await undoShift(ctx, id, seen, { by: actor.user, request: deed });
  return followed(ctx, actor, done, DEEDS.undone);
}

/** A name of the roster is another name of a shift, or of one of its crews. */
export async function join(
  ctx: Context,
  actor: Actor,
  id: string,
  alias: { text: string; crew?: string },
): Promise<CompanyShift> {
  return followed(ctx, actor, await addAlias(ctx, id, alias), DEEDS.joined);
}

/** Takes another name of a shift away. */
export async function part(ctx: Context, actor: Actor, id: string, text: string): Promise<CompanyShift> {
  return followed(ctx, actor, await dropAlias(ctx, id, text), DEEDS.parted);
}

/** What the log says of each deed, before the name of the shift. */
const DEEDS = {
  said: { zh: '设定班次', en: 'set the hours of the shift' },
  retired: { zh: '停用班次', en: 'retired the shift' },
  undone: { zh: '撤销了对班次的上一次改动：', en: 'undid the last change of the shift' },
  joined: { zh: '加了一种写法：班次', en: 'added a spelling to the shift' },
  parted: { zh: '取消了一种写法：班次', en: 'removed a spelling from the shift' },
};

/** Redis may be away: then the tick finds what is to be done. */
async function followed(ctx: Context, actor: Actor, shift: CompanyShift, deed: Bilingual): Promise<CompanyShift> {
  const { _id, revision, name } = shift;
  ctx.log.info({ shift: _id, revision }, 'a shift was changed');
  await audit(ctx, {
    id: `shift-${_id}-${revision}`,
    by: actor.user,
    kind: deed === DEEDS.undone ? 'undo' : 'shift',
    what: { zh: `${deed.zh}“${name}”`, en: `${deed.en} “${name}”` },
  });
  await ctx
    .enqueue(shiftsFollow, {}, { key: `${_id}-${revision}` })
    .catch((error: unknown) => ctx.log.warn({ err: error }, 'what follows from the shift waits for the next look'));
  return shift;
}
