import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import { rosterRows } from '../model.ts';
import type { MembersContext } from '../service.ts';
import { patternOn } from '../shift.ts';
import type { CompanyShift } from './model.ts';
import { findNamed, shiftsNamed } from './named-shifts.ts';
import { readShiftText, type UnnamedShift } from './read-shift.ts';
import { shiftsOfCompany } from './service.ts';
import { crewKey, shiftKey } from './shift-name.ts';

/** A name of the roster that has no hours yet: one, however many people have it and however they spell it. */
export interface NamelessShift {
  /** As most of them write it. */
  name: string;
  people: number;
  /** Crews that stand beside it, as written. */
  crews: string[];
  /** What the roster does say. */
  known: Omit<UnnamedShift, 'unnamed' | 'crew'>;
  /** The shift of the company that has this name: it is retired, or the crew is missing or not one of it. */
  shift?: CompanyShift;
  /** That shift has hours, but for crews. */
  lacksCrew?: boolean;
}

/** A shift of the company, and how many people of the roster have it; by crew where it has crews. */
export interface UsedShift {
  shift: CompanyShift;
  people: number;
  crews: Map<string, number>;
}

/** What the roster's shifts are. */
export interface ShiftsInUse {
  named: UsedShift[];
  /** The most people first. */
  nameless: NamelessShift[];
  /** Those whose hours stand in the roster itself: how many people, and in how many writings. */
  direct: { people: number; texts: number };
  /** People of the roster without any shift. */
  none: number;
}

/**
 * The shifts of the roster and of the company, with how many people have each.
 * @param would the company's shifts as they would be after a change; as they are if absent
 */
export async function shiftsInUse(
  ctx: Pick<MembersContext, 'db' | 'workspace' | 'config'>,
  would?: readonly CompanyShift[],
): Promise<ShiftsInUse> {
  const [shifts, texts] = await Promise.all([would ?? shiftsOfCompany(ctx), textsOf(ctx)]);
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  const [find, named] = [findNamed(shifts), shiftsNamed(shifts)];
  const used = new Map(shifts.map((shift) => [shift._id, { shift, people: 0, crews: new Map<string, number>() }]));
  const nameless = new Map<string, NamelessShift>();
  const direct = { people: 0, texts: 0 };
  let none = 0;
  for (const { text, people } of texts) {
    if (text === '') {
      none += people;
      continue;
    }
    const read = readShiftText(text, named) ?? { unnamed: text };
    const found = find(text);
    if (!('unnamed' in read)) {
      const mine = found && used.get(found.shift._id);
      if (mine === undefined) {
        direct.people += people;
        direct.texts += 1;
        continue;
      }
      mine.people += people;
      if (found?.crew !== undefined) mine.crews.set(found.crew, (mine.crews.get(found.crew) ?? 0) + people);
      const shift = { kind: 'named' as const, name: '', versions: read.kind === 'named' ? read.versions : [] };
      if (patternOn(shift, today) !== undefined) continue;
    }
    addNameless(
      nameless,
      { text, people, read: 'unnamed' in read ? read : { unnamed: text } },
      shifts,
      found?.shift._id,
    );
  }
  return {
    named: [...used.values()],
    nameless: [...nameless.values()].toSorted((a, b) => b.people - a.people),
    direct,
    none,
  };
}

/** The names that people on the roster have and that have no hours yet, the most people first. */
export async function shiftsWithoutHours(
  ctx: Pick<MembersContext, 'db' | 'workspace' | 'config'>,
): Promise<NamelessShift[]> {
  return (await shiftsInUse(ctx)).nameless;
}

function addNameless(
  all: Map<string, NamelessShift>,
  { text, people, read }: { text: string; people: number; read: UnnamedShift },
  shifts: readonly CompanyShift[],
  id: string | undefined,
): void {
  const { unnamed, crew, ...known } = read;
  const name = id === undefined ? unnamed : text;
  const key = shiftKey(name);
  const shift = shifts.find((one) => one._id === id || one.keys.includes(key));
  const one = all.get(key);
  if (one === undefined) {
    const lacksCrew = shift?.versions.at(-1)?.pattern !== undefined;
    const crews = crew === undefined ? [] : [crew];
    all.set(key, { name, people, crews, known, ...(shift && { shift, lacksCrew }) });
    return;
  }
  one.people += people;
  if (crew !== undefined && !one.crews.some((other) => crewKey(other) === crewKey(crew))) one.crews.push(crew);
}

/** The texts of the roster's shift column, the most used first. */
async function textsOf(ctx: Pick<MembersContext, 'db' | 'workspace'>): Promise<{ text: string; people: number }[]> {
  const found = await rosterRows(ctx).aggregate<{ _id: string | null; people: number }>([
    { $match: { workspace: ctx.workspace } },
    { $group: { _id: '$shift', people: { $sum: 1 } } },
    { $sort: { people: -1, _id: 1 } },
  ]);
  return found.map(({ _id, people }) => ({ text: _id ?? '', people }));
}
