import type { Action, Modal } from '../../../../bot/feature.ts';
import { leaveListMessages } from './messages.ts';
import { planLeaves, takeLeaves } from './service.ts';
import { LEAVE_FILE, leaveDoneModal, leaveFileModal, leavePreviewModal } from './views.ts';

export const leaveListActions: Record<string, Action> = {
  awayFile: { role: 'officer', run: ({ actor, openModal }) => openModal(async () => leaveFileModal(actor.locale)) },
};

const chosen: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, inputs }) => {
    const [file] = [inputs[LEAVE_FILE] ?? []].flat();
    if (file === undefined || file === '')
      return { errors: { [LEAVE_FILE]: leaveListMessages[actor.locale].chooseFile } };
    return { update: leavePreviewModal(actor.locale, file, await planLeaves(ctx, actor, file)) };
  },
};

const confirmed: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, metadata }) => ({
    update: leaveDoneModal(actor.locale, await takeLeaves(ctx, actor, metadata)),
  }),
};

export const leaveListModals: Record<string, Modal> = { awayFile: chosen, awayFileConfirm: confirmed };
