import { unpack } from '../../bot/command-text.ts';
import { UserError } from '../../bot/errors.ts';
import type { Action, ActionRequest, Message, Modal } from '../../bot/feature.ts';
import { sentence } from '../../bot/sentence.ts';
import { updateCopy } from '../../delivery/copies.ts';
import { boardAction, meAction } from './board-actions.ts';
import { messages } from './messages.ts';
import { asModal, reportModal, writeModal } from './modal-views.ts';
import { itemMessage, practiceMessage, practiceResultMessage } from './present.ts';
import type { ShownQuestion } from './question-views.ts';
import { type PracticeMode, packRef, type Ref, unpackRef, unpackTopic } from './ref.ts';
import type { Response } from './rules/mark.ts';
import { parseNumber } from './rules/mark.ts';
import type { QuestionKind } from './rules/question.ts';
import { shownOrder } from './rules/shuffle.ts';
import { confirm, itemState, pick } from './service/answer.ts';
import { joinRun, muteToday } from './service/cards.ts';
import { countSoon } from './service/count.ts';
import { cardItem, type ItemState } from './service/item.ts';
import { answerPractice, nextPractice } from './service/practice.ts';
import { questionById } from './service/question-cache.ts';
import { reportQuestion } from './service/reports.ts';
import { WORDS } from './words.ts';

/** Shows a message where the click was: in its place, in the modal, or (from App Home) in a new modal. */
async function show(request: ActionRequest, message: Message): Promise<void> {
  if (request.origin.kind === 'message') await request.replace(message);
  else if (request.origin.kind === 'modal') await request.updateModal(asModal(request.actor.locale, message));
  else await request.openModal(async () => asModal(request.actor.locale, message));
}

/** Shows an item; answered in a modal, or in what a command showed, the card in the chat shows it too. */
async function showItem(request: ActionRequest, state: ItemState, reveal = false): Promise<void> {
  const { actor, origin } = request;
  await show(request, itemMessage(actor, state, { reveal }));
  const isElsewhere = origin.kind !== 'message' || origin.isEphemeral;
  if (isElsewhere && state.state === 'answered') await refreshElsewhere(request, state);
}

async function refreshElsewhere(
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'refreshHome'>,
  state: ItemState,
): Promise<void> {
  const { ctx, actor } = request;
  await countSoon(ctx, state.card.run);
  await updateCopy(ctx, `quiz.card-${state.card.run}`, actor.user, itemMessage(actor, state));
  await request.refreshHome();
}

function refOf(value: string): { ref: Ref; rest: string } {
  const found = unpackRef(value);
  if (found === undefined) throw new UserError(WORDS.notYours);
  return found;
}

/** The answer that a button or the boxes stand for; indexes are the options' own. */
function responseOf(kind: QuestionKind, chosen: number[]): Response {
  return kind === 'truefalse' ? { kind: 'truth', value: chosen[0] === 0 } : { kind: 'choice', chosen };
}

const pickAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { ref, rest } = refOf(request.value);
    const chosen = [Number(rest)];
    if (ref.kind === 'practice') {
      const question = await questionById(ctx, ref.question);
      if (question === undefined) throw new UserError(WORDS.questionGone);
      await show(
        request,
        practiceResultMessage(actor, await answerPractice(ctx, actor, ref, responseOf(question.content.kind, chosen))),
      );
      return;
    }
    const { question } = await cardItem(ctx, actor, ref.card, ref.item);
    await showItem(request, await pick(ctx, actor, ref.card, ref.item, responseOf(question.content.kind, chosen)));
  },
};

/** Boxes are marked as they are ticked; nothing moves under the finger until they are confirmed. */
const checkAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ref } = refOf(request.suffix.replaceAll('.', '|'));
    if (ref.kind === 'practice') return;
    const chosen = request.values.map(Number).sort((a, b) => a - b);
    const state = await pick(request.ctx, request.actor, ref.card, ref.item, { kind: 'choice', chosen });
    if (state.state !== 'open') await showItem(request, state);
  },
};

const confirmAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { ref } = refOf(request.value);
    const ticked = request.inputs.choice;
    const response: Response | undefined =
      Array.isArray(ticked) && ticked.length > 0
        ? { kind: 'choice', chosen: ticked.map(Number).sort((a, b) => a - b) }
        : undefined;
    if (ref.kind === 'card') {
      await showItem(request, await confirm(ctx, actor, ref.card, ref.item, response));
      return;
    }
    if (response === undefined) throw new UserError(WORDS.chooseFirst);
    await show(request, practiceResultMessage(actor, await answerPractice(ctx, actor, ref, response)));
  },
};

/** Shows an item of a card: the next one, or today's from App Home and from a nudge. */
const openAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ref } = refOf(request.value);
    if (ref.kind === 'card') await showItem(request, await itemState(request.ctx, request.actor, ref.card, ref.item));
  },
};

const revealAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ref } = refOf(request.value);
    if (ref.kind === 'card')
      await showItem(request, await itemState(request.ctx, request.actor, ref.card, ref.item), true);
  },
};

function practiceAction(mode: PracticeMode): Action {
  return {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor } = request;
      const score = mode === 'challenge' ? Number(request.value) || 0 : 0;
      const [kind, packed = ''] = unpack(request.value, 2);
      const topic = mode === 'practice' && kind === 'topic' ? unpackTopic(packed) : '';
      const next = await nextPractice(ctx, actor, mode, score, topic);
      if (next !== undefined) {
        await show(request, practiceMessage(actor, next));
        return;
      }
      const say = messages[actor.locale];
      const text = mode === 'mistakes' ? say.mistakesEmpty : say.practiceEmpty;
      await show(request, sentence(text));
    },
  };
}

async function shownQuestion(request: ActionRequest, ref: Ref): Promise<ShownQuestion> {
  if (ref.kind === 'card') {
    const { card, question } = await cardItem(request.ctx, request.actor, ref.card, ref.item);
    return { content: question.content, order: card.items[ref.item]?.order ?? [] };
  }
  const question = await questionById(request.ctx, ref.question);
  if (question === undefined) throw new UserError(WORDS.questionGone);
  return { content: question.content, order: shownOrder(question.content, ref.nonce) };
}

/** The dialog for a written answer; in a modal it takes the question's place, as the result will take its own. */
const writeAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ref } = refOf(request.value);
    const draw = async () => writeModal(request.actor.locale, await shownQuestion(request, ref), packRef(ref));
    if (request.origin.kind === 'modal') await request.updateModal(await draw());
    else await request.openModal(draw);
  },
};

const reportAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ref } = refOf(request.value);
    await request.openModal(async () =>
      reportModal(request.actor.locale, (await shownQuestion(request, ref)).content.stem, packRef(ref)),
    );
  },
};

const joinAction: Action = {
  role: 'worker',
  run: async (request) => {
    await request.openModal(async () => {
      const card = await joinRun(request.ctx, request.actor, request.value);
      return asModal(
        request.actor.locale,
        itemMessage(request.actor, await itemState(request.ctx, request.actor, card._id, 0)),
      );
    });
  },
};

const muteAction: Action = {
  role: 'worker',
  run: async (request) => {
    await muteToday(request.ctx, request.actor);
    const text = messages[request.actor.locale].muted;
    await request.replace(sentence(text));
  },
};

export const actions: Record<string, Action> = {
  pick: pickAction,
  check: checkAction,
  confirm: confirmAction,
  open: openAction,
  reveal: revealAction,
  practice: practiceAction('practice'),
  mistakes: practiceAction('mistakes'),
  challenge: practiceAction('challenge'),
  write: writeAction,
  report: reportAction,
  join: joinAction,
  mute: muteAction,
  me: meAction,
  board: boardAction,
};

const writeModalSubmit: Modal = {
  role: 'worker',
  submit: async (request) => {
    const { ctx, actor } = request;
    const { ref } = refOf(request.metadata);
    const text = String(request.inputs.answer ?? '').trim();
    if (text === '') return { errors: { answer: WORDS.emptyAnswer[actor.locale] } };
    const content = (
      ref.kind === 'card'
        ? (await cardItem(ctx, actor, ref.card, ref.item)).question
        : await questionById(ctx, ref.question)
    )?.content;
    if (content?.kind === 'numeric' && parseNumber(text) === undefined)
      return { errors: { answer: WORDS.notANumber[actor.locale] } };
    const response: Response = content?.kind === 'numeric' ? { kind: 'number', text } : { kind: 'text', text };
    if (ref.kind === 'practice')
      return {
        update: asModal(actor.locale, practiceResultMessage(actor, await answerPractice(ctx, actor, ref, response))),
      };
    const state = await confirm(ctx, actor, ref.card, ref.item, response);
    await refreshElsewhere(request, state);
    return { update: asModal(actor.locale, itemMessage(actor, state)) };
  },
};

const reportModalSubmit: Modal = {
  role: 'worker',
  submit: async (request) => {
    const { ctx, actor } = request;
    const { ref } = refOf(request.metadata);
    await reportQuestion(ctx, actor, ref, String(request.inputs.words ?? '').trim());
    const text = messages[actor.locale].reportThanks;
    return { update: asModal(actor.locale, sentence(text)) };
  },
};

export const modals: Record<string, Modal> = { write: writeModalSubmit, report: reportModalSubmit };
