import type { Button } from '@slack/types';
import { z } from 'zod';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, modal, section } from '../../../bot/draw/blocks.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { remindConfirm } from '../../../delivery/receipts/remind-views.ts';
import { MOST_REMINDERS, type Tally } from '../../../delivery/receipts/rules.ts';
import { dateOf, type Reader } from '../card-views.ts';
import { messages } from '../messages.ts';
import type { Announcement } from '../model.ts';

/** How many times it had reminded when the button was drawn: two who press at once remind once. */
export const remindRef = ref('announcements.remind', z.object({ id: z.string(), nth: z.number() }), {
  before: (value) => {
    const [id = '', nth = ''] = value.split('.');
    return { id, nth: Number(nth) };
  },
});

/** `rest`: what becomes of the turns to come; absent until it was asked. */
export const recallRef = ref(
  'announcements.recall',
  z.object({ id: z.string(), rest: z.enum(['too', 'only']).optional() }),
  { before: ['id'] },
);

/** Asks what becomes of the turns to come when one of a series is taken back. */
export function recallModal(reader: Reader, turn: Announcement, coming: Announcement): ModalView {
  const say = messages[reader.locale];
  const [at, next] = [turn.dueAt ?? turn.updatedAt, coming.dueAt ?? coming.updatedAt];
  const id = turn._id;
  return modal({
    callback: 'announcements.recalling',
    title: say.recall,
    close: say.close,
    blocks: [
      section(say.recallRest(dateOf(reader, at), dateOf(reader, next))),
      actions(
        button({ ...recallRef.button({ id, rest: 'only' }, 'only'), label: say.recallOnly }),
        button({ ...recallRef.button({ id, rest: 'too' }, 'too'), label: say.recallToo, style: 'danger' }),
      ),
    ],
  });
}

/** What its officer can do with an announcement that is out. @param refresh looks again */
export function manageButtons(
  reader: Pick<Reader, 'locale' | 'tz' | 'now'>,
  one: Announcement,
  total: Tally,
  refresh: Button,
): Button[] {
  const say = messages[reader.locale];
  const value = one._id;
  const isOut = one.state === 'sending' || one.state === 'sent';
  const isLeft = one.remindersSent < MOST_REMINDERS && total.reached > 0 && one.wantsAck && one.state === 'sent';
  const stopping = { title: say.stopTitle, text: say.stopText, yes: say.stop, no: say.back };
  const recalling = { title: say.recallTitle, text: say.recallText, yes: say.recall, no: say.back };
  return [
    ...(isLeft
      ? [
          button({
            ...remindRef.button({ id: one._id, nth: one.remindersSent }),
            label: say.remind,
            confirm: remindConfirm(reader, one, total.reached),
          }),
        ]
      : []),
    refresh,
    ...(isOut ? [button({ action: 'announcements.correct', label: say.edit, value })] : []),
    ...(isOut && total.waiting > 0
      ? [button({ action: 'announcements.stop', label: say.stop, value, confirm: stopping })]
      : []),
    ...(one.state === 'recalled'
      ? []
      : [button({ ...recallRef.button({ id: one._id }), label: say.recall, style: 'danger', confirm: recalling })]),
  ];
}
