import { quoteOf } from '../../bot/draw/quoted.ts';
import { oncePerHome } from '../../bot/home/once.ts';
import { rowButton } from '../../bot/home/row-button.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { caseRefs } from '../../cases/screens/refs.ts';
import { clock } from '../../lib/clock.ts';
import type { Locale } from '../../lib/language.ts';
import type { Item } from './item/model.ts';
import { OPEN, OUTCOMES } from './item/states.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { suggestionCases } from './service/items.ts';

/** So many results stand one by one; more are one row. */
const EACH = 2;

const zh = {
  asks: (number: string) => `*${number} 有结果了，请评价*`,
  rate: '去评价',
  duty: (count: number, overdue: number) => `*${count} 条建议等办理*${overdue > 0 ? `，其中超期 ${overdue} 条` : ''}`,
};
const en: typeof zh = {
  asks: (number) => `*${number} has a result: how did it turn out?*`,
  rate: 'Answer',
  duty: (count, overdue) =>
    `*${count} ${count === 1 ? 'suggestion' : 'suggestions'} to deal with*${overdue > 0 ? `, ${overdue} overdue` : ''}`,
};
const words: Record<Locale, typeof zh> = { zh, en };

const loaded = oncePerHome(async ({ ctx, actor }) => {
  const [{ counts }, own, duties] = await Promise.all([
    suggestionCases.boardOf(ctx, 'open'),
    suggestionCases.mine(ctx, actor),
    mayRun(actor, 'officer') ? suggestionCases.waitingFor(ctx, actor) : [],
  ]);
  return { counts, own, duties };
});

const isAsked = ({ state }: Item) => OUTCOMES.some((outcome) => outcome === state);

/** Results that wait for the sender's word; for officers what is open in their affairs, until the first of it is due. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const { locale } = request.actor;
  const say = words[locale];
  const { own, duties } = await loaded(request);
  const asked = own.filter(isAsked);
  const results: Waiting[] =
    asked.length > EACH
      ? [
          {
            what: `*${messages[locale].homeLine(0, asked.length)}*`,
            button: { action: 'suggestions.mine', label: say.rate },
          },
        ]
      : asked.map((one) => ({
          what: `${say.asks(one.number)}\n${quoteOf(one.text, 60)}`,
          button: rowButton(caseRefs('suggestions').open.button({ id: one._id }), say.rate),
        }));
  if (duties.length === 0) return results;
  const now = clock.now();
  const overdue = duties.filter((one) => suggestionCases.isOverdue(one, now)).length;
  const [first] = duties;
  const until = first === undefined ? undefined : suggestionCases.runningClock(first)?.by;
  const button = { action: 'suggestions.waiting', label: officerMessages[locale].waiting };
  return [...results, { what: say.duty(duties.length, overdue), until, button }];
}

/** The person's own that are open, and the numbers of the board. */
export async function home(request: HomeRequest): Promise<string> {
  const say = messages[request.actor.locale];
  const { own, counts } = await loaded(request);
  const mine = own.filter((one) => OPEN.includes(one.state)).length;
  return [say.homeLine(mine, 0), say.counts(counts.open, counts.solved, counts.overdue)].join('\n');
}
