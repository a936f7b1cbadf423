import type { Actor } from '../../../bot/actor.ts';
import { sendEither } from '../../../bot/draw/figures.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action, Command } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { managedBank, managedBankIds } from '../bank/service/rights.ts';
import { bankByName } from '../bank/service/store.ts';
import { WORDS } from '../words.ts';
import { statsWords } from './messages.ts';
import { type QuizStats, STATS_DAYS, statsOf } from './service.ts';
import { statsMessages } from './views.ts';

const statsAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    await present(request, {
      message: async () => statsMessages(actor.locale, await statsFor(ctx, actor, request.value || undefined)),
      title: statsWords[actor.locale].stats,
      onMessage: 'beside',
      inModal: 'over',
    });
  },
};

/** The numbers of one bank that the actor may change, or of all of those. */
async function statsFor(ctx: Context, actor: Actor, bank: string | undefined): Promise<QuizStats> {
  if (bank === undefined) return statsOf(ctx, undefined, STATS_DAYS, await managedBankIds(ctx, actor));
  await managedBank(ctx, actor, bank);
  return statsOf(ctx, bank);
}

async function bankNamed(ctx: Context, name: string): Promise<string | undefined> {
  if (name === '') return undefined;
  const found = await bankByName(ctx, name);
  if (found === undefined) throw new UserError(WORDS.noBank);
  return found._id;
}

const statsCommand: Command = {
  verb: 'stats',
  isReport: true,
  aliases: ['统计'],
  role: 'officer',
  usage: { zh: '[题库]', en: '[bank]' },
  summary: { zh: '参与率、最难的题、需要看一看的题', en: 'participation, the hardest questions, those worth a look' },
  run: async (request) => {
    const { ctx, actor } = request;
    const bank = await bankNamed(ctx, request.args.join(' '));
    await sendEither(ctx, statsMessages(actor.locale, await statsFor(ctx, actor, bank)), request.reply);
  },
};

export const statsActions: Record<string, Action> = { stats: statsAction };

export const statsCommands: Command[] = [statsCommand];
