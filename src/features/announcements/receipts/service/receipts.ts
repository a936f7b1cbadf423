import { receipted } from '../../../../delivery/receipts/receipted.ts';
import { announcements } from '../../model.ts';
import { noteAct } from '../../register/service/log.ts';

/** Who got an announcement, who confirmed it, and its reminders. */
export const announcementReceipts = receipted({
  feature: 'announcements',
  of: 'announcement',
  things: announcements,
  while: 'sent',
  reminded: (ctx, one, { by, nth, members }) => noteAct(ctx, one, 'remind', by, { nth, members }),
});
