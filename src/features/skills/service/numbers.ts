import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf, instantOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { contests, entrants } from '../model.ts';
import { scoresBlind } from '../rules/contest.ts';
import type { Contest, Entrant } from '../rules/records.ts';

/** The figures of a group of entrants. */
export interface Figures {
  key: string;
  contests: number;
  entrants: number;
  /** Who has a place. */
  placed: number;
  /** Among the first three. */
  titled: number;
}

/** One entrant of the year, for the file. */
export interface YearRow {
  contest: string;
  discipline: string;
  name: string;
  branch: string;
  start: number;
  state: Entrant['state'];
  place: number | undefined;
  /** In hundredths; undefined as long as results are not published. */
  total: number | undefined;
}

/** The contests of a year, as far as an officer sees them. */
export interface Year {
  year: string;
  /** Undefined: the company's. */
  branch: string | undefined;
  all: Figures;
  contests: Figures[];
  branches: Figures[];
  years: Figures[];
  rows: YearRow[];
}

const TITLED = 3;

function figuresOf(key: string, rows: readonly (YearRow & { of: string })[]): Figures {
  const count = (is: (one: YearRow) => boolean) => rows.filter(is).length;
  return {
    key,
    contests: new Set(rows.map(({ of }) => of)).size,
    entrants: rows.length,
    placed: count(({ place }) => place !== undefined),
    titled: count(({ place }) => place !== undefined && place <= TITLED),
  };
}

/** The contests whose sign-up has ended, this year's one by one and the years before as sums. */
export async function yearInNumbers(ctx: Context, actor: Actor): Promise<Year> {
  const { TIMEZONE: tz } = ctx.config;
  const affairs = affairsOf(actor);
  const year = dayOf(clock.now(), tz).slice(0, 4);
  const found = await contests(ctx)
    .find({ workspace: ctx.workspace, state: { $in: ['running', 'published', 'final'] }, ...inAffairs(affairs) })
    .sort({ signUpUntil: -1, _id: 1 })
    .lean<Contest[]>();
  const all = await entrants(ctx)
    .find(
      { workspace: ctx.workspace, contest: { $in: found.map(({ _id }) => _id) }, state: { $ne: 'withdrawn' } },
      { sheets: 0, entered: 0 },
    )
    .sort({ contest: 1, discipline: 1, start: 1 })
    .lean<Entrant[]>();
  const people = await membersOf(
    ctx,
    all.map(({ member }) => member),
  );
  const byId = new Map(found.map((one) => [one._id, one]));
  const rows = all.flatMap((one) => {
    const contest = byId.get(one.contest);
    if (contest === undefined) return [];
    const discipline = contest.disciplines.find(({ id }) => id === one.discipline);
    const isHidden = discipline !== undefined && scoresBlind(actor.user, contest, discipline);
    const placed = contest.results?.[one.discipline]?.find(({ member }) => member === one.member);
    return [
      {
        of: contest._id,
        year: dayOf(contest.signUpUntil, tz).slice(0, 4),
        contest: contest.name,
        discipline: discipline?.name ?? '',
        name: isHidden ? '' : (people.get(one.member)?.name ?? ''),
        branch: one.branch ?? '',
        start: one.start,
        state: one.state,
        place: placed?.place,
        total: placed?.place === undefined ? undefined : placed.total,
      },
    ];
  });
  const own = rows.filter((one) => one.year === year);
  const by = (of: readonly (typeof rows)[number][], keyOf: (one: (typeof rows)[number]) => string): Figures[] =>
    [...new Set(of.map(keyOf))].map((key) =>
      figuresOf(
        key,
        of.filter((one) => keyOf(one) === key),
      ),
    );
  const since = instantOf(`${year}-01-01`, '00:00', tz);
  return {
    year,
    branch: affairs === 'company' || affairs === 'none' ? undefined : affairs.branch,
    all: { ...figuresOf('', own), contests: found.filter(({ signUpUntil }) => signUpUntil >= since).length },
    contests: by(own, ({ of }) => of).map((one) => ({ ...one, key: byId.get(one.key)?.name ?? '' })),
    branches: by(own, ({ branch }) => branch).toSorted((a, b) => b.entrants - a.entrants),
    years: by(rows, (one) => one.year).toSorted((a, b) => b.key.localeCompare(a.key)),
    rows: own,
  };
}
