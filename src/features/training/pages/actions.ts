import type { Actor } from '../../../bot/actor.ts';
import { section } from '../../../bot/draw/blocks.ts';
import { formModal } from '../../../bot/draw/form/modal.ts';
import { withHead } from '../../../bot/draw/head.ts';
import { backTo } from '../../../bot/draw/live-view.ts';
import { messageClicked, metadataBelow, present, viewBelow } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Feature, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout, updateCopy } from '../../../delivery/copies.ts';
import { checkedInWords, gatheringActions } from '../../../gatherings/actions.ts';
import { aboutGathering } from '../../../gatherings/gathering.ts';
import type { Told } from '../../../gatherings/views.ts';
import { type CourseExtras, courseMessage, datesModal, datesOfCourse } from '../card/course-views.ts';
import { type Shown, shownOf, shownOne } from '../card/service/present.ts';
import type { CardExtras } from '../card/views.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { NAMED } from '../messages/named.ts';
import { readerOf, topicOf } from '../messages/reader.ts';
import { WORDS } from '../messages/words.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Session } from '../model.ts';
import { toldOf } from '../notices/views.ts';
import { beforeRef } from '../prerequisites/views.ts';
import { aboutCourse } from '../rules/about.ts';
import { accept, acceptAll, understandAll, withdrawFromAll } from '../seats/service/join.ts';
import { signUpForAll } from '../seats/service/join-all.ts';
import { isOnOtherDates } from '../seats/service/one-date.ts';
import { gathered } from '../seats/service/seats.ts';
import { appointmentOf } from '../session/service/calendar.ts';
import { comingFor, datesFor, presentSession } from '../session/service/sessions.ts';
import { stored } from '../session/service/write.ts';
import { showStudy } from '../study/actions.ts';
import { findStudy } from '../study/service/study.ts';
import { leaveForm, leaveRef } from './leave-form.ts';
import { mineModal, pastModal } from './list-views.ts';
import { pastSessions } from './service/mine.ts';
import { saidModal } from './session-views.ts';
import { cardOf, mineFor, pageOf } from './show.ts';

const worker = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'worker', run });

/** What else stands in the person's messages of these dates and their courses shows what they have answered. */
const followOwn = (
  { ctx, actor }: Pick<ActionRequest, 'ctx' | 'actor'>,
  dates: readonly Session[],
  except: string | undefined,
): Promise<number> => {
  const abouts = dates.flatMap(({ _id, course }) => [aboutGathering('training', _id), aboutCourse(course)]);
  return redrawAbout(ctx, [...new Set(abouts)], { recipients: [actor.user], except });
};

/** The date where it was clicked: the notice becomes the card, the page is drawn again. */
const show = (request: ActionRequest, session: Session, extras?: CardExtras): Promise<void> =>
  present(request, {
    message: () => cardOf(request.ctx, request.actor, session, extras),
    modal: () => pageOf(request.ctx, request.actor, session, extras),
  });

/** What an answer has come to, where it was given and in the person's other messages. */
async function answered(request: ActionRequest, session: Session, extras?: CardExtras): Promise<void> {
  await show(request, session, extras);
  await followOwn(request, [session], messageClicked(request)?.ts);
  await request.refreshHome();
}

async function join(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, suffix } = request;
  const joined = await gathered.signUp(ctx, value, { user: actor.user, isMeant: suffix === 'yes' });
  if (!('asks' in joined)) return answered(request, joined.gathering);
  const { clashes, held: other } = joined.asks;
  const [held] = other === undefined ? [] : await shownOf(ctx, actor, [other]);
  return show(request, joined.gathering, { clashes: await shownOf(ctx, actor, clashes), held });
}

async function joinAll(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, suffix } = request;
  await answeredForAll(request, await signUpForAll(ctx, actor, value, suffix === 'yes'));
}

/** Done for the dates of a course, or first the question whether it is meant. */
async function answeredForAll(request: ActionRequest, joined: { dates: Session[]; clashes: Session[] }): Promise<void> {
  const { ctx, actor } = request;
  const { dates, clashes } = joined;
  if (clashes.length === 0) return allAnswered(request, dates);
  await showCourse(request, await shownOf(ctx, actor, dates), { clashes: await shownOf(ctx, actor, clashes) });
}

async function acceptOffer(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { session, clashes } = await accept(ctx, actor, value);
  await answered(request, session, { clashes: await shownOf(ctx, actor, clashes) });
}

/** What an answer for all dates of a course at once has come to. */
async function allAnswered(request: ActionRequest, dates: readonly Session[]): Promise<void> {
  const { ctx, actor } = request;
  const done = await shownOf(ctx, actor, dates);
  const held = done.filter((one) => one.own?.state === 'held').length;
  await showCourse(request, done, { note: messages[actor.locale].allDone(held, done.length - held) });
  await followOwn(request, dates, messageClicked(request)?.ts);
}

async function showCourse(request: ActionRequest, shown: readonly Shown[], extras: CourseExtras): Promise<void> {
  const { actor, value } = request;
  const card = courseMessage(readerOf(actor), shown, extras);
  await present(request, { about: value, message: () => card, modal: () => saidModal(readerOf(actor), card) });
  await request.refreshHome();
}

export async function showDates(request: ActionRequest, course: string): Promise<void> {
  const { ctx, actor } = request;
  await present(request, {
    about: datesOfCourse(course),
    modal: async () => datesModal(readerOf(actor), await shownOf(ctx, actor, await datesFor(ctx, actor, course))),
  });
}

/** Asks why; where it was asked is drawn anew afterwards. */
const leaving = formModal({
  form: leaveForm,
  role: 'worker',
  about: (metadata) => leaveRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }) => {
    const { id, isAll } = leaveRef.read(metadata);
    const session = await presentSession(ctx, id);
    const shown = await shownOne(ctx, actor, session);
    const isWhole = shown.ofCourse.needed === 'all' && (await isOnOtherDates(ctx, session, actor.user));
    return {
      above: [section(`*${topicOf(shown)}*`)],
      values: { scope: isAll ? ('all' as const) : ('only' as const) },
      without: isWhole ? [] : ['scope'],
    };
  },
  submit: async (request, { scope, reason, words }) => {
    const { ctx, actor, metadata, inputs } = request;
    const { id, channel, place } = leaveRef.read(metadata);
    const why = [reason, words].filter(Boolean).join(': ');
    const isForAll = 'scope' in inputs && scope === 'all';
    const session = isForAll
      ? await withdrawFromAll(ctx, actor, id, why)
      : await gathered.withdraw(ctx, actor.user, id, why);
    const note = isForAll ? datesMessages[actor.locale].leftAll : messages[actor.locale].left;
    await followOwn(request, [session], place);
    await request.refreshHome();
    const page = await pageOf(ctx, actor, session, { note });
    if (channel !== '') {
      const card = { ...(await cardOf(ctx, actor, session, { note })), about: topicOf(session) };
      await updateCopy(ctx, { channel, ts: place }, withHead(NAMED, actor.locale, card));
      return { close: true };
    }
    return backTo(request, place, page);
  },
});

async function leave(request: ActionRequest): Promise<void> {
  const { channel = '', ts: place = viewBelow(request) } = messageClicked(request) ?? {};
  const about = { id: request.value, isAll: request.suffix === 'all', channel, place };
  await request.openModal(() => leaving.open(request, leaveRef.pack(about)));
}

/** Leads to the course that has to come first; where that is done by now, what asked for it is drawn anew. */
async function lookAtFirst(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { first, id } = beforeRef.read(value);
  const session = await presentSession(ctx, id);
  const [shown] = await shownOf(ctx, actor, [session]);
  const isMissing = shown?.ofCourse.missing.some((one) => one.what === 'course' && one.course === first);
  if (isMissing !== true) return drawAnew(request, session);
  if ((await findStudy(ctx, first)) !== undefined) return showStudy(request, first);
  return showDates(request, first);
}

async function drawAnew(request: ActionRequest, session: Session): Promise<void> {
  const { ctx, actor } = request;
  const { _id: id, course } = session;
  if (metadataBelow(request) === datesOfCourse(course)) return showDates(request, course);
  await present(request, {
    about: id,
    message: async () => courseMessage(readerOf(actor), await shownOf(ctx, actor, await comingFor(ctx, actor, course))),
    modal: () => pageOf(ctx, actor, session),
  });
}

const told = async (ctx: Context, actor: Actor, session: Session): Promise<Told> =>
  toldOf(readerOf(actor), await shownOne(ctx, actor, session));
/** What is done about a session as about any gathering. */
const usual = gatheringActions(stored, gathered, { messages, told, appointment: appointmentOf });

/**
 * `checkin` alone opens the form of the session that is now; with a code it checks in at once. Where the code is of something
 * else, or no session is now, another feature's place is tried: people don't know whose screen they stand before.
 */
export const checkInByCommand =
  (features: readonly Pick<Feature, 'checkIn'>[]) =>
  async (request: CommandRequest): Promise<void> => {
    let refused: UserError;
    try {
      return await checkInToSession(request);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused = error;
    }
    for (const one of features) if (await one.checkIn?.(request)) return;
    throw refused;
  };

async function checkInToSession(request: CommandRequest): Promise<void> {
  const { ctx, actor, text, reply } = request;
  if (text === '') {
    const [session] = await gathered.checkInsNow(ctx, actor.user);
    if (session === undefined) throw new UserError(WORDS.noneNow);
    return usual.openCode({ ...request, value: session._id });
  }
  const done = await gathered.checkInSomewhere(ctx, actor, text);
  return reply(sentence(checkedInWords(actor, messages[actor.locale], done)));
}

export const workerActions: Record<string, Action> = {
  mine: worker((request) =>
    present(request, {
      about: 'mine',
      modal: async () => mineModal(readerOf(request.actor), await mineFor(request.ctx, request.actor)),
    }),
  ),
  open: worker((request) =>
    present(request, {
      about: request.value,
      modal: async () => pageOf(request.ctx, request.actor, await presentSession(request.ctx, request.value)),
    }),
  ),
  dates: worker((request) => showDates(request, request.value)),
  join: worker(join),
  joinAll: worker(joinAll),
  acceptAll: worker(async (request) => {
    const { ctx, actor, value } = request;
    await answeredForAll(request, await acceptAll(ctx, actor, value));
  }),
  stay: worker(async (request) => {
    const { ctx, actor, value } = request;
    const isKept = request.suffix === 'kept';
    const note = isKept ? datesMessages[actor.locale].kept : messages[actor.locale].notSigned;
    await answered(request, await presentSession(ctx, value), { note });
  }),
  accept: worker(acceptOffer),
  understandAll: worker(async (request) => {
    const { ctx, actor, value } = request;
    await understandAll(ctx, actor, value);
    await showCourse(request, await shownOf(ctx, actor, await comingFor(ctx, actor, value)), {});
  }),
  understand: worker(async (request) =>
    answered(request, await gathered.understand(request.ctx, request.actor.user, request.value)),
  ),
  leave: worker(leave),
  before: worker(lookAtFirst),
  /** What a person has been to. */
  past: worker(({ ctx, actor, openModal }) =>
    openModal(async () => pastModal(readerOf(actor), await shownOf(ctx, actor, await pastSessions(ctx, actor.user)))),
  ),
  ...usual.actions,
};

export const workerModals: Record<string, Modal> = {
  leave: leaving.modal,
  ...usual.modals,
};
