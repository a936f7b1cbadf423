import { UserError } from '../../bot/errors.ts';
import type { Actor, Modal, ModalView, OptionSource, Shortcut, SubmitRequest } from '../../bot/feature.ts';
import { richTextFrom } from '../../bot/rich-text.ts';
import { downloadSlackFile, keepSlackFile } from '../../bot/slack-file.ts';
import type { Context } from '../../context.ts';
import { audienceOptions } from '../../members/audience-options.ts';
import { audienceNames } from '../../members/audience-text.ts';
import { ATTACHMENT_BYTES, attachable } from './attachment-kinds.ts';
import { choiceOf, draftOf, isUntouched } from './form-input.ts';
import { type FormDraft, formModal } from './form-views.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';
import { attach } from './service/attachment.ts';
import { edit } from './service/change.ts';
import { checkScope, emptyDraft, newDraftId, saveDraft, specOf } from './service/drafts.ts';
import { faultsIn } from './service/send.ts';
import { pageOf } from './show.ts';
import { WORDS } from './words.ts';

/** The form of a draft. */
export async function formFor(ctx: Context, actor: Actor, id: string, draft: FormDraft): Promise<ModalView> {
  return formModal(actor.locale, id, draft, await audienceNames(ctx, specOf(draft)));
}

/**
 * Takes the picture or file that was chosen in the form, or takes the one before off; with neither, it stays as it is.
 * @throws UserError for what cannot go out, and when Slack has it not
 */
async function takeAttachment(
  ctx: Context,
  actor: Actor,
  one: Announcement,
  inputs: SubmitRequest['inputs'],
): Promise<Announcement> {
  const { source, isDetached } = choiceOf(inputs);
  if (source === undefined)
    return isDetached && one.attachment !== undefined ? attach(ctx, actor, one._id, undefined) : one;
  if (one.attachment?.source === source) return one;
  const { filename, bytes } = await downloadSlackFile(ctx, source, ATTACHMENT_BYTES);
  const taken = attachable(filename, bytes);
  if (taken === undefined) throw new UserError(WORDS.noAttachment);
  const { id: file, permalink } = await keepSlackFile(ctx, taken);
  return attach(ctx, actor, one._id, { kind: taken.kind, name: taken.filename, file, permalink, source });
}

const form: Modal = {
  role: 'officer',
  // Kept first, whatever is missing; then told what is.
  submit: async ({ ctx, actor, metadata, inputs }) => {
    const kept = await saveDraft(ctx, actor, metadata, draftOf(inputs));
    const say = messages[actor.locale];
    const inputOf: Record<string, string> = { audience: 'include', past: 'at', end: 'endsAt' };
    const errors = Object.fromEntries(faultsIn(kept).map((fault) => [inputOf[fault] ?? fault, say.faults[fault]]));
    let one = kept;
    try {
      one = await takeAttachment(ctx, actor, kept, inputs);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.attachment = error.said[actor.locale];
    }
    if (Object.keys(errors).length > 0) return { errors };
    checkScope(actor, one);
    return { update: await pageOf(ctx, actor, one, say.kept) };
  },
  closed: async ({ ctx, actor, metadata, inputs }) => {
    if (isUntouched(inputs)) return;
    await takeAttachment(ctx, actor, await saveDraft(ctx, actor, metadata, draftOf(inputs)), inputs);
  },
};

const correct: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, metadata, inputs }) => {
    const { title, body } = draftOf(inputs);
    const one = await edit(ctx, actor, metadata, { title, body });
    return { update: await pageOf(ctx, actor, one, messages[actor.locale].saved) };
  },
};

export const announcementModals: Record<string, Modal> = { form, correct };

export const announcementShortcuts: Record<string, Shortcut> = {
  turn: {
    type: 'message',
    role: 'officer',
    title: { zh: '转为公告', en: 'Turn into announcement' },
    run: ({ ctx, actor, message, openModal }) =>
      openModal(() => {
        const body = message === undefined || message.text === '' ? '' : JSON.stringify(richTextFrom(message.text));
        return formFor(ctx, actor, newDraftId(), { ...emptyDraft(), body });
      }),
  },
};

export const announcementOptions: Record<string, OptionSource> = {
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
};
