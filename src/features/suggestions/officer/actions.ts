import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import type { Changed } from '../../../cases/cases.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import { audit } from '../../../members/audit.ts';
import { memberOf } from '../../../members/service.ts';
import { showItem, viewOf, waitingMessageFor } from '../actions.ts';
import type { Item } from '../model.ts';
import { OUTCOMES } from '../rules/states.ts';
import { accept, conclude, handOver, merge, start } from '../service/change.ts';
import { suggestionCases } from '../service/items.ts';
import { setAway } from '../service/people.ts';
import { show } from '../show.ts';
import { WORDS } from '../words.ts';
import { officerMessages } from './messages.ts';
import { acceptModal, concludeModal, handOverModal, mergeModal, startModal } from './views.ts';

const officer = (run: Action['run']): Action => ({ role: 'officer', run });

/** Opens a form on an item of the officer's affairs. */
const opens = (draw: (locale: 'zh' | 'en', id: string) => ModalView): Action =>
  officer(async (request) => {
    const { ctx, actor, value } = request;
    await request.openModal(async () => draw(actor.locale, (await suggestionCases.forOfficer(ctx, actor, value))._id));
  });

async function openAccept(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const item = await suggestionCases.forOfficer(ctx, actor, value);
    const dueAt = await suggestionCases.endOf(ctx, item, 'due');
    return acceptModal(actor.locale, item._id, dayOf(dueAt ?? clock.now(), ctx.config.TIMEZONE));
  });
}

/** What became of a step, with the item as it stands. */
async function outcome(request: SubmitRequest, work: Promise<Changed<Item>>): Promise<SubmitResult> {
  const { ctx, actor } = request;
  const say = officerMessages[actor.locale];
  const { item, isDone } = await work;
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
  return { update: await viewOf(ctx, actor, item._id, note) };
}

const text = ({ inputs }: SubmitRequest, id: string): string => (typeof inputs[id] === 'string' ? inputs[id] : '');

const submits = (work: (request: SubmitRequest) => Promise<SubmitResult>): Modal => ({ role: 'officer', submit: work });

async function concluded(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata } = request;
  const found = OUTCOMES.find((one) => one === text(request, 'outcome'));
  if (found === undefined || text(request, 'words').trim() === '')
    return { errors: { words: WORDS.needReason[actor.locale] } };
  return outcome(request, conclude(ctx, actor, metadata, found, text(request, 'words')));
}

async function openMerge(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const item = await suggestionCases.forOfficer(ctx, actor, value);
    return mergeModal(actor.locale, item._id, await suggestionCases.mergeTargets(ctx, actor, item));
  });
}

async function merged(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata } = request;
  const number = text(request, 'number').trim() || text(request, 'similar');
  if (number === '') return { errors: { number: officerMessages[actor.locale].mergeNone } };
  return outcome(request, merge(ctx, actor, metadata, number));
}

async function sendPhotos(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const say = officerMessages[actor.locale];
  const item = await suggestionCases.forOfficer(ctx, actor, value);
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
  await showItem(request, item._id, say.exportDone);
}

async function comeBack(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  await setAway(ctx, actor, 0);
  await present(request, { message: () => sentence(officerMessages[actor.locale].back) });
}

export const officerActions: Record<string, Action> = {
  waiting: officer((request) => show(request, () => waitingMessageFor(request.ctx, request.actor))),
  accept: officer(openAccept),
  start: opens(startModal),
  conclude: opens(concludeModal),
  handOver: opens(handOverModal),
  merge: officer(openMerge),
  photos: officer(sendPhotos),
  back: officer(comeBack),
};

export const officerModals: Record<string, Modal> = {
  accept: submits((request) =>
    outcome(request, accept(request.ctx, request.actor, request.metadata, text(request, 'due') || undefined)),
  ),
  start: submits((request) =>
    outcome(request, start(request.ctx, request.actor, request.metadata, text(request, 'words'))),
  ),
  conclude: submits(concluded),
  handOver: submits((request) =>
    outcome(request, handOver(request.ctx, request.actor, request.metadata, text(request, 'to'))),
  ),
  merge: submits(merged),
};
