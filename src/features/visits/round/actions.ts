import type { Actor } from '../../../bot/actor.ts';
import { formOnPage } from '../../../bot/draw/form/on-page.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { maySee } from '../../../members/roles.ts';
import { branchOptions, chosenBranch } from '../findings/actions.ts';
import { ownerFault } from '../findings/service.ts';
import { WORDS } from '../findings/texts.ts';
import { messages } from '../messages.ts';
import { planForm, planRef, roundRef } from './forms.ts';
import { planVisits, roundOf, thisMonth } from './service.ts';
import { roundMessage } from './views.ts';

export async function roundFor(ctx: Context, actor: Actor, page = 1, month = thisMonth(ctx), note?: string) {
  return roundMessage(actor.locale, await roundOf(ctx, actor, month), page, note);
}

const plan = formOnPage({
  form: planForm,
  role: 'officer',
  drafts: 'none',
  about: planRef,
  shown: async ({ ctx, actor }) => ({ options: { branch: await branchOptions(ctx, actor) } }),
  save: async ({ ctx, actor }, { officer, branch: chosen, scenes }, { month = thisMonth(ctx) }) => {
    const branch = chosenBranch(chosen) ?? '';
    if (!maySee(actor, branch)) return { errors: { branch: WORDS.otherBranch[actor.locale] } };
    const fault = await ownerFault(ctx, officer, branch);
    if (fault !== undefined) return { errors: { officer: fault.fault[actor.locale] } };
    await planVisits(ctx, { month, officer, branch, scenes });
    const words = messages[actor.locale];
    return { page: asModal(actor.locale, await roundFor(ctx, actor, 1, month, words.plan.saved), words.round) };
  },
});

const round: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value } = request;
    const { month, page } = value === '' ? { month: thisMonth(ctx), page: 1 } : roundRef.read(value);
    const draw = () => roundFor(ctx, actor, page, month);
    await present(request, { message: draw, title: messages[actor.locale].round });
  },
};

export const roundActions: Record<string, Action> = { round, ...plan.actions };
export const roundModals: Record<string, Modal> = plan.modals;
