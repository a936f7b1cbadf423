import type { Actor } from '../../../bot/actor.ts';
import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { richTextFrom } from '../../../bot/draw/rich-text.ts';
import type { Modal, OptionSource, Shortcut, SubmitResult } from '../../../bot/feature.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { ContestNotices } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { enterChannel } from '../../../bot/slack/channel.ts';
import { downloadSlackFile, keepSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { otherLocale } from '../../../lib/language.ts';
import { audienceOptions } from '../../../members/audience/options.ts';
import { audienceNames } from '../../../members/audience/text.ts';
import { maySee, ownedBy } from '../../../members/roles.ts';
import { ATTACHMENT_BYTES, attachable } from '../draft/attachment-kinds.ts';
import { formMessages } from '../draft/messages.ts';
import { attach } from '../draft/service/attachment.ts';
import {
  announcementFor,
  checkScope,
  countReaders,
  draftFor,
  newDraftId,
  saveDraft,
  specOf,
} from '../draft/service/drafts.ts';
import { messages } from '../messages.ts';
import type { Announcement, Attachment, Chosen, Draft } from '../model.ts';
import { registerModal } from '../register/actions.ts';
import type { Fault } from '../rules.ts';
import { edit } from '../service/change.ts';
import { faultsIn } from '../service/send.ts';
import { pageOf } from '../show.ts';
import { WORDS } from '../words.ts';
import { draftOf, secondOf } from './input.ts';
import { announcementForm, correctForm, correctShown, type FormValues, formShown } from './views.ts';

type Files = Partial<Pick<FormValues, 'attachment' | 'detach'>>;

/**
 * Takes the picture or file that was chosen in a form; undefined where the one before stays.
 * @throws UserError for what cannot go out, and when Slack has it not
 */
async function chosenIn(
  ctx: Context,
  before: Attachment | undefined,
  { attachment: [source] = [], detach }: Files,
): Promise<Chosen | undefined> {
  if (source === undefined) return detach === true && before !== undefined ? {} : undefined;
  if (before?.source === source) return undefined;
  const { filename, bytes } = await downloadSlackFile(ctx, source, ATTACHMENT_BYTES);
  const taken = attachable(filename, bytes);
  if (taken === undefined) throw new UserError(WORDS.noAttachment);
  const { id: file, permalink } = await keepSlackFile(ctx, taken);
  return { attachment: { kind: taken.kind, name: taken.filename, file, permalink, source } };
}

async function takeAttachment(ctx: Context, actor: Actor, one: Announcement, values: Files): Promise<Announcement> {
  const chosen = await chosenIn(ctx, one.attachment, values);
  return chosen === undefined ? one : attach(ctx, actor, one._id, chosen.attachment);
}

/** With a copy of the question that was chosen from a bank, in place of what is written; undefined where it is gone. */
async function withQuestion(
  questions: Questions,
  who: { ctx: Context; actor: Actor },
  draft: Draft,
  key: string | undefined,
): Promise<Draft | undefined> {
  if (key === undefined) return draft;
  const questionText = await questions.copyOf(who, key);
  return questionText === undefined ? undefined : { ...draft, questionText };
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

const INPUT_OF: Partial<Record<Fault, string>> = { past: 'at', end: 'endsAt' };
/** What of what has gone out is checked when it is corrected. */
const CORRECTED: readonly Fault[] = ['secondTitle', 'secondBody'];
/** For whom it is can be said later: the preview names what is missing, and nothing goes out before. */
const LATER: readonly Fault[] = ['audience', 'channels'];

/** An announcement's form; its metadata is the draft's id. */
export function draftForm(questions: Questions): OpenForm {
  return formModal({
    form: announcementForm,
    role: 'officer',
    // A draft is a record of its own: it stands in the officer's list, and is kept whatever is missing.
    drafts: {
      keep: async (request, values) => {
        const { ctx, actor, metadata } = request;
        const written = draftOf(await draftFor(ctx, actor, metadata), values, actor.locale);
        const draft = (await withQuestion(questions, request, written, values.bank)) ?? written;
        await takeAttachment(ctx, actor, await saveDraft(ctx, actor, metadata, draft), values);
      },
    },
    shown: async ({ ctx, actor, metadata }) => {
      const draft = await draftFor(ctx, actor, metadata);
      const names = await audienceNames(ctx, specOf(draft));
      const hasChannels = maySee(actor, undefined);
      const others = await countReaders(ctx, { ...ownedBy(actor), ...draft }, otherLocale(actor.locale));
      return formShown(actor.locale, { draft, names, hasChannels, hasBanks: !questions.isEmpty(), others });
    },
    // Kept first, whatever is missing; then told what is.
    submit: async (request, values): Promise<SubmitResult> => {
      const { ctx, actor, metadata } = request;
      const say = messages[actor.locale];
      const written = draftOf(await draftFor(ctx, actor, metadata), values, actor.locale);
      const draft = await withQuestion(questions, request, written, values.bank);
      let one = await saveDraft(ctx, actor, metadata, draft ?? written);
      const errors: Record<string, string> = Object.fromEntries(
        faultsIn(one)
          .filter((fault) => !LATER.includes(fault))
          .map((fault) => [INPUT_OF[fault] ?? fault, say.faults[fault]]),
      );
      if (draft === undefined) errors.bank = formMessages[actor.locale].bankGone;
      const orSayAt = async (input: string, work: () => Promise<void>): Promise<void> => {
        try {
          await work();
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          errors[input] = error.said[actor.locale];
        }
      };
      await orSayAt('attachment', async () => {
        one = await takeAttachment(ctx, actor, one, values);
      });
      await orSayAt('include', async () => checkScope(actor, one));
      await orSayAt('channels', () => checkPlaces(ctx, one));
      if (Object.keys(errors).length > 0) return { errors };
      let update: Awaited<ReturnType<typeof pageOf>> | undefined;
      await orSayAt(values.members.length > 0 ? 'members' : 'include', async () => {
        update = await pageOf(ctx, actor, one, say.kept);
      });
      return update === undefined ? { errors } : { update };
    },
  });
}

/** Corrects what has gone out; its metadata is the announcement. */
export const correction = formModal({
  form: correctForm,
  role: 'officer',
  edits: true,
  shown: async ({ ctx, actor, metadata }) => correctShown(actor.locale, await announcementFor(ctx, actor, metadata)),
  submit: async ({ ctx, actor, metadata }, { title, body, secondTitle, secondBody, ...files }) => {
    const before = await announcementFor(ctx, actor, metadata);
    let chosen: Chosen | undefined;
    try {
      chosen = await chosenIn(ctx, before.attachment, files);
    } catch (error) {
      // Nothing is changed yet, and the form keeps what was typed.
      if (error instanceof UserError) return { errors: { attachment: error.said[actor.locale] } };
      throw error;
    }
    const second = secondOf(before.second, { secondTitle, secondBody }, actor.locale);
    const faults = faultsIn({ ...before, title, body, second }).filter((fault) => CORRECTED.includes(fault));
    if (faults.length > 0)
      return { errors: Object.fromEntries(faults.map((fault) => [fault, messages[actor.locale].faults[fault]])) };
    const one = await edit(ctx, actor, metadata, { title, body, second }, chosen);
    return { update: await pageOf(ctx, actor, one, messages[actor.locale].saved) };
  },
});

export const announcementModals = (questions: Questions, contests: ContestNotices): Record<string, Modal> => ({
  form: draftForm(questions).modal,
  correct: correction.modal,
  register: registerModal(contests).modal,
});

export const announcementShortcuts = (questions: Questions): Record<string, Shortcut> => ({
  turn: {
    type: 'message',
    role: 'officer',
    title: { zh: '转为公告', en: 'Turn into announcement' },
    run: ({ ctx, actor, message, openModal }) =>
      openModal(() => {
        const body = message === undefined || message.text === '' ? '' : JSON.stringify(richTextFrom(message.text));
        return draftForm(questions).open({ ctx, actor }, newDraftId(), undefined, { body });
      }),
  },
});

export const announcementOptions = (questions: Questions): Record<string, OptionSource> => ({
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  question: { role: 'officer', search: (request) => questions.search(request) },
});
