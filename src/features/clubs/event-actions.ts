import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import type { Shown, ValuesOf } from '../../bot/draw/form/form.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { checkedInWords, gatheringActions } from '../../gatherings/actions.ts';
import { type CardNews, cardActions } from '../../gatherings/card/actions.ts';
import { peopleActions } from '../../gatherings/people/actions.ts';
import { screenActions } from '../../gatherings/screen/actions.ts';
import { idFrom } from '../../lib/ids.ts';
import { MINUTE_MS } from '../../lib/zone.ts';
import { eventMessage, eventModal, peopleLook } from './event-views.ts';
import { albumForm, cancelForm, eventForm } from './forms.ts';
import { messages } from './messages.ts';
import type { ClubEvent } from './model.ts';
import { look, opinionsOfEvents } from './notices.ts';
import { albumRef, cancelRef, eventFormRef, inviteRef } from './refs.ts';
import { faultOfTime } from './rules.ts';
import {
  cancelEvent,
  changeEvent,
  type EventOf,
  holdEvent,
  invite,
  ledBy,
  mayHoldForUnion,
  setAlbum,
} from './service/events.ts';
import { gathered, itemsOf, managesEvent } from './service/gathered.ts';
import { chairScreens } from './service/screen.ts';
import { eventCardOf, eventPageOf, type ShownEvent, shownOne } from './service/shown.ts';
import { stored } from './service/store.ts';
import { whenOf } from './told.ts';
import { WORDS } from './words.ts';

type News = CardNews<ClubEvent>;

/** News with the other event as the reader sees it. */
async function shownNews(ctx: Context, actor: Actor, { asked, ...news }: News): Promise<CardNews<ShownEvent>> {
  return asked === undefined ? news : { ...news, asked: { ...asked, by: await shownOne(ctx, actor, asked.by) } };
}

async function pageOf(ctx: Context, actor: Actor, event: ClubEvent, news: News = {}): Promise<ModalView> {
  const [page, shown] = await Promise.all([eventPageOf(ctx, actor, event), shownNews(ctx, actor, news)]);
  return eventModal(formReaderOf(actor), page, shown);
}

async function cardOf(ctx: Context, actor: Actor, event: ClubEvent, news: News = {}): Promise<Message> {
  const [page, shown] = await Promise.all([eventCardOf(ctx, actor, event), shownNews(ctx, actor, news)]);
  return eventMessage(formReaderOf(actor), page, shown);
}

const ofCard = cardActions(stored, gathered, {
  messages,
  page: pageOf,
  card: cardOf,
  within: ({ festival }) => festival,
  mostGuests: ({ guests }) => guests,
});

const UNION = 'union';
type About = ReturnType<typeof eventFormRef.read>;
type Asked = typeof eventForm.fields;

/** Whose event the form makes: what the button said, or the club that was chosen in it. */
function ownerOf({ club, festival, isFestival = false }: About, chosen: string | undefined): EventOf {
  if (festival !== undefined) return { festival };
  const of = club ?? (chosen === UNION ? undefined : chosen);
  return of === undefined ? { isFestival } : { club: of };
}

const whomOf = ({ isForAll }: ClubEvent): 'all' | 'club' => (isForAll === true ? 'all' : 'club');
/** A festival itself has no seats. */
const withoutOf = (isFestival: boolean | undefined) =>
  isFestival === true ? (['capacity', 'guests', 'points', 'forWhom'] as const) : [];

/** The form of an event that is there. */
function shownAsIs(event: ClubEvent, title: string): Shown<Asked> {
  const { topic, where, startsAt, endsAt, capacity, guests, points, about, club, isFestival } = event;
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
  return {
    title,
    values: { topic, where, startsAt, capacity, minutes, guests, points, about, forWhom: whomOf(event) },
    without: ['club', ...(club === undefined ? (['forWhom'] as const) : []), ...withoutOf(isFestival)],
  };
}

/** The form of a new event. @throws UserError for people who can hold none */
async function shownAnew(ctx: Context, actor: Actor, { club, isFestival }: About): Promise<Shown<Asked>> {
  const say = messages[actor.locale];
  const led = await ledBy(ctx, actor);
  const isUnion = mayHoldForUnion(actor);
  if (led.length === 0 && !isUnion && club === undefined) throw new UserError(WORDS.noClubOfYours);
  const whose = [...led.map(({ _id, name }) => option(_id, name)), ...(isUnion ? [option(UNION, say.company)] : [])];
  const isChosen = club === undefined && isFestival !== true;
  return {
    title: isFestival === true ? say.newFestival : say.newEvent,
    options: { club: whose },
    values: { club: whose[0]?.value, ...(isFestival === true ? { minutes: 480 } : {}) },
    without: [...(isChosen ? [] : (['club'] as const)), ...withoutOf(isFestival)],
    asked: isFestival === true ? ['minutes'] : [],
  };
}

/** What is wrong with the time of an event, at its field. */
async function timeFaults(
  ctx: Context,
  actor: Actor,
  { festival, id }: About,
  times: Pick<ClubEvent, 'startsAt' | 'endsAt'>,
): Promise<Record<string, string> | undefined> {
  const say = messages[actor.locale];
  const reader = formReaderOf(actor);
  const before = id === undefined ? undefined : await gathered.managed(ctx, actor, id);
  const dayId = festival ?? before?.festival;
  const day = dayId === undefined ? undefined : await stored.present(ctx, dayId);
  const isMoved = before?.startsAt.getTime() !== times.startsAt.getTime();
  if (isMoved && times.startsAt <= reader.now) return { startsAt: say.past };
  const fault = faultOfTime(times, day);
  if (fault === 'too-long') return { minutes: say.tooLong };
  if (fault === 'outside' && day !== undefined) return { startsAt: say.outside(whenOf(reader, day)) };
  const items = before?.isFestival === true ? await itemsOf(ctx, before._id) : [];
  const isOutside = items.some((one) => one.state === 'open' && faultOfTime(one, times) === 'outside');
  return isOutside ? { startsAt: say.itemsOutside } : undefined;
}

const factsOf = ({ club: _club, minutes, forWhom, ...facts }: ValuesOf<Asked>) => ({
  ...facts,
  endsAt: new Date(facts.startsAt.getTime() + minutes * MINUTE_MS),
  isForAll: forWhom === 'all',
});

const holding = formOnPage({
  form: eventForm,
  role: 'worker',
  about: eventFormRef,
  edits: ({ id }) => id !== undefined,
  shown: async ({ ctx, actor }, about) => {
    const say = messages[actor.locale];
    if (about.id !== undefined) return shownAsIs(await gathered.managed(ctx, actor, about.id), say.editEvent);
    if (about.festival === undefined) return shownAnew(ctx, actor, about);
    const day = await gathered.managed(ctx, actor, about.festival);
    const values = { startsAt: day.startsAt, where: day.where, minutes: 60, forWhom: whomOf(day) };
    return { title: say.newItem, values, without: ['club', 'forWhom'] };
  },
  save: async ({ ctx, actor, viewId }, values, about) => {
    const say = messages[actor.locale];
    const facts = factsOf(values);
    const errors = await timeFaults(ctx, actor, about, facts);
    if (errors !== undefined) return { errors };
    const { id, festival } = about;
    if (id !== undefined)
      return { page: await pageOf(ctx, actor, await changeEvent(ctx, actor, id, facts), { note: say.eventSaved }) };
    const made = idFrom(ctx.workspace, actor.user, viewId);
    const event = await holdEvent(ctx, actor, made, ownerOf(about, values.club), facts);
    if (festival === undefined) return { page: await pageOf(ctx, actor, event, { note: say.eventMade }), isNew: true };
    return { page: await pageOf(ctx, actor, await stored.present(ctx, festival), { note: say.itemMade }) };
  },
});

/** Only people who look after an event fill in a form about it. */
const isManaged = ({ ctx, actor }: Pick<ActionRequest, 'ctx' | 'actor'>, { id }: { id: string }) =>
  gathered.managed(ctx, actor, id);

const cancelling = formOnPage({
  form: cancelForm,
  role: 'worker',
  about: cancelRef,
  mayOpen: isManaged,
  save: async ({ ctx, actor }, { reason }, { id }) => {
    const event = await cancelEvent(ctx, actor, id, reason);
    return { page: await pageOf(ctx, actor, event, { note: messages[actor.locale].cancelledNow }) };
  },
});

const linking = formOnPage({
  form: albumForm,
  role: 'worker',
  drafts: 'none',
  about: albumRef,
  edits: true,
  mayOpen: isManaged,
  shown: async ({ ctx }, { id }) => ({ values: { album: (await stored.present(ctx, id)).album ?? '' } }),
  save: async ({ ctx, actor }, { album }, { id }) => {
    const say = messages[actor.locale];
    if (album !== '' && !(/^https:\/\/[^\s<>|]+$/.test(album) && URL.canParse(album)))
      return { errors: { album: say.albumBad } };
    return { page: await pageOf(ctx, actor, await setAlbum(ctx, actor, id, album), { note: say.saved }) };
  },
});

/** Opens the form for a new event; `about` says whose. */
export const openEventForm = (
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
  about: { isFestival?: boolean } = {},
): Promise<void> => holding.open(request, about);

/** Checks in by the digits; without them opens the form in which they are typed. @returns false where no event is now */
export async function checkIn(request: CommandRequest): Promise<boolean> {
  const { ctx, actor, text, reply } = request;
  const [next] = await gathered.checkInsNow(ctx, actor.user);
  if (next === undefined) return false;
  if (text.trim() === '') await ofAll.openCode({ ...request, value: next._id });
  else {
    const done = await gathered.checkInSomewhere(ctx, actor, text);
    await reply(sentence(checkedInWords(actor, messages[actor.locale], done)));
  }
  return true;
}

const ofAll = gatheringActions(stored, gathered, {
  messages,
  told: look.told,
  appointment: async (_ctx, { topic, about, where, updatedAt }) => ({
    title: topic,
    organizer: '',
    place: where,
    description: about,
    url: '',
    changedAt: updatedAt,
  }),
});
const ofScreen = screenActions(gathered, chairScreens, 'worker');
const ofPeople = peopleActions(stored, gathered, {
  ...peopleLook,
  manages: managesEvent,
  told: look.told,
  topicOf: ({ topic }) => topic,
});

async function tellPeople(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const event = await invite(ctx, actor, inviteRef.read(value).id);
  await ofCard.show(request, event, { note: messages[actor.locale].inviting });
}

export const eventActions: Record<string, Action> = {
  ...ofAll.actions,
  ...ofScreen.actions,
  ...ofCard.actions,
  ...ofPeople.actions,
  ...opinionsOfEvents.actions,
  ...holding.actions,
  ...cancelling.actions,
  ...linking.actions,
  [inviteRef.verb]: { role: 'worker', run: tellPeople },
  /** The link opens by itself. */
  album: { role: 'worker', run: async () => {} },
};

export const eventModals: Record<string, Modal> = {
  ...ofAll.modals,
  ...ofScreen.modals,
  ...ofCard.modals,
  ...opinionsOfEvents.modals,
  ...holding.modals,
  ...cancelling.modals,
  ...linking.modals,
};

export const eventOptions = ofScreen.options;
