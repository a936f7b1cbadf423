import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { isTurn, turnedTo } from '../../bot/draw/pager.ts';
import { present, viewBelow } from '../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { enterChannel } from '../../bot/slack/channel.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { noticeActions } from '../../notices/actions.ts';
import { formMessages } from './form-messages.ts';
import { cancelForm, contestForm, correctForm, decideForm, LETTERS, substituteForm, teamForm } from './forms.ts';
import { bracketModal, matchModal, numbersModal, paperModal, wayModal } from './match-views.ts';
import { messages } from './messages.ts';
import {
  answerRef,
  arenaNotices,
  bracketRef,
  cancelRef,
  correctRef,
  decideRef,
  declineRef,
  enterRef,
  formRef,
  leaveRef,
  matchRef,
  openRef,
  playRef,
  publishRef,
  substituteRef,
  teamRef,
  wayRef,
} from './refs.ts';
import { entrantOf } from './rules/contest.ts';
import type { Contest } from './rules/records.ts';
import {
  cancel,
  change,
  changeContest,
  correct,
  decideMatch,
  decline,
  enter,
  leave,
  makeContest,
  publish,
} from './service/contests.ts';
import { calendar, lives, managed } from './service/lives.ts';
import { numbersOf } from './service/numbers.ts';
import { answer, begin } from './service/papers.ts';
import { bracketPage, listed, matchPage, shownOne, wayOf } from './service/shown.ts';
import { contestModal, LIST, listMessage, listModal, noticeMessage } from './views.ts';
import { WORDS } from './words.ts';

const pageOf = async (ctx: Context, actor: Actor, contest: Contest, note?: string): Promise<ModalView> =>
  contestModal(formReaderOf(actor), await shownOne(ctx, actor, contest), note);

/** The contest where the click was. A draft is there for its officers alone. */
async function show(request: ActionRequest, contest: Contest, note?: string): Promise<void> {
  const { ctx, actor } = request;
  if (contest.state === 'draft') await managed(ctx, actor, contest._id);
  const isFromList = request.origin.kind === 'modal' && request.origin.metadata === LIST;
  await present(request, {
    modal: () => pageOf(ctx, actor, contest, note),
    // Pages of one contest take each other's place: Slack shows three modals at most, and a form needs the third.
    inModal: isFromList ? 'over' : 'instead',
  });
}

const matchView = async (ctx: Context, actor: Actor, id: string, match: string, note?: string): Promise<ModalView> => {
  const page = await matchPage(ctx, actor, await lives.present(ctx, id), match);
  if (page === undefined || page.match.winner === undefined) throw new UserError(WORDS.gone);
  return matchModal(formReaderOf(actor), page, note);
};

const list: Action['run'] = async (request) => {
  const { ctx, actor } = request;
  const reader = formReaderOf(actor);
  const found = await listed(ctx, actor, turnedTo(request));
  const isOfficer = mayRun(actor, 'officer');
  await present(request, {
    ...(isTurn(request) ? { message: () => listMessage(reader, found, isOfficer) } : {}),
    modal: () => listModal(reader, found, isOfficer),
    about: LIST,
  });
};

/** What changes the reader's part in a contest, which is then shown as it is. */
const acting = (
  read: (value: string) => { id: string },
  act: (request: ActionRequest, id: string) => Promise<Contest>,
  note: 'entered' | 'left' | 'declined' | 'published',
): Action => ({
  role: 'worker',
  run: async (request) => {
    const contest = await act(request, read(request.value).id);
    const { ctx, actor } = request;
    const reader = formReaderOf(actor);
    const said = messages[actor.locale][note];
    await present(request, {
      // A notice that was answered is replaced by what stands now.
      message: async () => noticeMessage(reader, await shownOne(ctx, actor, contest), said, []),
      modal: () => pageOf(ctx, actor, contest, said),
    });
    await request.refreshHome();
  },
});

const teaming = formModal({
  form: teamForm,
  role: 'worker',
  about: (metadata) => teamRef.read(metadata).id,
  submit: async ({ ctx, actor, metadata, refreshHome }, { name, players, substitutes }) => {
    const { id, below = '' } = teamRef.read(metadata);
    const { boards } = await lives.present(ctx, id);
    if (players.length !== boards) return { errors: { players: WORDS.size[actor.locale] } };
    try {
      const contest = await enter(ctx, actor, id, { name, members: [...players, ...substitutes] });
      await refreshHome();
      return await backTo(ctx, below, await pageOf(ctx, actor, contest, messages[actor.locale].entered));
    } catch (error) {
      if (error instanceof UserError) return { errors: { players: error.said[actor.locale] } };
      throw error;
    }
  },
});

const substituting = formModal({
  form: substituteForm,
  role: 'worker',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => {
    const contest = await lives.present(ctx, substituteRef.read(metadata).id);
    const own = entrantOf(contest, actor.user);
    if (own === undefined || own.captain !== actor.user) throw new UserError(WORDS.cannotChange);
    const { own: shown } = await shownOne(ctx, actor, contest);
    const options = own.members.map((user, nth) => option(user, shown?.names[nth] ?? user));
    return { options: { out: options.slice(0, contest.boards), into: options.slice(contest.boards) } };
  },
  submit: async ({ ctx, actor, metadata }, { out, into }) => {
    const { id, below = '' } = substituteRef.read(metadata);
    const contest = await change(ctx, actor, id, out, into);
    return backTo(ctx, below, await pageOf(ctx, actor, contest, messages[actor.locale].substituted));
  },
});

const cancelling = formModal({
  form: cancelForm,
  role: 'officer',
  about: (metadata) => cancelRef.read(metadata).id,
  submit: async ({ ctx, actor, metadata, refreshHome }, { reason }) => {
    const { id, below = '' } = cancelRef.read(metadata);
    const contest = await cancel(ctx, actor, id, reason);
    await refreshHome();
    return backTo(ctx, below, await pageOf(ctx, actor, contest, messages[actor.locale].cancelledNow));
  },
});

const correcting = formModal({
  form: correctForm,
  role: 'officer',
  about: (metadata) => {
    const { id, match } = correctRef.read(metadata);
    return `${id} ${match}`;
  },
  shown: async ({ ctx, actor, metadata }) => {
    const { id, match } = correctRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    const options = (page?.questions ?? []).map(({ id: question, words }, nth) =>
      option(question, `${nth + 1}. ${words.replace(/\s+/g, ' ')}`),
    );
    if (options.length === 0) throw new UserError(WORDS.cannotChange);
    return { options: { question: options } };
  },
  submit: async ({ ctx, actor, metadata }, { question, right, reason }) => {
    const { id, match, below = '' } = correctRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    const options = page?.questions?.find((one) => one.id === question)?.options ?? [];
    if (right.some((one) => LETTERS.indexOf(one) >= options.length))
      return { errors: { right: formMessages[actor.locale].rightBad(options.length) } };
    await correct(ctx, actor, id, { question, right: right.map((one) => LETTERS.indexOf(one)), reason });
    return backTo(ctx, below, await matchView(ctx, actor, id, match, messages[actor.locale].correctedNow));
  },
});

const NOBODY = '0';

const deciding = formModal({
  form: decideForm,
  role: 'officer',
  about: (metadata) => {
    const { id, match } = decideRef.read(metadata);
    return `${id} ${match}`;
  },
  shown: async ({ ctx, actor, metadata }) => {
    const { id, match } = decideRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    if (page?.canDecide !== true) throw new UserError(WORDS.cannotChange);
    const { a, b } = page.match;
    const sides = [a, b].map(({ seed, name = '' }) => option(String(seed), name));
    return { options: { winner: [...sides, option(NOBODY, formMessages[actor.locale].nobody)] } };
  },
  submit: async ({ ctx, actor, metadata }, { winner, reason }) => {
    const { id, match, below = '' } = decideRef.read(metadata);
    try {
      await decideMatch(ctx, actor, id, match, Number(winner), reason);
    } catch (error) {
      if (error instanceof UserError) return { errors: { winner: error.said[actor.locale] } };
      throw error;
    }
    return backTo(ctx, below, await matchView(ctx, actor, id, match, messages[actor.locale].decided));
  },
});

/** The form of a contest: a new one, or one that is there. */
const contesting = (questions: Questions) =>
  formModal({
    form: contestForm,
    role: 'officer',
    about: (metadata) => formRef.read(metadata).id ?? 'new',
    edits: (metadata) => formRef.read(metadata).id !== undefined,
    shown: async ({ ctx, actor, metadata }, { banks: typed = [] }) => {
      const { id } = formRef.read(metadata);
      const known = await questions.banks({ ctx, actor, query: '' });
      const contest = id === undefined ? undefined : await managed(ctx, actor, id);
      const chosen = new Set([...typed, ...(contest?.banks ?? [])]);
      const options = { banks: known.filter(({ value = '' }) => chosen.has(value)) };
      if (contest === undefined) return { options };
      const { boards, channel, state } = contest;
      const form = formMessages[actor.locale];
      const isPlayed = state === 'drawn' || state === 'qualifying';
      return {
        options,
        title: form.editContest,
        values: { ...contest, boards: String(boards) as '1', channel: channel === undefined ? [] : [channel] },
        without: isPlayed
          ? [
              'banks',
              'boards',
              'signUpUntil',
              'startsAt',
              'count',
              'minutes',
              'windowHours',
              'seeding',
              'hasThird',
              'hasSecondLife',
              'most',
            ]
          : contest.entrants.length > 0
            ? ['boards']
            : [],
      };
    },
    submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { boards, channel: [channel], ...facts }) => {
      const { id, below = '' } = formRef.read(metadata);
      const form = formMessages[actor.locale];
      const { now } = formReaderOf(actor);
      const before = id === undefined ? undefined : await managed(ctx, actor, id);
      const isPlayed = before?.state === 'drawn' || before?.state === 'qualifying';
      if (!isPlayed && facts.signUpUntil <= now) return { errors: { signUpUntil: form.past } };
      if (!isPlayed && facts.startsAt < facts.signUpUntil) return { errors: { startsAt: form.startBefore } };
      if (channel !== undefined && channel !== before?.channel) await enterChannel(ctx, channel);
      const said = { ...facts, boards: Number(boards), ...(channel === undefined ? {} : { channel }) };
      const contest =
        id === undefined
          ? await makeContest(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), said)
          : await changeContest(ctx, actor, id, said);
      await refreshHome();
      const say = messages[actor.locale];
      const note = id === undefined ? say.made : say.saved;
      return backTo(ctx, id === undefined ? '' : below, await pageOf(ctx, actor, contest, note));
    },
  });

/** Opens a form on top of the page where the click was. */
const opens = <T extends { below?: string | undefined }>(
  role: Action['role'],
  form: { open(request: Pick<ActionRequest, 'ctx' | 'actor'>, metadata: string): Promise<ModalView> },
  of: { read(value: string): T; pack(data: T): string },
): Action => ({
  role,
  run: (request) =>
    request.openModal(() => form.open(request, of.pack({ ...of.read(request.value), below: viewBelow(request) }))),
});

export function openContestForm(
  questions: Questions,
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
): Promise<void> {
  return request.openModal(() => contesting(questions).open(request, formRef.pack({})));
}

export const arenaActions = (questions: Questions): Record<string, Action> => ({
  ...noticeActions(calendar, arenaNotices, managed),
  list: { role: 'worker', run: list },
  numbers: {
    role: 'officer',
    run: (request) => {
      const { ctx, actor } = request;
      return present(request, { modal: async () => numbersModal(formReaderOf(actor), await numbersOf(ctx, actor)) });
    },
  },
  [openRef.verb]: {
    role: 'worker',
    run: async (request) => show(request, await lives.present(request.ctx, openRef.read(request.value).id)),
  },
  [enterRef.verb]: acting(enterRef.read, ({ ctx, actor }, id) => enter(ctx, actor, id), 'entered'),
  [leaveRef.verb]: acting(leaveRef.read, ({ ctx, actor }, id) => leave(ctx, actor, id), 'left'),
  [declineRef.verb]: acting(declineRef.read, ({ ctx, actor }, id) => decline(ctx, actor, id), 'declined'),
  [publishRef.verb]: {
    ...acting(publishRef.read, ({ ctx, actor }, id) => publish(ctx, actor, id), 'published'),
    role: 'officer',
  },
  [bracketRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { id, round } = bracketRef.read(value);
      const page = await bracketPage(ctx, await lives.present(ctx, id), round);
      await present(request, { modal: () => bracketModal(formReaderOf(actor), page) });
    },
  },
  [wayRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { id } = wayRef.read(value);
      const page = await wayOf(ctx, actor, await lives.present(ctx, id));
      await present(request, { modal: () => wayModal(formReaderOf(actor), page) });
    },
  },
  [matchRef.verb]: {
    role: 'worker',
    run: (request) => {
      const { ctx, actor, value } = request;
      const { id, match } = matchRef.read(value);
      return present(request, { modal: () => matchView(ctx, actor, id, match) });
    },
  },
  [playRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, clickId } = request;
      const { id, match } = playRef.read(value);
      await present(request, {
        modal: async () => paperModal(formReaderOf(actor), await begin(ctx, actor, questions, id, match, clickId)),
      });
    },
  },
  [answerRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, clickId } = request;
      const said = answerRef.read(value);
      const state = await answer(ctx, actor, said, clickId);
      await present(request, {
        modal: () => paperModal(formReaderOf(actor), state),
      });
      if (state.question === undefined) await request.refreshHome();
    },
  },
  [teamRef.verb]: opens('worker', teaming, teamRef),
  [substituteRef.verb]: opens('worker', substituting, substituteRef),
  [cancelRef.verb]: opens('officer', cancelling, cancelRef),
  [correctRef.verb]: opens('officer', correcting, correctRef),
  [decideRef.verb]: opens('officer', deciding, decideRef),
  [formRef.verb]: opens('officer', contesting(questions), formRef),
});

export const arenaModals = (questions: Questions): Record<string, Modal> => ({
  contestForm: contesting(questions).modal,
  team: teaming.modal,
  substitute: substituting.modal,
  cancel: cancelling.modal,
  correct: correcting.modal,
  decide: deciding.modal,
});

export const arenaOptions = (questions: Questions): Record<string, OptionSource> => ({
  banks: { role: 'officer', search: ({ ctx, actor, query }) => questions.banks({ ctx, actor, query }) },
});
