import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import {
  around,
  type BoardRow,
  type BoardScope,
  board,
  type Rank,
  rankOf,
} from '../../../participation/boards/boards.ts';
import { type PeriodKind, periodsOf } from '../../../participation/boards/periods.ts';
import { standingOf } from '../../../participation/ledger/store.ts';
import { dutyIn } from '../../../participation/standing/duty.ts';
import { streakOn } from '../../../participation/standing/standing.ts';
import type { StreakState } from '../../../participation/standing/streak.ts';
import { openCards } from '../card/service/cards.ts';
import { unanswered } from '../card/service/unanswered.ts';
import type { Card, Run } from '../model.ts';
import { countMistakes } from '../practice/service/practice.ts';
import { nextRun } from '../run/rules/schedule.ts';
import { clockFor } from '../run/service/clocks.ts';
import { runsToJoin, schedulesFor } from '../run/service/reach.ts';

export interface MyRecord {
  streak: StreakState | undefined;
  week: number;
  month: number;
  total: number;
  team: Rank | undefined;
  branch: Rank | undefined;
  mistakes: number;
}

/** Streak, points and ranks of a member, as they stand now. */
export async function myRecord(ctx: Context, actor: Actor): Promise<MyRecord> {
  const at = periodsOf(dayOf(clock.now(), actor.tz));
  const [standing, team, branch, mistakes, times] = await Promise.all([
    standingOf(ctx, actor.user),
    rankOf(ctx, actor.user, { period: 'week', scope: 'team', at }),
    rankOf(ctx, actor.user, { period: 'week', scope: 'branch', at }),
    countMistakes(ctx, actor.user),
    workTimesOf(ctx),
  ]);
  return {
    streak: standing === undefined ? undefined : streakOn(standing, at.day, dutyIn(times.of(actor))),
    week: standing?.week === at.week ? standing.weekPoints : 0,
    month: standing?.month === at.month ? standing.monthPoints : 0,
    total: standing?.total ?? 0,
    team,
    branch,
    mistakes,
  };
}

export interface ShownBoard {
  period: PeriodKind;
  scope: BoardScope;
  rows: (BoardRow & { name: string; isReader: boolean })[];
  /** The reader and the two around them, when they are not among the first. */
  around: (BoardRow & { name: string; isReader: boolean })[];
}

/** The first ten, and the reader with the two around them. A reader without team or branch gets the company's. */
export async function boardFor(
  ctx: Context,
  actor: Actor,
  period: PeriodKind,
  wanted: BoardScope,
): Promise<ShownBoard> {
  const scope =
    (wanted === 'team' && actor.team === undefined) || (wanted !== 'company' && actor.branch === undefined)
      ? 'company'
      : wanted;
  const query = { period, scope, branch: actor.branch, team: actor.team, at: periodsOf(dayOf(clock.now(), actor.tz)) };
  const first = await board(ctx, query, { limit: 10 });
  const isIn = first.some((row) => row.member === actor.user);
  const near = isIn ? [] : ((await around(ctx, actor.user, query)) ?? []);
  const people = await membersOf(
    ctx,
    [...first, ...near].map((row) => row.member),
  );
  const named = (row: BoardRow) => ({
    ...row,
    name: people.get(row.member)?.name ?? '—',
    isReader: row.member === actor.user,
  });
  return { period, scope, rows: first.map(named), around: near.map(named) };
}

/** What App Home and the overview say of today. */
export type Today =
  | { state: 'open'; card: Card; item: number }
  /** It waits in a channel, and can be joined from here. */
  | { state: 'join'; run: Run }
  | { state: 'done'; next: Date | undefined }
  | { state: 'waiting'; next: Date | undefined };

/** The open question that locks first, of the actor's own cards and of the channels in which the actor is asked. */
export async function todayOf(ctx: Context, actor: Actor): Promise<Today> {
  const [own, [run]] = await Promise.all([openCards(ctx, actor.user), runsToJoin(ctx, actor)]);
  const [open] = await unanswered(ctx, own);
  const item = open?.items[0];
  if (run !== undefined && (open === undefined || run.lockAt < open.card.lockAt)) return { state: 'join', run };
  if (open !== undefined && item !== undefined) return { state: 'open', card: open.card, item };
  return { state: own.length === 0 ? 'waiting' : 'done', next: await nextQuizAt(ctx, actor) };
}

async function nextQuizAt(ctx: Context, actor: Actor): Promise<Date | undefined> {
  const now = clock.now();
  const times = await workTimesOf(ctx);
  const comes = (await schedulesFor(ctx, actor)).flatMap((schedule) => {
    const { tz, shift } = clockFor(ctx, schedule, actor);
    const work = times.of({ ...(schedule.mode === 'channel' ? {} : actor), shift });
    return nextRun(schedule, now, tz, work)?.sendAt ?? [];
  });
  return comes.sort((a, b) => a.getTime() - b.getTime())[0];
}
