import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { isTurn, turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, metadataBelow, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { mendRef } from '../card/ref.ts';
import { countAnswers } from '../reports/service/regrade.ts';
import type { Question } from '../run/rules/question.ts';
import { itemOf } from '../stats/service.ts';
import { WORDS } from '../words.ts';
import { browseModal, filterOf, questionModal, questionStatsModal } from './browse-views.ts';
import { mendedFrom, mendModal } from './mend-views.ts';
import { browseMessages } from './messages.ts';
import { isSameKey } from './rules.ts';
import { type BrowseFilter, browse } from './service/browse.ts';
import { hasTwin, replaceQuestion, rewriteQuestion, setQuestionState } from './service/mend.ts';
import { managedBank, managedQuestion } from './service/rights.ts';

async function page(ctx: Context, actor: Actor, id: string, filter: BrowseFilter, wanted: number): Promise<ModalView> {
  const bank = await managedBank(ctx, actor, id);
  return browseModal(actor.locale, bank, filter, await browse(ctx, id, filter, wanted));
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

const mendAction: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, openModal }) => {
    await openModal(async () => mendModal(actor.locale, await managedQuestion(ctx, actor, value)));
  },
};

const mendSubmit: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, inputs, metadata }) => {
    const say = browseMessages[actor.locale];
    const { id, version } = mendRef.read(metadata);
    const question = await managedQuestion(ctx, actor, id);
    if (question.version !== version) throw new UserError(WORDS.changedMeanwhile);
    const read = mendedFrom(actor.locale, question.content, inputs);
    if ('errors' in read) return read;
    if (JSON.stringify(question.content) === JSON.stringify(read.content)) return { errors: { stem: say.same } };
    if (await hasTwin(ctx, question, read.content)) return { errors: { stem: say.twin } };
    if (optionsIn(question.content) !== optionsIn(read.content)) {
      await replaceQuestion(ctx, question, read.content);
      return { update: asModal(actor.locale, sentence(say.savedAsNew), say.mendTitle) };
    }
    const regrade = !isSameKey(question.content, read.content) && inputs.regrade !== 'no';
    await rewriteQuestion(ctx, id, question.version, read.content, regrade);
    const text = regrade ? say.savedRegrade(await countAnswers(ctx, id)) : say.saved;
    return { update: asModal(actor.locale, sentence(text), say.mendTitle) };
  },
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

export const browseModals: Record<string, Modal> = { browse: browseSubmit, [mendRef.verb]: mendSubmit };
