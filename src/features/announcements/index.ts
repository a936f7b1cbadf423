import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { contestNoticesOf } from '../../bot/routing/contest-notices.ts';
import { announcementActions, livePages } from './actions.ts';
import { announcementCommands, overview } from './commands.ts';
import { announcementModals, announcementOptions, announcementShortcuts } from './form/actions.ts';
import { home, waiting } from './home.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { channelUses } from './service/channels.ts';
import { prepareAnnouncements } from './service/indexes.ts';
import { subjectsOf } from './service/subjects.ts';

/** Announcements 公告 with receipts, and the register of disclosures 厂务公开. */
export const announcements = (features: readonly Feature[]): Feature => {
  const questions = questionsOf(features);
  const contests = contestNoticesOf(features);
  return {
    name: 'announcements',
    aliases: ['公告'],
    phrases: ['通知', '厂务公开', '公开', 'notice', 'news'],
    title: { zh: '公告', en: 'Announcements' },
    emoji: '📢',
    summary: { zh: '公告和厂务公开，看谁已确认', en: 'announce, disclose, and see who has confirmed' },
    overview,
    commands: announcementCommands(contests),
    directCommands: [
      {
        command: '/announce',
        summary: { zh: '发给我的公告；干部写公告', en: 'what was announced; officers write one' },
      },
    ],
    actions: announcementActions(questions, contests),
    live: livePages,
    modals: announcementModals(questions, contests),
    shortcuts: announcementShortcuts(questions),
    options: announcementOptions(questions),
    home,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles: {
      notice: { zh: '公告', en: 'Announcement' },
      reminder: { zh: '公告的提醒', en: 'Announcement: reminder' },
      second: { zh: '紧急公告待确认', en: 'Urgent announcement to confirm' },
    },
    subjects: subjectsOf,
    dropReasons,
    channelUses,
    prepare: prepareAnnouncements,
  };
};
