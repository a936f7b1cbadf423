import { metadataBelow, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, NoticeRenderer, SubmitResult } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { downloadSlackFile, keepSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { inLanguage } from '../../../lib/language.ts';
import { readerOf } from '../messages/reader.ts';
import { WORDS } from '../messages/words.ts';
import { isMaterialLink, type Material } from '../rules/materials.ts';
import { courseFor } from '../session/service/courses.ts';
import { invitedTo, mayManage, presentSession } from '../session/service/sessions.ts';
import { findSession } from '../session/service/write.ts';
import { materialsMessages } from './messages.ts';
import { addMaterial, materialsOf, removeMaterial, sendMaterials } from './service.ts';
import { materialsMessage, materialsModal } from './views.ts';

const MOST_BYTES = 20_000_000;

const open: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, openModal }) =>
    openModal(async () => {
      const { materials = [] } = await courseFor(ctx, actor, value);
      return materialsModal(readerOf(actor), value, materials);
    }),
};

const removeMaterialAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value } = request;
    const id = metadataBelow(request);
    const { materials = [] } = await removeMaterial(ctx, actor, id, value);
    await present(request, {
      modal: () => materialsModal(readerOf(actor), id, materials, materialsMessages[actor.locale].removed),
    });
  },
};

/** What stands in an input of one line. */
const textIn = (inputs: SubmitRequest['inputs'], id: string): string => [inputs[id]].flat()[0] ?? '';

/** The inputs are named by how many there were: after one was added they are new, and empty. */
function named(inputs: SubmitRequest['inputs'], name: string): string {
  return Object.keys(inputs).find((one) => one.startsWith(`${name}-`)) ?? name;
}

async function added({ ctx, actor, metadata: id, inputs }: SubmitRequest): Promise<SubmitResult> {
  const say = materialsMessages[actor.locale];
  const [titleId, linkId, fileId] = [named(inputs, 'title'), named(inputs, 'link'), named(inputs, 'file')];
  const [title, link] = [textIn(inputs, titleId).trim(), textIn(inputs, linkId).trim()];
  const [file] = [inputs[fileId]].flat();
  if (title === '') return { errors: { [titleId]: say.needName } };
  if (link === '' && !file) return { errors: { [linkId]: say.needOne } };
  if (link !== '' && !isMaterialLink(link)) return { errors: { [linkId]: say.badLink } };
  await courseFor(ctx, actor, id);
  const material = link !== '' ? { title, link } : await kept(ctx, title, file ?? '');
  const { materials = [] } = await addMaterial(ctx, actor, id, material);
  return { update: materialsModal(readerOf(actor), id, materials, say.added) };
}

/** A file as the bot's own, so that a message of the bot can share it with whoever is invited. */
async function kept(ctx: Context, title: string, upload: string): Promise<Material> {
  const { id, permalink } = await keepSlackFile(ctx, await downloadSlackFile(ctx, upload, MOST_BYTES));
  return { title, link: permalink, file: id };
}

const sendMaterialsAction: Action = {
  role: 'worker',
  run: async ({ ctx, actor, value, clickId, reply }) => {
    const session = await presentSession(ctx, value);
    const isInvited = (await invitedTo(ctx, session, [actor.user])).has(actor.user);
    if (!isInvited && !mayManage(actor, session) && session.trainer !== actor.user)
      throw new UserError(WORDS.notInvited);
    await sendMaterials(ctx, actor, session, clickId);
    await reply(sentence(materialsMessages[actor.locale].sent));
  },
};

/** What was asked for with a button. */
export const materialsNotice: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const session = await findSession(ctx, params.session ?? '');
  if (session === undefined || recipient === undefined) return { drop: 'over' };
  const materials = (await materialsOf(ctx, [session.course])).get(session.course) ?? [];
  return materialsMessage(recipient, { topic: inLanguage(recipient.locale, session).topic, materials });
};

export const materialsActions: Record<string, Action> = {
  materials: open,
  removeMaterial: removeMaterialAction,
  sendMaterials: sendMaterialsAction,
};
export const materialsModals: Record<string, Modal> = { materials: { role: 'officer', submit: added } };
