import { plain } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import type { Feature } from '../../bot/feature.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Today, Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import { homeLine } from './contest-views.ts';
import { messages } from './messages.ts';
import { contestRef, entrantsRef, theoryRef } from './refs.ts';
import { endOf } from './rules/contest.ts';
import { appealCases } from './service/appeals.ts';
import { runningContests } from './service/contests.ts';
import { copiesFor, sheetsOf } from './service/judging.ts';
import { listed, officerDuties, shownOf, titlesOf } from './service/shown.ts';
import { named } from './told.ts';

/** Slack's button of a ref, as a row's. */
const specOf = ({ action, value = '' }: { action: string; value?: string }, label: string): Waiting['button'] => ({
  action,
  value,
  label,
});

/** Score sheets, papers to enter again, theory papers; for officers results, panels and appeals. */
export async function waiting({ ctx, actor }: HomeRequest): Promise<Waiting[]> {
  const say = messages[actor.locale];
  const running = await runningContests(ctx);
  const appeals = mayRun(actor, 'officer') ? await appealCases.waitingFor(ctx, actor) : [];
  const [firstAppeal] = appeals;
  const ofAppeals: Waiting[] =
    firstAppeal === undefined
      ? []
      : [
          {
            what: `*${say.homeAppeals(appeals.length)}*`,
            until: appealCases.runningClock(firstAppeal)?.by,
            button: { action: 'skills.waiting', label: say.appeals },
          },
        ];
  if (running.length === 0) return ofAppeals;
  const [sheets, copies, duties, shown] = await Promise.all([
    sheetsOf(ctx, actor),
    copiesFor(ctx, actor),
    officerDuties(ctx, actor, running),
    shownOf(ctx, actor, running),
  ]);
  const own = sheets.filter(({ waits }) => waits);
  const again = own.filter(({ asked }) => asked !== undefined).length;
  return [
    ...shown.flatMap(({ contest, disciplines }) =>
      disciplines.flatMap(({ discipline, own: { hasTheory, entrant } }): Waiting[] =>
        hasTheory && entrant !== undefined
          ? [
              {
                what: `*${named(contest.name)}* · ${named(discipline.name)}\n${say.homeTheory}`,
                until: endOf(contest, discipline.id),
                button: specOf(theoryRef.button({ id: entrant._id }, `home-${entrant._id}`), say.theory),
              },
            ]
          : [],
      ),
    ),
    ...(own.length === 0
      ? []
      : [
          {
            what: `*${say.homeSheets(own.length, again)}*`,
            button: { action: 'skills.sheets', label: say.sheets },
          },
        ]),
    ...copies.map(
      ({ contest, discipline, count }): Waiting => ({
        what: `*${named(contest.name)}* · ${named(discipline.name)}\n${say.homeCopies(count)}`,
        button: specOf(
          entrantsRef.button({ id: contest._id, discipline: discipline.id, page: 1 }, `home-${discipline.id}`),
          say.entrants,
        ),
      }),
    ),
    ...duties.short.map(
      ({ contest, count }): Waiting => ({
        what: `*${named(contest.name)}*\n${say.homeShort(count)}`,
        button: specOf(contestRef.button({ id: contest._id }, `short-${contest._id}`), say.open),
      }),
    ),
    ...duties.ready.map(
      (contest): Waiting => ({
        what: `*${named(contest.name)}*\n${say.homeReady}`,
        button: specOf(contestRef.button({ id: contest._id }, `ready-${contest._id}`), say.open),
      }),
    ),
    ...ofAppeals,
  ];
}

/** The reader's own starts today. */
export async function today({ ctx, actor }: HomeRequest): Promise<Today[]> {
  const running = await runningContests(ctx);
  if (running.length === 0) return [];
  const now = clock.now();
  const shown = await shownOf(ctx, actor, running);
  return shown.flatMap(({ contest, disciplines }) =>
    disciplines.flatMap(({ discipline, own: { entrant } }): Today[] => {
      if (entrant === undefined || entrant.state !== 'in' || entrant.startsAt <= now) return [];
      if (dayOf(entrant.startsAt, actor.tz) !== dayOf(now, actor.tz)) return [];
      return [{ at: entrant.startsAt, what: `${named(contest.name)} · ${named(discipline.name)}` }];
    }),
  );
}

/** The reader's next turn, or what is open to them. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  const { rows } = await listed(ctx, actor, 1);
  return homeLine(formReaderOf(actor), rows);
}

/** What a member has won, for their own record. */
export const record: NonNullable<Feature['record']> = async ({ ctx, user, locale }) =>
  (await titlesOf(ctx, user)).map(({ topic }) => `🛠️ ${messages[locale].title} · ${plain(topic)}`);
