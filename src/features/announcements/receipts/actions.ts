import { button } from '../../../bot/draw/blocks.ts';
import type { Shown } from '../../../delivery/receipts/page.ts';
import { inLanguage, type Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import type { Announcement } from '../model.ts';
import { actBlocks } from '../register/log-views.ts';
import { logOf } from '../register/service/log.ts';
import { WORDS } from '../words.ts';
import { announcementReceipts } from './service/receipts.ts';
import { announcementSeen, latestSeen, mayChange, OUT } from './service/seen.ts';
import { manageButtons } from './views.ts';

/** An announcement as the pages of its receipts name it. */
export function shown(locale: Locale, one: Announcement): Shown {
  const { _id: id, title, state, wantsAck, questionText, via } = inLanguage(locale, one);
  const asks = !wantsAck ? 'seen' : questionText.trim() === '' ? 'confirm' : 'answer';
  return { id, title, state: messages[locale].states[state], asks, isOut: OUT.includes(state), via };
}

/** The pages of an announcement's receipts. */
export const receiptScreen = announcementReceipts.screen({
  words: { zh: messages.zh.receipts, en: messages.en.receipts },
  find: announcementSeen,
  latest: async (ctx, actor) => (await latestSeen(ctx, actor)).filter(({ state }) => OUT.includes(state)),
  shown,
  mayChange,
  buttons: (reader, one, { total }, refresh) => manageButtons(reader, one, total, refresh),
  links: ({ locale }, one, { mayChange }) => [
    button({
      action: 'announcements.open',
      label: mayChange ? messages[locale].manage : messages[locale].open,
      value: one._id,
    }),
  ],
  below: async (ctx, reader, one) => actBlocks(reader, await logOf(ctx, one._id)),
  gone: WORDS.gone,
  exported: (rows) => ({
    zh: `导出通知回执，${rows} 行`,
    en: `exported an announcement’s receipts, ${rows} rows`,
  }),
});
