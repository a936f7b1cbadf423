import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock } from '../../bot/draw/block-kit.ts';
import { actions, button, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import type { CommandRequest, HomeRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import { saidBy, topicsFor } from './discussion/service.ts';
import { officerButtons } from './findings/actions.ts';
import { findingCases } from './findings/service.ts';
import { messages } from './messages.ts';
import { ownRound } from './round/service.ts';
import { leftOf } from './rules.ts';

/** What waits for a person: outcomes to confirm, findings to deal with, places to visit, questions to answer. */
async function linesFor(ctx: Context, actor: Actor): Promise<{ lines: string[]; open: string[] }> {
  const words = messages[actor.locale].home;
  const isOfficer = mayRun(actor, 'officer');
  const [own, waiting, round, topics] = await Promise.all([
    findingCases.mine(ctx, actor),
    isOfficer ? findingCases.waitingFor(ctx, actor) : [],
    isOfficer ? ownRound(ctx, actor) : [],
    topicsFor(ctx, actor),
  ]);
  const now = clock.now();
  const asks = own.filter(({ outcome, state }) => outcome !== undefined && state === outcome).length;
  const overdue = waiting.filter((one) => findingCases.isOverdue(one, now)).length;
  const left = round.reduce((sum, one) => sum + leftOf(one).length, 0);
  const open = topics.filter(({ state, endsAt }) => state === 'open' && endsAt > now);
  const wrote = await Promise.all(open.map(({ _id }) => saidBy(ctx, _id, actor.user)));
  const asked = open.filter((_, nth) => wrote[nth] === 0);
  const until = (at: Date) => dayFor(dayOf(at, ctx.config.TIMEZONE), actor.locale);
  return {
    lines: [
      ...(asks > 0 ? [words.asks(asks)] : []),
      ...(waiting.length > 0 ? [words.waiting(waiting.length, overdue)] : []),
      ...(left > 0 ? [words.round(left)] : []),
      ...asked.map(({ question, endsAt }) => words.open(quoteOf(question, 60), until(endsAt))),
    ],
    open: asked.map(({ _id }) => _id),
  };
}

export async function home({ ctx, actor }: HomeRequest): Promise<AnyBlock[]> {
  const words = messages[actor.locale];
  const { lines, open } = await linesFor(ctx, actor);
  const [first] = open;
  const own = actions(
    ...(first === undefined
      ? []
      : [button({ action: 'visits.say', label: words.topic.write, value: first, style: 'primary' as const })]),
    button({ action: 'visits.mine', label: words.mine }),
    button({ action: 'visits.topics', label: words.discussions }),
  );
  return [
    section([`*🚶 ${plain(words.title)}*`, ...(lines.length === 0 ? [words.home.none] : lines)].join('\n')),
    mayRun(actor, 'officer') ? officerButtons(actor.locale) : own,
  ];
}

/** `/jy visits` */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(message(await home({ ctx, actor })));
}
