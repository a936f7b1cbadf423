import type { Action, ActionRequest, Modal } from '../../bot/feature.ts';
import { texts } from '../../bot/i18n.ts';
import { unmatchedRoster } from '../../members/roster-service.ts';
import { words } from './messages.ts';
import { importUploaded } from './service.ts';
import { FILE_INPUT, importModal, importResult, unmatchedMessage, unmatchedModal } from './views.ts';

export const actions: Record<string, Action> = {
  import: { role: 'administrator', run: ({ actor, openModal }) => openModal(async () => importModal(actor.locale)) },
  unmatched: { role: 'administrator', run: onUnmatched },
};

/** The list turns its page where it stands; from App Home it opens on top. */
async function onUnmatched({ ctx, actor, suffix, origin, ...answer }: ActionRequest): Promise<void> {
  const page = await unmatchedRoster(ctx, Number(suffix));
  if (origin.kind === 'modal') return answer.updateModal(unmatchedModal(actor.locale, page));
  if (origin.kind === 'home') return answer.openModal(async () => unmatchedModal(actor.locale, page));
  await answer.replace(unmatchedMessage(actor.locale, page));
}

export const modals: Record<string, Modal> = {
  import: {
    role: 'administrator',
    submit: async ({ ctx, actor, inputs }) => {
      const [file] = [inputs[FILE_INPUT]].flat();
      if (!file) return { errors: { [FILE_INPUT]: texts(actor.locale, words).chooseFile } };
      return { update: importResult(actor.locale, await importUploaded(ctx, file)) };
    },
  },
};
