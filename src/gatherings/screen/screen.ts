import type { JobDefinition, JobOutcome } from '../../../jobs/define.ts';
import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { updateLiveView } from '../../bot/draw/live-view.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { doorPicture, prepareDoor } from '../../bot/slack/door.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { actorOf } from '../../members/service.ts';
import type { Gathering } from '../gathering.ts';
import type { Gatherings } from '../gatherings.ts';
import type { Look } from '../notices.ts';
import type { Rights } from '../roll.ts';
import { closesAt } from '../rules/marks.ts';
import { rollModal, type Screen, type ScreenWords } from './views.ts';

const LOOK_MS = 15_000;

/** The job that draws an open screen again: a feature's own, so that it has a worker. It ends with the screen. */
export type ScreenJob = JobDefinition<{ session: string; user: string; screen: string }>;

/** What a feature says about its screens. */
export interface ScreenSpec<T> extends Pick<Rights<T>, 'manages'>, ScreenWords, Pick<Look<T>, 'told'> {
  feature: string;
  job: ScreenJob;
}

export interface Screens<T> {
  spec: ScreenSpec<T>;
  /** The screen as it is now. @throws UserError for people who do not call this roll */
  view(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView>;
  /** The same, which from then on changes by itself: a new code each minute, and who has come. @param clickId names this screen */
  open(ctx: Context, actor: Actor, id: string, clickId: string): Promise<ModalView>;
  /** What an open screen shows now. @returns undefined when there is nothing more to show by itself */
  live(ctx: Context, user: string, id: string): Promise<{ actor: Actor; screen: Screen; next: Date } | undefined>;
  /** What the job does. */
  redraw(ctx: Context, of: { session: string; user: string; screen: string }): Promise<JobOutcome>;
}

/** The screens on which the roll of a feature's gatherings is called: the trainer's, the chair's. */
export function rollScreens<T extends Gathering, Q>(
  { called, codeFor, rollOf, correctionsOf }: Gatherings<T, Q>,
  spec: ScreenSpec<T>,
): Screens<T> {
  const { feature, manages, told, job } = spec;

  async function screenOf(ctx: Context, actor: Actor, id: string): Promise<Screen> {
    const one = await called(ctx, actor, id);
    const code = codeFor(ctx, one);
    const [said, isManaged, roll, corrections, door] = await Promise.all([
      told(ctx, actor, one),
      manages(ctx, actor, one),
      rollOf(ctx, one),
      one.state === 'closed' ? correctionsOf(ctx, id) : [],
      code === undefined ? undefined : doorPicture(ctx),
    ]);
    return { told: said, state: one.state, isManaged, roll, corrections, code, closes: closesAt(one), door };
  }

  const draw = (actor: Actor, screen: Screen, note?: string): ModalView =>
    rollModal(feature, formReaderOf(actor), spec, screen, note);

  const live: Screens<T>['live'] = async (ctx, user, id) => {
    const actor = await actorOf(ctx, user);
    if (actor === undefined) return undefined;
    const screen = await screenOf(ctx, actor, id).catch(nothingIfRefused);
    return screen?.state === 'open' ? { actor, screen, next: nextLook(screen.code?.until) } : undefined;
  };

  return {
    spec,
    live,
    view: async (ctx, actor, id, note) => draw(actor, await screenOf(ctx, actor, id), note),
    open: async (ctx, actor, id, clickId) => {
      await called(ctx, actor, id);
      await prepareDoor(ctx);
      const view = draw(actor, await screenOf(ctx, actor, id));
      const screen = `${feature}-${id}-${clickId}`;
      await ctx
        .enqueue(job, { session: id, user: actor.user, screen }, { key: screen, at: nextLook(undefined) })
        .catch((error: unknown) => ctx.log.warn({ err: error, session: id }, 'a screen does not change by itself'));
      return { ...view, external_id: screen };
    },
    redraw: async (ctx, { session, user, screen }) => {
      const shown = await live(ctx, user, session);
      if (shown === undefined) return { skipped: 'nothing more to show' };
      const view = { ...draw(shown.actor, shown.screen), external_id: screen };
      return (await updateLiveView(ctx, view)) ? { again: shown.next } : { skipped: 'closed' };
    },
  };
}

/** People who called the roll when the screen was opened may not any more. */
function nothingIfRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

function nextLook(until: Date | undefined): Date {
  const soon = new Date(clock.now().getTime() + LOOK_MS);
  return until !== undefined && until < soon ? until : soon;
}
