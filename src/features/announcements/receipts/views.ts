import type { Button } from '@slack/types';
import { button } from '../../../bot/draw/blocks.ts';
import { MOST_REMINDERS, type Tally } from '../../../delivery/receipts/rules.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import type { Announcement } from '../model.ts';

/** What its officer can do with an announcement that is out. @param refresh looks again */
export function manageButtons(locale: Locale, one: Announcement, total: Tally, refresh: Button): Button[] {
  const say = messages[locale];
  const value = one._id;
  const isOut = one.state === 'sending' || one.state === 'sent';
  const isLeft = one.remindersSent < MOST_REMINDERS && total.reached > 0 && one.wantsAck && one.state === 'sent';
  const nth = `${one._id}.${one.remindersSent}`;
  const stopping = { title: say.stopTitle, text: say.stopText, yes: say.stop, no: say.back };
  const recalling = { title: say.recallTitle, text: say.recallText, yes: say.recall, no: say.back };
  return [
    ...(isLeft ? [button({ action: 'announcements.remind', label: say.remind, value: nth })] : []),
    refresh,
    ...(isOut ? [button({ action: 'announcements.correct', label: say.edit, value })] : []),
    ...(isOut && total.waiting > 0
      ? [button({ action: 'announcements.stop', label: say.stop, value, confirm: stopping })]
      : []),
    ...(one.state === 'recalled'
      ? []
      : [button({ action: 'announcements.recall', label: say.recall, value, style: 'danger', confirm: recalling })]),
  ];
}
