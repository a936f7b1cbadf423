import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { isTurn, turnedTo } from '../../bot/draw/pager.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { noticeActions } from '../../notices/actions.ts';
import { contestModal, LIST, listMessage, listModal } from './contest-views.ts';
import { disciplineModal } from './discipline-views.ts';
import { formMessages } from './form-messages.ts';
import { cancelForm, contestForm } from './forms.ts';
import { messages } from './messages.ts';
import {
  cancelRef,
  contestFormRef,
  contestRef,
  declineRef,
  disciplineRef,
  openContestRef,
  publishRef,
  skillsNotices,
} from './refs.ts';
import { isPlanned } from './rules/contest.ts';
import type { Contest } from './rules/records.ts';
import { calendar } from './service/calendar.ts';
import { cancelContest, changeContest, decline, makeContest, openContest, publishResults } from './service/contests.ts';
import { lives, managed } from './service/lives.ts';
import { disciplinePage, listed, shownOne } from './service/shown.ts';
import { WORDS } from './words.ts';

export const contestView = async (ctx: Context, actor: Actor, contest: Contest, note?: string): Promise<ModalView> =>
  contestModal(formReaderOf(actor), await shownOne(ctx, actor, contest), note);

/**
 * A contest as this reader may see it: a draft is there for its officers alone, a branch's contest for the branch and for people who
 * judge in it.
 * @throws UserError
 */
export async function visible(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  const contest = await lives.present(ctx, id);
  const { state, branch, disciplines } = contest;
  const hasPart = disciplines.some(({ judges, stewards }) => [...judges, ...stewards].includes(actor.user));
  const isTheirs = branch === undefined || branch === actor.branch || hasPart;
  return state === 'draft' || !isTheirs ? managed(ctx, actor, id) : contest;
}

/** The page of a discipline. @throws UserError when it is gone */
export async function disciplineView(
  ctx: Context,
  actor: Actor,
  id: string,
  discipline: string,
  note?: string,
): Promise<ModalView> {
  const page = await disciplinePage(ctx, actor, await visible(ctx, actor, id), discipline);
  if (page === undefined) throw new UserError(WORDS.gone);
  return disciplineModal(formReaderOf(actor), page, note);
}

/** The contest where the click was; from the list it opens on top. */
async function show(request: ActionRequest, contest: Contest, note?: string): Promise<void> {
  const { ctx, actor, origin } = request;
  const isFromList = origin.kind === 'modal' && origin.metadata === LIST;
  await present(request, {
    modal: () => contestView(ctx, actor, contest, note),
    // Pages of one contest take each other's place: Slack shows three modals at most, and a form needs the third.
    inModal: isFromList ? 'over' : 'instead',
  });
}

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

/** What changes a contest, which is then shown as it is. */
const acting = (
  role: Action['role'],
  read: (value: string) => { id: string },
  act: (ctx: Context, actor: Actor, id: string) => Promise<Contest>,
  note: 'declined' | 'openedNow' | 'publishedNow',
): Action => ({
  role,
  run: async (request) => {
    const { ctx, actor } = request;
    const contest = await act(ctx, actor, read(request.value).id);
    await show(request, contest, messages[actor.locale][note]);
    await request.refreshHome();
  },
});

const making = formOnPage({
  form: contestForm,
  role: 'officer',
  about: contestFormRef,
  edits: ({ id }) => id !== undefined,
  shown: async ({ ctx, actor }, { id }) => {
    if (id === undefined) return {};
    const contest = await managed(ctx, actor, id);
    return {
      title: formMessages[actor.locale].editContest,
      values: contest,
      without: isPlanned(contest) ? [] : ['signUpUntil'],
    };
  },
  save: async ({ ctx, actor, viewId }, facts, { id }) => {
    const say = messages[actor.locale];
    const form = formMessages[actor.locale];
    const before = id === undefined ? undefined : await managed(ctx, actor, id);
    if (before === undefined || isPlanned(before)) {
      if (facts.signUpUntil <= formReaderOf(actor).now) return { errors: { signUpUntil: form.past } };
      const isBefore = before?.heats.some(({ startsAt, isOff }) => isOff !== true && startsAt < facts.signUpUntil);
      if (isBefore === true) return { errors: { signUpUntil: form.heatsBefore } };
    }
    if (id !== undefined)
      return { page: await contestView(ctx, actor, await changeContest(ctx, actor, id, facts), say.saved) };
    const made = await makeContest(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), facts);
    return { page: await contestView(ctx, actor, made, say.made), isNew: true };
  },
  faultsAt: 'name',
});

const cancelling = formOnPage({
  form: cancelForm,
  role: 'officer',
  about: cancelRef,
  mayOpen: ({ ctx, actor }, { id }) => managed(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => ({
    page: await contestView(
      ctx,
      actor,
      await cancelContest(ctx, actor, id, reason),
      messages[actor.locale].cancelledNow,
    ),
  }),
  faultsAt: 'reason',
});

/** Opens the form of a new contest. */
export const openContestForm = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  making.open(request, {});

export const contestActions: Record<string, Action> = {
  ...noticeActions(calendar, skillsNotices, managed),
  list: { role: 'worker', run: list },
  [contestRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      await show(request, await visible(ctx, actor, contestRef.read(value).id));
    },
  },
  [disciplineRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { id, discipline } = disciplineRef.read(value);
      await present(request, { modal: () => disciplineView(ctx, actor, id, discipline) });
    },
  },
  [declineRef.verb]: acting(
    'worker',
    declineRef.read,
    async (ctx, actor, id) => decline(ctx, actor, (await visible(ctx, actor, id))._id),
    'declined',
  ),
  [openContestRef.verb]: acting('officer', openContestRef.read, openContest, 'openedNow'),
  [publishRef.verb]: acting('officer', publishRef.read, publishResults, 'publishedNow'),
  ...making.actions,
  ...cancelling.actions,
};

export const contestModals: Record<string, Modal> = { ...making.modals, ...cancelling.modals };
