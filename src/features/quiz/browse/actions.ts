import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { formModal, formReaderOf, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { isTurn, turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, metadataBelow, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import type { Context } from '../../../context.ts';
import { isSameKey } from '../bank/rules.ts';
import { hasTwin, replaceQuestion, rewriteQuestion, setQuestionState } from '../bank/service/mend.ts';
import { managedBank, managedQuestion } from '../bank/service/rights.ts';
import { keyMessages } from '../question/key/messages.ts';
import type { Question } from '../question/rules/question.ts';
import { mendRef } from '../refs.ts';
import { countAnswers } from '../reports/service/regrade.ts';
import { itemOf } from '../stats/service.ts';
import { mendedFrom, mendForm, mendShown } from './mend-form.ts';
import { browseMessages } from './messages.ts';
import { type BrowseFilter, browse } from './service.ts';
import { browseModal, filterOf, questionModal, questionStatsModal } from './views.ts';

async function page(ctx: Context, actor: Actor, id: string, filter: BrowseFilter, wanted: number): Promise<ModalView> {
  const bank = await managedBank(ctx, actor, id);
  return browseModal(formReaderOf(actor), bank, filter, await browse(ctx, id, filter, wanted));
}

/** Out of a bank's page, or from one page of its questions to the next, which searches by what stands in the form. */
const browseAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, inputs, value } = request;
    const bank = isTurn(request) ? metadataBelow(request) : value;
    const draw = () => page(ctx, actor, bank, filterOf(inputs), isTurn(request) ? turnedTo(request) : 1);
    await present(request, { modal: draw });
  },
};

const browseSubmit: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, inputs, metadata }) => ({
    update: await page(ctx, actor, metadata, filterOf(inputs), 1),
  }),
};

const questionAction: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, openModal }) => {
    await openModal(async () => questionModal(actor.locale, await managedQuestion(ctx, actor, value)));
  },
};

const statsAction: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, openModal }) => {
    await openModal(async () => {
      await managedQuestion(ctx, actor, value);
      return questionStatsModal(actor.locale, await itemOf(ctx, value));
    });
  },
};

const mend: OpenForm = formModal({
  form: async ({ ctx, actor, metadata }) =>
    mendForm(actor.locale, (await managedQuestion(ctx, actor, mendRef.read(metadata).id)).content),
  role: 'officer',
  edits: true,
  about: (metadata) => mendRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }) =>
    mendShown(actor.locale, (await managedQuestion(ctx, actor, mendRef.read(metadata).id)).content),
  submit: async (request, values) => {
    const { ctx, actor, metadata } = request;
    const say = browseMessages[actor.locale];
    const { id, version } = mendRef.read(metadata);
    const question = await managedQuestion(ctx, actor, id);
    if (question.version !== version) {
      const note = keyMessages[actor.locale].changed;
      return { update: await mend.again(request, mendRef.pack({ id, version: question.version }), { note }) };
    }
    const read = mendedFrom(actor.locale, question.content, values);
    if ('errors' in read) return read;
    if (JSON.stringify(question.content) === JSON.stringify(read.content)) return { errors: { stem: say.same } };
    if (await hasTwin(ctx, question, read.content)) return { errors: { stem: say.twin } };
    if (optionsIn(question.content) !== optionsIn(read.content)) {
      await replaceQuestion(ctx, question, read.content);
      return { update: asModal(actor.locale, sentence(say.savedAsNew), say.mendTitle) };
    }
    const regrade = !isSameKey(question.content, read.content) && values.regrade !== 'no';
    await rewriteQuestion(ctx, id, question.version, read.content, regrade);
    const text = regrade ? say.savedRegrade(await countAnswers(ctx, id)) : say.saved;
    return { update: asModal(actor.locale, sentence(text), say.mendTitle) };
  },
});

const mendAction: Action = {
  role: 'officer',
  run: ({ ctx, actor, value, openModal }) =>
    openModal(async () => {
      const { _id: id, version } = await managedQuestion(ctx, actor, value);
      return mend.open({ ctx, actor }, mendRef.pack({ id, version }));
    }),
};

const optionsIn = (content: Question): number => ('options' in content ? content.options.length : 0);

async function setState(request: ActionRequest, state: 'active' | 'retired'): Promise<void> {
  const { ctx, actor, value } = request;
  await managedQuestion(ctx, actor, value);
  await setQuestionState(ctx, value, state);
  await request.updateModal(questionModal(actor.locale, await managedQuestion(ctx, actor, value)));
}

const retireAction: Action = { role: 'officer', run: (request) => setState(request, 'retired') };
const restoreAction: Action = { role: 'officer', run: (request) => setState(request, 'active') };

export const browseActions: Record<string, Action> = {
  browse: browseAction,
  question: questionAction,
  questionStats: statsAction,
  mend: mendAction,
  retire: retireAction,
  restore: restoreAction,
};

export const browseModals: Record<string, Modal> = { browse: browseSubmit, [mendRef.verb]: mend.modal };
