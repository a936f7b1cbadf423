import { ballotParts } from '../../../ballots/actions.ts';
import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action } from '../../../bot/feature.ts';
import { caseScreens } from '../../../cases/screens/screens.ts';
import type { Context } from '../../../context.ts';
import { messages } from '../messages.ts';
import { objectionCases } from '../service/cases.ts';
import { votes } from '../service/votes.ts';
import { KIND_NAMES, objectionTexts } from './texts.ts';

/** Objections and disputes as cases: their card, their lists, and the forms of their steps. */
export const objectionScreens = caseScreens({
  cases: objectionCases,
  texts: objectionTexts,
  kindNames: (_ctx, locale) => (kind) => (KIND_NAMES[locale] as Record<string, string>)[kind] ?? kind,
  lists: { mine: 'honours.mine', waiting: 'honours.waiting' },
  namesSender: true,
});

const mine = async (ctx: Context, actor: Actor, page: number): Promise<Message> => {
  const found = await objectionCases.mine(ctx, actor);
  const title = messages[actor.locale].mine;
  return objectionScreens.list(ctx, actor, found, { title, turn: 'honours.mine', from: 'mine', page });
};

const waiting = async (ctx: Context, actor: Actor, page: number): Promise<Message> => {
  const found = await objectionCases.waitingFor(ctx, actor);
  const title = messages[actor.locale].objections;
  return objectionScreens.list(ctx, actor, found, { title, turn: 'honours.waiting', from: 'waiting', page });
};

const lists =
  (draw: typeof mine): Action['run'] =>
  (request) =>
    present(request, {
      message: () => draw(request.ctx, request.actor, turnedTo(request)),
      title: messages[request.actor.locale].objections,
    });

/** Votes on titles: voting, results, all votes. */
export const voteParts = ballotParts(votes);

export const objectionActions: Record<string, Action> = {
  ...voteParts.actions,
  ...objectionScreens.actions,
  mine: { role: 'worker', run: lists(mine) },
  waiting: { role: 'officer', run: lists(waiting) },
};
