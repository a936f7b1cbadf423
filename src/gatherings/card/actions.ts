import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { form } from '../../bot/draw/form/form.ts';
import { number } from '../../bot/draw/form/kinds.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { messageClicked, present } from '../../bot/draw/present.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import type { Context } from '../../context.ts';
import { redrawAbout } from '../../delivery/copies.ts';
import type { Locale } from '../../lib/language.ts';
import { aboutGathering, type Gathering } from '../gathering.ts';
import type { Gatherings } from '../gatherings.ts';
import type { GatheringMessages } from '../messages.ts';
import type { Stored } from '../stored.ts';
import { guestsSentence } from '../words.ts';
import { cardRefs, gatheringAbout } from './views.ts';

/** The most that a form of guests takes; how many this gathering allows is asked when it is sent. */
const MOST_GUESTS = 20;

/** What has just become of a gathering for its reader. */
export interface CardNews<Q> {
  lead?: string | undefined;
  note?: string | undefined;
  /** What the guards ask before the reader is signed up, and with how many guests they want to come. */
  asked?: { by: Q; guests: number | undefined } | undefined;
}

/** How a feature draws its gatherings. */
export interface CardPages<T extends Gathering, Q> {
  messages: Record<Locale, GatheringMessages>;
  /** The page of one in a modal whose metadata is `gatheringAbout`. */
  page(ctx: Context, actor: Actor, one: T, news?: CardNews<Q>): Promise<ModalView>;
  /** Its card as a message. */
  card(ctx: Context, actor: Actor, one: T, news?: CardNews<Q>): Promise<Message>;
  /** The gathering of whose programme it is an item: pressed on that page, that page is shown again. */
  within?(one: T): string | undefined;
  mostGuests?(one: T): number;
}

export interface CardActions<T extends Gathering, Q> {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
  /** Shows one where the click was, with what has become of it. */
  show(request: ActionRequest, one: T, news?: CardNews<Q>): Promise<void>;
}

/**
 * What the buttons of a gathering's card do: `open`, `join`, `accept`, `leave`, and the form of guests. Checking in and the calendar
 * are `gatheringActions`.
 *
 * ```ts
 * const ofCard = cardActions(stored, gathered, { messages, page: talkPage, card: talkCard, mostGuests: ({ guests }) => guests });
 * // actions: { ...ofCard.actions }   modals: { ...ofCard.modals }
 * ```
 */
export function cardActions<T extends Gathering, Q>(
  { feature, present: presentOne }: Pick<Stored<T>, 'feature' | 'present'>,
  { signUp, accept, withdraw }: Pick<Gatherings<T, Q>, 'signUp' | 'accept' | 'withdraw'>,
  { messages, page, card, within, mostGuests = () => 0 }: CardPages<T, Q>,
): CardActions<T, Q> {
  const refs = cardRefs(feature);

  const show: CardActions<T, Q>['show'] = async (request, one, news = {}) => {
    const { ctx, actor, origin } = request;
    const day = within?.(one);
    const isOfDay = day !== undefined && origin.kind === 'modal' && origin.metadata === gatheringAbout(day);
    if (isOfDay && news.asked === undefined)
      return request.updateModal(await page(ctx, actor, await presentOne(ctx, day), news));
    await present(request, {
      message: () => card(ctx, actor, one, news),
      modal: () => page(ctx, actor, one, news),
      about: gatheringAbout(one._id),
    });
  };

  /** What else stands in the person's messages of it shows what they have done; `except`, the message clicked, does already. */
  const redrawOwn = ({ ctx, actor }: Pick<ActionRequest, 'ctx' | 'actor'>, { _id }: T, except?: string) =>
    redrawAbout(ctx, aboutGathering(feature, _id), { recipients: [actor.user], except });

  async function followOwn(request: ActionRequest, one: T): Promise<void> {
    await redrawOwn(request, one, messageClicked(request)?.ts);
    await request.refreshHome();
  }

  async function open(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const one = await presentOne(ctx, refs.open.read(value).id);
    await present(request, { modal: () => page(ctx, actor, one), about: gatheringAbout(one._id) });
  }

  async function join(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const { id, guests, isMeant = false } = refs.join.read(value);
    const joined = await signUp(ctx, id, { user: actor.user, isMeant, guests });
    // Nothing has changed yet, and what is asked must not be drawn over.
    if ('asks' in joined) return show(request, joined.gathering, { asked: { by: joined.asks, guests } });
    await show(request, joined.gathering);
    await followOwn(request, joined.gathering);
  }

  async function take(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const { gathering } = await accept(ctx, actor.user, refs.accept.read(value).id);
    await show(request, gathering);
    await followOwn(request, gathering);
  }

  async function leave(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const one = await withdraw(ctx, actor.user, refs.leave.read(value).id, '');
    await show(request, one, { note: messages[actor.locale].left });
    await followOwn(request, one);
  }

  const guests = formOnPage({
    form: form(
      `${feature}.guests`,
      { guests: number({ label: (locale) => messages[locale].guestsLabel, min: 0, max: MOST_GUESTS, needed: true }) },
      {
        title: (locale) => messages[locale].guestsTitle,
        submit: (locale) => messages[locale].join,
        close: (locale) => messages[locale].close,
      },
    ),
    role: 'worker',
    drafts: 'none',
    about: refs.guests,
    shown: async ({ ctx, actor }, { id }) => {
      const one = await presentOne(ctx, id);
      const own = one.seats.find(({ member }) => member === actor.user);
      const say = messages[actor.locale];
      return {
        values: { guests: own?.guests ?? 0 },
        words: { guests: { hint: say.guestsHint(mostGuests(one)) } },
        ...(own === undefined ? {} : { submit: say.save }),
      };
    },
    save: async ({ ctx, actor }, { guests: count }, { id }) => {
      const most = mostGuests(await presentOne(ctx, id));
      if (count > most) return { errors: { guests: guestsSentence(most)[actor.locale] } };
      const { gathering } = await signUp(ctx, id, { user: actor.user, isMeant: true, guests: count });
      await redrawOwn({ ctx, actor }, gathering);
      return { page: await page(ctx, actor, gathering) };
    },
    faultsAt: 'guests',
  });

  return {
    show,
    actions: {
      [refs.open.verb]: { role: 'worker', run: open },
      [refs.join.verb]: { role: 'worker', run: join },
      [refs.accept.verb]: { role: 'worker', run: take },
      [refs.leave.verb]: { role: 'worker', run: leave },
      ...guests.actions,
    },
    modals: guests.modals,
  };
}
