import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Command } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { CommandRequest, HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { openContestForm } from './form-actions.ts';
import { listed } from './service/shown.ts';
import { openTo, turnsOf } from './service/turns.ts';
import { homeLine, listMessage, turnBlocks, turnRows } from './views.ts';

/** The contests there are, with what the reader can do in each. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const reader = formReaderOf(actor);
  const [found, playing] = await Promise.all([listed(ctx, actor, 1), turnsOf(ctx, actor)]);
  const turns = turnBlocks(reader, playing);
  const { blocks } = listMessage(reader, found, mayRun(actor, 'officer'));
  await reply(message([...turns, ...blocks]));
}

/** A match that the reader can play now. */
export async function waiting({ ctx, actor }: HomeRequest): Promise<Waiting[]> {
  return turnRows(formReaderOf(actor), await turnsOf(ctx, actor));
}

/** The contests that are open to the reader. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  return homeLine(formReaderOf(actor), await openTo(ctx, actor));
}

export const arenaCommands = (questions: Questions): Command[] => [
  {
    verb: 'new',
    aliases: ['办赛'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: { zh: '办一场擂台赛，看好了再发布', en: 'hold a contest; you see it before anyone is told' },
    run: (request) => openContestForm(questions, request),
  },
];
