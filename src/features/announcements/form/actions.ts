import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { richTextFrom } from '../../../bot/draw/rich-text.ts';
import type { Modal, OptionSource, Shortcut } from '../../../bot/feature.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { enterChannel } from '../../../bot/slack/channel.ts';
import { downloadSlackFile, keepSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { audienceOptions } from '../../../members/audience/options.ts';
import { audienceNames } from '../../../members/audience/text.ts';
import { maySee } from '../../../members/roles.ts';
import { messages } from '../messages.ts';
import type { Announcement, Attachment, Chosen, Draft } from '../model.ts';
import { register } from '../register/actions.ts';
import type { Fault } from '../rules.ts';
import { edit } from '../service/change.ts';
import { faultsIn } from '../service/send.ts';
import { pageOf } from '../show.ts';
import { WORDS } from '../words.ts';
import { ATTACHMENT_BYTES, attachable } from './attachment-kinds.ts';
import { bankKeyOf, choiceOf, draftOf, isUntouched, membersIn } from './input.ts';
import { formMessages } from './messages.ts';
import { attach } from './service/attachment.ts';
import { announcementFor, checkScope, emptyDraft, newDraftId, saveDraft, specOf } from './service/drafts.ts';
import { type FormDraft, formModal } from './views.ts';

/** The form of a draft. */
export async function formFor(
  { ctx, actor, questions }: { ctx: Context; actor: Actor; questions: Questions },
  id: string,
  draft: FormDraft,
): Promise<ModalView> {
  const names = await audienceNames(ctx, specOf(draft));
  const hasChannels = maySee(actor, undefined);
  return formModal(actor.locale, { id, draft, names, hasChannels, hasBanks: !questions.isEmpty() });
}

/**
 * Takes the picture or file that was chosen in a form; undefined where the one before stays.
 * @throws UserError for what cannot go out, and when Slack has it not
 */
async function chosenIn(
  ctx: Context,
  before: Attachment | undefined,
  inputs: SubmitRequest['inputs'],
): Promise<Chosen | undefined> {
  const { source, isDetached } = choiceOf(inputs);
  if (source === undefined) return isDetached && before !== undefined ? {} : undefined;
  if (before?.source === source) return undefined;
  const { filename, bytes } = await downloadSlackFile(ctx, source, ATTACHMENT_BYTES);
  const taken = attachable(filename, bytes);
  if (taken === undefined) throw new UserError(WORDS.noAttachment);
  const { id: file, permalink } = await keepSlackFile(ctx, taken);
  return { attachment: { kind: taken.kind, name: taken.filename, file, permalink, source } };
}

async function takeAttachment(
  ctx: Context,
  actor: Actor,
  one: Announcement,
  inputs: SubmitRequest['inputs'],
): Promise<Announcement> {
  const chosen = await chosenIn(ctx, one.attachment, inputs);
  return chosen === undefined ? one : attach(ctx, actor, one._id, chosen.attachment);
}

/** What stands in the form, with a copy of the question that was chosen from a bank; undefined where it is gone. */
async function draftFrom(
  questions: Questions,
  { ctx, actor, inputs }: Pick<SubmitRequest, 'ctx' | 'actor' | 'inputs'>,
): Promise<{ draft: Draft; isQuestionGone: boolean }> {
  const draft = draftOf(inputs);
  const key = bankKeyOf(inputs);
  if (key === undefined) return { draft, isQuestionGone: false };
  const questionText = await questions.copyOf({ ctx, actor }, key);
  if (questionText === undefined) return { draft, isQuestionGone: true };
  return { draft: { ...draft, questionText }, isQuestionGone: false };
}

/** Whether the bot can post it where it shall be posted. @throws UserError that says how to bring it there */
export async function checkPlaces(
  ctx: Context,
  { via, channels }: Pick<Announcement, 'via' | 'channels'>,
): Promise<void> {
  if (via !== 'channel') return;
  const entered = await Promise.all(channels.map((channel) => enterChannel(ctx, channel)));
  if (entered.some(({ isIn }) => !isIn)) throw new UserError(WORDS.notInChannel);
}

const INPUT_OF: Partial<Record<Fault, string>> = { audience: 'include', past: 'at', end: 'endsAt' };

const form = (questions: Questions): Modal => ({
  role: 'officer',
  // Kept first, whatever is missing; then told what is.
  submit: async (request) => {
    const { ctx, actor, metadata, inputs } = request;
    const say = messages[actor.locale];
    const { draft, isQuestionGone } = await draftFrom(questions, request);
    let one = await saveDraft(ctx, actor, metadata, draft);
    const errors: Record<string, string> = Object.fromEntries(
      faultsIn(one).map((fault) => [INPUT_OF[fault] ?? fault, say.faults[fault]]),
    );
    if (isQuestionGone) errors.bank = formMessages[actor.locale].bankGone;
    const orSayAt = async (input: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        errors[input] = error.said[actor.locale];
      }
    };
    await orSayAt('attachment', async () => {
      one = await takeAttachment(ctx, actor, one, inputs);
    });
    await orSayAt('include', async () => checkScope(actor, one));
    await orSayAt('channels', () => checkPlaces(ctx, one));
    if (Object.keys(errors).length > 0) return { errors };
    let page: ModalView | undefined;
    await orSayAt(membersIn(inputs).length > 0 ? 'members' : 'include', async () => {
      page = await pageOf(ctx, actor, one, say.kept);
    });
    return page === undefined ? { errors } : { update: page };
  },
  closed: async (request) => {
    const { ctx, actor, metadata, inputs } = request;
    if (isUntouched(inputs)) return;
    const { draft } = await draftFrom(questions, request);
    await takeAttachment(ctx, actor, await saveDraft(ctx, actor, metadata, draft), inputs);
  },
});

const correct: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, metadata, inputs }) => {
    const { title, body } = draftOf(inputs);
    const before = await announcementFor(ctx, actor, metadata);
    let chosen: Chosen | undefined;
    try {
      chosen = await chosenIn(ctx, before.attachment, inputs);
    } catch (error) {
      // Nothing is changed yet, and the form keeps what was typed.
      if (error instanceof UserError) return { errors: { attachment: error.said[actor.locale] } };
      throw error;
    }
    const one = await edit(ctx, actor, metadata, { title, body }, chosen);
    return { update: await pageOf(ctx, actor, one, messages[actor.locale].saved) };
  },
};

export const announcementModals = (questions: Questions): Record<string, Modal> => ({
  form: form(questions),
  correct,
  register: register.modal,
});

export const announcementShortcuts = (questions: Questions): Record<string, Shortcut> => ({
  turn: {
    type: 'message',
    role: 'officer',
    title: { zh: '转为公告', en: 'Turn into announcement' },
    run: ({ ctx, actor, message, openModal }) =>
      openModal(() => {
        const body = message === undefined || message.text === '' ? '' : JSON.stringify(richTextFrom(message.text));
        return formFor({ ctx, actor, questions }, newDraftId(), { ...emptyDraft(), body });
      }),
  },
});

export const announcementOptions = (questions: Questions): Record<string, OptionSource> => ({
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  question: { role: 'officer', search: (request) => questions.search(request) },
});
