/**
 * Fills an empty playground with three months of a company: `node … main.js [--fresh]`, with the variables of the bot and
 * PLAYGROUND_URL and HISTORY_ENDS_AT, the present in milliseconds since the epoch. The product's own use cases write it,
 * under a clock that is moved from day to day; bot and worker start afterwards, on the present day. Begun and not ended, it
 * is begun anew on an empty database.
 */
import { jobWorkers } from '../../jobs/index.ts';
import { createRegistry } from '../../src/bot/routing/registry.ts';
import { readConfig } from '../../src/config.ts';
import { features } from '../../src/features/index.ts';
import { DAY_MS, dayOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { syncMembers } from '../../src/members/slack/sync.ts';
import { prepare } from '../../src/prepare.ts';
import { openContext } from '../../src/start-context.ts';
import { installMovableDate } from '../clock/shift-date.ts';
import { demoCompany, demoRoster, idOf, PLAYED } from '../company.ts';
import { histories } from './histories.ts';
import { deliver, showChanges } from './post-office.ts';
import { openStage, type Scene, ZONE } from './stage.ts';
import { beginWriting, endWriting, SOMETHING_ELSE } from './state.ts';

const DAYS = 92;
/** From then on messages are posted; what came before nobody reads. */
const SHOWN_WORKDAYS = 2;
/** In the quiet time, in which nobody is told anything, once a day is enough for what has days; long ago each fifth day. */
const QUIET_TICKS = ['08:03'];
const DAILY_WORKDAYS = 8;
const RARE = 5;
const SHOWN_TICKS = ['06:05', '08:02', '10:01', '14:02', '17:01', '22:02'];
const FREE_TICKS = ['06:40', '14:02', '20:01'];
const QUIET_CLOCKWORK = ['announcements.tick', 'suggestions.tick', 'training.tick', 'clubs.tick', 'visits.tick'];
const CLOCKWORK = ['quiz.tick', 'arena.tick', 'skills.tick', 'mentoring.tick', ...QUIET_CLOCKWORK];
const LAST_WORK = ['participation.catchUp', 'participation.rollUp', 'people.index'];

/** What goes wrong is said on stderr, and the process ends with 1. */
export async function main(): Promise<void> {
  try {
    await write();
  } catch (error) {
    process.stderr.write(
      `The company's history could not be written: ${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = 1;
  }
}

async function write(): Promise<void> {
  const date = installMovableDate();
  const { ctx: real, close } = await openContext({ ...readConfig(), LOG_LEVEL: 'warn' }, 'cli', true);
  try {
    const began = await beginWriting(real, process.argv.includes('--fresh'));
    if (began === 'other') process.exitCode = SOMETHING_ELSE;
    if (began !== 'begun') return;
    await prepare(real, features);
    process.send?.('writing');
    const registry = createRegistry(features);
    const startedAt = Number(process.env.HISTORY_ENDS_AT);
    if (!Number.isSafeInteger(startedAt)) throw new Error('HISTORY_ENDS_AT is no time');
    const present = startedAt - date.realNow();
    const { stage, runDue, takePost, rest } = openStage(
      real,
      jobWorkers(registry),
      dayOf(new Date(startedAt), ZONE),
      date.now,
      () => isShown(),
    );
    const { ctx } = stage;
    await play('reset', {});
    await play('limits', { on: false });

    const seen = [...PLAYED.map(idOf), ...demoCompany().channels.map((one) => one.id)];
    const shownFrom = stage.atWorkday(-SHOWN_WORKDAYS, '00:00').getTime();
    const isShown = (): boolean => date.now() >= shownFrom;
    const dailyFrom = stage.atWorkday(-DAILY_WORKDAYS, '00:00');
    const isLongAgo = (at: Date): boolean => at < dailyFrom;
    let isMoved = false;
    const moveTo = async (at: number): Promise<void> => {
      // Two scenes of one minute: the clock has run on meanwhile, and to turn it back costs as much as many scenes.
      if (isMoved && at <= date.now()) return;
      isMoved = true;
      date.setOffset(at - date.realNow());
      if (isShown()) await play('clock', { at });
    };

    const opening: Scene = {
      at: stage.at(-DAYS, '09:00'),
      play: async () => {
        await syncMembers(ctx);
        await importRoster(ctx, new TextEncoder().encode(demoRoster(stage.people, '分会干部')));
      },
    };
    const scenes = [opening, ...histories.flatMap((history) => history(stage)), ...ticks()];
    for (const { at, play: happens, isDaily = false } of scenes.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      if (at.getTime() >= startedAt) break;
      await moveTo(at.getTime());
      await happens();
      await runDue();
      const isPost = takePost();
      if (isShown()) await deliver(ctx, registry.notice, seen);
      else if (isPost || isDaily) await deliver(ctx, registry.notice);
    }
    await moveTo(date.realNow() + present);
    await stage.tick(...CLOCKWORK, ...LAST_WORK);
    await deliver(ctx, registry.notice, seen);
    await showChanges(ctx, registry.notice, seen);
    for (const { job, payload, options } of rest()) await real.enqueue(job, payload, options);
    await endWriting(real);

    function ticks(): Scene[] {
      return Array.from({ length: DAYS }, (_, back) => back + 1 - DAYS).flatMap((days) => {
        const noon = stage.at(days, '12:00');
        const isWorkday = isOfficialWorkday(dayOf(noon, ZONE));
        const isQuiet = noon.getTime() + DAY_MS / 2 <= shownFrom;
        const isPassed = isLongAgo(noon) && days % RARE !== 0;
        const times = isQuiet ? (isWorkday && !isPassed ? QUIET_TICKS : []) : isWorkday ? SHOWN_TICKS : FREE_TICKS;
        const jobs = isQuiet ? QUIET_CLOCKWORK : CLOCKWORK;
        return times.map(
          (time): Scene => ({
            at: stage.at(days, time),
            isDaily: true,
            // As in the worker, where none waits for another.
            play: async () => {
              await Promise.all(jobs.map((job) => stage.tick(job)));
            },
          }),
        );
      });
    }
  } finally {
    await close();
  }
}

/** Says something to the playground's control API. */
async function play(what: 'reset' | 'limits' | 'clock', body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${process.env.PLAYGROUND_URL}/play/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the playground refused ${what}: ${await answer.text()}`);
}
