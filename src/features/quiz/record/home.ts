import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { oncePerHome } from '../../../bot/home/once.ts';
import type { HomeRequest } from '../../../bot/request.ts';
import type { Waiting } from '../../../bot/routing/contributions.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { hasBanks } from '../bank/service/banks.ts';
import { messages } from '../messages.ts';
import { countOpenReports } from '../reports/service/reports.ts';
import { hasSchedules } from '../schedule/service/schedules.ts';
import { homeMessages } from './home-messages.ts';
import { answerSpec, type HomeData, homeLine, homeMessage, type OfficerDesk } from './home-views.ts';
import { myRecord, type Today, todayOf } from './service.ts';

const data = oncePerHome(({ ctx, actor }) => homeData(ctx, actor));

/** What the quiz's row of Home opens: the question or when it comes, streak, points, rank, mistakes; for officers their desk. */
export async function page({ ctx, actor }: HomeRequest): Promise<Message> {
  return homeMessage(actor.locale, await homeData(ctx, actor));
}

/** Streak, points and rank; when the next question comes. */
export async function home(request: HomeRequest): Promise<string> {
  return homeLine(request.actor.locale, await data(request));
}

/** The question of the day; for officers what has been reported, and what is missing before questions can come. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const { locale } = request.actor;
  const { today, officer } = await data(request);
  const here = homeMessages[locale];
  const own: Waiting[] =
    'until' in today
      ? [{ what: `*${here.today}*`, until: today.lockAt, button: answerSpec(messages[locale], today) }]
      : [];
  if (officer === undefined) return own;
  const { reports, hasBanks, hasSchedules } = officer;
  if (reports > 0) own.push(rowOf(here.waiting(reports), 'reports', here.desk.reports));
  if (!hasBanks) own.push(rowOf(here.noBank, 'import', here.desk.import));
  else if (!hasSchedules) own.push(rowOf(here.noSchedule, 'schedule', here.desk.schedule));
  return own;
}

const rowOf = (what: string, verb: string, label: string): Waiting => ({
  what,
  button: { action: `quiz.${verb}`, label },
});

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
      return { state: 'open', ref, until: time(today.card.lockAt), lockAt: today.card.lockAt };
    }
    case 'join':
      return { state: 'join', run: today.run._id, until: time(today.run.lockAt), lockAt: today.run.lockAt };
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
