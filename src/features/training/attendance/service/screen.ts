import { trainingScreen } from '../../../../../jobs/training.ts';
import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import type { Correction, RollRow } from '../../../../gatherings/roll.ts';
import { closesAt } from '../../../../gatherings/rules/marks.ts';
import { clock } from '../../../../lib/clock.ts';
import { actorOf } from '../../../../members/service.ts';
import { gathered } from '../../seats/service/seats.ts';
import { type Shown, shownOne } from '../../session/service/present.ts';
import { doorPicture } from './door.ts';

/** The trainer's screen, as it is now. */
export interface Screen {
  shown: Shown;
  roll: RollRow[];
  corrections: readonly Correction[];
  code: { code: string; until: Date } | undefined;
  closes: Date;
  /** Of the link that opens the bot, while the code counts. */
  door: string | undefined;
}

const LOOK_MS = 15_000;

/** @throws UserError for who neither teaches nor looks after the session */
export async function screenOf(ctx: Context, actor: Actor, id: string): Promise<Screen> {
  const session = await gathered.called(ctx, actor, id);
  const code = gathered.codeFor(ctx, session);
  const [shown, roll, corrections, door] = await Promise.all([
    shownOne(ctx, actor, session),
    gathered.rollOf(ctx, session),
    session.state === 'closed' ? gathered.correctionsOf(ctx, id) : [],
    code === undefined ? undefined : doorPicture(ctx),
  ]);
  return { shown, roll, corrections, code, closes: closesAt(session), door };
}

/** Keeps an open screen as it is by now: a new code each minute, and who has come. @param screen the view's external id */
export async function keepLive(ctx: Context, actor: Actor, session: string, screen: string): Promise<void> {
  await ctx
    .enqueue(trainingScreen, { session, user: actor.user, screen }, { key: screen, at: nextLook(undefined) })
    .catch((error: unknown) => ctx.log.warn({ err: error, session }, 'a screen does not change by itself'));
}

/** What an open screen shows now. @returns undefined when there is nothing more to show by itself */
export async function liveScreen(
  ctx: Context,
  user: string,
  session: string,
): Promise<{ actor: Actor; screen: Screen; next: Date } | undefined> {
  const actor = await actorOf(ctx, user);
  if (actor === undefined) return undefined;
  const screen = await screenOf(ctx, actor, session).catch(nothingIfRefused);
  if (screen?.shown.state !== 'open') return undefined;
  return { actor, screen, next: nextLook(screen.code?.until) };
}

/** Who taught it when the screen was opened may not any more. */
function nothingIfRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

function nextLook(until: Date | undefined): Date {
  const soon = new Date(clock.now().getTime() + LOOK_MS);
  return until !== undefined && until < soon ? until : soon;
}
