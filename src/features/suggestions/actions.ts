import type { Actor } from '../../bot/actor.ts';
import type { Message } from '../../bot/draw/block-kit.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { BOARDS } from '../../cases/boards.ts';
import { caseRefs } from '../../cases/screens/refs.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { boardList, type HomeData, mineList, waitingList } from './board/views.ts';
import { OPEN, OUTCOMES, SATISFACTIONS, stepOfWord } from './item/states.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { suggestionScreens } from './screens.ts';
import { suggestionCases } from './service/items.ts';
import { setAway } from './service/people.ts';

/** All of a board's view stand on one page. */
const BOARD = 10;

export async function boardFor(ctx: Context, actor: Actor, wanted: string): Promise<Message> {
  const { items, ...board } = await suggestionCases.boardOf(ctx, BOARDS.find((one) => one === wanted) ?? 'open');
  const list = boardList(actor.locale, board, mayRun(actor, 'officer'));
  return suggestionScreens.list(ctx, actor, items, { ...list, page: 1, size: BOARD });
}

export async function mineFor(ctx: Context, actor: Actor, page = 1): Promise<Message> {
  return suggestionScreens.list(ctx, actor, await suggestionCases.mine(ctx, actor), {
    ...mineList(actor.locale),
    page,
  });
}

export async function waitingMessageFor(ctx: Context, actor: Actor, page = 1): Promise<Message> {
  const found = await suggestionCases.waitingFor(ctx, actor);
  return suggestionScreens.list(ctx, actor, found, { ...waitingList(actor.locale), page });
}

export async function homeData(ctx: Context, actor: Actor): Promise<HomeData> {
  const [{ counts }, own, waiting] = await Promise.all([
    suggestionCases.boardOf(ctx, 'open'),
    suggestionCases.mine(ctx, actor),
    mayRun(actor, 'officer') ? suggestionCases.waitingFor(ctx, actor) : undefined,
  ]);
  const now = clock.now();
  return {
    counts,
    mine: own.filter((one) => OPEN.includes(one.state)).length,
    asks: own.filter((one) => OUTCOMES.some((outcome) => outcome === one.state)).length,
    waiting:
      waiting === undefined
        ? undefined
        : { count: waiting.length, overdue: waiting.filter((one) => suggestionCases.isOverdue(one, now)).length },
  };
}

/** A list where the click was. */
async function showList(request: ActionRequest, draw: () => Promise<Message>): Promise<void> {
  await present(request, { message: draw, onMessage: 'over', title: messages[request.actor.locale].title });
}

/** The sender's word, as buttons carried it before each was a step of its own: `rate:not`, or of several `rate:not-2`. */
async function onRate(request: ActionRequest): Promise<void> {
  const { ctx, value, suffix } = request;
  const at = caseRefs('suggestions').open.read(value);
  const [said, nth] = suffix.split('-');
  const word = SATISFACTIONS.find((one) => one === said) ?? 'satisfied';
  const { round } = await suggestionCases.present(ctx, at.id);
  await suggestionScreens.press(request, at, stepOfWord(word, round > 0), nth);
}

async function comeBack(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  await setAway(ctx, actor, 0);
  await present(request, { message: () => sentence(officerMessages[actor.locale].back) });
}

const worker = (run: Action['run']): Action => ({ role: 'worker', run });
const officer = (run: Action['run']): Action => ({ role: 'officer', run });

export const actions: Record<string, Action> = {
  ...suggestionScreens.actions,
  mine: worker((request) => showList(request, () => mineFor(request.ctx, request.actor, turnedTo(request)))),
  board: worker((request) => showList(request, () => boardFor(request.ctx, request.actor, request.suffix))),
  waiting: officer((request) =>
    showList(request, () => waitingMessageFor(request.ctx, request.actor, turnedTo(request))),
  ),
  rate: worker(onRate),
  back: officer(comeBack),
};

export const modals: Record<string, Modal> = suggestionScreens.modals;
