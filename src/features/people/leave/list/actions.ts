import { section } from '../../../../bot/draw/blocks.ts';
import { formModal } from '../../../../bot/draw/form/modal.ts';
import type { Action, Modal } from '../../../../bot/feature.ts';
import { leaveListMessages } from './messages.ts';
import { planLeaves, takeLeaves } from './service.ts';
import { leaveDoneModal, leaveFileForm, leavePreviewModal } from './views.ts';

const choosing = formModal({
  form: leaveFileForm,
  role: 'officer',
  drafts: 'none',
  shown: ({ actor }) => ({ above: [section(leaveListMessages[actor.locale].intro)] }),
  submit: async ({ ctx, actor }, { leaveFile: [file = ''] }) => ({
    update: leavePreviewModal(actor.locale, file, await planLeaves(ctx, actor, file)),
  }),
});

export const leaveListActions: Record<string, Action> = {
  awayFile: { role: 'officer', run: ({ openModal, ...who }) => openModal(() => choosing.open(who)) },
};

const confirmed: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, metadata }) => ({
    update: leaveDoneModal(actor.locale, await takeLeaves(ctx, actor, metadata)),
  }),
};

export const leaveListModals: Record<string, Modal> = { awayFile: choosing.modal, awayFileConfirm: confirmed };
