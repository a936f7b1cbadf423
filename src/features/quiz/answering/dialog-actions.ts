import { plain, section } from '../../../bot/draw/blocks.ts';
import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { questionById } from '../bank/service/question-cache.ts';
import { blankInputs, reportForm, writeForm, writeShown } from '../card/modal-views.ts';
import { confirm } from '../card/service/answer.ts';
import { cardItem } from '../card/service/item.ts';
import { messages } from '../messages.ts';
import { answerPractice } from '../practice/service/practice.ts';
import type { ShownQuestion } from '../question/question-views.ts';
import { parseNumber, type Response } from '../question/rules/mark.ts';
import type { Question } from '../question/rules/question.ts';
import { shownOrder } from '../question/rules/shuffle.ts';
import { type Ref, reportRef, writeRef } from '../refs.ts';
import { reportQuestion } from '../reports/service/reports.ts';
import { WORDS } from '../words.ts';
import { itemMessage, practiceResultMessage } from './present.ts';
import { refreshElsewhere } from './show-item.ts';

async function shownQuestion(request: Pick<ActionRequest, 'ctx' | 'actor'>, ref: Ref): Promise<ShownQuestion> {
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
  run: (request) => present(request, { modal: () => write.open(request, writeRef.pack(writeRef.read(request.value))) }),
};

/** Its metadata is the question. */
const report = formModal({
  form: reportForm,
  role: 'worker',
  shown: async (request) => {
    const { content } = await shownQuestion(request, reportRef.read(request.metadata).of);
    return { above: [section(`*${plain(content.stem)}*`)] };
  },
  submit: async ({ ctx, actor, metadata }, { words }) => {
    await reportQuestion(ctx, actor, reportRef.read(metadata).of, words.trim());
    const { reportThanks, title } = messages[actor.locale];
    return { update: asModal(actor.locale, sentence(reportThanks), title) };
  },
});

const reportAction: Action = {
  role: 'worker',
  run: async ({ ctx, actor, value, openModal }) => openModal(() => report.open({ ctx, actor }, value)),
};

/** What was written; an error at an input when it is no answer. */
function writtenResponse(
  content: Question,
  inputs: SubmitRequest['inputs'],
): Response | { input: string; error: (typeof WORDS)[keyof typeof WORDS] } {
  const textOf = (id: string) => String(inputs[id] ?? '').trim();
  const ids = blankInputs(content);
  // The dialog may stand since before the key was mended, which gave the question another number of blanks.
  if (ids.length > 1 && inputs.answer === undefined) {
    const texts = ids.map(textOf);
    return texts.every((text) => text === '')
      ? { input: ids[0] ?? 'answer', error: WORDS.emptyAnswer }
      : { kind: 'texts', texts };
  }
  const text = textOf('answer');
  if (text === '') return { input: 'answer', error: WORDS.emptyAnswer };
  if (content.kind !== 'numeric') return { kind: 'text', text };
  return parseNumber(text) === undefined ? { input: 'answer', error: WORDS.notANumber } : { kind: 'number', text };
}

/** Its metadata is the question. */
const write: OpenForm = formModal({
  form: async (request) => writeForm((await shownQuestion(request, writeRef.read(request.metadata).of)).content),
  role: 'worker',
  shown: async (request) =>
    writeShown(request.actor.locale, await shownQuestion(request, writeRef.read(request.metadata).of)),
  submit: async (request) => {
    const { ctx, actor } = request;
    const { of: ref } = writeRef.read(request.metadata);
    const { title } = messages[actor.locale];
    const { content } = await shownQuestion(request, ref);
    const response = writtenResponse(content, request.inputs);
    if ('error' in response) return { errors: { [response.input]: response.error[actor.locale] } };
    if (ref.kind === 'practice') {
      const result = practiceResultMessage(actor, await answerPractice(ctx, actor, ref, response));
      return { update: asModal(actor.locale, result, title) };
    }
    const state = await confirm(ctx, actor, ref.card, ref.item, response);
    await refreshElsewhere(request, state);
    return { update: asModal(actor.locale, itemMessage(actor, state), title) };
  },
});

export const dialogActions: Record<string, Action> = { write: writeAction, report: reportAction };
export const dialogModals: Record<string, Modal> = { write: write.modal, report: report.modal };
