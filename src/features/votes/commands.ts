import { listedBallots, waitingBallots } from '../../ballots/showing.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import type { Command } from '../../bot/feature.ts';
import type { CommandRequest, HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { openCall } from './actions.ts';
import { messages } from './messages.ts';
import { votes } from './service.ts';
import { listMessage } from './views.ts';

/** The votes that concern a person. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const found = await listedBallots(ctx, votes, actor, 1);
  await reply(listMessage(formReaderOf(actor), found, mayRun(actor, 'officer')));
}

/** How many votes wait for the person; otherwise votes are in the menu. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  const { length } = await votes.waitingFor(ctx, actor.user);
  return length === 0 ? undefined : messages[actor.locale].row(length);
}

export const waiting = (request: HomeRequest): Promise<Waiting[]> => waitingBallots(votes, request);

export const commands: Command[] = [
  {
    verb: 'new',
    aliases: ['发起'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: {
      zh: '请一群人投票：记名或无记名，到时间自动计票',
      en: 'ask people to vote, in secret or openly; counted by itself at the end',
    },
    run: openCall,
  },
];
