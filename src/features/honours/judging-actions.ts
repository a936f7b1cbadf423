import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import type { Fields, Shown } from '../../bot/draw/form/form.ts';
import { formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { present, viewBelow } from '../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../bot/feature.ts';
import type { Related } from '../../bot/routing/contributions.ts';
import type { Context } from '../../context.ts';
import { formMessages } from './form-messages.ts';
import { sheetForm } from './forms.ts';
import { judgedBlocks, ownSheetModal, sheetsModal } from './judging-views.ts';
import { messages } from './messages.ts';
import { sheetRef } from './refs.ts';
import { handInSheet, openSheet, sheetsOf } from './service/judging.ts';
import { nomineeIn } from './service/nominees.ts';

const sheetsView = async (ctx: Context, actor: Actor, note?: string): Promise<ModalView> =>
  sheetsModal(formReaderOf(actor), await sheetsOf(ctx, actor), note);

/** @param related who should not judge whom */
export function judgingHandlers(related: Related): { actions: Record<string, Action>; modals: Record<string, Modal> } {
  const scoring = formModal<Fields>({
    form: async ({ ctx, metadata }) => sheetForm((await nomineeIn(ctx, sheetRef.read(metadata).id)).programme.criteria),
    role: 'worker',
    about: (metadata) => sheetRef.read(metadata).id,
    shown: async ({ ctx, actor, metadata }) => {
      const sheet = await openSheet(ctx, related, actor, sheetRef.read(metadata).id);
      return {
        title: formMessages[actor.locale].scoreTitle(sheet.start),
        above: judgedBlocks(formReaderOf(actor), sheet),
        values: sheet.own?.values ?? {},
      } as Shown<Fields>;
    },
    submit: async ({ ctx, actor, metadata, viewId, refreshHome }, values): Promise<SubmitResult> => {
      const { id, below = '' } = sheetRef.read(metadata);
      const given = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)]));
      const { start = 0 } = await handInSheet(ctx, related, actor, id, given);
      await refreshHome();
      return backTo({ ctx, viewId }, below, await sheetsView(ctx, actor, messages[actor.locale].handedIn(start)));
    },
  });

  const open: Action['run'] = async (request) => {
    const { ctx, actor, value } = request;
    const { id } = sheetRef.read(value);
    const below = viewBelow(request);
    await request.openModal(async () => {
      const sheet = await openSheet(ctx, related, actor, id);
      if (sheet.isOver) return ownSheetModal(formReaderOf(actor), sheet);
      return scoring.open(request, sheetRef.pack({ id, ...(below === '' ? {} : { below }) }));
    });
  };

  return {
    actions: {
      sheets: {
        role: 'worker',
        run: (request) => present(request, { modal: () => sheetsView(request.ctx, request.actor) }),
      },
      [sheetRef.verb]: { role: 'worker', run: open },
    },
    modals: { sheet: scoring.modal },
  };
}
