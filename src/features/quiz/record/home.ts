import type { Actor } from '../../../bot/actor.ts';
import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import type { HomeRequest } from '../../../bot/request.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { hasBanks } from '../bank/service/banks.ts';
import { countOpenReports } from '../reports/service/reports.ts';
import { hasSchedules } from '../schedule/service/schedules.ts';
import { type HomeData, homeMessage, type OfficerDesk } from './home-views.ts';
import { myRecord, type Today, todayOf } from './service.ts';

/** The quiz in App Home: today's question or when it comes, streak, points, rank, mistakes; for officers what needs them. */
export async function home({ ctx, actor }: HomeRequest): Promise<AnyBlock[]> {
  return homeMessage(actor.locale, await homeData(ctx, actor)).blocks;
}

export async function homeData(ctx: Context, actor: Actor): Promise<HomeData> {
  const [mine, today, officer] = await Promise.all([
    myRecord(ctx, actor),
    todayOf(ctx, actor),
    mayRun(actor, 'officer') ? deskOf(ctx, actor) : undefined,
  ]);
  const time = (at: Date) => timeFor(at, clock.now(), actor.tz, actor.locale);
  return { mine, today: shownToday(today, time), officer };
}

function shownToday(today: Today, time: (at: Date) => string): HomeData['today'] {
  switch (today.state) {
    case 'open': {
      const ref = { kind: 'card', card: today.card._id, item: today.item } as const;
      return { state: 'open', ref, until: time(today.card.lockAt) };
    }
    case 'join':
      return { state: 'join', run: today.run._id, until: time(today.run.lockAt) };
    default:
      return { state: today.state, next: today.next === undefined ? undefined : time(today.next) };
  }
}

async function deskOf(ctx: Context, actor: Actor): Promise<OfficerDesk> {
  const [reports, banks, schedules] = await Promise.all([
    countOpenReports(ctx, actor),
    hasBanks(ctx),
    hasSchedules(ctx),
  ]);
  return { reports, hasBanks: banks, hasSchedules: schedules };
}
