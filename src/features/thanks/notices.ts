import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { Contributions } from '../../bot/routing/contributions.ts';
import type { Bilingual } from '../../lib/language.ts';
import { affairsOf } from '../../members/roles.ts';
import { memberOf } from '../../members/service.ts';
import { chooserOf, settingsOf, thanksOf } from './service.ts';
import { gotMessage, postMessage } from './views.ts';

export const dropReasons: Record<string, Bilingual> = {
  'taken-back': { zh: '已经收回', en: 'it was taken back' },
};

const got: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const one = await thanksOf(ctx, params.thanks ?? '');
  if (one === undefined || recipient === undefined) return { drop: 'taken-back' };
  if (!isSent && one.takenBackAt !== undefined) return { drop: 'taken-back' };
  const [giver, { channel }] = await Promise.all([memberOf(ctx, one.from), settingsOf(ctx)]);
  return gotMessage(recipient.locale, one, giver?.name ?? one.from, channel);
};

const post: NoticeRenderer = async ({ ctx, locale, params }) => {
  const one = await thanksOf(ctx, params.thanks ?? '');
  if (one === undefined) return { drop: 'taken-back' };
  const [giver, receiver] = await Promise.all([memberOf(ctx, one.from), memberOf(ctx, one.to)]);
  return postMessage(locale, one, { from: giver?.name ?? one.from, to: receiver?.name ?? one.to });
};

export const notices: Record<string, NoticeRenderer> = { got, post };

export const follows: Record<string, Follows> = {
  got: { things: ['one'] },
  post: { stays: 'a thanks that both have shown is not taken back' },
};

/** Thanks that both like to be seen. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel }) => {
  const maker = await chooserOf(ctx, channel);
  if (maker === undefined) return [];
  return [
    {
      what: { zh: '公开的赞', en: 'thanks that are shown' },
      maker,
      mayManage: (actor) => affairsOf(actor) === 'company',
      button: { action: 'thanks.settings', label: { zh: '设置点赞', en: 'Set up thanks' } },
    },
  ];
};
