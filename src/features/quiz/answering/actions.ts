import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { questionById } from '../bank/service/question-cache.ts';
import { confirm, itemState, pick } from '../card/service/answer.ts';
import { muteToday } from '../card/service/cards.ts';
import { cardItem } from '../card/service/item.ts';
import { messages } from '../messages.ts';
import { answerPractice, nextPractice } from '../practice/service/practice.ts';
import { responseOf } from '../question/rules/mark.ts';
import { boardAction, meAction } from '../record/board-actions.ts';
import {
  challengeRef,
  checkRef,
  confirmRef,
  openRef,
  type PracticeMode,
  pickRef,
  practiceRef,
  revealRef,
} from '../refs.ts';
import { WORDS } from '../words.ts';
import { practiceMessage, practiceResultMessage } from './present.ts';
import { show, showItem } from './show-item.ts';

const pickAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { of: ref, chosen: tapped } = pickRef.read(request.value);
    const chosen = tapped === undefined ? [] : [tapped];
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
    const state = await pick(ctx, actor, ref.card, ref.item, responseOf(question.content.kind, chosen));
    await showItem(request, state, ref);
  },
};

/** Boxes are marked as they are ticked; nothing moves under the finger until they are confirmed. */
const checkAction: Action = {
  role: 'worker',
  run: async (request) => {
    const ref = checkRef.find(request.suffix)?.of;
    // What is practised is marked by nobody before it is confirmed.
    if (ref?.kind !== 'card') return;
    const chosen = request.values.map(Number).sort((a, b) => a - b);
    const state = await pick(request.ctx, request.actor, ref.card, ref.item, { kind: 'choice', chosen });
    if (state.state !== 'open') await showItem(request, state, ref);
  },
};

const confirmAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { of: ref, chosen: marked } = confirmRef.read(request.value);
    const ticked = request.inputs.choice;
    const standing = Array.isArray(ticked) ? ticked : marked === undefined ? [] : [marked];
    const chosen = standing.length === 0 ? undefined : standing.map(Number).sort((a, b) => a - b);
    if (ref.kind === 'card') {
      await showItem(request, await confirm(ctx, actor, ref.card, ref.item, chosen), ref);
      return;
    }
    if (chosen === undefined) throw new UserError(WORDS.chooseFirst);
    const answer = await answerPractice(ctx, actor, ref, { kind: 'choice', chosen });
    await show(request, practiceResultMessage(actor, answer));
  },
};

/** Shows an item of a card: the next one, or today's from App Home and from a nudge. */
const openAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { of: ref } = openRef.read(request.value);
    if (ref.kind === 'card')
      await showItem(request, await itemState(request.ctx, request.actor, ref.card, ref.item), ref);
  },
};

const revealAction: Action = {
  role: 'worker',
  run: async (request) => {
    const { of: ref } = revealRef.read(request.value);
    if (ref.kind === 'card')
      await showItem(request, await itemState(request.ctx, request.actor, ref.card, ref.item), {
        ...ref,
        reveal: true,
      });
  },
};

function practiceAction(mode: PracticeMode): Action {
  return {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor } = request;
      const score = mode === 'challenge' ? challengeRef.read(request.value).score : 0;
      const topic = mode === 'practice' ? practiceRef.read(request.value).topic : '';
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
  mute: muteAction,
  me: meAction,
  board: boardAction,
};
