import { clock } from '../../lib/clock.ts';
import type { Actor } from '../actor.ts';
import type { AnyBlock, ModalView } from '../draw/block-kit.ts';
import { modal } from '../draw/blocks.ts';
import type { Feature } from '../feature.ts';
import type { HomeRequest } from '../request.ts';
import { sentenceFor } from '../routing/errors.ts';
import type { Glue } from '../routing/glue.ts';
import { mayRun } from '../routing/roles.ts';
import { WORDS } from '../text/words.ts';
import {
  type HomeParts,
  homeView,
  inOrder,
  type PartRow,
  WAITING_ACTION,
  type WaitingRow,
  waitingBlocks,
} from './draw.ts';
import { commandsFor, isFor, PART_VIEW, reportOption } from './part.ts';

type Parts = Pick<Glue, 'ctx' | 'registry'>;

/** The actor's Home, pulled from the registry. What fails is left out or says so at its row; the others stand. */
export async function homeBlocks(parts: Parts, actor: Actor): Promise<AnyBlock[]> {
  const { ctx, registry } = parts;
  // One for all: a feature loads once what several of its contributions show.
  const request: HomeRequest = { ctx, actor };
  const [waiting, today, rows] = await Promise.all([
    waitingFor(parts, request),
    Promise.all(registry.features.map((feature) => todayOf(feature, request))),
    Promise.all(registry.features.map((feature) => rowOf(feature, request))),
  ]);
  const reports = mayRun(actor, 'officer')
    ? registry.features.flatMap((feature) =>
        commandsFor(feature, actor)
          .filter(({ isReport }) => isReport === true)
          .map((command) => reportOption(feature, command, actor)),
      )
    : [];
  const home: HomeParts = { waiting, today: today.flat(), parts: rows.flat(), reports };
  return homeView({ locale: actor.locale, tz: actor.tz, now: clock.now() }, home);
}

/** All that waits for the actor, in a modal. */
export async function waitingView(parts: Parts, actor: Actor): Promise<ModalView> {
  const { locale, tz } = actor;
  const rows = inOrder(await waitingFor(parts, { ctx: parts.ctx, actor }));
  return modal({
    callback: `${PART_VIEW}Waiting`,
    title: WORDS.homeTitle[locale],
    close: WORDS.close[locale],
    metadata: WAITING_ACTION,
    blocks: waitingBlocks({ locale, tz, now: clock.now() }, rows),
  });
}

async function waitingFor({ ctx, registry }: Parts, request: HomeRequest): Promise<WaitingRow[]> {
  const found = await Promise.all(
    registry.features.map(async ({ name, emoji, waiting }): Promise<WaitingRow[]> => {
      try {
        return ((await waiting?.(request)) ?? []).map((one) => ({ ...one, emoji }));
      } catch (error) {
        ctx.log.error({ err: error, feature: name }, 'what waits for a person could not be shown');
        return [];
      }
    }),
  );
  return found.flat();
}

async function todayOf({ name, emoji, today }: Feature, request: HomeRequest): Promise<HomeParts['today']> {
  try {
    return ((await today?.(request)) ?? []).map((one) => ({ ...one, emoji }));
  } catch (error) {
    request.ctx.log.error({ err: error, feature: name }, 'what is today could not be shown');
    return [];
  }
}

async function rowOf(feature: Feature, request: HomeRequest): Promise<PartRow[]> {
  const { ctx, actor } = request;
  if (!isFor(feature, actor)) return [];
  const { locale } = actor;
  const line = await feature
    .home?.(request)
    .catch((error: unknown) => sentenceFor(error, locale, ctx.log, `${feature.name} home`));
  return [{ name: feature.name, title: `${feature.emoji} ${feature.title[locale]}`, line }];
}
