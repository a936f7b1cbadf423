import type { Actor } from '../../bot/actor.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { isTurn, turnedTo } from '../../bot/draw/pager.ts';
import { messageClicked, present } from '../../bot/draw/present.ts';
import { sentence as sentenceMessage } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { memberOf } from '../../members/service.ts';
import {
  clubAbout,
  clubModal,
  LIST,
  listMessage,
  listModal,
  mineMessage,
  peopleAbout,
  peopleModal,
  short,
} from './club-views.ts';
import { applyForm, clubForm, passForm } from './forms.ts';
import { messages } from './messages.ts';
import {
  chairRef,
  clubRef,
  editClubRef,
  joinClubRef,
  leaveClubRef,
  passRef,
  peopleRef,
  personRef,
  unpassRef,
} from './refs.ts';
import {
  answer,
  answerChair,
  changeClub,
  foundClub,
  isThere,
  join,
  leave,
  managedClub,
  notePayment,
  offer,
  passableClub,
  presentClub,
  takeOff,
  withdrawOffer,
} from './service/clubs.ts';
import { listedClubs, mineOf, peoplePage, shownClub } from './service/shown.ts';
import { WORDS } from './words.ts';

const pageOfClub = async (ctx: Context, actor: Actor, id: string, note?: string) =>
  clubModal(formReaderOf(actor), await shownClub(ctx, actor, id), note);

const nameOf = async (ctx: Context, user: string): Promise<string> => short((await memberOf(ctx, user))?.name ?? '');

/** The club's page, where the click was. */
const showClub = (request: ActionRequest, id: string, note?: string): Promise<void> =>
  present(request, { modal: () => pageOfClub(request.ctx, request.actor, id, note), about: clubAbout(id) });

async function showAll(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  const found = await listedClubs(ctx, actor, turnedTo(request));
  const reader = formReaderOf(actor);
  await present(request, {
    ...(isTurn(request) ? { message: () => listMessage(reader, found) } : {}),
    modal: () => listModal(reader, found),
    about: LIST,
  });
}

async function joinNow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, refreshHome } = request;
  const { id } = joinClubRef.read(value);
  const { name, asks, chair, deputy } = await presentClub(ctx, id);
  if (asks === true && ![chair, deputy].includes(actor.user)) return applying.press(request);
  await join(ctx, actor, id, '');
  await showClub(request, id, messages[actor.locale].joined(short(name)));
  await refreshHome();
}

const applying = formOnPage({
  form: applyForm,
  role: 'worker',
  about: joinClubRef,
  save: async ({ ctx, actor }, { words }, { id }) => {
    const { name } = await presentClub(ctx, id);
    const state = await join(ctx, actor, id, words);
    const say = messages[actor.locale];
    return { page: await pageOfClub(ctx, actor, id, (state === 'in' ? say.joined : say.askedNow)(short(name))) };
  },
});

async function leaveNow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, refreshHome } = request;
  const { id } = leaveClubRef.read(value);
  const { name } = await presentClub(ctx, id);
  await leave(ctx, actor, id);
  await showClub(request, id, messages[actor.locale].leftClub(short(name)));
  await refreshHome();
}

/** The chair or the deputy that somebody has chosen: what is wrong with the person, at the field. */
async function faultsOfPeople(
  ctx: Context,
  { locale }: Actor,
  { chair, deputy }: { chair: string | undefined; deputy: string | undefined },
  isNew: boolean,
): Promise<Record<string, string> | undefined> {
  const say = messages[locale];
  if (isNew && !(await isThere(ctx, chair ?? ''))) return { chair: say.notMember };
  if (deputy === undefined) return undefined;
  if (deputy === chair) return { deputy: say.sameAsChair };
  return (await isThere(ctx, deputy)) ? undefined : { deputy: say.notMember };
}

const editing = formOnPage({
  form: clubForm,
  role: 'worker',
  about: editClubRef,
  edits: ({ id }) => id !== undefined,
  mayOpen: async ({ ctx, actor }, { id }) => (id === undefined ? undefined : managedClub(ctx, actor, id)),
  shown: async ({ ctx, actor }, { id }) => {
    if (id === undefined) return { title: messages[actor.locale].newClub, without: ['isClosed'] };
    const club = await managedClub(ctx, actor, id);
    const { name, about, asks = false, dues = '', deputy, chair = '', isClosed = false } = club;
    return { values: { name, about, asks, dues, deputy, chair, isClosed }, without: ['chair'] };
  },
  save: async ({ ctx, actor, viewId }, { chair: chosen, isClosed, ...facts }, { id }) => {
    const say = messages[actor.locale];
    const chair = id === undefined ? chosen : (await managedClub(ctx, actor, id)).chair;
    const errors = await faultsOfPeople(ctx, actor, { chair, deputy: facts.deputy }, id === undefined);
    if (errors !== undefined) return { errors };
    if (id !== undefined) {
      await changeClub(ctx, actor, id, facts, isClosed);
      return { page: await pageOfClub(ctx, actor, id, say.saved) };
    }
    const club = await foundClub(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), facts, chosen);
    return { page: await pageOfClub(ctx, actor, club._id, say.created(short(club.name))), isNew: true };
  },
  faultsAt: 'name',
});

const passing = formOnPage({
  form: passForm,
  role: 'worker',
  about: passRef,
  mayOpen: ({ ctx, actor }, { id }) => passableClub(ctx, actor, id),
  save: async ({ ctx, actor }, { chair: to }, { id }) => {
    const say = messages[actor.locale];
    const { chair } = await passableClub(ctx, actor, id);
    if (to === chair) return { errors: { chair: say.alreadyChair } };
    if (!(await isThere(ctx, to))) return { errors: { chair: say.notMember } };
    await offer(ctx, actor, id, to);
    return { page: await pageOfClub(ctx, actor, id, say.chairOffered(await nameOf(ctx, to))) };
  },
});

async function answerOffer(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, origin, replace, refreshHome } = request;
  const { id, seq, isTaken } = chairRef.read(value);
  const { name } = await answerChair(ctx, actor, id, seq, isTaken);
  const say = messages[actor.locale];
  const word = (isTaken ? say.youTook : say.youDeclined)(short(name));
  await (origin.kind === 'message' ? replace(sentenceMessage(word)) : showClub(request, id, word));
  await refreshHome();
}

/** What is done about one person of a club, in its list or in the notice of an application. */
async function dealWith(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, origin, replace } = request;
  const { id, user, does, page } = personRef.read(value);
  const say = messages[actor.locale];
  const name = await nameOf(ctx, user);
  let note: string | undefined;
  if (does === 'take' || does === 'refuse') {
    const state = await answer(ctx, actor, id, user, does === 'take', messageClicked(request)?.ts);
    if (state === undefined) throw new UserError(WORDS.gone);
    // Somebody else may have answered first: what stands is said.
    note = (state === 'in' ? say.taken : say.refused)(name);
  } else if (does === 'takeOff') {
    await takeOff(ctx, actor, id, user);
    note = say.takenOff(name);
  } else await notePayment(ctx, actor, id, user, does === 'paid');
  if (origin.kind === 'message' && note !== undefined) return replace(sentenceMessage(note));
  await showPeople(request, id, page ?? 1, does === 'paid' || does === 'unpaid', note);
}

const showPeople = (request: ActionRequest, id: string, page: number, isDues: boolean, note?: string): Promise<void> =>
  present(request, {
    modal: async () => {
      const { ctx, actor } = request;
      return peopleModal(formReaderOf(actor), await peoplePage(ctx, actor, id, page, isDues), note);
    },
    about: peopleAbout(id),
  });

/** Everybody may press these; whose club it is, is looked up each time. */
const worker = (run: Action['run']): Action => ({ role: 'worker', run });

export const clubActions: Record<string, Action> = {
  all: worker(showAll),
  mine: worker(async (request) => {
    const { ctx, actor } = request;
    const found = await mineOf(ctx, actor, turnedTo(request));
    await present(request, {
      message: () => mineMessage(formReaderOf(actor), found),
      title: messages[actor.locale].title,
    });
  }),
  [clubRef.verb]: worker((request) => showClub(request, clubRef.read(request.value).id)),
  [joinClubRef.verb]: worker(joinNow),
  [leaveClubRef.verb]: worker(leaveNow),
  ...editing.actions,
  ...passing.actions,
  [unpassRef.verb]: worker(async (request) => {
    const { id } = unpassRef.read(request.value);
    await withdrawOffer(request.ctx, request.actor, id);
    await showClub(request, id, messages[request.actor.locale].offerTakenBack);
  }),
  [chairRef.verb]: worker(answerOffer),
  [peopleRef.verb]: worker((request) => {
    const { id, page, isDues } = peopleRef.read(request.value);
    return showPeople(request, id, page, isDues);
  }),
  [personRef.verb]: worker(dealWith),
};

/** Founding a club is the officers'; changing one, its leaders' too. */
export const openNewClub = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  editing.open(request, {});

export const clubModals: Record<string, Modal> = { ...editing.modals, ...applying.modals, ...passing.modals };
