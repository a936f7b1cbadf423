import type { Actor } from '../../bot/actor.ts';
import { actions, button, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import { oncePerHome } from '../../bot/home/once.ts';
import type { CommandRequest, HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import { saidIn, topicsFor, topicsOf } from './discussion/service.ts';
import { officerButtons } from './findings/actions.ts';
import { findingCases } from './findings/service.ts';
import { messages } from './messages.ts';
import { ownRound } from './round/service.ts';
import { leftOf } from './rules.ts';

/** What waits for a person: outcomes to confirm, findings to deal with, places to visit, questions to answer. */
async function loadFor(ctx: Context, actor: Actor) {
  const isOfficer = mayRun(actor, 'officer');
  const [own, duties, round, topics, looked] = await Promise.all([
    findingCases.mine(ctx, actor),
    isOfficer ? findingCases.waitingFor(ctx, actor) : [],
    isOfficer ? ownRound(ctx, actor) : [],
    topicsFor(ctx, actor),
    isOfficer ? topicsOf(ctx, actor) : [],
  ]);
  const now = clock.now();
  const open = topics.filter(({ state, endsAt }) => state === 'open' && endsAt > now);
  const wrote = await saidIn(
    ctx,
    actor.user,
    open.map(({ _id }) => _id),
  );
  return {
    asks: own.filter(({ outcome, state }) => outcome !== undefined && state === outcome),
    duties,
    overdue: duties.filter((one) => findingCases.isOverdue(one, now)).length,
    left: round.reduce((sum, one) => sum + leftOf(one).length, 0),
    asked: open.filter(({ _id }) => !wrote.has(_id)),
    ended: looked.filter(({ state, by }) => state === 'closed' && by === actor.user),
  };
}

const loaded = oncePerHome(({ ctx, actor }) => loadFor(ctx, actor));

/** Each with the button that does it. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const words = messages[request.actor.locale];
  const { asks, duties, overdue, left, asked, ended } = await loaded(request);
  const rows: Waiting[] = [];
  const bold = (line: string) => line.replace(/[。.]$/, '').replace(/^[^，,]+/, '*$&*');
  const [ask, ...more] = asks;
  if (ask !== undefined) {
    const one = { action: 'visits.open', label: words.see, value: ask._id };
    const button = more.length === 0 ? one : { action: 'visits.mine', label: words.see };
    rows.push({ what: bold(words.home.asks(asks.length)), button });
  }
  const [first] = duties;
  if (first !== undefined) {
    const button = { action: 'visits.waiting', label: words.waiting };
    rows.push({
      what: bold(words.home.waiting(duties.length, overdue)),
      until: findingCases.runningClock(first)?.by,
      button,
    });
  }
  for (const { _id, question, endsAt } of asked) {
    const what = `${bold(words.discussion)} ${quoteOf(question, 60)}`;
    rows.push({ what, until: endsAt, button: { action: 'visits.say', label: words.topic.write, value: _id } });
  }
  for (const { _id, question } of ended) {
    const what = `${bold(words.topic.states.closed)} ${quoteOf(question, 60)}`;
    rows.push({ what, button: { action: 'visits.sum', label: words.topic.sum, value: _id } });
  }
  if (left > 0)
    rows.push({ what: bold(words.home.round(left)), button: { action: 'visits.new', label: words.record } });
  return rows;
}

/** What it is for: all that is wanted stands among what waits. */
export async function home({ actor }: HomeRequest): Promise<string> {
  return messages[actor.locale].home.none;
}

/** `/jy visits` */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const words = messages[actor.locale];
  const { asks, duties, overdue, left, asked } = await loadFor(ctx, actor);
  const until = (at: Date) => dayFor(dayOf(at, ctx.config.TIMEZONE), actor.locale);
  const lines = [
    ...(asks.length > 0 ? [words.home.asks(asks.length)] : []),
    ...(duties.length > 0 ? [words.home.waiting(duties.length, overdue)] : []),
    ...(left > 0 ? [words.home.round(left)] : []),
    ...asked.map(({ question, endsAt }) => words.home.open(quoteOf(question, 60), until(endsAt))),
  ];
  const [first] = asked;
  const own = actions(
    ...(first === undefined
      ? []
      : [button({ action: 'visits.say', label: words.topic.write, value: first._id, style: 'primary' as const })]),
    button({ action: 'visits.mine', label: words.mine }),
    button({ action: 'visits.topics', label: words.discussions }),
  );
  await reply(
    message([
      section([`*🚶 ${words.title}*`, ...(lines.length === 0 ? [words.home.none] : lines)].join('\n')),
      mayRun(actor, 'officer') ? officerButtons(actor.locale) : own,
    ]),
  );
}
