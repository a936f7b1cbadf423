import type { Actor, AnyBlock, HomeRequest } from '../../bot/feature.ts';
import { mayRun } from '../../bot/roles.ts';
import { timeFor } from '../../bot/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { type HomeData, homeMessage, type OfficerDesk } from './home-views.ts';
import { packRef } from './ref.ts';
import { hasBanks } from './service/banks.ts';
import { myRecord, todayOf } from './service/me.ts';
import { countOpenReports } from './service/reports.ts';
import { hasSchedules } from './service/schedules.ts';

/** The quiz in App Home: today's question or when it comes, streak, points, rank, mistakes; for officers what needs them. */
export async function home({ ctx, actor }: HomeRequest): Promise<AnyBlock[]> {
  return homeMessage(actor.locale, await homeData(ctx, actor)).blocks;
}

export async function homeData(ctx: Context, actor: Actor): Promise<HomeData> {
  const [mine, today, officer] = await Promise.all([
    myRecord(ctx, actor),
    todayOf(ctx, actor),
    mayRun(actor, 'officer') ? deskOf(ctx) : undefined,
  ]);
  const time = (at: Date) => timeFor(at, clock.now(), actor.tz, actor.locale);
  const shown: HomeData['today'] =
    today.state === 'open'
      ? {
          state: 'open',
          ref: packRef({ kind: 'card', card: today.card._id, item: today.item }),
          until: time(today.card.lockAt),
        }
      : { state: today.state, next: today.next === undefined ? undefined : time(today.next) };
  return { mine, today: shown, officer };
}

async function deskOf(ctx: Context): Promise<OfficerDesk> {
  const [reports, banks, schedules] = await Promise.all([countOpenReports(ctx), hasBanks(ctx), hasSchedules(ctx)]);
  return { reports, hasBanks: banks, hasSchedules: schedules };
}
