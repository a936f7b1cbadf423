import type { ValuesOf } from '../../../bot/draw/form/form.ts';
import { type FormRequest, formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Ref } from '../../../bot/draw/ref.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import type { Changed } from '../../../cases/steps.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import { audit } from '../../../members/audit.ts';
import { memberOf } from '../../../members/service.ts';
import { showItem, showList, viewOf, waitingMessageFor } from '../actions.ts';
import type { Item } from '../item/model.ts';
import { officerMessages } from '../officer-messages.ts';
import { type At, itemRefs } from '../refs.ts';
import { accept, conclude, handOver, merge, start } from '../service/change.ts';
import { suggestionCases } from '../service/items.ts';
import { setAway } from '../service/people.ts';
import { acceptForm, concludeForm, handOverForm, mergeForm, mergeShown, OTHER, startForm } from './views.ts';

const officer = (run: Action['run']): Action => ({ role: 'officer', run });

/** The item of a form, for an officer who looks after it. */
const itemOf = ({ ctx, actor, metadata }: FormRequest): Promise<Item> =>
  suggestionCases.forOfficer(ctx, actor, itemRefs.open.read(metadata).id);

/** What became of a step: the card again, as it stands. */
async function outcome(request: SubmitRequest, work: (id: string) => Promise<Changed<Item>>): Promise<SubmitResult> {
  const { ctx, actor } = request;
  const say = officerMessages[actor.locale];
  const at = itemRefs.open.read(request.metadata);
  const { item, isDone } = await work(at.id);
  const owner = item.owner === undefined ? undefined : await memberOf(ctx, item.owner);
  const wasFirst = item.state === 'accepted' && item.owner !== actor.user && owner !== undefined;
  const note = isDone
    ? item.isAnonymous
      ? say.doneHidden
      : say.done
    : wasFirst
      ? say.first(`<@${owner.user}>`)
      : say.moved;
  await request.refreshHome();
  return { update: await viewOf(ctx, actor, at, note) };
}

const acceptModal = formModal({
  form: acceptForm,
  role: 'officer',
  // It shows the day that is offered today.
  drafts: 'none',
  shown: async (request) => {
    const dueAt = await suggestionCases.endOf(request.ctx, await itemOf(request), 'due');
    return { values: { due: dayOf(dueAt ?? clock.now(), request.ctx.config.TIMEZONE) } };
  },
  submit: (request, { due }) => outcome(request, (id) => accept(request.ctx, request.actor, id, due)),
});

/** A form that is drawn from nothing but that the item is the officer's affair. */
const isAffair = async (request: FormRequest) => {
  await itemOf(request);
  return {};
};

const startModal = formModal({
  form: startForm,
  role: 'officer',
  shown: isAffair,
  submit: (request, { reply }) => outcome(request, (id) => start(request.ctx, request.actor, id, reply)),
});

const concludeModal = formModal({
  form: concludeForm,
  role: 'officer',
  shown: isAffair,
  submit: (request, { outcome: found, words }) =>
    outcome(request, (id) => conclude(request.ctx, request.actor, id, found, words)),
});

const handOverModal = formModal({
  form: handOverForm,
  role: 'officer',
  shown: isAffair,
  submit: (request, { to }) => outcome(request, (id) => handOver(request.ctx, request.actor, id, to)),
});

const mergeModal = formModal({
  form: mergeForm,
  role: 'officer',
  shown: async (request) => {
    const { ctx, actor } = request;
    return mergeShown(actor.locale, await suggestionCases.mergeTargets(ctx, actor, await itemOf(request)));
  },
  submit: merged,
});

async function merged(request: SubmitRequest, values: ValuesOf<typeof mergeForm.fields>): Promise<SubmitResult> {
  const number = values.similar === OTHER ? values.number : values.similar;
  if (number === '') return { errors: { number: officerMessages[request.actor.locale].mergeNone } };
  return outcome(request, (id) => merge(request.ctx, request.actor, id, number));
}

async function sendPhotos(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const at = itemRefs.photos.read(value);
  const say = officerMessages[actor.locale];
  const item = await suggestionCases.forOfficer(ctx, actor, at.id);
  const photos = await suggestionCases.photosOf(ctx, item);
  for (const file of photos) await sendSlackFile(ctx, actor.user, file, say.photosSent(item.number));
  await audit(ctx, {
    by: actor.user,
    kind: 'export',
    what: {
      zh: `取走 ${item.number} 的照片，${photos.length} 张`,
      en: `took the photos of ${item.number}, ${photos.length} of them`,
    },
  });
  await showItem(request, at, say.exportDone);
}

async function comeBack(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  await setAway(ctx, actor, 0);
  await present(request, { message: () => sentence(officerMessages[actor.locale].back) });
}

/** A form in the place of the card; its metadata is the item's. */
const opens = (of: Ref<At>, form: OpenForm): Action =>
  officer(async (request) => {
    const { ctx, actor, value } = request;
    await present(request, { modal: () => form.open({ ctx, actor }, itemRefs.open.pack(of.read(value))) });
  });

export const officerActions: Record<string, Action> = {
  waiting: officer((request) => showList(request, () => waitingMessageFor(request.ctx, request.actor))),
  accept: opens(itemRefs.accept, acceptModal),
  start: opens(itemRefs.start, startModal),
  conclude: opens(itemRefs.conclude, concludeModal),
  handOver: opens(itemRefs.handOver, handOverModal),
  merge: opens(itemRefs.merge, mergeModal),
  photos: officer(sendPhotos),
  back: officer(comeBack),
};

export const officerModals: Record<string, Modal> = {
  accept: acceptModal.modal,
  start: startModal.modal,
  conclude: concludeModal.modal,
  handOver: handOverModal.modal,
  merge: mergeModal.modal,
};
