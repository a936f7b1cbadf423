import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal, NoticeRenderer } from '../../../bot/feature.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import { enterChannel } from '../../../bot/slack/channel.ts';
import { troublesOf } from '../../../delivery/channel-trouble.ts';
import { clock } from '../../../lib/clock.ts';
import type { Locale } from '../../../lib/language.ts';
import { saidModal } from '../form/views.ts';
import { suggestionCases } from '../service/items.ts';
import { channelBoardMessages } from './channel-messages.ts';
import { channelBoardMessage, placeModal } from './channel-views.ts';

const { boards } = suggestionCases;

const openPlace: Action = {
  role: 'officer',
  run: async ({ ctx, actor, openModal }) =>
    openModal(async () => {
      const placed = await boards.of(ctx, actor);
      return placeModal(
        actor.locale,
        placed,
        await troublesOf(
          ctx,
          placed.map(({ channel }) => channel),
        ),
      );
    }),
};

const takeAway: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, updateModal }) => {
    await boards.take(ctx, actor, value);
    const said = sentence(channelBoardMessages[actor.locale].taken(`<#${value}>`));
    await updateModal(saidModal(actor.locale, said));
  },
};

const place: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, inputs, viewId }) => {
    const say = channelBoardMessages[actor.locale];
    const channel = typeof inputs.channel === 'string' ? inputs.channel : '';
    const { isIn, isShared } = await enterChannel(ctx, channel);
    if (isShared) return { errors: { channel: say.isShared } };
    if (!isIn) return { errors: { channel: say.notIn } };
    await boards.place(ctx, actor, channel, viewId);
    return { update: saidModal(actor.locale, sentence(say.done(`<#${channel}>`))) };
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

export const channelBoardActions: Record<string, Action> = { place: openPlace, takeBoard: takeAway };
export const channelBoardModals: Record<string, Modal> = { place };

/** The board that stands in a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = ({ ctx, channel }) =>
  boards.uses(ctx, channel, {
    what: { zh: '建议看板（恢复以后要再放一次）', en: 'the suggestions board (post it once more when it works)' },
    button: { zh: '重新放看板', en: 'Post the board again' },
  });
