import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { present, viewBelow } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { sendSlackFile } from '../../bot/slack/file.ts';
import type { Context } from '../../context.ts';
import { checkedInWords, gatheringActions } from '../../gatherings/actions.ts';
import { screenActions } from '../../gatherings/screen/actions.ts';
import { guestsSentence } from '../../gatherings/words.ts';
import { idFrom } from '../../lib/ids.ts';
import { MINUTE_MS } from '../../lib/zone.ts';
import { type Extras, eventAbout, eventMessage, eventModal } from './event-views.ts';
import { albumForm, cancelForm, eventForm, guestsForm } from './forms.ts';
import { messages } from './messages.ts';
import type { ClubEvent } from './model.ts';
import { look } from './notices.ts';
import {
  acceptRef,
  albumRef,
  cancelRef,
  eventFormRef,
  fileRef,
  guestsRef,
  inviteRef,
  joinRef,
  leaveRef,
  openRef,
  scoreRef,
} from './refs.ts';
import { faultOfTime } from './rules.ts';
import { attendanceFile } from './service/attendance-file.ts';
import {
  cancelEvent,
  changeEvent,
  type EventOf,
  holdEvent,
  invite,
  ledBy,
  mayHoldForUnion,
  setAlbum,
  voice,
} from './service/events.ts';
import { gathered, itemsOf } from './service/gathered.ts';
import { chairScreens } from './service/screen.ts';
import { eventPageOf, shownOne } from './service/shown.ts';
import { stored } from './service/store.ts';
import { whenOf } from './told.ts';
import { WORDS } from './words.ts';

const pageOf = async (ctx: Context, actor: Actor, event: ClubEvent, extras?: Extras) =>
  eventModal(formReaderOf(actor), await eventPageOf(ctx, actor, event), extras);

/** The event where the click was; from the day of a festival, the day again. */
async function show(request: ActionRequest, event: ClubEvent, extras: Extras = {}): Promise<void> {
  const { ctx, actor, origin } = request;
  const { festival } = event;
  if (origin.kind === 'modal' && festival !== undefined && origin.metadata === eventAbout(festival) && !extras.clash)
    return request.updateModal(await pageOf(ctx, actor, await stored.present(ctx, festival), extras));
  await present(request, {
    message: async () => eventMessage(formReaderOf(actor), await eventPageOf(ctx, actor, event), extras),
    modal: () => pageOf(ctx, actor, event, extras),
    about: eventAbout(event._id),
  });
}

/** Signs up, with as many guests as the button says; or asks first. */
async function join(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, refreshHome } = request;
  const { id, guests, isMeant = false } = joinRef.read(value);
  const joined = await gathered.signUp(ctx, id, { user: actor.user, isMeant, guests });
  const clash = 'asks' in joined ? { other: await shownOne(ctx, actor, joined.asks), guests } : undefined;
  await show(request, joined.gathering, { clash });
  await refreshHome();
}

const open: Action['run'] = async (request) => {
  const { ctx, actor, value } = request;
  const event = await stored.present(ctx, openRef.read(value).id);
  await present(request, { modal: () => pageOf(ctx, actor, event), about: eventAbout(event._id) });
};

async function leave(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, refreshHome } = request;
  const event = await gathered.withdraw(ctx, actor.user, leaveRef.read(value).id, '');
  await show(request, event, { note: messages[actor.locale].withdrawn });
  await refreshHome();
}

const counting = formModal({
  form: guestsForm,
  role: 'worker',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => {
    const event = await stored.present(ctx, guestsRef.read(metadata).id);
    const own = event.seats.find(({ member }) => member === actor.user);
    const say = messages[actor.locale];
    return {
      values: { guests: own?.guests ?? 0 },
      words: { guests: { hint: say.guestsHint(event.guests) } },
      ...(own === undefined ? {} : { submit: say.save }),
    };
  },
  submit: async ({ ctx, actor, metadata, refreshHome }, { guests }) => {
    const { id, below = '' } = guestsRef.read(metadata);
    const { guests: most } = await stored.present(ctx, id);
    if (guests > most) return { errors: { guests: guestsSentence(most)[actor.locale] } };
    try {
      const joined = await gathered.signUp(ctx, id, { user: actor.user, isMeant: true, guests });
      await refreshHome();
      return backTo(ctx, below, await pageOf(ctx, actor, joined.gathering));
    } catch (error) {
      if (error instanceof UserError) return { errors: { guests: error.said[actor.locale] } };
      throw error;
    }
  },
});

/** Whose event the form makes: what the button said, or the club that was chosen in it. */
function ownerOf(
  {
    club,
    festival,
    isFestival = false,
  }: Pick<ReturnType<typeof eventFormRef.read>, 'club' | 'festival' | 'isFestival'>,
  chosen: string | undefined,
): EventOf {
  if (festival !== undefined) return { festival };
  const of = club ?? (chosen === UNION ? undefined : chosen);
  return of === undefined ? { isFestival } : { club: of };
}
const UNION = 'union';

const holding = formModal({
  form: eventForm,
  role: 'worker',
  about: (metadata) => {
    const { below: _below, version: _version, ...about } = eventFormRef.read(metadata);
    return JSON.stringify(about);
  },
  shown: async ({ ctx, actor, metadata }) => {
    const about = eventFormRef.read(metadata);
    const say = messages[actor.locale];
    if (about.id !== undefined) {
      const event = await gathered.managed(ctx, actor, about.id);
      const {
        topic,
        where,
        startsAt,
        endsAt,
        capacity,
        guests,
        points,
        about: words,
        club,
        isForAll,
        isFestival,
      } = event;
      const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
      const forWhom = isForAll === true ? ('all' as const) : ('club' as const);
      return {
        title: say.editEvent,
        values: { topic, where, startsAt, capacity, minutes, guests, points, about: words, forWhom },
        without: ['club', ...(club === undefined ? (['forWhom'] as const) : []), ...withoutOf(isFestival)],
      };
    }
    if (about.festival !== undefined) {
      const day = await gathered.managed(ctx, actor, about.festival);
      return {
        title: say.newItem,
        values: {
          startsAt: day.startsAt,
          where: day.where,
          minutes: 60,
          forWhom: day.isForAll === true ? ('all' as const) : ('club' as const),
        },
        without: ['club', 'forWhom'],
      };
    }
    const led = await ledBy(ctx, actor);
    const isUnion = mayHoldForUnion(actor);
    if (led.length === 0 && !isUnion && about.club === undefined) throw new UserError(WORDS.noClubOfYours);
    const isChosen = about.club === undefined && about.isFestival !== true;
    const whose = [...led.map(({ _id, name }) => option(_id, name)), ...(isUnion ? [option(UNION, say.company)] : [])];
    return {
      title: about.isFestival === true ? say.newFestival : say.newEvent,
      options: { club: whose },
      values: { club: whose[0]?.value, ...(about.isFestival === true ? { minutes: 480 } : {}) },
      without: [
        ...(isChosen ? [] : (['club'] as const)),
        ...(about.isFestival === true ? (['forWhom'] as const) : []),
        ...withoutOf(about.isFestival),
      ],
      asked: about.isFestival === true ? ['minutes'] : [],
    };
  },
  submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { club, minutes, forWhom, ...facts }) => {
    const about = eventFormRef.read(metadata);
    const { below = '', festival, id } = about;
    const say = messages[actor.locale];
    const endsAt = new Date(facts.startsAt.getTime() + minutes * MINUTE_MS);
    const before = id === undefined ? undefined : await gathered.managed(ctx, actor, id);
    const dayId = festival ?? before?.festival;
    const day = dayId === undefined ? undefined : await stored.present(ctx, dayId);
    const reader = formReaderOf(actor);
    const isMoved = before?.startsAt.getTime() !== facts.startsAt.getTime();
    if (isMoved && facts.startsAt <= reader.now) return { errors: { startsAt: say.past } };
    const fault = faultOfTime({ startsAt: facts.startsAt, endsAt }, day);
    if (fault === 'too-long') return { errors: { minutes: say.tooLong } };
    if (fault === 'outside' && day !== undefined) return { errors: { startsAt: say.outside(whenOf(reader, day)) } };
    const items = before?.isFestival === true ? await itemsOf(ctx, before._id) : [];
    const moved = { startsAt: facts.startsAt, endsAt };
    if (items.some((one) => one.state === 'open' && faultOfTime(one, moved) === 'outside'))
      return { errors: { startsAt: say.itemsOutside } };
    const said = { ...facts, endsAt, isForAll: forWhom === 'all' };
    const event =
      id === undefined
        ? await holdEvent(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), ownerOf(about, club), said)
        : await changeEvent(ctx, actor, id, about.version ?? 0, said);
    await refreshHome();
    if (festival !== undefined)
      return backTo(ctx, below, await pageOf(ctx, actor, await stored.present(ctx, festival), { note: say.itemMade }));
    const note = id === undefined ? say.eventMade : say.eventSaved;
    return backTo(ctx, id === undefined ? '' : below, await pageOf(ctx, actor, event, { note }));
  },
});

/** A festival itself has no seats. */
const withoutOf = (isFestival: boolean | undefined) =>
  isFestival === true ? (['capacity', 'guests', 'points'] as const) : [];

const cancelling = formModal({
  form: cancelForm,
  role: 'worker',
  about: (metadata) => cancelRef.read(metadata).id,
  submit: async ({ ctx, actor, metadata }, { reason }) => {
    const { id, below = '' } = cancelRef.read(metadata);
    const event = await cancelEvent(ctx, actor, id, reason);
    return backTo(ctx, below, await pageOf(ctx, actor, event, { note: messages[actor.locale].cancelledNow }));
  },
});

const linking = formModal({
  form: albumForm,
  role: 'worker',
  drafts: 'none',
  shown: async ({ ctx, metadata }) => ({
    values: { album: (await stored.present(ctx, albumRef.read(metadata).id)).album ?? '' },
  }),
  submit: async ({ ctx, actor, metadata }, { album }) => {
    const { id, below = '' } = albumRef.read(metadata);
    const say = messages[actor.locale];
    if (album !== '' && !(/^https:\/\/[^\s<>|]+$/.test(album) && URL.canParse(album)))
      return { errors: { album: say.albumBad } };
    return backTo(ctx, below, await pageOf(ctx, actor, await setAlbum(ctx, actor, id, album), { note: say.saved }));
  },
});

/** Opens a form of an event, for the people who look after it. */
const opens = (
  form: { open(request: Pick<ActionRequest, 'ctx' | 'actor'>, metadata: string): Promise<ModalView> },
  of: { read(value: string): { id: string }; pack(data: { id: string; below: string }): string },
): Action => ({
  role: 'worker',
  run: async (request) => {
    const { ctx, actor, value, openModal } = request;
    const { id } = of.read(value);
    await openModal(async () => {
      await gathered.managed(ctx, actor, id);
      return form.open(request, of.pack({ id, below: viewBelow(request) }));
    });
  },
});

async function sendFile({ ctx, actor, value, reply }: ActionRequest): Promise<void> {
  const say = messages[actor.locale];
  const event = await gathered.managed(ctx, actor, fileRef.read(value).id);
  const bytes = await attendanceFile(ctx, actor, event);
  await sendSlackFile(ctx, actor.user, { filename: `${say.fileName}.xlsx`, bytes }, say.fileComment(event.topic));
  await reply(sentence(say.fileSent));
}

/** Opens the form for a new event; `about` says whose. */
export const openEventForm = (
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
  about: { isFestival?: boolean } = {},
): Promise<void> => request.openModal(() => holding.open(request, eventFormRef.pack(about)));

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

export const eventActions: Record<string, Action> = {
  ...ofAll.actions,
  ...ofScreen.actions,
  [openRef.verb]: { role: 'worker', run: open },
  [joinRef.verb]: { role: 'worker', run: join },
  [leaveRef.verb]: { role: 'worker', run: leave },
  [acceptRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { gathering } = await gathered.accept(request.ctx, request.actor.user, acceptRef.read(request.value).id);
      await show(request, gathering);
      await request.refreshHome();
    },
  },
  [guestsRef.verb]: {
    role: 'worker',
    run: (request) =>
      request.openModal(() => {
        const { id } = guestsRef.read(request.value);
        return counting.open(request, guestsRef.pack({ id, below: viewBelow(request) }));
      }),
  },
  [eventFormRef.verb]: {
    role: 'worker',
    run: (request) =>
      request.openModal(() => {
        const about = eventFormRef.read(request.value);
        return holding.open(request, eventFormRef.pack({ ...about, below: viewBelow(request) }));
      }),
  },
  [inviteRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const event = await invite(request.ctx, request.actor, inviteRef.read(request.value).id);
      await show(request, event, { note: messages[request.actor.locale].inviting });
    },
  },
  [cancelRef.verb]: opens(cancelling, cancelRef),
  [albumRef.verb]: opens(linking, albumRef),
  /** The link opens by itself. */
  album: { role: 'worker', run: async () => {} },
  [fileRef.verb]: { role: 'worker', run: sendFile },
  [scoreRef.verb]: {
    role: 'worker',
    run: async ({ ctx, actor, value, replace }) => {
      const { id, score } = scoreRef.read(value);
      if (!(await voice(ctx, actor, id, score))) throw new UserError(stored.words.notExpected);
      const say = messages[actor.locale];
      await replace(sentence(say.scored(say.scores[score])));
    },
  },
};

export const eventModals: Record<string, Modal> = {
  ...ofAll.modals,
  ...ofScreen.modals,
  hold: holding.modal,
  cancel: cancelling.modal,
  guests: counting.modal,
  albumLink: linking.modal,
};

export const eventOptions = ofScreen.options;
