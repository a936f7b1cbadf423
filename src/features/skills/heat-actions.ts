import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { Context } from '../../context.ts';
import { gatheringActions } from '../../gatherings/actions.ts';
import { type CardNews, cardActions } from '../../gatherings/card/actions.ts';
import type { Look } from '../../gatherings/notices.ts';
import { idFrom } from '../../lib/ids.ts';
import { MINUTE_MS } from '../../lib/zone.ts';
import { disciplineView, visible } from './contest-actions.ts';
import { heatMessage, heatModal } from './discipline-views.ts';
import { formMessages } from './form-messages.ts';
import { cancelHeatForm, heatForm } from './forms.ts';
import { messages } from './messages.ts';
import type { Heat } from './model.ts';
import { cancelHeatRef, heatFormRef } from './refs.ts';
import type { Contest } from './rules/records.ts';
import { addHeat, cancelHeat, changeHeat, gathered } from './service/heats.ts';
import { lives, managed, stored } from './service/lives.ts';
import { shownHeats } from './service/shown.ts';
import { toldOf } from './told.ts';

type News = CardNews<never>;

async function shownHeat(ctx: Context, actor: Actor, heat: Heat) {
  const contest = await lives.present(ctx, heat.contest);
  const [shown] = await shownHeats(ctx, actor, contest, [heat]);
  if (shown === undefined) throw new Error('one heat is shown as one');
  return shown;
}

async function pageOf(ctx: Context, actor: Actor, heat: Heat, news: News = {}): Promise<ModalView> {
  await visible(ctx, actor, heat.contest);
  return heatModal(formReaderOf(actor), await shownHeat(ctx, actor, heat), news);
}

const cardOf = async (ctx: Context, actor: Actor, heat: Heat, news: News = {}): Promise<Message> =>
  heatMessage(formReaderOf(actor), await shownHeat(ctx, actor, heat), news);

/** What a heat is called in a notice: its contest and its discipline. */
const topicOf = ({ name, disciplines }: Contest, { discipline }: Heat): string =>
  `${name} · ${disciplines.find(({ id }) => id === discipline)?.name ?? ''}`;

/** How heats look in the notices that every gathering has. */
export const heatLook: Look<Heat> = {
  messages,
  told: async (ctx, actor, heat) =>
    toldOf(formReaderOf(actor), heat, topicOf(await lives.present(ctx, heat.contest), heat)),
  card: (ctx, actor, heat, lead) => cardOf(ctx, actor, heat, lead === undefined ? {} : { lead }),
};

const ofCard = cardActions<Heat, never>(stored, gathered, { messages, page: pageOf, card: cardOf });

/** Opens a heat; undefined: there is none of this id. */
export const openHeat = ofCard.actions.open?.run;

const ofAll = gatheringActions(stored, gathered, {
  messages,
  told: heatLook.told,
  appointment: async (ctx, heat) => ({
    title: topicOf(await lives.present(ctx, heat.contest), heat),
    organizer: '',
    place: heat.where,
    description: '',
    url: '',
    changedAt: heat.updatedAt,
  }),
});

const factsOf = ({
  startsAt,
  where,
  capacity,
  lasts,
  each,
}: {
  startsAt: Date;
  where: string;
  capacity: number;
  lasts: number;
  each: number;
}) => ({ startsAt, where, capacity, each, endsAt: new Date(startsAt.getTime() + lasts * MINUTE_MS) });

/** What is wrong with a heat, at its field. @param before the heat as it stands, where it is changed */
function heatFaults(
  { now, locale }: FormReader,
  { signUpUntil }: Contest,
  { startsAt, endsAt, capacity, each }: ReturnType<typeof factsOf>,
  before: Heat | undefined,
): Record<string, string> | undefined {
  const say = formMessages[locale];
  const isMoved = before?.startsAt.getTime() !== startsAt.getTime();
  if (isMoved && startsAt <= now) return { startsAt: say.heatPast };
  if (isMoved && startsAt < signUpUntil) return { startsAt: say.heatEarly };
  // The last one begins before the end.
  if ((capacity - 1) * each * MINUTE_MS >= endsAt.getTime() - startsAt.getTime()) return { each: say.tooLong };
  return undefined;
}

const holding = formOnPage({
  form: heatForm,
  role: 'officer',
  about: heatFormRef,
  edits: ({ id }) => id !== undefined,
  mayOpen: ({ ctx, actor }, { contest }) => managed(ctx, actor, contest),
  shown: async ({ ctx, actor }, { id }) => {
    if (id === undefined) return {};
    const { startsAt, endsAt, where, capacity, each } = await gathered.managed(ctx, actor, id);
    const lasts = Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
    return { title: formMessages[actor.locale].heatEdit, values: { startsAt, where, capacity, lasts, each } };
  },
  save: async ({ ctx, actor, viewId }, values, { contest: of, discipline, id }) => {
    const contest = await managed(ctx, actor, of);
    const facts = factsOf(values);
    const before = id === undefined ? undefined : await gathered.managed(ctx, actor, id);
    const errors = heatFaults(formReaderOf(actor), contest, facts, before);
    if (errors !== undefined) return { errors };
    const note = messages[actor.locale].heatSaved;
    if (id !== undefined) return { page: await pageOf(ctx, actor, await changeHeat(ctx, actor, id, facts), { note }) };
    await addHeat(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), { contest: of, discipline }, facts);
    return { page: await disciplineView(ctx, actor, of, discipline, note) };
  },
  faultsAt: 'startsAt',
});

const cancelling = formOnPage({
  form: cancelHeatForm,
  role: 'officer',
  about: cancelHeatRef,
  mayOpen: ({ ctx, actor }, { id }) => gathered.managed(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => ({
    page: await pageOf(ctx, actor, await cancelHeat(ctx, actor, id, reason), {
      note: messages[actor.locale].heatCancelled,
    }),
  }),
});

export const heatActions: Record<string, Action> = {
  ...ofAll.actions,
  ...ofCard.actions,
  ...holding.actions,
  ...cancelling.actions,
};

export const heatModals: Record<string, Modal> = {
  ...ofAll.modals,
  ...ofCard.modals,
  ...holding.modals,
  ...cancelling.modals,
};
