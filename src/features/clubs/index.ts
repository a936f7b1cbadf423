import type { Feature } from '../../bot/feature.ts';
import { clubActions, clubModals } from './club-actions.ts';
import { commands, overview } from './commands.ts';
import { checkIn, eventActions, eventModals, eventOptions } from './event-actions.ts';
import { home, today, waiting } from './home.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { prepareClubs } from './service/store.ts';

/** Clubs 社团 and festivals: membership and chair; events with guests, a waiting line, check-in and points. */
export const clubs = (): Feature => ({
  name: 'clubs',
  aliases: ['社团', '活动'],
  phrases: ['社员', '社长', '节庆', '丰收节', '读书会', '球赛', 'club', 'event', 'festival'],
  title: { zh: '社团', en: 'Clubs' },
  emoji: '🎈',
  summary: { zh: '加入社团，报名活动和节庆', en: 'join clubs, sign up for events and festivals' },
  overview,
  commands,
  actions: { ...clubActions, ...eventActions },
  modals: { ...clubModals, ...eventModals },
  options: eventOptions,
  checkIn,
  home,
  today,
  waiting,
  notices,
  follows,
  noticeTitles: {
    invite: { zh: '活动通知', en: 'Event invitations' },
    remind: { zh: '活动提醒', en: 'Event reminders' },
    howWasIt: { zh: '活动后问一句', en: 'How an event was' },
  },
  dropReasons,
  refusable: {
    invite: { zh: '社团活动的通知', en: 'Invitations to club events' },
    remind: { zh: '活动提醒', en: 'Event reminders' },
    howWasIt: { zh: '活动后问我怎么样', en: 'Asking me how an event was' },
  },
  prepare: prepareClubs,
});
