import { sendEither } from '../../../bot/draw/figures.ts';
import { messageClicked, present } from '../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import type { Context } from '../../../context.ts';
import { updateCopy } from '../../../delivery/copies.ts';
import { shownOne } from '../card/service/present.ts';
import { textIn } from '../form/input.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import type { Session } from '../model.ts';
import { presentSession } from '../session/service/sessions.ts';
import { ASPECTS, GRADES } from './rules.ts';
import { addWords, grade, opinionOf, untilOf } from './service/feedback.ts';
import { feedbackPage } from './service/page.ts';
import { type FeedbackShown, feedbackMessage, feedbackModal, feedbackOf, feedbackTwins, wordsModal } from './views.ts';

type Who = Pick<SubmitRequest, 'actor'> & { ctx: Context };

/** The card as it is now. */
async function cardFor({ ctx, actor }: Who, session: Session) {
  const opinion = await opinionOf(ctx, session._id, actor.user);
  return feedbackMessage(readerOf(actor), await shownOne(ctx, actor, session), opinion, untilOf(session));
}

const graded: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, value, suffix } = request;
    const [aspectWord = '', gradeWord = ''] = suffix.split('-');
    const aspect = ASPECTS.find((one) => one === aspectWord);
    const as = GRADES.find((one) => one === gradeWord);
    if (aspect === undefined || as === undefined) return;
    await request.replace(await cardFor(request, await grade(ctx, actor, value, aspect, as)));
  },
};

const openWords: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, value } = request;
    const { channel = '', ts = '' } = messageClicked(request) ?? {};
    await request.openModal(async () => {
      const shown = await shownOne(ctx, actor, await presentSession(ctx, value));
      const { words = '' } = await opinionOf(ctx, value, actor.user);
      return wordsModal(actor.locale, pack(value, channel, ts), topicOf(shown), words);
    });
  },
};

async function worded(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata, inputs } = request;
  const [id = '', channel = '', ts = ''] = unpack(metadata, 3);
  const session = await addWords(ctx, actor, id, textIn(inputs, 'words'));
  if (channel !== '') await updateCopy(ctx, { channel, ts }, await cardFor(request, session));
  return { close: true };
}

async function pageFor({ ctx, actor }: Who, id: string): Promise<FeedbackShown> {
  const { session, ...page } = await feedbackPage(ctx, actor, id);
  return { ...page, shown: await shownOne(ctx, actor, session) };
}

/** Whoever teaches is a worker; that the session is theirs is looked up each time. */
const openPage: Action = {
  role: 'worker',
  run: async (request) => {
    const [id = '', from = ''] = unpack(request.value, 2);
    await present(request, {
      about: feedbackOf(id),
      modal: async () => feedbackModal(readerOf(request.actor), await pageFor(request, id), Number(from) || 0),
    });
  },
};

const sendChart: Action = {
  role: 'worker',
  run: async (request) => {
    const page = await pageFor(request, request.value);
    await sendEither(request.ctx, feedbackTwins(readerOf(request.actor), page), request.reply);
  },
};

export const feedbackActions: Record<string, Action> = {
  grade: graded,
  wordsForm: openWords,
  feedback: openPage,
  feedbackChart: sendChart,
};
export const feedbackModals: Record<string, Modal> = { words: { role: 'worker', submit: worded } };
