import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { formModal } from '../../../bot/draw/form/modal.ts';
import { asModal } from '../../../bot/draw/present.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { branchesAndTeams } from '../../../members/audience/audience.ts';
import { messages } from '../messages.ts';
import { COMPANY } from './rules.ts';
import { faultsOfRoute, kindOf, kindsOf, retireKind, saveKind } from './service.ts';
import { kindForm, kindRef, kindShown, kindsMessage } from './views.ts';

const administrator = (run: Action['run']): Action => ({ role: 'administrator', run });

async function listOf(ctx: Context, actor: Actor): Promise<ModalView> {
  return asModal(actor.locale, kindsMessage(actor.locale, await kindsOf(ctx)), messages[actor.locale].title);
}

/** From the form of a kind: the list takes its place, with what has become of it. */
const retires = (isRetired: boolean): Action =>
  administrator(async ({ ctx, actor, value, updateModal }) => {
    await retireKind(ctx, actor, kindRef.read(value).kind, isRetired);
    await updateModal(await listOf(ctx, actor));
  });

/** Its metadata is the kind; of a new one none. */
const kindModal = formModal({
  form: kindForm,
  role: 'administrator',
  edits: true,
  shown: async ({ ctx, actor, metadata: kind }) => {
    const [found, sizes] = await Promise.all([kind === '' ? undefined : kindOf(ctx, kind), branchesAndTeams(ctx)]);
    return kindShown(actor.locale, found, sizes.map((one) => one.branch).filter(Boolean));
  },
  submit: async ({ ctx, actor, metadata, viewId }, { zh, en, branch, owner, deputy, ...numbers }) => {
    const of = branch === COMPANY ? '' : branch;
    const errors = await faultsOfRoute(ctx, actor, { branch: of, owner, deputy });
    if (errors !== undefined) return { errors };
    const route = { branch: of, owner, deputy };
    await saveKind(ctx, actor, metadata || `own-${viewId}`, { title: { zh, en }, ...numbers, route });
    return { update: await listOf(ctx, actor) };
  },
});

export const kindsActions: Record<string, Action> = {
  kind: administrator((request) => request.openModal(() => kindModal.open(request, kindRef.read(request.value).kind))),
  addKind: administrator((request) => request.openModal(() => kindModal.open(request))),
  retireKind: retires(true),
  restoreKind: retires(false),
};
export const kindsModals: Record<string, Modal> = { kind: kindModal.modal };
