import { UserError } from '../../bot/errors.ts';
import type { Action, ActionRequest, Modal, OptionSource, Shortcut } from '../../bot/feature.ts';
import { richTextFrom } from '../../bot/rich-text.ts';
import { sentence } from '../../bot/sentence.ts';
import { plan } from '../../delivery/plan.ts';
import { audienceOptions } from '../../members/audience-options.ts';
import { audienceNames } from '../../members/audience-text.ts';
import { cardMessage } from './card-views.ts';
import { draftOf } from './form-input.ts';
import { editModal, formModal } from './form-views.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';
import { listMessage, listModal } from './page-views.ts';
import { receiptActions } from './receipt-actions.ts';
import { sendRegister } from './register-actions.ts';
import { edit, recall, stop } from './service/change.ts';
import { confirm, open, receiptOf } from './service/confirm.ts';
import {
  announcementFor,
  checkScope,
  emptyDraft,
  findAnnouncement,
  newDraftId,
  saveDraft,
  specOf,
} from './service/drafts.ts';
import { remindByHand, showConfirmed } from './service/remind.ts';
import { announcementSeen, latestSeen } from './service/seen.ts';
import { approve, faultsIn, send, withdraw } from './service/send.ts';
import { pageOf, readerOf } from './show.ts';
import { WORDS } from './words.ts';

/** In a modal the page takes its place; from elsewhere it opens in one. */
async function show(request: ActionRequest, of: () => Promise<{ one: Announcement; note?: string }>): Promise<void> {
  const view = async () => {
    const { one, note } = await of();
    return pageOf(request.ctx, request.actor, one, note);
  };
  await (request.origin.kind === 'modal' ? request.updateModal(await view()) : request.openModal(view));
}

const officer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'officer', run });

/** What an officer does with an announcement, which is then shown as it is. */
const acting = (act: (request: ActionRequest) => Promise<{ one: Announcement; note?: string }>): Action =>
  officer(async (request) => {
    await show(request, () => act(request));
    await request.refreshHome();
  });

export const announcementActions: Record<string, Action> = {
  ...receiptActions,
  write: officer(({ actor, openModal }) =>
    openModal(async () => formModal(actor.locale, newDraftId(), emptyDraft(), new Map())),
  ),
  list: officer(async ({ ctx, actor, origin, replace, updateModal, openModal }) => {
    const found = () => latestSeen(ctx, actor);
    if (origin.kind === 'message') return replace(listMessage(readerOf(actor), await found()));
    const view = async () => listModal(readerOf(actor), await found());
    await (origin.kind === 'modal' ? updateModal(await view()) : openModal(view));
  }),
  register: officer((request) => sendRegister(request)),
  open: officer((request) =>
    show(request, async () => ({ one: await announcementSeen(request.ctx, request.actor, request.value) })),
  ),
  edit: officer(({ ctx, actor, value, openModal }) =>
    openModal(async () => {
      const one = await announcementFor(ctx, actor, value);
      if (one.state !== 'draft' || one.author !== actor.user) throw new UserError(WORDS.notDraft);
      return formModal(actor.locale, one._id, one, await audienceNames(ctx, specOf(one)));
    }),
  ),
  correct: officer(({ ctx, actor, value, openModal }) =>
    openModal(async () => editModal(actor.locale, await announcementFor(ctx, actor, value))),
  ),
  preview: acting(async ({ ctx, actor, value, clickId }) => {
    const one = await announcementFor(ctx, actor, value);
    await plan(ctx, [
      {
        ...{ notice: `announcements.preview-${one._id}-${clickId}`, kind: 'announcements.preview' },
        ...{ recipient: actor.user, to: 'member', params: { announcement: one._id }, urgent: true, priority: 1 },
      },
    ]);
    return { one, note: messages[actor.locale].previewSent };
  }),
  send: acting(async ({ ctx, actor, value }) => ({ one: await send(ctx, actor, value) })),
  approve: acting(async ({ ctx, actor, value }) => ({ one: await approve(ctx, actor, value) })),
  withdraw: acting(async ({ ctx, actor, value }) => ({ one: await withdraw(ctx, actor, value) })),
  recall: acting(async ({ ctx, actor, value }) => ({ one: await recall(ctx, actor, value) })),
  stop: acting(async ({ ctx, actor, value }) => {
    const say = messages[actor.locale];
    const count = await stop(ctx, actor, value);
    return { one: await announcementFor(ctx, actor, value), note: count > 0 ? say.stopped(count) : say.notStopped };
  }),
  remind: acting(async ({ ctx, actor, value }) => {
    const [id = '', nth = ''] = value.split('.');
    const count = await remindByHand(ctx, actor, id, Number(nth));
    return { one: await announcementFor(ctx, actor, id), note: messages[actor.locale].reminded(count) };
  }),
  confirm: { role: 'worker', run: (request) => onConfirm(request, undefined) },
  answer: { role: 'worker', run: (request) => onConfirm(request, Number(request.suffix)) },
  read: {
    role: 'worker',
    run: async ({ ctx, actor, value, reply }) => {
      const [one, receipt] = await Promise.all([findAnnouncement(ctx, value), receiptOf(ctx, value, actor.user)]);
      if (one === undefined || receipt === undefined || one.state === 'recalled') throw new UserError(WORDS.gone);
      await open(ctx, value, actor.user);
      await reply(cardMessage(readerOf(actor), one, receipt));
    },
  },
};

async function onConfirm({ ctx, actor, value, origin, replace, reply }: ActionRequest, answer: number | undefined) {
  if (value === 'preview') return reply(sentence(WORDS.previewOnly[actor.locale]));
  const { one, receipt, isWrong } = await confirm(ctx, actor.user, value, answer);
  const card = cardMessage(readerOf(actor), one, receipt, { isWrong });
  await (origin.kind === 'message' ? replace(card) : reply(card));
  if (receipt.state !== 'confirmed') return;
  await showConfirmed(ctx, one, actor.user, origin.kind === 'message' && !origin.isEphemeral ? origin.ts : undefined);
}

export const announcementModals: Record<string, Modal> = {
  form: {
    role: 'officer',
    // Kept first, whatever is missing; then told what is.
    submit: async ({ ctx, actor, metadata, inputs }) => {
      const one = await saveDraft(ctx, actor, metadata, draftOf(inputs));
      const say = messages[actor.locale];
      const inputOf: Record<string, string> = { audience: 'include', past: 'at', end: 'endsAt' };
      const faults = faultsIn(one).map((fault) => [inputOf[fault] ?? fault, say.faults[fault]]);
      if (faults.length > 0) return { errors: Object.fromEntries(faults) };
      checkScope(actor, one);
      return { update: await pageOf(ctx, actor, one, say.kept) };
    },
    closed: async ({ ctx, actor, metadata, inputs }) => {
      const draft = draftOf(inputs);
      const isEmpty =
        draft.title === '' && draft.body === '' && draft.include.length === 0 && draft.questionText === '';
      if (!isEmpty) await saveDraft(ctx, actor, metadata, draft);
    },
  },
  correct: {
    role: 'officer',
    submit: async ({ ctx, actor, metadata, inputs }) => {
      const { title, body } = draftOf(inputs);
      const one = await edit(ctx, actor, metadata, { title, body });
      return { update: await pageOf(ctx, actor, one, messages[actor.locale].saved) };
    },
  },
};

export const announcementShortcuts: Record<string, Shortcut> = {
  turn: {
    type: 'message',
    role: 'officer',
    title: { zh: '转为公告', en: 'Turn into announcement' },
    run: ({ actor, message, openModal }) =>
      openModal(async () => {
        const body = message === undefined || message.text === '' ? '' : JSON.stringify(richTextFrom(message.text));
        return formModal(actor.locale, newDraftId(), { ...emptyDraft(), body }, new Map());
      }),
  },
};

export const announcementOptions: Record<string, OptionSource> = {
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
};
