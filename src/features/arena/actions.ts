import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { isTurn, turnedTo } from '../../bot/draw/pager.ts';
import { metadataBelow, present } from '../../bot/draw/present.ts';
import type { Action } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { noticeActions } from '../../notices/actions.ts';
import { formActions } from './form-actions.ts';
import { bracketModal, IN_CHAT, numbersModal, paperModal, wayModal } from './match-views.ts';
import { messages } from './messages.ts';
import { contestPage, decidedMatch } from './pages.ts';
import {
  answerRef,
  arenaNotices,
  bracketRef,
  declineRef,
  enterRef,
  hereRef,
  leaveRef,
  matchRef,
  openRef,
  playRef,
  publishRef,
  wayRef,
} from './refs.ts';
import type { Contest } from './rules/records.ts';
import { bracketPage, bracketPictures, wayOf } from './service/bracket-pages.ts';
import { decline, enter, leave, publish } from './service/contests.ts';
import { calendar, lives, managed } from './service/lives.ts';
import { numbersOf } from './service/numbers.ts';
import { answer, begin, checkIn } from './service/papers.ts';
import { listed, shownOne } from './service/shown.ts';
import { LIST, listMessage, listModal, noticeMessage } from './views.ts';

/** The contest where the click was. A draft is there for its officers alone. */
async function show(request: ActionRequest, contest: Contest, note?: string): Promise<void> {
  const { ctx, actor } = request;
  if (contest.state === 'draft') await managed(ctx, actor, contest._id);
  const isFromList = request.origin.kind === 'modal' && request.origin.metadata === LIST;
  await present(request, {
    modal: () => contestPage(ctx, actor, contest, note),
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

/** What changes the reader's part in a contest, which is then shown as it is. */
const acting = <T extends { id: string }>(
  of: { read(value: string): T },
  act: (request: ActionRequest, said: T) => Promise<Contest>,
  note: 'entered' | 'left' | 'declined' | 'published' | 'hereNow',
): Action => ({
  role: 'worker',
  run: async (request) => {
    const contest = await act(request, of.read(request.value));
    const { ctx, actor } = request;
    const reader = formReaderOf(actor);
    const said = messages[actor.locale][note];
    await present(request, {
      // A notice that was answered is replaced by what stands now.
      message: async () => noticeMessage(reader, await shownOne(ctx, actor, contest), said, []),
      modal: () => contestPage(ctx, actor, contest, said),
    });
    await request.refreshHome();
  },
});

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
  [enterRef.verb]: acting(enterRef, ({ ctx, actor }, { id }) => enter(ctx, actor, id), 'entered'),
  [leaveRef.verb]: acting(leaveRef, ({ ctx, actor }, { id }) => leave(ctx, actor, id), 'left'),
  [declineRef.verb]: acting(declineRef, ({ ctx, actor }, { id }) => decline(ctx, actor, id), 'declined'),
  [hereRef.verb]: acting(
    hereRef,
    ({ ctx, actor, clickId }, { id, match }) => checkIn(ctx, actor, id, match, clickId),
    'hereNow',
  ),
  [publishRef.verb]: {
    ...acting(publishRef, ({ ctx, actor }, { id }) => publish(ctx, actor, id), 'published'),
    role: 'officer',
  },
  [bracketRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { id, round } = bracketRef.read(value);
      const contest = await lives.present(ctx, id);
      const pictures = round === undefined ? await bracketPictures(ctx, contest) : undefined;
      const page = await bracketPage(ctx, contest, round);
      await present(request, { modal: () => bracketModal(formReaderOf(actor), page, pictures) });
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
      return present(request, { modal: () => decidedMatch(ctx, actor, id, match) });
    },
  },
  [playRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, clickId } = request;
      const { id, match } = playRef.read(value);
      const from = request.origin.kind === 'message' ? IN_CHAT : '';
      await present(request, {
        modal: async () =>
          paperModal(formReaderOf(actor), await begin(ctx, actor, questions, id, match, clickId), from),
      });
    },
  },
  [answerRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, clickId } = request;
      const said = answerRef.read(value);
      const from = metadataBelow(request);
      const state = await answer(ctx, actor, said, clickId);
      await present(request, {
        modal: () => paperModal(formReaderOf(actor), state, from),
      });
      // In a live round everybody ends at the same minute, and a Home is twenty times the work of an answer.
      if (state.question === undefined && from !== IN_CHAT) await request.refreshHome();
    },
  },
  ...formActions(questions),
});
