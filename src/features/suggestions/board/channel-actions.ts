import { formModal } from '../../../bot/draw/form/modal.ts';
import { asModal } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, NoticeRenderer } from '../../../bot/feature.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import { enterChannel } from '../../../bot/slack/channel.ts';
import { troublesOf } from '../../../delivery/channel-trouble.ts';
import { clock } from '../../../lib/clock.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { suggestionCases } from '../service/items.ts';
import { channelBoardMessages } from './channel-messages.ts';
import { channelBoardMessage, placeForm, placeShown } from './channel-views.ts';

const { boards } = suggestionCases;

const said = (locale: Locale, text: string) => asModal(locale, sentence(text), messages[locale].title);

const place = formModal({
  form: placeForm,
  role: 'officer',
  drafts: 'none',
  shown: async ({ ctx, actor }) => {
    const placed = await boards.of(ctx, actor);
    const used = placed.map(({ channel }) => channel);
    return placeShown(actor.locale, placed, await troublesOf(ctx, used));
  },
  submit: async ({ ctx, actor, viewId }, { channel: [channel = ''] }) => {
    const say = channelBoardMessages[actor.locale];
    const { isIn, isShared } = await enterChannel(ctx, channel);
    if (isShared) return { errors: { channel: say.isShared } };
    if (!isIn) return { errors: { channel: say.notIn } };
    await boards.place(ctx, actor, channel, viewId);
    return { update: said(actor.locale, say.done(`<#${channel}>`)) };
  },
});

const takeAway: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, updateModal }) => {
    await boards.take(ctx, actor, value);
    await updateModal(said(actor.locale, channelBoardMessages[actor.locale].taken(`<#${value}>`)));
  },
};

/** The board in a channel: it is drawn in the house's language, as things stand. */
export const channelBoard: NoticeRenderer = async ({ ctx, locale, params }) => {
  const found = await boards.contentOf(ctx, params.channel ?? '');
  if (found === undefined) return { drop: 'no-board' };
  return channelBoardMessage(locale, found, dateAndTime(ctx.config.TIMEZONE, locale));
};

/** Now, with the date: the message stands there for days if nothing changes. */
function dateAndTime(timeZone: string, locale: Locale): string {
  const parts = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { timeZone, ...parts }).format(clock.now());
}

export const channelBoardActions: Record<string, Action> = {
  place: { role: 'officer', run: ({ ctx, actor, openModal }) => openModal(() => place.open({ ctx, actor })) },
  takeBoard: takeAway,
};
export const channelBoardModals: Record<string, Modal> = { place: place.modal };

/** The board that stands in a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = ({ ctx, channel }) =>
  boards.uses(ctx, channel, {
    what: { zh: '建议看板（恢复以后要再放一次）', en: 'the suggestions board (post it once more when it works)' },
    button: { zh: '重新放看板', en: 'Post the board again' },
  });
