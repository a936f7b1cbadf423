import type { Actor } from '../../bot/actor.ts';
import { isInChannel, messageClicked, present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, LivePage, LiveShown } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import type { ContestNotices } from '../../bot/routing/contributions.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { deleteSlackFile } from '../../bot/slack/file.ts';
import type { Context } from '../../context.ts';
import { plan } from '../../delivery/plan.ts';
import { goesOn, isUnderWay } from '../../delivery/progress/live.ts';
import { clock } from '../../lib/clock.ts';
import { cardMessage, overMessage } from './card-views.ts';
import { answerMessage } from './channel-views.ts';
import { isUsed } from './draft/service/attachment.ts';
import { announcementFor, findAnnouncement, newDraftId } from './draft/service/drafts.ts';
import { checkPlaces, correction, draftForm } from './form/actions.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';
import { listMessage, listModal } from './page-views.ts';
import { receiptScreen } from './receipts/actions.ts';
import { confirm } from './receipts/service/confirm.ts';
import { announcementReceipts } from './receipts/service/receipts.ts';
import { announcementSeen, latestSeen } from './receipts/service/seen.ts';
import { recallModal, recallRef, remindRef } from './receipts/views.ts';
import { registerAction } from './register/actions.ts';
import { comingOf } from './repeats/service.ts';
import { endSeries, recall, remindByHand, stop } from './service/change.ts';
import { approve, send, withdraw } from './service/send.ts';
import { pageOf, readerOf } from './show.ts';
import { WORDS } from './words.ts';

function show(request: ActionRequest, of: () => Promise<{ one: Announcement; note?: string }>): Promise<void> {
  return present(request, {
    modal: async () => {
      const { one, note } = await of();
      const { ctx, actor } = request;
      // What is said of the press would go with the next drawing.
      if (note !== undefined) return pageOf(ctx, actor, one, note);
      return goesOn(ctx, actor, { page: 'announcements.page', id: one._id }, await liveOf(ctx, actor, one));
    },
  });
}

/** The page of one, and whether it goes out just now. */
async function liveOf(ctx: Context, actor: Actor, one: Announcement): Promise<LiveShown> {
  const isDue = one.state === 'scheduled' && one.dueAt !== undefined && one.dueAt <= clock.now();
  const isMoving = isDue || one.state === 'sending' || (await isUnderWay(ctx, `announcements.notice-${one._id}`));
  return { view: await pageOf(ctx, actor, one), isMoving };
}

export const livePages: Record<string, LivePage> = {
  ...receiptScreen.live,
  page: async ({ ctx, actor }, id) => liveOf(ctx, actor, await announcementSeen(ctx, actor, id)),
};

const officer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'officer', run });

/** What an officer does with an announcement, which is then shown as it is. */
const acting = (act: (request: ActionRequest) => Promise<{ one: Announcement; note?: string }>): Action =>
  officer(async (request) => {
    await show(request, () => act(request));
    await request.refreshHome();
  });

export const announcementActions = (questions: Questions, contests: ContestNotices): Record<string, Action> => ({
  ...receiptScreen.actions,
  write: officer(({ ctx, actor, openModal }) =>
    openModal(() => draftForm(questions).open({ ctx, actor }, newDraftId())),
  ),
  list: officer((request) => {
    const { ctx, actor } = request;
    return present(request, {
      message: async () => listMessage(readerOf(actor), await latestSeen(ctx, actor)),
      modal: async () => listModal(readerOf(actor), await latestSeen(ctx, actor)),
    });
  }),
  register: registerAction(contests),
  open: officer((request) =>
    show(request, async () => ({ one: await announcementSeen(request.ctx, request.actor, request.value) })),
  ),
  edit: officer((request) =>
    present(request, {
      modal: async () => {
        const { ctx, actor, value } = request;
        const one = await announcementFor(ctx, actor, value);
        if (one.state !== 'draft' || one.author !== actor.user) throw new UserError(WORDS.notDraft);
        return draftForm(questions).open({ ctx, actor }, one._id);
      },
    }),
  ),
  correct: officer((request) =>
    present(request, {
      modal: async () => {
        const { ctx, actor, value } = request;
        return correction.open({ ctx, actor }, value);
      },
    }),
  ),
  preview: acting(async ({ ctx, actor, value, clickId }) => {
    const one = await announcementFor(ctx, actor, value);
    await plan(ctx, [
      {
        notice: `announcements.preview-${one._id}-${clickId}`,
        kind: 'announcements.preview',
        recipient: actor.user,
        to: 'member',
        params: { announcement: one._id },
        urgent: true,
        priority: 1,
      },
    ]);
    return { one, note: messages[actor.locale].previewSent };
  }),
  send: acting(async ({ ctx, actor, value }) => {
    await checkPlaces(ctx, await announcementFor(ctx, actor, value));
    return { one: await send(ctx, actor, value) };
  }),
  approve: acting(async ({ ctx, actor, value }) => {
    await checkPlaces(ctx, await announcementFor(ctx, actor, value));
    return { one: await approve(ctx, actor, value) };
  }),
  withdraw: acting(async ({ ctx, actor, value }) => ({ one: await withdraw(ctx, actor, value) })),
  [recallRef.verb]: officer(onRecall),
  stop: acting(async ({ ctx, actor, value }) => {
    const say = messages[actor.locale];
    const count = await stop(ctx, actor, value);
    return { one: await announcementFor(ctx, actor, value), note: count > 0 ? say.stopped(count) : say.notStopped };
  }),
  remind: acting(async ({ ctx, actor, value }) => {
    const { id, nth } = remindRef.read(value);
    const count = await remindByHand(ctx, actor, id, nth);
    return { one: await announcementFor(ctx, actor, id), note: messages[actor.locale].reminded(count) };
  }),
  confirm: { role: 'worker', run: (request) => onConfirm(request, undefined) },
  answer: { role: 'worker', run: (request) => onConfirm(request, Number(request.suffix)) },
  read: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const [one, receipt] = await Promise.all([
        findAnnouncement(ctx, value),
        announcementReceipts.of(ctx, value, actor.user),
      ]);
      if (one === undefined || receipt === undefined || one.state === 'recalled') throw new UserError(WORDS.gone);
      await announcementReceipts.noteOpened(ctx, value, actor.user);
      await present(request, {
        message: () => cardMessage(readerOf(actor), one, receipt),
        title: messages[actor.locale].title,
        onMessage: 'beside',
      });
    },
  },
});

/** One turn of a series is taken back after it was asked what becomes of the turns to come. */
async function onRecall(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { id, rest } = recallRef.read(value);
  const turn = await announcementFor(ctx, actor, id);
  const coming = turn.repeat === 'once' || turn.state === 'recalled' ? undefined : await comingOf(ctx, turn);
  if (coming !== undefined && rest === undefined)
    return present(request, { modal: () => recallModal(readerOf(actor), turn, coming) });
  await show(request, async () => {
    const one = await recall(ctx, actor, id);
    if (rest === 'too' && coming !== undefined) await endSeries(ctx, actor, coming);
    const file = one.attachment?.file;
    if (file !== undefined && !(await isUsed(ctx, file))) await deleteSlackFile(ctx, file);
    return { one };
  });
  await request.refreshHome();
}

async function onConfirm(request: ActionRequest, answer: number | undefined): Promise<void> {
  const { ctx, actor, value, reply } = request;
  if (value === 'preview') return reply(sentence(WORDS.previewOnly[actor.locale]));
  const { one, receipt, isWrong, isOver } = await confirm(ctx, actor.user, value, answer);
  // The button stood longer than what it is for: the message says so from now on.
  if (isOver) return present(request, { message: () => overMessage(readerOf(actor), one, receipt) });
  // A channel's card stays as it is for the others; what is answered is the person's own.
  if (isInChannel(request))
    return present(request, { message: () => answerMessage(readerOf(actor), one, receipt, isWrong) });
  await present(request, { message: () => cardMessage(readerOf(actor), one, receipt, { isWrong }) });
  if (receipt.state !== 'confirmed') return;
  await request.refreshHome();
  await announcementReceipts.showConfirmed(ctx, one, actor.user, messageClicked(request)?.ts);
}
